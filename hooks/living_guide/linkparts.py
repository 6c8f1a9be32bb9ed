"""What a link or image in Markdown says: its address, title and words, each with its place."""

from __future__ import annotations

import re
from typing import Any

from living_guide.document import Link
from living_guide.gathering import Gathered, Words
from living_guide.regions import Region
from living_guide.source import Span

_INLINE_TARGET = re.compile(r"\s*(?:<([^<>\n]*)>|([^\s<>]*))")
_WRITTEN_TARGET = re.compile(r"\]\(([^()<>\"'\n]+)(?=\))")
HIDDEN_SPACE = "\ue000"
"""Stands for a space in a target, so that `[x](a b.md)` is a link, as it is for Python-Markdown."""
_KINDS = {"Autolink": "autolink", "Email": "email"}


def with_spaces_hidden(text: str) -> str:
    """The text to parse: as it is, but for spaces inside the addresses of links."""
    return _WRITTEN_TARGET.sub(_without_spaces, text) if "](" in text else text


def _without_spaces(target: re.Match[str]) -> str:
    written = target[1]
    inner = written.strip()
    return "](" + (written.replace(inner, inner.replace(" ", HIDDEN_SPACE)) if inner else written)


class LinkParts:
    """Keeps the links of a region, as they end, with what is gathered of the page."""

    def __init__(self, gathered: Gathered, region: Region, text: str, parsed: str) -> None:
        self.gathered, self.region, self.text, self.parsed = gathered, region, text, parsed

    def keep(
        self, data: Any, words: list[str], start: int, end: int, read: int, attributes: dict[str, str]
    ) -> None:
        """A link, or an image: `data` has no `words` of its own then.

        `start` and `end` are offsets into the region; `read` is where the words inside ended.
        """
        link_type, title = str(data["link_type"]), str(data["title"])
        self._keep_title(title, max(read, start), end)
        self.gathered.links.append(
            Link(
                kind=str(data.get("kind") or _KINDS.get(link_type, "link")),
                target=data["dest_url"].replace(HIDDEN_SPACE, " "),
                text=" ".join("".join(words).split()),
                title=title,
                span=self._span(start, end),
                target_span=self._target_span(data["dest_url"], link_type, start, end, read),
                attributes=attributes,
            )
        )

    def _keep_title(self, title: str, start: int, end: int) -> None:
        """A link's title is read too: in a tooltip, or by a screen reader."""
        at = self.text.rfind(title, start, end) if title else -1
        if at >= 0:
            words = Words()
            words.add(title, *self.region.span(at, at + len(title)))
            self.gathered.keep_prose(words, "title")

    def _target_span(self, target: str, link_type: str, start: int, end: int, read: int) -> Span:
        if link_type in _KINDS:
            return self._span(start + 1, end - 1)
        if link_type == "Inline":
            inside = self.text.find("](", max(read, start + 1) - 1, end)
            found = _INLINE_TARGET.match(self.parsed, inside + 2, end - 1) if inside >= 0 else None
            group = 1 if found and found[1] else 2
            return self._span(*found.span(group)) if found and found[group] else self._span(start, end)
        # A reference: its definition is what has to be mended.
        at = self.gathered.definitions.get(target)
        return self._span(start, end) if at is None else self.gathered.source.span(at, at + len(target))

    def _span(self, start: int, end: int) -> Span:
        return self.gathered.source.span(*self.region.span(start, end))
