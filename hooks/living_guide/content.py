"""What a page says, apart from how it is typed: its blocks, and a hash that only a real edit changes.

Moving blocks or the page, wrapping lines elsewhere, other spaces, other apostrophes or quotation
marks, another bullet, an id on a heading: none of it is content. Words, capitals, numbers, marks of
emphasis, what links lead to, the level of a heading and the kind of a callout are.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from living_guide.attributes import without_attributes
from living_guide.document import Block
from living_guide.pages import Page
from living_guide.source import Span

VERSION = "v1-"
"""Begins every hash of a page: another way of reading content would begin with another."""
PAGE_DIGITS, BLOCK_DIGITS = 16, 12
"""Hexadecimal digits of a hash: of a page, and of a block among those of its page."""

_MARKUP_ONLY = frozenset(["list", "table", "quote", "definitions"])
"""Blocks that hold blocks: what stands between those is bullets, pipes and `>`."""
_LISTED = frozenset(["item", "definition"])
_BULLET = re.compile(r"\s*(?:[-*+:]|\d{1,9}[.)])(?:\s+|$)")
_HEADING_MARKS = re.compile(r"^\s*#+\s+|\s+#+\s*$|\s*\n\s*(?:=+|-+)\s*$")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_PIPE = re.compile(r"\s*(?<!\\)\|\s*")
_DELIMITERS = re.compile(r"\n[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_HARD_BREAK = re.compile(r"\\(?=\r?\n)")
_RELATIVE = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/#])(?P<path>[^#?]+)")
_AS_TYPED = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("“”«»„‟", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00ad\u200b\ufeff", None),
        "…": "...",
    }
)
_LOOSE = re.compile(r" (?=[;:!?»])|(?<=«) ")
"""Spaces that some languages write inside quotation marks and before signs, and others do not."""


@dataclass(frozen=True, slots=True, eq=False)
class ContentBlock:
    """One block: its normalised `text` is what counts, `span` is where it stands today."""

    kind: str
    """`title`, `description`, `heading`, `paragraph`, `item`, `row`, `code`, `callout`…"""
    text: str
    hash: str
    span: Span

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line in the file, from 1."""
        source = self.span.source
        return self.span.line, source.position(max(self.span.start, self.span.end - 1))[0]


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The blocks of a page in reading order, and its hash: the same for the same blocks in any order."""

    blocks: tuple[ContentBlock, ...]
    hash: str


def content(page: Page) -> Content:
    """What a page says: its title and description, then its blocks."""
    blocks = (*_front(page), *_Body(page).blocks())
    return Content(blocks, hash_of(block.hash for block in blocks))


def hash_of(hashes: Iterable[str]) -> str:
    """A page's hash from those of its blocks: the same in any order."""
    return VERSION + digest(" ".join(sorted(hashes)))[:PAGE_DIGITS]


def _block(kind: str, text: str, span: Span) -> ContentBlock:
    return ContentBlock(kind, text, digest(text)[:BLOCK_DIGITS], span)


def digest(text: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _front(page: Page) -> Iterator[ContentBlock]:
    for name in ("title", "description"):
        node = page.field(name)
        if node is not None and isinstance(node.value, str) and node.value.strip():
            text = f"{name}: {_as_read(node.value)}"
            yield _block(name, text, page.source.span(node.start, node.end))


def _as_read(text: str) -> str:
    """Words without what only wrapping, spacing and typography make of them."""
    text = _LOOSE.sub("", " ".join(text.split()))
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_AS_TYPED)


