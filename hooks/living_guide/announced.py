"""What ends with a colon and promises something: a list, or the value of a field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import takewhile

from living_guide.corpus import Corpus
from living_guide.document import Block, Prose
from living_guide.joined import BETWEEN
from living_guide.lexicon import lexicon
from living_guide.pages import Page
from living_guide.source import Span

_FIELD = re.compile(r"\s*(?P<label>[^\W\d_][^.:!?;,()]{0,80}?)\s*:(?P<value>.*)", re.DOTALL)
_CLAUSE = re.compile(r"(?:[.!?…]\s+|^\s*)(?=\S)")
_WORD = re.compile(r"[\w-]+")
_KEEPS = frozenset(("list", "definitions", "table", "code", "quote", "callout", "details", "tab", "html"))
"""Blocks that a sentence may announce."""
_PARTS = frozenset(("item", "definition", "term", "row", "cell"))
"""Blocks that go on with what the sentence itself stands in."""
_SHOWN = ("![", "[", "<")
"""How a paragraph begins that is a picture, a button or a link to what was announced."""
_COLON = re.compile(rf":(?=\s*(?:{BETWEEN}|\s))")
"""One that may end a line."""
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
    """Where its last sentence begins, perhaps on an earlier line."""
    end: int
    label: str
    """What stands before the colon, where the line reads like a field."""
    is_open: bool
    """Whether nothing stands behind the colon."""


@lru_cache(maxsize=2)
def unkept_promises(corpus: Corpus) -> tuple[tuple[Page, Unkept], ...]:
    """What is announced and missing on all pages."""
    return tuple((page, found) for page in corpus.pages for found in _of_page(page))


def _of_page(page: Page) -> Iterator[Unkept]:
    """Lists announced and missing, fields without a value, in reading order.

    A line is a field where its neighbours, or the list it stands in, show fields too.
    """
    if not any(line.is_open for prose in page.joined.having(_COLON) for line in _lines(prose)):
        return
    surroundings = _Surroundings(page)
    lines = [
        (prose, line)
        for prose in page.document.prose
        if prose.kind in ("paragraph", "item")
        for line in _lines(prose)
    ]
    for number, (prose, line) in enumerate(lines):
        if line.is_open:
            before = lines[number - 1][1] if number else None
            after = lines[number + 1] if number + 1 < len(lines) else None
            ends_block = after is None or after[0] is not prose
            labelled = [near.label for near in (before, after[1] if after else None) if near]
            if line.label and (prose.kind == "item" or any(labelled)):
                kept = surroundings.show_at_once(prose) if ends_block else not labelled[-1]
                if not kept:
                    yield _found(Promise.VALUE, prose, line)
            elif ends_block and not _is_bold(prose) and not _is_list_kept(surroundings, prose, line):
                yield _found(Promise.LIST, prose, line)


def _lines(prose: Prose) -> Iterator[_Line]:
    breaks = [
        piece.at
        for piece in prose.pieces
        if not piece.verbatim and re.search(r"[\r\n]", prose.source.text[piece.start : piece.end])
    ]
    for start, end in zip([0, *breaks], [*breaks, len(prose.text)], strict=True):
        words = prose.text[start:end]
        found = _FIELD.fullmatch(words)
        label = found["label"] if found else ""
        short = label[:1].isupper() and len(label.split()) <= MOST_WORDS
        is_open = words.rstrip().endswith(":")
        if is_open and not short and end == len(prose.text):
            start = max(item.end() for item in _CLAUSE.finditer(prose.text, 0, end))
        yield _Line(start, end, label if short else "", is_open)


def _found(promise: Promise, prose: Prose, line: _Line) -> Unkept:
    words = prose.text[line.start : line.end]
    start = line.start + len(words) - len(words.lstrip())
    return Unkept(promise, prose.span(start, start + len(words.strip())), line.label)


def _is_list_kept(surroundings: _Surroundings, prose: Prose, line: _Line) -> bool:
    """Where the sentence says so outright ("the following"), the list must follow at once."""
    if surroundings.show_at_once(prose):
        return True
    words = {word.lower() for word in _WORD.findall(prose.text, line.start, line.end)}
    outright = words & lexicon(surroundings.page.language).announcing
    return not outright and surroundings.show_later(prose)


def _is_bold(prose: Prose) -> bool:
    """A paragraph all in bold does the work of a heading: its section is what it announces."""
    start, end = prose.pieces[0].start, prose.pieces[-1].end
    return prose.source.text[start - 2 : start] == prose.source.text[end : end + 2] == "**"


class _Surroundings:
    """What stands behind a block of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        text = page.source.text
        self.blocks = [
            block
            for block in page.document.blocks
            if not (block.kind == "html" and text.startswith("<!--", block.start))
        ]
        self.headings = {heading.span.start: heading.level for heading in page.document.headings}

    def show_at_once(self, prose: Prose) -> bool:
        """Whether the next block is one that can be announced, or a heading below the present one."""
        first = next(iter(self._behind(prose)), None)
        if first is None:
            return False
        if first.kind == "heading":
            above = [level for start, level in self.headings.items() if start < prose.pieces[0].start]
            return self.headings.get(first.start, 0) > (above[-1] if above else 0)
        return self._shows(first)

    def show_later(self, prose: Prose) -> bool:
        """Whether such a block follows before the next heading."""
        section = list(takewhile(lambda block: block.kind != "heading", self._behind(prose)))
        return bool(section) and section[0].kind not in _PARTS and any(map(self._shows, section))

    def _behind(self, prose: Prose) -> list[Block]:
        return self.blocks[bisect_left(self.blocks, prose.pieces[-1].end, key=lambda block: block.start) :]

    def _shows(self, block: Block) -> bool:
        return block.kind in _KEEPS or self.page.source.text.startswith(_SHOWN, block.start)
