"""From CommonMark's parse events to the parts of a page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import Any

from living_guide.attributes import Attributes
from living_guide.document import HIDDEN, Block
from living_guide.events import events
from living_guide.gathering import Gathered, Opened, Words
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


class RegionReader:
    """Turns one region's parse events into parts of the document."""

    def __init__(self, gathered: Gathered, region: Region, text: str, attributes: list[Attributes]) -> None:
        self.gathered, self.region, self.text, self.attributes = gathered, region, text, attributes
        self.html_parts = HtmlParts(gathered, region, text)
        self.parsed = with_spaces_hidden(text)
        self.link_parts = LinkParts(gathered, region, text, self.parsed)
        self.stack = [Opened("")]
        self.html: list[tuple[int, int]] = []
        self.code_depth = self.html_code_depth = 0
        self.last = 0
        """Where the latest words or HTML ended: events come in order."""
        self.code: list[tuple[int, int]] = []
        self.following = {item.start: item for item in attributes}

    def read(self) -> None:
        """Walk the events once."""
        for kind, name, data, start, end in events(self.parsed, self.gathered.references):
            if kind == "Text":
                if not self.code_depth:
                    self._text(data.replace(HIDDEN_SPACE, " "), start, end)
                if end > self.last:
                    self.last = end
            elif kind == "Start":
                self._start(name, data, start, end)
            elif kind == "End":
                self._end(name, start, end)
            elif kind in ("SoftBreak", "HardBreak"):
                self._say(" ")
                self._add(" ", start, max(end, start + 1), verbatim=False)
            else:
                self._leaf(kind, data, start, end)
        self._attribute_identifiers()
        self.gathered.code += [self.region.span(start, end) for start, end in self.code]

    def _span(self, start: int, end: int) -> Span:
        return self.gathered.source.span(*self.region.span(start, end))

    # Blocks and inlines open and close ---------------------------------------------------------

    def _start(self, name: str, data: Any, start: int, end: int) -> None:
        if name in _BLOCKS:
            self._block(name, start, end)
        if name in _PROSE or name == "Link":
            self._push(name, data)
        elif name == "CodeBlock":
            self.code_depth += 1
            self.code.append((start, end))
        if name in ("Paragraph", "Heading"):
            self.html, self.html_code_depth = [], 0

    def _push(self, name: str, data: Any) -> None:
        around = self.stack[-1]
        if name == "Link":
            opened = Opened(name, data, around.words, ([], *around.said))
        elif name == "Heading":
            opened = Opened(name, data, Words(), ([], *around.said))
        else:
            opened = Opened(name, data, Words(), () if name == "Image" else around.said)
        self.stack.append(opened)

    def _block(self, name: str, start: int, end: int) -> None:
        while end > start and self.text[end - 1] in " \t\r\n":
            end -= 1
        origin = self.region.span(start, end)
        self.gathered.blocks.append(Block(_BLOCKS[name], *origin, self.region.depth))

    def _end(self, name: str, start: int, end: int) -> None:
        if name == "Link":
            opened = self.stack.pop()
            self._close_link(opened.data, opened.own, start, end)
        elif name == "Image":
            opened = self.stack.pop()
            self._close_image(opened.data, opened.words or Words(), start, end)
        elif name in _PROSE:
            self._close_prose(name, self.stack.pop(), start, end)
        elif name == "CodeBlock":
            self.code_depth -= 1
        elif name == "HtmlBlock":
            self.html_parts.read(self.html, block=True)
            self.html = []
        elif name == "DefinitionList":
            self._close_definitions(self.region.span(start, end)[0])

    def _close_prose(self, name: str, opened: Opened, start: int, end: int) -> None:
        is_title = self.region.kind == "title"
        if name == "Heading" and not is_title:
            self._close_heading(opened, start, end)
        if opened.words:
            self.gathered.keep_prose(opened.words, "title" if is_title else _PROSE[name])
        if self.html and not any(item.kind in ("Paragraph", "Heading") for item in self.stack):
            self.html_parts.read(self.html, block=False)
            self.html = []

    def _close_image(self, data: Any, words: Words, start: int, end: int) -> None:
        self.gathered.keep_prose(words, "alt")
        self._close_link({**data, "kind": "image"}, words.text, start, end)
        if self.stack[-1].kind == "Link":
            self.stack[-1].own.extend(words.text)
        self._add(HIDDEN, start, end, verbatim=False)

    def _close_definitions(self, start: int) -> None:
        """End the list where its last definition ends: the parser counts the block behind it in."""
        blocks = self.gathered.blocks
        at = next(at for at in range(len(blocks) - 1, -1, -1) if blocks[at].start == start)
        while blocks[at].kind != "definitions":
            at -= 1
        end = max(block.end for block in blocks[at + 1 :])
        blocks[at] = blocks[at]._replace(end=end)

    def _close_heading(self, opened: Opened, start: int, end: int) -> None:
        attributes = self._attributes_within(start, end)
        explicit = attributes.get("id", "")
        text = "".join(opened.own).strip()
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

    def _text(self, data: str, start: int, end: int) -> None:
        opened, source = self.stack[-1], self.gathered.source.text
        for said in opened.said:
            said.append(data)
        if self.html_code_depth:
            self._add(HIDDEN, start, end, verbatim=False)
            return
        if opened.words is None:
            return
        first, past = self.region.span(start, end)
        as_long = end - start == len(data) == past - first
        if as_long and not source.startswith(data, first) and self.text.startswith(data, start):
            self._add_blanked(data, start, source[first:past])
        else:
            opened.words.add(data, first, past, as_long and source.startswith(data, first))

    def _add_blanked(self, data: str, start: int, written: str) -> None:
        """Words among which something was blanked out: it is read as spaces that nobody wrote."""
        for same, run in groupby(range(len(data)), key=lambda at: written[at] == data[at]):
            place = list(run)
            first, past = place[0], place[-1] + 1
            self._add(data[first:past], start + first, start + past, verbatim=same)

    def _leaf(self, kind: str, data: Any, start: int, end: int) -> None:
        if kind == "Code":
            self.code.append((start, end))
            self._say(data.replace(HIDDEN_SPACE, " "))
            self._add(HIDDEN, start, end, verbatim=False)
        elif kind in ("Html", "InlineHtml"):
            self.html.append((start, end))
            if kind == "InlineHtml":
                self._inline_html(data, start, end)
        self.last = max(self.last, end)

    def _inline_html(self, data: str, start: int, end: int) -> None:
        if re.match(r"<br\b", data, re.IGNORECASE):
            self._add(" ", start, end, verbatim=False)
        code = _CODE_TAG.match(data)
        if code:
            self.html_code_depth = max(0, self.html_code_depth + (-1 if code[1] else 1))

    def _say(self, words: str) -> None:
        for said in self.stack[-1].said:
            said.append(words)

    def _add(self, data: str, start: int, end: int, verbatim: bool) -> None:
        self.last = max(self.last, end)
        words = self.stack[-1].words
        if words is not None:
            first, past = self.region.span(start, end)
            words.add(data, first, past, verbatim and past - first == end - start)

    def _in_code(self, item: Attributes) -> bool:
        """Code is read in order, so the last stretch that begins before the list decides."""
        before = bisect_right(self.code, item.start, key=lambda stretch: stretch[0])
        return before > 0 and item.end <= self.code[before - 1][1]

    def _attribute_identifiers(self) -> None:
        for item in self.attributes:
            if "id" in item.values and not self._in_code(item):
                self.gathered.identifiers.append((item.values["id"], self._span(item.start, item.end)))
