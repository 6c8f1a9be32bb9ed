"""Gives scripts, styles and fonts names that change with their content.

A browser may then keep them for a year: what it has under a name never changes. Named so are the
files that pages and styles refer to. One that a script names keeps its name, since scripts put their
addresses together as they run. A theme's own fingerprint is of what it brought, not of what we made of it:
such a file has two.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from living_guide.corpus import Corpus

FOLDER = "assets"
_KINDS = (".woff2", ".css", ".js")
"""What is named by its content, in this order: styles name fonts, so their content changes with them."""
_DIGITS = 8
_NAMED = re.compile(r"\.[0-9a-f]{8}\.")
_IN_PAGE = re.compile(r"\b(?:href|src)=([\"'])(?P<target>[^\"'<>]+)\1")
_IN_STYLE = re.compile(r"\burl\(([\"']?)(?P<target>[^\"')]+)\1\)")


def fingerprint(corpus: Corpus, site: Path) -> None:
    """Rename the files of a whole site, and every reference to them."""
    base = urlsplit(corpus.settings.address).path or "/"
    scripts = "\n".join(path.read_text("utf-8") for path in sorted(site.rglob("*.js")))
    names: dict[str, str] = {}
    for kind in _KINDS:
        for path in sorted((site / FOLDER).rglob(f"*{kind}")):
            if kind == ".css":
                _rewrite(path, _IN_STYLE, _renaming(path.relative_to(site).as_posix(), names, base))
            if path.name not in scripts:
                named = _named(path)
                names[path.relative_to(site).as_posix()] = named.relative_to(site).as_posix()
                path.replace(named)
    for page in site.rglob("*.html"):
        _rewrite(page, _IN_PAGE, _renaming(page.relative_to(site).as_posix(), names, base))


def is_named_by_content(path: Path) -> bool:
    """Whether a file's name changes with what is in it."""
    return bool(_NAMED.search(path.name))


def _named(path: Path) -> Path:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]
    return path.with_name(f"{path.stem}.{digest}{path.suffix}")


def _rewrite(path: Path, pattern: re.Pattern[str], renamed: Callable[[str], str]) -> None:
    before = path.read_text("utf-8")
    after = pattern.sub(lambda found: _replaced(found, renamed), before)
    if after != before:
        path.write_text(after, "utf-8")


def _replaced(found: re.Match[str], renamed: Callable[[str], str]) -> str:
    target = found["target"]
    return found.group().replace(target, renamed(target))


def _renaming(place: str, names: Mapping[str, str], base: str) -> Callable[[str], str]:
    """How the file at a place of the site, `fr/index.html`, has to write an address now."""

    def renamed(target: str) -> str:
        if FOLDER not in target and not target.endswith(_KINDS):
            return target
        path = target.partition("?")[0].partition("#")[0]
        if path.startswith(base):
            file = path.removeprefix(base)
        else:
            file = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(path)))
        new = names.get(file)
        if new is None:
            return target
        return target.replace(posixpath.basename(path), posixpath.basename(new))

    return renamed
