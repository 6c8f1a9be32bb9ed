"""Tables that the site shows as running text, or without some of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Block
from living_guide.lines import Line, lines_of
from living_guide.messages import Text
from living_guide.pages import Page

_NO_BAR = re.compile(r"\\.|(?<!`)(`{1,3})[^`]{1,500}\1(?!`)|\[\[[^\[\]]{0,200}\]\]|\{[^{}]{0,300}\}")
"""What may hold a bar that parts no cells: escaped signs, code, glossary links, templates."""
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


@check(Severity.WARNING)
def broken_table(corpus: Corpus) -> Iterator[Finding]:
    """A table without its line of dashes, or with another number of cells in it than in its head.

    It is shown as running text, with its bars.

    Bad:  "| Year | Calls |" and, right below it, "| 2025 | 3 |"
    Good: "| Year | Calls |", below it "|---|---|", and then "| 2025 | 3 |"
    """
    for page in corpus.pages:
        for block in page.document.blocks:
            if block.kind != "paragraph" or page.source.text[block.start : block.start + 1] != "|":
                continue
            lines = list(lines_of(page.source.text[block.start : block.end]))
            if len(lines) < 2 or not all(_is_row(line) for line in lines):
                continue
            head, second = lines[0].text.strip(), lines[1].text.strip()
            cells = _cells(head)
            if _RULE.fullmatch(second):
                message = Text(
                    "the line of dashes has {number} cells, the head {cells}: the table is shown as text",
                    number=_cells(second),
                    cells=cells,
                )
                hint = Text("write `{rule}` in this line", rule="|" + "---|" * cells)
            elif len({_cells(line.text) for line in lines}) == 1 and cells > 1:
                message = Text("this table has no line of dashes: it is shown as running text")
                hint = Text("below its first line, write `{rule}`", rule="|" + "---|" * cells)
            else:
                continue
            told = lines[1] if _RULE.fullmatch(second) else lines[0]
            start = block.start + told.start
            yield Finding(page.source.span(start, start + len(told.text)), message, hint)


@check(Severity.WARNING)
def lost_cell(corpus: Corpus) -> Iterator[Finding]:
    """A row with more cells than the head of its table, or the one row that has a cell too few.

    What is too much is not shown: its words are lost. Often a bar stands in a sentence. Where a cell is
    missing, those behind it stand below the wrong heads.

    Bad:  "| Year | Calls |" as the head, and "| 2025 | 3 | by e-mail |" below
    Good: "| Year | Calls | How |" as the head, or the bar in a sentence as `\\|`
    """
    for page in corpus.pages:
        for block in page.document.blocks:
            if block.kind != "table":
                continue
            head, *rows = lines_of(page.source.text[block.start : block.end])
            most = _cells(head.text)
            yield from _short_row(page, block, rows, most)
            for row in rows:
                cells = len(_filled(row.text))
                if cells > most and not _RULE.fullmatch(row.text.strip()) and ">" not in row.text[:2]:
                    start = block.start + row.start + len(row.text) - len(row.text.lstrip())
                    yield Finding(
                        page.source.span(start, start + len(row.text.strip())),
                        Text(
                            "this row has {cells} cells, the head of its table {most}: "
                            "the last are not shown",
                            cells=cells,
                            most=most,
                        ),
                        Text("add cells to the head and to the line of dashes; a bar in a sentence is `\\|`"),
                    )


def _is_row(line: Line) -> bool:
    row = line.text.strip()
    return row.startswith("|") and row.endswith("|") and len(row) > 2


def _cells(row: str) -> int:
    return len(_split(row))


def _filled(row: str) -> list[str]:
    """The cells of a row up to the last that says something."""
    cells = _split(row)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _split(row: str) -> list[str]:
    """The cells of a row: bars at its ends are its frame."""
    bars = _NO_BAR.sub("…", row).strip()
    return bars.removeprefix("|").removesuffix("|").split("|")


_MANY_ROWS = 4
"""Rows from which on a single one that is shorter is a slip."""


def _short_row(page: Page, block: Block, rows: list[Line], most: int) -> Iterator[Finding]:
    """The only row of a table with one cell less than all others."""
    whole = [row for row in rows if row.text.strip() and not _RULE.fullmatch(row.text.strip())]
    short = [row for row in whole if _cells(row.text) < most]
    if len(short) == 1 and len(whole) >= _MANY_ROWS and 1 < _cells(short[0].text) == most - 1:
        start = block.start + short[0].start + len(short[0].text) - len(short[0].text.lstrip())
        yield Finding(
            page.source.span(start, start + len(short[0].text.strip())),
            Text("this row has {cells} cells, all others have {most}", cells=most - 1, most=most),
            Text("write what is missing, or leave an empty cell in its place: `| |`"),
        )
