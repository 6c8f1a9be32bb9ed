"""What ends with a colon and promises something: a list, or the value of a field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import takewhile

from living_guide.corpus import Corpus
from living_guide.document import Block, Prose
from living_guide.joined import BETWEEN
from living_guide.lexicon import facts, lexicon
from living_guide.pages import Page
from living_guide.source import Span

_FIELD = re.compile(r"\s*(?P<label>[^\W\d_][^.:!?;,()]{0,80}?)\s*:(?P<value>.*)", re.DOTALL)
_CLAUSE = re.compile(r"(?:[.!?…]\s+|^\s*)(?=\S)")
_WORD = re.compile(r"[\w-]+")
_KEEPS = frozenset(("list", "definitions", "table", "code", "quote", "callout", "details", "tab", "html"))
"""Blocks that a sentence may announce."""
_PARTS = frozenset(("item", "definition", "term", "row", "cell"))
"""Blocks that go on with what the sentence itself stands in."""
_ONE_NAME = re.compile(r"\S*[\d_/@.-]\S*\w\s*")
_TEMPLATE = re.compile(r"\{[{%]")
_SHOWN = ("![", "[", "<", "{", "`")
"""How a paragraph begins that is a picture, a button, a template, code or a link to what was announced."""
_SHORTCODE = re.compile(r":[a-z0-9_+-]*:\s*\Z")
"""`:lock:`, an emoji by its name, or `:::`, a frame of another tool."""
_ENUMERATOR = re.compile(r"(?:[A-Za-z]|[IVXLC]+|\d+)(?:\\?[.)°]|\s?[-–:])\s")
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
        if line.is_open and not _stands_before_a_template(prose, line):
            above = lines[number - 1] if number else None
            before = above[1] if above else None
            after = lines[number + 1] if number + 1 < len(lines) else None
            ends_block = after is None or after[0] is not prose
            labelled = [near.label for near in (before, after[1] if after else None) if near]
            neighbours_are_items = all(near and near[0].kind == "item" for near in (above, after))
            if prose.kind == "item" and line.label and neighbours_are_items and not any(labelled):
                continue  # among items that are no fields, one of them: how something may begin, as it were
            if (
                line.label
                and (prose.kind == "item" or any(labelled))
                and not surroundings.outright(prose, line)
            ):
                kept = surroundings.show_at_once(prose) if ends_block else not labelled[-1]
                kept = kept or (
                    not (before and before.is_open) and surroundings.opens_a_paragraph(prose, after)
                )
                kept = kept or (not any(labelled) and surroundings.opens_a_list_of_its_own(prose))
                if not kept:
                    yield _found(Promise.VALUE, prose, line)
            elif ends_block and not _is_bold(prose) and not _is_list_kept(surroundings, prose, line):
                yield _found(Promise.VALUE if line.label and line.start else Promise.LIST, prose, line)


def _stands_before_a_template(prose: Prose, line: _Line) -> bool:
    """Whether a template's braces follow on the line: what they bring is not known here."""
    text, end = prose.source.text, prose.span(line.start, line.end).end
    return _TEMPLATE.search(text, end, text.find("\n", end) % (len(text) + 1)) is not None


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
        is_open = words.rstrip().endswith(":") and not _SHORTCODE.search(words)
        if is_open and not short and end == len(prose.text):
            start = max(item.end() for item in _CLAUSE.finditer(prose.text, 0, end))
        yield _Line(start, end, label if short else "", is_open)


def _found(promise: Promise, prose: Prose, line: _Line) -> Unkept:
    words = prose.text[line.start : line.end]
    start = line.start + len(words) - len(words.lstrip())
    return Unkept(promise, prose.span(start, start + len(words.strip())), line.label)


def _is_list_kept(surroundings: _Surroundings, prose: Prose, line: _Line) -> bool:
    """Whether something that may be meant stands behind a sentence with a colon.

    Paragraphs often are the list: each begins with a letter, a number, an arrow, an emoji. Only where a
    sentence says outright that things follow, and plain words come, or where the next line is no
    sentence either, the list is certainly missing.
    """
    behind = surroundings.behind(prose)
    first = next(iter(behind), None)
    if first is None:
        return False
    if surroundings.shows(first) or surroundings.opens_a_list_of_its_own(prose):
        return True
    if surroundings.is_set_in(first, prose):
        return True
    words = {word.lower() for word in _WORD.findall(prose.text, line.start, line.end)}
    language = surroundings.page.language
    outright, counted = (
        words & lexicon(language).announcing,
        words & facts(language).get("numbers", {}).keys(),
    )
    if first.kind == "heading":
        is_alone = line.start == 0 and surroundings.opens_section(prose)
        if surroundings.is_below(first, prose) or surroundings.allows_a_remark(outright):
            return True
        return not (is_alone or (outright and not counted))
    if first.kind != "paragraph":
        return False
    if surroundings.looks_like_an_item(first) or counted:
        return True
    if outright:
        return surroundings.allows_a_remark(outright) and surroundings.show_later(prose)
    return (
        surroundings.is_sentence(first)
        or surroundings.show_later(prose)
        or (len(behind) > 1 and behind[1].kind == "paragraph" and not surroundings.is_sentence(behind[1]))
    )


