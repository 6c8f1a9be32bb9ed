"""What a change touches: files, lines, translations left behind, and what it breaks elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from living_guide.content import content
from living_guide.corpus import LAYERS
from living_guide.diagnostics import Diagnostic
from living_guide.files import File, list_files, read_source
from living_guide.messages import Text
from living_guide.pages import read_page
from living_guide.source import Source

_PLACES = ("line", "lines", "column", "count", "limit")
"""Values of messages that say where, or how many: the same finding may say them otherwise."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A page that changed, and its version in another language that did not change with it.

    `kind` is `changed`, `added` or `removed`: what happened to `path`.
    """

    kind: str
    path: str
    other: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from an earlier state. Paths are relative to the root, lines count from 1."""

    touched: frozenset[str]
    """Files that were changed, added or removed."""
    lines: Mapping[str, frozenset[int]]
    """Of each touched text, the lines that are new."""
    behind: tuple[Behind, ...]

    def wrote(self, item: Diagnostic) -> bool:
        """Whether a finding stands on a line that the change wrote."""
        return not self.lines.get(item.path, frozenset()).isdisjoint(range(item.line, item.end_line + 1))


def change_between(before: Path, now: Path, codes: Sequence[str]) -> Change:
    """Compare two folders of one project; `codes` are its languages.

    Raises:
        OSError: one of them cannot be listed.
    """
    old, new = _files(before), _files(now)
    touched = sorted(path for path in old.keys() | new.keys() if _differ(old.get(path), new.get(path)))
    texts = {path: (_text(old.get(path)), _text(new.get(path))) for path in touched}
    lines = {path: frozenset(_new_lines(*pair)) for path, pair in texts.items()}
    return Change(frozenset(touched), lines, tuple(_left_behind(texts, new, codes)))


def brought(
    found: Iterable[Diagnostic], before: Iterable[Diagnostic], touched: frozenset[str]
) -> list[Diagnostic]:
    """The findings in touched files, and those elsewhere that were not there before."""
    known = Counter(_identity(item) for item in before)
    kept = []
    for item in found:
        identity = _identity(item)
        if item.path not in touched and known[identity] > 0:
            known[identity] -= 1
        else:
            kept.append(item)
    return kept


def unplaced(text: Text) -> tuple[object, ...]:
    """A sentence without the lines and numbers in it: what makes two findings the same."""
    values = (
        (name, unplaced(value) if isinstance(value, Text) else str(value))
        for name, value in text.values
        if name not in _PLACES
    )
    return (text.msgid, *values)


def _identity(item: Diagnostic) -> tuple[object, ...]:
    """What makes two findings the same; of a page that is gone, words may tell once that it was deleted."""
    return (item.path, item.rule, item.severity, item.subject, item.about or unplaced(item.message))


def _files(root: Path) -> dict[str, File]:
    return {
        file.path: file
        for layer in LAYERS
        if (root / layer).is_dir()
        for file in list_files(root / layer, layer)
    }


def _differ(one: File | None, other: File | None) -> bool:
    if one is None or other is None or one.is_symlink or other.is_symlink:
        return one is None or other is None or _leads(one) != _leads(other)
    return one.size != other.size or one.location.read_bytes() != other.location.read_bytes()


def _leads(file: File) -> str | None:
    """What a link leads to; None of what is no link."""
    return str(file.location.readlink()) if file.location.is_symlink() else None


def _text(file: File | None) -> Source | None:
    if file is None or file.is_symlink:
        return None
    source = read_source(file)
    return source if isinstance(source, Source) else None


def _new_lines(before: Source | None, now: Source | None) -> Iterator[int]:
    if now is None:
        return
    old, new = (
        [source.line(number) for number in range(1, source.line_count + 1)] if source else []
        for source in (before, now)
    )
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from range(start + 1, end + 1)


def _left_behind(
    texts: Mapping[str, tuple[Source | None, Source | None]], now: Mapping[str, File], codes: Sequence[str]
) -> Iterator[Behind]:
    """Pages whose words changed in one language only."""
    said_anew = {path: kind for path, pair in texts.items() if (kind := _said_anew(path, *pair))}
    for path, kind in said_anew.items():
        layer, language, key = path.split("/", 2)
        if kind == "removed" and any(f"{one}/{language}/{key}" in now for one in LAYERS):
            continue  # another layer's takes its place
        for code in codes if language in codes else ():
            places = [f"{one}/{code}/{key}" for one in (layer, *LAYERS)]
            there = [place for place in places if place in now]
            moved_too = code == language or any(place in said_anew for place in places)
            if not moved_too and bool(there) == (kind != "added"):
                yield Behind(kind, path, there[0] if there else places[0])


def _said_anew(path: str, before: Source | None, now: Source | None) -> str:
    """What happened to a page; nothing where only its form changed, or nobody reads it yet."""
    if not path.endswith(".md") or path.count("/") < 2:
        return ""
    old, new = (read_page(source, "", "") if source else None for source in (before, now))
    if new is not None and new.text("status") == "draft":
        return ""
    if old is None or new is None:
        return "added" if new else "removed" if old else ""
    return "changed" if content(old).hash != content(new).hash else ""
