"""A page as readers see it: prose, headings, links, anchors, each with its place in the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from living_guide.rawhtml import Tag
from living_guide.source import Source, Span

HIDDEN = "\ufffc"
"""Stands in prose for what is no word: code, an image, an address."""


class Piece(NamedTuple):
    """A run of prose: `verbatim` when each of its characters is one of the source.

    A tuple, as blocks are: a page has hundreds of both, and they are made several times as fast.
    """

    at: int
    start: int
    end: int
    verbatim: bool


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """The words of one block, as read, with a map to where they are written."""

    source: Source
    kind: str
    """`paragraph`, `heading`, `item`, `cell`, `term`, `title`, `alt`, `html` or `front-matter`."""
    text: str
    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that a stretch of the text was written as."""
        first, last = self._piece(start), self._piece(max(end - 1, start))
        begin = first.start + (start - first.at if first.verbatim else 0)
        finish = last.start + (end - last.at) if last.verbatim else last.end
        return Span(self.source, begin, max(begin, finish))

    def _piece(self, offset: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.at) - 1]


class Block(NamedTuple):
    """A block and its source offsets: `heading`, `paragraph`, `list`, `item`, `table`, `code`…"""

    kind: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading; `anchor` is what `#` links name it by."""

    level: int
    text: str
    anchor: str
    explicit: bool
    """Whether the page's author wrote the anchor."""
    span: Span
    shared: bool = False
    """Whether the anchor is that of the original's heading."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A link or an image; `target` as written, `target_span` where it is written."""

    kind: str
    """`link`, `image`, `autolink`, `email` or `html`."""
    target: str
    text: str
    title: str
    span: Span
    target_span: Span
    attributes: dict[str, str]

    @property
    def is_image(self) -> bool:
        return self.kind == "image"


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """An HTML comment on its own, and the stretch of the block that follows it."""

    text: str
    span: Span
    covers: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What a page says. Offsets are code points into the page's source."""

    source: Source
    prose: tuple[Prose, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    anchors: dict[str, Span]
    repeated_anchors: tuple[tuple[str, Span], ...]
    comments: tuple[Comment, ...]
    blocks: tuple[Block, ...]
    tags: tuple[tuple[Tag, Span], ...]
    too_deep: tuple[Span, ...]
    code: tuple[tuple[int, int], ...] = ()
    """Source offsets of code, inline and in blocks."""