def _is_bold(prose: Prose) -> bool:
    """A paragraph all in bold does the work of a heading: its section is what it announces."""
    start, end = prose.pieces[0].start, prose.pieces[-1].end
    text = prose.source.text
    return text[start - 2 : start] in ("**", "__") and text[end : end + 2] == text[start - 2 : start]


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

    def outright(self, prose: Prose, line: _Line) -> Set[str]:
        """The words of a line that say outright that things follow."""
        return self._words(prose, line) & lexicon(self.page.language).announcing

    def allows_a_remark(self, outright: Set[str]) -> bool:
        """Whether what such words announce may come behind a remark."""
        return bool(outright & lexicon(self.page.language).announcing_loosely)

    def is_counted(self, prose: Prose, line: _Line) -> bool:
        """Whether a line says how many things follow: “two funds” may be two paragraphs."""
        return not self._words(prose, line).isdisjoint(facts(self.page.language).get("numbers", {}))

    def _words(self, prose: Prose, line: _Line) -> set[str]:
        return {word.lower() for word in _WORD.findall(prose.text, line.start, line.end)}

    def show_at_once(self, prose: Prose) -> bool:
        """Whether the next block is one that can be announced, or a heading below the present one."""
        first = next(iter(self.behind(prose)), None)
        if first is None:
            return False
        return self.is_below(first, prose) if first.kind == "heading" else self.shows(first)

    def opens_a_paragraph(self, prose: Prose, after: tuple[Prose, _Line] | None) -> bool:
        """Whether a label has a line to itself, and a paragraph of words below says what it promised."""
        first = next(iter(self.behind(prose)), None)
        return (
            prose.kind == "paragraph"
            and first is not None
            and first.kind == "paragraph"
            and after is not None
            and not after[1].is_open
            and _FIELD.fullmatch(prose.text) is not None
        )

    def show_later(self, prose: Prose) -> bool:
        """Whether such a block follows before the next heading."""
        section = list(takewhile(lambda block: block.kind != "heading", self.behind(prose)))
        return bool(section) and section[0].kind not in _PARTS and any(map(self.shows, section))

    def opens_a_list_of_its_own(self, prose: Prose) -> bool:
        """Whether a block is the first item of three or more: the others may be what it announces."""
        start = prose.pieces[0].start
        around = [block for block in self.blocks if block.start <= start < block.end]
        if len(around) < 2 or around[-1].kind != "item" or around[-2].kind != "list":
            return False
        whole, item = around[-2:]
        inside = [
            block
            for block in self.blocks
            if block.kind == "item" and whole.start <= block.start < whole.end and block.depth == item.depth
        ]
        return inside[0] == item and len(inside) > 2

    def is_set_in(self, block: Block, prose: Prose) -> bool:
        """Whether an item stands behind more spaces than the one above: too few, but it is meant below it."""
        around = [item for item in self.blocks if item.kind == "item" and item.start <= prose.pieces[0].start]
        return bool(around) and block.kind == "item" and self._indent(block) > self._indent(around[-1])

    def _indent(self, block: Block) -> int:
        text = self.page.source.text
        sign = block.start + len(text[block.start : block.end]) - len(text[block.start : block.end].lstrip())
        return sign - text.rfind("\n", 0, sign)

    def behind(self, prose: Prose) -> list[Block]:
        """The blocks that begin behind a block, in order."""
        return self.blocks[bisect_left(self.blocks, prose.pieces[-1].end, key=lambda block: block.start) :]

    def is_below(self, heading: Block, prose: Prose) -> bool:
        """Whether a heading belongs to the section that a block is in."""
        above = [level for start, level in self.headings.items() if start < prose.pieces[0].start]
        return self.headings.get(heading.start, 0) > (above[-1] if above else 0)

    def opens_section(self, prose: Prose) -> bool:
        """Whether nothing stands between a block and the heading above it."""
        start = prose.pieces[0].start
        before = [block for block in self.blocks if block.end <= start]
        return not before or before[-1].kind == "heading"

    def shows(self, block: Block) -> bool:
        """Whether a block can be what a sentence announces: a name or an address alone on its line, too."""
        text = self._text(block)
        return block.kind in _KEEPS or text.startswith(_SHOWN) or _ONE_NAME.fullmatch(text) is not None

    def looks_like_an_item(self, block: Block) -> bool:
        """Whether a paragraph begins as an item of a list would: `a.`, `(1)`, `→`, “, bold."""
        text = self._text(block)
        return not text[:1].isupper() or _ENUMERATOR.match(text) is not None

    def is_sentence(self, block: Block) -> bool:
        """Whether a paragraph reads as a sentence: long, or with a sign at its end."""
        text = self._text(block).rstrip()
        return len(text.split()) > MOST_WORDS or not text[-1:].isalnum()

    def _text(self, block: Block) -> str:
        return self.page.source.text[block.start : block.end].lstrip()
