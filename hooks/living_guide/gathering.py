"""The parts of a page's document while its regions are read, and how they become the document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from markdown.extensions.toc import slugify, unique

from living_guide.document import HIDDEN, Block, Comment, Document, Heading, Link, Piece, Prose
from living_guide.rawhtml import Tag
from living_guide.source import Source, Span

_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\r?\n?[ \t]*(?P<target><[^>\n]*>|\S+)")


_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\ufffc]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)


def _address(found: re.Match[str]) -> tuple[int, int]:
    """Where an address in running text stands, without what belongs to the sentence around it.

    As GitHub's Markdown has it (GFM, "Autolinks (extension)"): signs at the end of a sentence are none of
    it, nor is a bracket that closes one opened before.
    """
    written = found.group()
    while written[-1:] in _BEHIND or (written[-1:] == ")" and written.count(")") > written.count("(")):
        written = written[:-1]
    return found.start(), found.start() + len(written)


_BEHIND = tuple("?!.,:;*_~'\"’”»")


@dataclass(slots=True)
class Words:
    """The prose of a block in the making."""

    text: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, start: int, end: int, verbatim: bool = True) -> None:
        """Words and the source offsets they come from."""
        if words:
            self.pieces.append(Piece(self.length, start, end, verbatim))
            self.text.append(words)
            self.length += len(words)


@dataclass(slots=True)
class Opened:
    """A block or inline whose end has not come yet."""

    kind: str
    data: Any = None
    words: Words | None = None
    """The prose that what stands inside belongs to: a link's is that of the block around it."""
    said: tuple[list[str], ...] = ()
    """Those around it that count its words: a heading's for its anchor, a link's for its text."""

    @property
    def own(self) -> list[str]:
        """What a heading or a link says, code included."""
        return self.said[0]


class Gathered:
    """What the regions of one page hold; offsets into its source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.prose: list[Prose] = []
        self.headings: list[tuple[int, str, str, Span]] = []
        self.links: list[Link] = []
        self.identifiers: list[tuple[str, Span]] = []
        self.comments: list[tuple[str, int, int]] = []
        self.blocks: list[Block] = []
        self.tags: list[tuple[Tag, Span]] = []
        self.too_deep: list[Span] = []
        self.code: list[tuple[int, int]] = []
        self.references: dict[str, tuple[str, str]] = {}
        """Label of a reference definition -> address and title."""

    def keep_prose(self, words: Words, kind: str) -> None:
        """Words that say something become prose."""
        text, pieces = "".join(words.text), words.pieces
        if "://" in text or "@" in text or "www." in text.lower():
            addresses = [_address(found) for found in _ADDRESS.finditer(text)]
            pieces = _parted(pieces, len(text), addresses)
            for start, end in addresses:
                text = text[:start] + HIDDEN * (end - start) + text[end:]
        if text.strip():
            self.prose.append(Prose(self.source, kind, text, tuple(pieces)))

    def document(self) -> Document:
        """Everything in reading order; headings get the anchors that the site will give them."""
        self.prose.sort(key=lambda prose: prose.pieces[0].start)
        self.links.sort(key=lambda link: link.span.start)
        self.headings.sort(key=lambda heading: heading[3].start)
        self.blocks.sort(key=lambda block: (block.start, -block.end))
        headings = self._anchored_headings()
        anchors: dict[str, Span] = {}
        repeated = []
        for anchor, span in sorted(self.identifiers, key=lambda item: item[1].start):
            if anchor in anchors:
                repeated.append((anchor, span))
            else:
                anchors[anchor] = span
        return Document(
            self.source,
            tuple(self.prose),
            tuple(headings),
            tuple(self.links),
            anchors,
            tuple(repeated),
            tuple(self._placed_comments()),
            tuple(self.blocks),
            tuple(self.tags),
            tuple(self.too_deep),
            tuple(sorted(self.code)),
        )

    @cached_property
    def definitions(self) -> dict[str, int]:
        """Targets of reference definitions, and the source offset of the first of each."""
        places: dict[str, int] = {}
        for number in range(1, self.source.line_count + 1):
            found = _REFERENCE.match(self.source.line(number))
            if found:
                at = self.source.offset(number) + found.start("target")
                at += found["target"].startswith("<")
                places.setdefault(found["target"].strip("<>"), at)
        return places

    def _anchored_headings(self) -> list[Heading]:
        used = {anchor for anchor, _ in self.identifiers}
        last: dict[str, str] = {}  # where the search went on from, so that many twins stay cheap
        headings = []
        for level, text, explicit, span in self.headings:
            anchor = explicit
            if not explicit:
                slug = slugify(text, "-")
                anchor = last[slug] = unique(last.get(slug, slug), used)
                self.identifiers.append((anchor, span))
            headings.append(Heading(level, text, anchor, bool(explicit), span))
        return headings

    def _placed_comments(self) -> Iterator[Comment]:
        starts = [block.start for block in self.blocks]
        covered = self._covered()
        for text, start, end in sorted(self.comments, key=lambda comment: comment[1]):
            yield Comment(text, self.source.span(start, end), covered[bisect_left(starts, end)] or (end, end))

    def _covered(self) -> list[tuple[int, int] | None]:
        """For each block, the first from it on that is no comment; one more for the end of the page."""
        places = sorted(start for _, start, _ in self.comments)
        covered: list[tuple[int, int] | None] = [None]
        for block in reversed(self.blocks):
            first = bisect_left(places, block.start)
            is_comment = block.kind == "html" and first < len(places) and places[first] < block.end
            covered.append(covered[-1] if is_comment else (block.start, block.end))
        return covered[::-1]


def _parted(pieces: list[Piece], length: int, hidden: list[tuple[int, int]]) -> list[Piece]:
    """The pieces, parted so that no stretch that is hidden counts as the source's own characters."""
    edges = sorted({edge for stretch in hidden for edge in stretch})
    parted = []
    ends = [*(piece.at for piece in pieces[1:]), length]
    for piece, end in zip(pieces, ends, strict=True):
        cuts = [piece.at, *edges[bisect_right(edges, piece.at) : bisect_left(edges, end)], end]
        for at, past in pairwise(cuts):
            before = bisect_right(hidden, at, key=lambda stretch: stretch[0]) - 1
            verbatim = piece.verbatim and not (before >= 0 and at < hidden[before][1])
            start = piece.start + at - piece.at if piece.verbatim else piece.start
            finish = start + past - at if piece.verbatim else piece.end
            parted.append(Piece(at, start, finish, verbatim))
    return parted
