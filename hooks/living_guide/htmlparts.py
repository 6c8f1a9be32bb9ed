"""What raw HTML on a page says: its links, ids, comments and visible words."""

from __future__ import annotations

import re

from living_guide.document import HIDDEN, Link
from living_guide.gathering import Gathered, Words
from living_guide.rawhtml import Tag, read_html
from living_guide.regions import Region
from living_guide.source import Span


class HtmlParts:
    """Reads stretches of HTML in a region's text into what is gathered of the page."""

    def __init__(self, gathered: Gathered, region: Region, text: str) -> None:
        self.gathered, self.region, self.text = gathered, region, text

    def read(self, pieces: list[tuple[int, int]], block: bool) -> None:
        """Pieces of one block, or the tags of one run of prose, with what stands between them."""
        if not pieces:
            return
        start, end = pieces[0][0], pieces[-1][1]
        fragment = read_html(self._only_html(pieces))
        written = self.text[start:end].strip()
        if block and written.startswith("<!--") and written.endswith("-->"):
            at = start + self.text[start:end].index("<!--")
            inside = written[4:-3].strip()
            self.gathered.comments.append((inside, *self.region.span(at, at + len(written))))
        link_texts = dict(fragment.link_texts)
        for tag in fragment.tags:
            span = self._span(start + tag.start, start + tag.end)
            self.gathered.tags.append((tag, span))
            self._html_target(tag, span, start, link_texts.get(tag))
            for name in ("id", "name") if tag.name == "a" else ("id",):
                if tag.get(name):
                    place = self._span(*(start + offset for offset in tag.value_span(name)))
                    self.gathered.identifiers.append((tag.get(name) or "", place))
        if block:
            for words in fragment.words:
                opened = Words()
                origin = self.region.span(start + words.start, start + words.end)
                said = self.text[start + words.start : start + words.end]
                opened.add(said, *origin, verbatim=self.gathered.source.text[slice(*origin)] == said)
                self.gathered.keep_prose(opened, "html")

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
        self.gathered.links.append(
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

    def _span(self, start: int, end: int) -> Span:
        return self.gathered.source.span(*self.region.span(start, end))
