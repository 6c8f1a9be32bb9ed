"""What ends with a colon and promises something: a list, or the value of a field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

from living_guide.lexicon import lexicon
from living_guide.markdown import Block, Prose
from living_guide.pages import Page
from living_guide.source import Span

_FIELD = re.compile(r"\s*(?P<label>[^\W\d_][^.:!?;,()]*?)\s*:(?P<value>.*)", re.DOTALL)
_CLAUSE = re.compile(r"(?:[.!?…]\s+|^\s*)(?=\S)")
_WORD = re.compile(r"[\w-]+")
_KEEPS = frozenset(("list", "definitions", "table", "code", "quote", "callout", "details", "tab", "html"))
"""Blocks that a sentence may announce."""
_PARTS = frozenset(("item", "definition", "term", "row", "cell"))
"""Blocks that go on with what the sentence itself stands in."""
_SHOWN = ("![", "[", "<")
"""How a paragraph begins that is a picture, a button or a link to what was announced."""
MOST_WORDS = 6
"""A label is short; a longer one is a sentence."""


class Promise(Enum):
    """What a colon at the end of a line promises."""

    LIST = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class Unkept:
    """A promise with nothing behind it."""

    promise: Promise
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block: offsets into its prose."""

    start: int
    end: int
    label: str
    """What stands before the colon, where the line reads like a field."""
    is_open: bool
    """Whether nothing stands behind the colon."""


def unkept_promises(page: Page) -> Iterator[Unkept]:
    """Lists announced and missing, fields without a value, in reading order."""
    if ":" not in page.source.text:
        return
    blocks = [block for block in page.document.blocks if not _is_comment(page, block)]
    before: tuple[_Line, ...] = ()
    readable = [prose for prose in page.document.prose if prose.kind in ("paragraph", "item")]
    lines = [tuple(_lines(prose)) for prose in readable]
    for number, prose in enumerate(readable):
        after = lines[number + 1][0] if number + 1 < len(lines) else None
        yield from _unkept(page, blocks, prose, lines[number], before[-1] if before else None, after)
        before = lines[number]


def _is_comment(page: Page, block: Block) -> bool:
    return block.kind == "html" and page.source.text.startswith("<!--", block.start)


def _lines(prose: Prose) -> Iterator[_Line]:
    breaks = [
        piece.at
        for piece in prose.pieces
        if not piece.verbatim and "\n" in prose.source.text[piece.start : piece.end].replace("\r", "\n")
    ]
    for start, end in zip([0, *breaks], [*breaks, len(prose.text)], strict=True):
        found = _FIELD.fullmatch(prose.text, start, end)
        label = found["label"] if found else ""
        short = label[:1].isupper() and len(label.split()) <= MOST_WORDS
        is_open = prose.text[start:end].rstrip().endswith(":")
        yield _Line(start, end, label if short else "", is_open)


def _unkept(
    page: Page,
    blocks: list[Block],
    prose: Prose,
    lines: tuple[_Line, ...],
    before: _Line | None,
    after: _Line | None,
) -> Iterator[Unkept]:
    """A line is a field where the line before or behind it, or the list it stands in, shows fields."""
    for line, next_line in zip(lines, [*lines[1:], after], strict=True):
        among_fields = prose.kind == "item" or any(near and near.label for near in (before, next_line))
        is_field = bool(line.label) and among_fields
        before = line
        if not line.is_open or (line is not lines[-1] and not (next_line and next_line.label)):
            continue
        if is_field:
            if line is not lines[-1] or not _is_kept(page, blocks, prose, at_once=True):
                yield _found(Promise.VALUE, prose, line.start, line.end, line.label)
        elif line is lines[-1] and not _is_bold(prose):
            clause = _last_clause(prose.text)
            words = {word.lower() for word in _WORD.findall(clause)}
            outright = bool(words & lexicon(prose.language or page.language).announcing)
            if not _is_kept(page, blocks, prose, at_once=outright):
                start = max(line.start, prose.text.rfind(clause))
                yield _found(Promise.LIST, prose, start, line.end, "")


def _found(promise: Promise, prose: Prose, start: int, end: int, words: str) -> Unkept:
    text = prose.text[start:end]
    start += len(text) - len(text.lstrip())
    return Unkept(promise, prose.span(start, start + len(text.strip())), words)


def _last_clause(text: str) -> str:
    starts = [found.end() for found in _CLAUSE.finditer(text)]
    return text[starts[-1] if starts else 0 :].strip()


def _is_kept(page: Page, blocks: list[Block], prose: Prose, *, at_once: bool) -> bool:
    """Whether something that can be announced follows: at once, or before the next heading."""
    end = prose.pieces[-1].end
    later = blocks[bisect_left(blocks, end, key=lambda block: block.start) :]
    section = list(takewhile(lambda block: block.kind != "heading", later))
    if not section or section[0].kind in _PARTS:
        return False
    return any(_shows(page, block) for block in (section[:1] if at_once else section))


def _shows(page: Page, block: Block) -> bool:
    return block.kind in _KEEPS or page.source.text.startswith(_SHOWN, block.start)


def _is_bold(prose: Prose) -> bool:
    """A paragraph all in bold does the work of a heading: its section is what it announces."""
    start, end = prose.pieces[0].start, prose.pieces[-1].end
    return prose.source.text[start - 2 : start] == prose.source.text[end : end + 2] == "**"
