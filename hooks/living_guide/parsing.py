"""From CommonMark's parse events to the parts of a page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from living_guide.attributes import Attributes
from living_guide.document import HIDDEN, Block
from living_guide.events import events
from living_guide.gathering import Gathered, Words
from living_guide.htmlparts import HtmlParts
from living_guide.linkparts import HIDDEN_SPACE, LinkParts, with_spaces_hidden
from living_guide.regions import Region
from living_guide.source import Span

_CODE_TAG = re.compile(r"<(/?)(?:code|pre|kbd|samp)\b", re.IGNORECASE)

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


@dataclass(slots=True)
class _Open:
    """A block or inline whose end has not come yet."""

    kind: str
    start: int
    data: Any = None
    words: Words = field(default_factory=Words)


class RegionReader:
    """Turns one region's parse events into parts of the document."""

    def __init__(self, gathered: Gathered, region: Region, text: str, attributes: list[Attributes]) -> None:
        self.gathered, self.region, self.text, self.attributes = gathered, region, text, attributes
        self.html_parts = HtmlParts(gathered, region, text)
        self.parsed = with_spaces_hidden(text)
        self.link_parts = LinkParts(gathered, region, text, self.parsed)
        self.stack: list[_Open] = []
        self.html: list[tuple[int, int]] = []
        self.in_html_block = False
        self.code_depth = self.html_code_depth = 0
        self.last = 0
        """Where the latest words or HTML ended: events come in order."""
        self.code: list[tuple[int, int]] = []
        self.following = {item.start: item for item in attributes}

    def read(self) -> None:
        """Walk the events once."""
        for event, start, end in events(self.parsed, self.gathered.references):
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
        self.gathered.code += [self.region.span(start, end) for start, end in self.code]

    def _span(self, start: int, end: int) -> Span:
        return self.gathered.source.span(*self.region.span(start, end))

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
                self.html, self.html_code_depth = [], 0
            self._push(name, start, data)

    def _block(self, name: str, start: int, end: int) -> None:
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        origin = self.region.span(start, end)
        self.gathered.blocks.append(Block(_BLOCKS[name], *origin, self.region.depth))

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "CodeBlock":
            self.code_depth -= 1
        elif name == "HtmlBlock":
            self.in_html_block = False
            self.html_parts.read(self.html, block=True)
            self.html = []
        elif name == "DefinitionList":
            self._close_definitions(self.region.span(start, end)[0])
        elif name == "Link":
            opened = self.stack.pop()
            self._close_link(opened.data, opened.data.get("words", []), start, end)
        elif name == "Image":
            opened = self.stack.pop()
            self.gathered.keep_prose(opened.words, "alt")
            self._close_link({**opened.data, "kind": "image"}, opened.words.text, start, end)
            if self.stack and self.stack[-1].kind == "Link":
                self.stack[-1].data.setdefault("words", []).extend(opened.words.text)
            self._add(HIDDEN, start, end, verbatim=False)
        elif name in _PROSE:
            opened = self.stack.pop()
            is_title = self.region.kind == "title"
            if opened.kind == "Heading" and not is_title:
                self._close_heading(opened, start, end)
            self.gathered.keep_prose(opened.words, "title" if is_title else _PROSE[name])
            if self.html and not any(item.kind in ("Paragraph", "Heading") for item in self.stack):
                self.html_parts.read(self.html, block=False)
                self.html = []

    def _close_definitions(self, start: int) -> None:
        """End the list where its last definition ends: the parser counts the block behind it in."""
        blocks = self.gathered.blocks
        at = next(at for at in range(len(blocks) - 1, -1, -1) if blocks[at].start == start)
        while blocks[at].kind != "definitions":
            at -= 1
        end = max(block.end for block in blocks[at + 1 :])
        blocks[at] = replace(blocks[at], end=end)

    def _close_heading(self, opened: _Open, start: int, end: int) -> None:
        attributes = self._attributes_within(start, end)
        explicit = attributes.get("id", "")
        text = "".join(opened.data.get("words", ())).strip()
        span = self._span(start, start + len(self.text[start:end].rstrip()))
        self.gathered.headings.append((int(opened.data["level"][1]), text, explicit, span))

    def _close_link(self, data: Any, words: list[str], start: int, end: int) -> None:
        following = self.following.get(end)
        self.link_parts.keep(data, words, start, end, self.last, following.values if following else {})

    def _attributes_within(self, start: int, end: int) -> dict[str, str]:
        last = bisect_left(self.attributes, end, key=lambda item: item.start) - 1
        found = self.attributes[last] if last >= 0 else None
        return found.values if found and found.start >= start and not self._in_code(found) else {}

    # Words -------------------------------------------------------------------------------------

    def _word(self, event: str, start: int, end: int) -> None:
        if event in ("SoftBreak", "HardBreak"):
            self._add(" ", start, max(end, start + 1), verbatim=False)
            self._say(" ")

    def _leaf(self, name: str, data: Any, start: int, end: int) -> None:
        if isinstance(data, str):
            data = data.replace(HIDDEN_SPACE, " ")
        if name == "Text" and not self.code_depth:
            self._say(data)
            if self.html_code_depth:
                self._add(HIDDEN, start, end, verbatim=False)
            else:
                self._add_text(data, start, end)
        elif name == "Code":
            self.code.append((start, end))
            self._say(data)
            self._add(HIDDEN, start, end, verbatim=False)
        elif name in ("Html", "InlineHtml"):
            self.html.append((start, end))
            if name == "InlineHtml":
                self._inline_html(data, start, end)
        self.last = max(self.last, end)

    def _inline_html(self, data: str, start: int, end: int) -> None:
        if re.match(r"<br\b", data, re.IGNORECASE):
            self._add(" ", start, end, verbatim=False)
        code = _CODE_TAG.match(data)
        if code:
            self.html_code_depth = max(0, self.html_code_depth + (-1 if code[1] else 1))

    def _say(self, words: str) -> None:
        """Words as a heading's anchor or a link's text counts them: code included."""
        for opened in reversed(self.stack):
            if opened.kind in ("Link", "Heading"):
                opened.data.setdefault("words", []).append(words)
            elif opened.kind == "Image":
                break

    def _add_text(self, data: str, start: int, end: int) -> None:
        written = self.gathered.source.text[slice(*self.region.span(start, end))]
        if len(written) == len(data) and written != data and self.text.startswith(data, start):
            for same, run in groupby(range(len(data)), key=lambda at: written[at] == data[at]):
                place = list(run)  # what was blanked out is read as spaces that nobody wrote
                first, past = place[0], place[-1] + 1
                self._add(data[first:past], start + first, start + past, verbatim=same)
            return
        verbatim = end - start == len(data) and self.text.startswith(data, start)
        self._add(data, start, end, verbatim)

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
        opened.words.add(words, *origin, verbatim and contiguous)

    def _in_code(self, item: Attributes) -> bool:
        """Code is read in order, so the last stretch that begins before the list decides."""
        before = bisect_right(self.code, item.start, key=lambda stretch: stretch[0])
        return before > 0 and item.end <= self.code[before - 1][1]

    def _attribute_identifiers(self) -> None:
        for item in self.attributes:
            if "id" in item.values and not self._in_code(item):
                self.gathered.identifiers.append((item.values["id"], self._span(item.start, item.end)))
