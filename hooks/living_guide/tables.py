"""How the guide stands, printed: for a terminal, for a forge's pages, for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from living_guide.corpus import Corpus
from living_guide.messages import Text
from living_guide.status import CURRENT, KINDS, NAMES, STATES, Kind, Standing, only, section_title

Words = Mapping[str, str]
COLUMNS = ("pages", *STATES, Kind.UNREVIEWED, Kind.OVERDUE, Kind.DRAFT)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SIGNS = re.compile(r"([\\`*_\[\]<>|#])")


def as_text(corpus: Corpus, found: Sequence[Standing], kinds: Iterable[str], words: Words) -> str:
    """A table a language, then what to do, the most pressing first."""
    blocks = []
    for standing in found:
        rows = [[_plain(cell) for cell in row] for row in _rows(corpus, standing, words)]
        widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))]
        lines = [_name(corpus, standing)]
        for row in rows:
            first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("  ".join([row[0].ljust(len(first)), *others]).rstrip())
        blocks.append("\n".join(lines))
        matters = only(standing.matters, kinds)
        if matters:
            told = [
                f"{matter.path}: {NAMES[matter.kind].said(words)}\n    {matter.advice.said(words)}"
                for matter in matters
            ]
            blocks.append("\n".join(map(_plain_lines, told)))
    return "\n\n".join(blocks)


def as_markdown(corpus: Corpus, found: Sequence[Standing], kinds: Iterable[str], words: Words) -> str:
    """The same for an issue or a pull request."""
    blocks = []
    for standing in found:
        heads, *rows = _rows(corpus, standing, words)
        lines = [f"### {_escaped(_name(corpus, standing))}", "", _line(heads)]
        lines += ["|---" + "|--:" * (len(heads) - 1) + "|", *map(_line, rows), ""]
        matters = only(standing.matters, kinds)
        if matters:
            lines += [_line([Text("page").said(words), "", Text("what to do").said(words)]), "|---|---|---|"]
            lines += [
                f"| `{_plain(matter.path)}` | {_escaped(NAMES[matter.kind].said(words))} "
                f"| {_plain(matter.advice.said(words))} |"
                for matter in matters
            ]
            lines.append("")
        blocks.append("\n".join(lines))
    return "\n".join(blocks).rstrip()


def as_json(corpus: Corpus, found: Sequence[Standing], kinds: Iterable[str], words: Words) -> str:
    """Counts by language and section, and every matter; names of kinds are never translated."""
    languages = [
        {
            "language": standing.language,
            **_numbers(standing.total),
            "sections": [
                {"section": section.folder, **_numbers(section.counts)} for section in standing.sections
            ],
        }
        for standing in found
    ]
    matters = [
        {
            "kind": str(matter.kind),
            "language": matter.language,
            "path": matter.path,
            "title": matter.page.title,
            "advice": matter.advice.said(words),
        }
        for standing in found
        for matter in only(standing.matters, kinds)
    ]
    return json.dumps({"languages": languages, "matters": matters}, ensure_ascii=False, indent=2)


def _numbers(counts: Mapping[str, int]) -> dict[str, int]:
    return {str(name): counts.get(name, 0) for name in ("pages", CURRENT, *KINDS)}


def _rows(corpus: Corpus, standing: Standing, words: Words) -> list[list[str]]:
    """Heads, a row a section, and all of them together."""
    heads = [Text("section").said(words), *(NAMES[name].said(words) for name in COLUMNS)]
    rows = [
        [section_title(corpus, section.folder, standing.language), *_cells(section.counts)]
        for section in standing.sections
    ]
    return [heads, *rows, [Text("together").said(words), *_cells(standing.total)]]


def _cells(counts: Mapping[str, int]) -> list[str]:
    return [str(counts.get(name, 0)) for name in COLUMNS]


def _name(corpus: Corpus, standing: Standing) -> str:
    return f"{corpus.settings.language(standing.language).name} ({standing.language})"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", _plain(text))


def _plain(text: str) -> str:
    """Text that cannot steer a terminal."""
    return _CONTROL.sub(" ", text)


def _plain_lines(text: str) -> str:
    return "\n".join(map(_plain, text.split("\n")))


TABLES: dict[str, Callable[[Corpus, Sequence[Standing], Iterable[str], Words], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
