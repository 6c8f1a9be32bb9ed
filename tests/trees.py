"""Small project folders for tests, and the command run on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from living_guide.corpus import Corpus, read_corpus
from living_guide.document import Document
from living_guide.markdown import read_markdown
from living_guide.source import Source

REPOSITORY = Path(__file__).parent.parent
HOOKS = REPOSITORY / "hooks"
CLEAN = {"docs/en/index.md": "# Home\n", "docs/fr/index.md": "# Accueil\n"}
"""The smallest guide without a finding."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the command ended."""

    status: int
    out: str
    err: str

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.out)["diagnostics"]
        return found

    @property
    def said(self) -> str:
        return self.out + self.err


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below `root` exactly as given; lone surrogates stand for raw bytes."""
    for place, content in files.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        path.write_bytes(data)
    return root


def corpus_of(root: Path, files: Mapping[str, str | bytes]) -> Corpus:
    """The corpus of files written below `root`, beside a clean home page in two languages."""
    return read_corpus(write_tree(root, {**CLEAN, **files}))


def document_of(text: str) -> Document:
    """What the scanner reads in a page without front matter."""
    return read_markdown(Source("docs/en/page.md", text))


def run_guide(
    *arguments: str, folder: Path, seconds: float = 60, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Run the real command in a process of its own, as a contributor would."""
    ended = subprocess.run(
        [sys.executable, "-m", "living_guide.cli", *arguments],
        cwd=folder,
        env={**guide_environment(), **(environment or {})},
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    out, err = (stream.decode("utf-8", "surrogateescape") for stream in (ended.stdout, ended.stderr))
    return Outcome(ended.returncode, out, err)


def guide_environment() -> dict[str, str]:
    """The environment without what a contributor's own settings would change."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANGUAGE", "LANG", "PYTHONIOENCODING") and not name.startswith("LC_")
    }
    return {**kept, "PYTHONPATH": str(HOOKS), "PYTHONWARNINGS": "error"}


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its `⟦⟧` marks, and the offsets that each pair enclosed."""
    plain: list[str] = []
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for character in text:
        if character == "⟦":
            opened.append(len(plain))
        elif character == "⟧":
            spans.append((opened.pop(), len(plain)))
        else:
            plain.append(character)
    return "".join(plain), spans
