"""What a web server gives out as it lies there: compressed copies, and the list of all files."""

from __future__ import annotations

import gzip
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from living_guide.corpus import Corpus
from living_guide.publish.fingerprints import is_named_by_content
from living_guide.publish.sites import SUMS

_TEXT = {".html", ".css", ".js", ".json", ".jsonl", ".md", ".svg", ".xml", ".txt", ".csv", ".webmanifest"}
_QUALITY = 10
"""Brotli's second best, in half the time of the best. A tenth smaller than gzip, ten times as long: worth
it for the few files named by their content, which page after page loads, not for a thousand pages."""
_SMALLEST = 1024
"""Bytes below which the answer fits in one packet anyway."""

_HEADER = bytes.fromhex("1f8b 08 00 00000000 02 ff")
"""A gzip file's first bytes (RFC 1952): no name, no time, and no system, which Pythons tell differently."""


def compress(corpus: Corpus, site: Path) -> None:
    """Lay `x.gz`, and `x.br` where it pays, beside every text file that is not tiny."""
    files = [path for path in site.rglob("*") if path.suffix in _TEXT and path.stat().st_size >= _SMALLEST]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for _ in workers.map(_compress, files):
            pass


def _compress(path: Path) -> None:
    data = path.read_bytes()
    path.with_name(path.name + ".gz").write_bytes(_HEADER + gzip.compress(data, 9)[len(_HEADER) :])
    if is_named_by_content(path):
        path.with_name(path.name + ".br").write_bytes(
            brotli.compress(data, mode=brotli.MODE_TEXT, quality=_QUALITY)
        )


def write_sums(corpus: Corpus, site: Path) -> None:
    """List the SHA-256 of every file, as `sha256sum --check` reads it."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}\n" for name in files]
    (site / SUMS).write_text("".join(lines), "utf-8", newline="\n")
