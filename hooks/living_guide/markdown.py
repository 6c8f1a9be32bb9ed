"""A page's Markdown as readers see it: prose, headings, links, anchors, each with its place.

The parsing is pyromark's (CommonMark, exact byte ranges); this module is the only one that knows it.
What Python-Markdown renders beyond CommonMark (callouts, tabs, attribute lists) is handled around
it; a test compares the two on every real page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

import pyromark
from markdown.extensions.toc import slugify, unique

from living_guide.attributes import Attributes, without_attributes
from living_guide.rawhtml import Tag, read_html
from living_guide.regions import Container, Region, split_containers
from living_guide.source import Source, Span

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
HIDDEN = "\ufffc"
"""Stands in prose for what is no word: code, an image, an address."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\ufffc]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_NO_PROSE = re.compile(r"^[ \t]*-+8<-+.*$|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}", re.MULTILINE)
"""Snippets and template marks: no words of the page, whatever becomes of them."""
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
_INLINE_TARGET = re.compile(r"\s*(?:<([^<>\n]*)>|([^\s<>]*))")
_WRITTEN_TARGET = re.compile(r"\]\(([^()<>\"'\n]+)(?=\))")
_SPACE = "\ue000"
"""Stands for a space in a target, so that `[x](a b.md)` is a link, as it is for Python-Markdown."""
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\r?\n?[ \t]*(?P<target><[^>\n]*>|\S+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of prose: `verbatim` when each of its characters is one of the source."""

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
    language: str = ""
    """Set where the words are in another language than the page."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that a stretch of the text was written as."""
        first, last = self._piece(start), self._piece(max(end - 1, start))
        begin = first.start + (start - first.at if first.verbatim else 0)
        finish = last.start + (end - last.at) if last.verbatim else last.end
        return Span(self.source, begin, max(begin, finish))

    def _piece(self, offset: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.at) - 1]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
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


def read_markdown(source: Source, start: int = 0) -> Document:
    """Read the Markdown that begins at a source offset (behind the front matter); never raises."""
    text = source.text[start:]
    page = Region(source, text, (0,), (start,), "page")
    return _Reader(source).document(page)


@dataclass(slots=True)
class _Open:
    """A block or inline whose end has not come yet."""

    kind: str
    start: int
    data: Any = None
    text: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, start: int, end: int, verbatim: bool = True) -> None:
        if words:
            self.pieces.append(Piece(self.length, start, end, verbatim))
            self.text.append(words)
            self.length += len(words)


_PROSE = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "Item": "item",
    "TableCell": "cell",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "item",
    "Image": "alt",
}
_BLOCKS = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "List": "list",
    "Item": "item",
    "Table": "table",
    "TableRow": "row",
    "TableHead": "row",
    "TableCell": "cell",
    "CodeBlock": "code",
    "BlockQuote": "quote",
    "HtmlBlock": "html",
    "DefinitionList": "definitions",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
    "FootnoteDefinition": "footnote",
}


class _Reader:
    """Walks the regions of one page and gathers its document."""

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
        self.references: dict[str, tuple[str, str]] = {}

    def document(self, page: Region) -> Document:
        prepared = list(self._prepare(page))
        for _, text, _ in prepared:
            if "]:" in text:
                for label, link in pyromark.reference_definitions(text, options=_OPTIONS).items():
                    target = (link["dest"], link["title"] or "")
                    self.references.setdefault(label.casefold(), target)
        for region, text, attributes in prepared:
            _RegionReader(self, region, text, attributes).read()
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
        )

    def _prepare(self, region: Region) -> Iterator[tuple[Region, str, list[Attributes]]]:
        text, containers = split_containers(region)
        if "8<" in text or "{{" in text or "{%" in text:
            text = _NO_PROSE.sub(lambda found: re.sub(r"[^\r\n]", " ", found.group()), text)
        text, attributes = without_attributes(text)
        yield region, text, attributes
        for container in containers:
            self._container(container)
            for inside in container.inside:
                yield from self._prepare(inside)

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

    def _container(self, container: Container) -> None:
        self.blocks.append(Block(container.kind, container.start, container.end, 0))
        if container.too_deep:
            self.too_deep.append(self.source.span(container.start, container.start + 1))

    def _anchored_headings(self) -> list[Heading]:
        used = {anchor for anchor, _ in self.identifiers}
        last: dict[str, str] = {}  # where the search went on from, so that many twins stay cheap
        headings = []
        for level, text, explicit, span in self.headings:
            slug = slugify(text, "-")
            anchor = explicit or unique(last.get(slug, slug), used)
            if not explicit:
                last[slug] = anchor
            headings.append(Heading(level, text, anchor, bool(explicit), span))
            if not explicit:
                self.identifiers.append((anchor, span))
        return headings

    def _placed_comments(self) -> Iterator[Comment]:
        starts = [block.start for block in self.blocks]
        for text, start, end in sorted(self.comments, key=lambda comment: comment[1]):
            following = bisect_left(starts, end)
            covers = (end, end)
            while following < len(self.blocks):
                block = self.blocks[following]
                if not (block.kind == "html" and self._is_comment(block)):
                    covers = (block.start, block.end)
                    break
                following += 1
            yield Comment(text, self.source.span(start, end), covers)

    def _is_comment(self, block: Block) -> bool:
        return any(block.start <= start < block.end for _, start, _ in self.comments)