class _Body:
    """Parts the Markdown of one page: each stretch belongs to the innermost block around it."""

    def __init__(self, page: Page) -> None:
        self.page, self.source = page, page.source
        text = page.source.text
        body, _ = without_attributes(text[page.body :])
        self.text = _blanked(text[: page.body] + body, [comment.span for comment in page.document.comments])

    def blocks(self) -> Iterator[ContentBlock]:
        for block, pieces, quoted in self._stretches():
            text = self._normalised(block, pieces, quoted)
            if text:
                said = [piece for piece in pieces if not self.text[slice(*piece)].isspace()]
                first, last = said[0][0], said[-1][1]
                yield _block(block.kind, text, self._trimmed(first, last))

    def _trimmed(self, start: int, end: int) -> Span:
        written = self.text[start:end]
        start += len(written) - len(written.lstrip())
        return self.source.span(start, max(start, end - (len(written) - len(written.rstrip()))))

    def _stretches(self) -> Iterator[tuple[Block, list[tuple[int, int]], bool]]:
        """Each block with its own stretches of the source, and whether it stands in a quotation."""
        found: list[tuple[Block, list[tuple[int, int]], bool]] = []
        rest = Block("rest", self.page.body, len(self.source.text), 0)
        stack: list[tuple[int, int, Block, list[tuple[int, int]], bool]] = []
        at = self.page.body

        def leave(until: int) -> None:
            nonlocal at
            if until > at:
                stack[-1][3].append((at, until))
                at = until

        def enter(block: Block, end: int, quoted: bool, pieces: list[tuple[int, int]] | None = None) -> None:
            own: list[tuple[int, int]] = [] if pieces is None else pieces
            if pieces is None and block.kind not in _MARKUP_ONLY:
                found.append((block, own, quoted))
            stack.append((block.start, end, block, own, quoted))

        enter(rest, rest.end, False)
        for block in self.page.document.blocks:
            if block.kind == "cell":
                continue
            while len(stack) > 1 and stack[-1][1] <= block.start:
                leave(stack[-1][1])
                stack.pop()
            leave(block.start)
            _, end, outer, pieces, quoted = stack[-1]
            quoted = quoted or block.kind == "quote"
            opens = block.kind == "paragraph" and outer.kind in _LISTED and self._only_bullet(pieces)
            enter(block, min(block.end, end), quoted, pieces if opens else None)
        while stack:
            leave(stack[-1][1])
            stack.pop()
        for block, pieces, quoted in found:
            if block is rest:
                yield from ((rest, [line], False) for piece in pieces for line in self._lines(*piece))
            elif pieces:
                yield block, pieces, quoted

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for line in self.text[start:end].splitlines(keepends=True):
            if line.strip():
                yield start, start + len(line)
            start += len(line)

    def _only_bullet(self, pieces: list[tuple[int, int]]) -> bool:
        """Whether an item says nothing yet: its first paragraph is the item's own words."""
        written = "".join(self.text[start:end] for start, end in pieces)
        return _BULLET.sub("", written, count=1).strip() in ("", "[ ]", "[x]", "[X]")

    def _normalised(self, block: Block, pieces: list[tuple[int, int]], quoted: bool) -> str:
        if block.kind == "code":
            written = "".join(self.source.text[start:end] for start, end in pieces)
            lines = (_QUOTED.sub("", line) if quoted else line for line in written.splitlines())
            return "\n".join(line.strip() for line in lines).strip()
        text = "".join(self._written(start, end) for start, end in pieces)
        if quoted:
            text = _QUOTED.sub("", text)
        if "\\" in text:
            text = _HARD_BREAK.sub(" ", text)
        if block.kind == "heading":
            level = self._levels.get(block.start, "")
            return f"{level} {_as_read(_HEADING_MARKS.sub('', text))}"
        if block.kind in _LISTED:
            text = _BULLET.sub("", text, count=1)
        elif block.kind == "row":
            text = _PIPE.sub("|", _DELIMITERS.sub("", text)).strip().strip("|")
        return _as_read(text)

    def _written(self, start: int, end: int) -> str:
        """A stretch with the targets of its links as seen from the root, so that a page may move."""
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        if first == last:
            return self.text[start:end]
        parts = []
        for place in self._places[first:last]:
            past, target = self._targets[place]
            parts += [self.text[start:place], target]
            start = past
        return "".join([*parts, self.text[start:end]])

    @cached_property
    def _levels(self) -> dict[int, str]:
        return {heading.span.start: "#" * heading.level for heading in self.page.document.headings}

    @cached_property
    def _places(self) -> list[int]:
        return sorted(self._targets)

    @cached_property
    def _targets(self) -> dict[int, tuple[int, str]]:
        """Where relative targets are written: start -> end, and the same target from the root."""
        folder = posixpath.dirname(f"{self.page.language}/{self.page.key}")
        found = {}
        for link in self.page.document.links:
            span = link.target_span
            written = _RELATIVE.match(link.target) if span.text == link.target else None
            if written:
                whole = posixpath.normpath(posixpath.join(folder, written["path"]))
                found[span.start] = (span.end, whole + link.target[written.end() :])
        return found


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