def _without_spaces(target: re.Match[str]) -> str:
    written = target[1]
    inner = written.strip()
    return "](" + (written.replace(inner, inner.replace(" ", _SPACE)) if inner else written)


class _RegionReader:
    """Turns one region's parse events into parts of the document."""

    def __init__(self, reader: _Reader, region: Region, text: str, attributes: list[Attributes]) -> None:
        self.reader, self.region, self.text, self.attributes = reader, region, text, attributes
        self.parsed = _WRITTEN_TARGET.sub(_without_spaces, text) if "](" in text else text
        data = self.parsed.encode()
        ascii_only = len(data) == len(text)
        self.continuation = [] if ascii_only else [m.start() for m in _CONTINUATION.finditer(data)]
        self.stack: list[_Open] = []
        self.html: list[tuple[int, int]] = []
        self.in_html_block = False
        self.code_depth = 0
        self.last = 0
        """Where the latest words or HTML ended: events come in order."""
        self.code: list[tuple[int, int]] = []
        self.following = {item.start: item for item in attributes}

    def read(self) -> None:
        callback = self._resolve if self.reader.references else None
        continuation = self.continuation
        for event, bounds in pyromark.events_with_range(
            self.parsed, options=_OPTIONS, broken_link_callback=callback
        ):
            start, end = bounds["start"], bounds["end"]
            if continuation:  # from bytes to code points
                start -= bisect_left(continuation, start)
                end -= bisect_left(continuation, end)
            if isinstance(event, str):
                self._word(event, start, end)
                continue
            [(name, data)] = event.items()
            if name == "Start":
                self._start(data, start, end)
            elif name == "End":
                self._end(data, start, end)
            else:
                self._leaf(name, data, start, end)
        self._attribute_identifiers()

    def _resolve(self, link: Any) -> tuple[str, str] | None:
        return self.reader.references.get(str(link["reference"]).casefold())

    def _span(self, start: int, end: int) -> Span:
        return self.reader.source.span(*self.region.span(start, end))

    def _push(self, kind: str, start: int, data: Any) -> None:
        self.stack.append(_Open(kind, start, data))

    # Blocks and inlines open and close ---------------------------------------------------------

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, data = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in _BLOCKS:
            self._block(name, start, end)
        if name == "CodeBlock":
            self.code_depth += 1
            self.code.append((start, end))
        if name == "HtmlBlock":
            self.in_html_block = True
        if name in _PROSE or name == "Link":
            if name in ("Paragraph", "Heading"):
                self.html = []
            self._push(name, start, data)

    def _block(self, name: str, start: int, end: int) -> None:
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        origin = self.region.span(start, end)
        self.reader.blocks.append(Block(_BLOCKS[name], *origin, self.region.depth))

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "CodeBlock":
            self.code_depth -= 1
        elif name == "HtmlBlock":
            self.in_html_block = False
            self._read_html(self.html, block=True)
            self.html = []
        elif name == "Link":
            self._close_link(self.stack.pop(), start, end)
        elif name == "Image":
            opened = self.stack.pop()
            self._keep_prose(opened, "alt")
            self._close_link(opened, start, end, image=True)
            if self.stack and self.stack[-1].kind == "Link":
                self.stack[-1].data.setdefault("words", []).extend(opened.text)
            self._add(HIDDEN, start, end, verbatim=False)
        elif name in _PROSE:
            opened = self.stack.pop()
            is_title = self.region.kind == "title"
            if opened.kind == "Heading" and not is_title:
                self._close_heading(opened, start, end)
            self._keep_prose(opened, "title" if is_title else _PROSE[name])
            if self.html and not any(item.kind in ("Paragraph", "Heading") for item in self.stack):
                self._read_html(self.html, block=False)
                self.html = []

    def _close_heading(self, opened: _Open, start: int, end: int) -> None:
        attributes = self._attributes_within(start, end)
        explicit = attributes.get("id", "")
        text = "".join(opened.data.get("words", ())).strip()
        span = self._span(start, start + len(self.text[start:end].rstrip()))
        self.reader.headings.append((int(opened.data["level"][1]), text, explicit, span))

    def _attributes_within(self, start: int, end: int) -> dict[str, str]:
        last = bisect_left(self.attributes, end, key=lambda item: item.start) - 1
        found = self.attributes[last] if last >= 0 else None
        return found.values if found and found.start >= start and not self._in_code(found) else {}

    def _close_link(self, opened: _Open, start: int, end: int, image: bool = False) -> None:
        link_type, target = opened.data["link_type"], opened.data["dest_url"].replace(_SPACE, " ")
        kind = {"Autolink": "autolink", "Email": "email"}.get(str(link_type), "link")
        following = self.following.get(end)
        words = "".join(opened.text if image else opened.data.get("words", ()))
        self._keep_title(opened, start, end)
        self.reader.links.append(
            Link(
                kind="image" if image else kind,
                target=target,
                text=" ".join(words.split()),
                title=opened.data["title"],
                span=self._span(start, end),
                target_span=self._target_span(opened, start, end, str(link_type)),
                attributes=following.values if following else {},
            )
        )

    def _keep_title(self, opened: _Open, start: int, end: int) -> None:
        """A link's title is read too: in a tooltip, or by a screen reader."""
        title = opened.data["title"]
        at = self.text.rfind(title, max(self.last, start), end) if title else -1
        if at >= 0:
            words = _Open("title", at)
            words.add(title, *self.region.span(at, at + len(title)))
            self._keep_prose(words, "title")

    def _target_span(self, opened: _Open, start: int, end: int, link_type: str) -> Span:
        if link_type in ("Autolink", "Email"):
            return self._span(start + 1, end - 1)
        if link_type == "Inline":
            inside = self.text.find("](", max(self.last, start + 1) - 1, end)
            if inside >= 0:
                found = _INLINE_TARGET.match(self.parsed, inside + 2, end - 1)
                group = 1 if found and found[1] else 2
                if found is not None and found[group]:
                    return self._span(*found.span(group))
            return self._span(start, end)
        return self._definition_span(opened.data["dest_url"]) or self._span(start, end)

    def _definition_span(self, target: str) -> Span | None:
        """Where a reference's address is written: the definition is what has to be mended."""
        at = self.reader.definitions.get(target)
        return None if at is None else self.reader.source.span(at, at + len(target))

    # Words -------------------------------------------------------------------------------------

    def _word(self, event: str, start: int, end: int) -> None:
        if event in ("SoftBreak", "HardBreak"):
            self._add(" ", start, max(end, start + 1), verbatim=False)
            self._say(" ")

    def _leaf(self, name: str, data: Any, start: int, end: int) -> None:
        if isinstance(data, str):
            data = data.replace(_SPACE, " ")
        if name == "Text" and not self.code_depth:
            self._say(data)
            self._add_text(data, start, end)
        elif name == "Code":
            self.code.append((start, end))
            self._say(data)
            self._add(HIDDEN, start, end, verbatim=False)
        elif name in ("Html", "InlineHtml"):
            self.html.append((start, end))
            if name == "InlineHtml" and re.match(r"<br\b", data, re.IGNORECASE):
                self._add(" ", start, end, verbatim=False)
        self.last = max(self.last, end)

    def _say(self, words: str) -> None:
        """Words as a heading's anchor or a link's text counts them: code included."""
        for opened in reversed(self.stack):
            if opened.kind in ("Link", "Heading"):
                opened.data.setdefault("words", []).append(words)
            elif opened.kind == "Image":
                break

    def _add_text(self, data: str, start: int, end: int) -> None:
        written = self.reader.source.text[slice(*self.region.span(start, end))]
        if len(written) == len(data) and written != data and self.text.startswith(data, start):
            for same, run in groupby(range(len(data)), key=lambda at: written[at] == data[at]):
                place = list(run)  # what was blanked out is read as spaces that nobody wrote
                first, past = place[0], place[-1] + 1
                self._add(data[first:past], start + first, start + past, verbatim=same)
            return
        verbatim = end - start == len(data) and self.text.startswith(data, start)
        if not verbatim or ("://" not in data and "@" not in data and "www." not in data.lower()):
            self._add(data, start, end, verbatim)
            return
        at = 0
        for address in _ADDRESS.finditer(data):
            self._add(data[at : address.start()], start + at, start + address.start())
            self._add(HIDDEN, start + address.start(), start + address.end(), verbatim=False)
            at = address.end()
        self._add(data[at:], start + at, end)

    def _add(self, words: str, start: int, end: int, verbatim: bool = True) -> None:
        self.last = max(self.last, end)
        for opened in reversed(self.stack):
            if opened.kind != "Link":
                break
        else:
            return
        if not words:
            return
        origin = self.region.span(start, end)
        contiguous = origin[1] - origin[0] == end - start
        opened.add(words, *origin, verbatim and contiguous)

    def _keep_prose(self, opened: _Open, kind: str) -> None:
        text = "".join(opened.text)
        if text.strip():
            prose = Prose(self.reader.source, kind, text, tuple(opened.pieces))
            self.reader.prose.append(prose)

    # Raw HTML ----------------------------------------------------------------------------------

    def _read_html(self, pieces: list[tuple[int, int]], block: bool) -> None:
        if not pieces:
            return
        start, end = pieces[0][0], pieces[-1][1]
        fragment = read_html(self._only_html(pieces))
        written = self.text[start:end].strip()
        if block and written.startswith("<!--") and written.endswith("-->"):
            at = start + self.text[start:end].index("<!--")
            inside = written[4:-3].strip()
            self.reader.comments.append((inside, *self.region.span(at, at + len(written))))
        link_texts = dict(fragment.link_texts)
        for tag in fragment.tags:
            span = self._span(start + tag.start, start + tag.end)
            self.reader.tags.append((tag, span))
            self._html_target(tag, span, start, link_texts.get(tag))
            for name in ("id", "name") if tag.name == "a" else ("id",):
                if tag.get(name):
                    place = self._span(*(start + offset for offset in tag.value_span(name)))
                    self.reader.identifiers.append((tag.get(name) or "", place))
        if block:
            for words in fragment.words:
                opened = _Open("html", start)
                origin = self.region.span(start + words.start, start + words.end)
                said = self.text[start + words.start : start + words.end]
                opened.add(said, *origin, verbatim=self.reader.source.text[slice(*origin)] == said)
                self._keep_prose(opened, "html")

    def _only_html(self, pieces: list[tuple[int, int]]) -> str:
        """The stretch with the pieces as they are and, between them, words without markup."""
        parts, at = [], pieces[0][0]
        for start, end in pieces:
            parts += [re.sub(r"[<>&]", " ", self.text[at:start]), self.text[start:end]]
            at = end
        return "".join(parts)

    def _html_target(self, tag: Tag, span: Span, base: int, text: str | None) -> None:
        name = {"a": "href", "img": "src", "area": "href"}.get(tag.name)
        target = tag.get(name) if name else None
        if name is None or target is None:
            return
        start, end = tag.value_span(name)
        words = tag.get("alt") or "" if tag.name == "img" else text
        self.reader.links.append(
            Link(
                kind="image" if tag.name == "img" else "html",
                target=target,
                text=" ".join((words if words is not None else HIDDEN).split()),
                title=tag.get("title") or "",
                span=span,
                target_span=self._span(base + start, base + end),
                attributes=dict(tag.attributes),
            )
        )

    def _in_code(self, item: Attributes) -> bool:
        """Code is read in order, so the last stretch that begins before the list decides."""
        before = bisect_right(self.code, item.start, key=lambda stretch: stretch[0])
        return before > 0 and item.end <= self.code[before - 1][1]

    def _attribute_identifiers(self) -> None:
        for item in self.attributes:
            if "id" in item.values and not self._in_code(item):
                self.reader.identifiers.append((item.values["id"], self._span(item.start, item.end)))
