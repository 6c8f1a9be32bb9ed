"""The HTML a page may hold: its tags, links, ids and visible words, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from living_guide.html_parser import TolerantHTMLParser

_LINE = re.compile(r"\n")
_WITHOUT_WORDS = ("script", "style", "template", "code", "pre", "kbd", "samp")
_VALUE = r"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))"


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: offsets into the fragment, attributes as written (names in lower case)."""

    name: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]
    raw: str

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.attributes if key == name), None)

    def value_span(self, name: str) -> tuple[int, int]:
        """Where an attribute's value stands; the whole tag when it cannot be told."""
        found = re.search(_VALUE.format(name=re.escape(name)), self.raw, re.IGNORECASE)
        if found is None:
            return self.start, self.end
        group = next(number for number in (1, 2, 3) if found[number] is not None)
        return self.start + found.start(group), self.start + found.end(group)


@dataclass(frozen=True, slots=True)
class Words:
    """Visible text between tags."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a stretch of HTML holds."""

    tags: tuple[Tag, ...]
    words: tuple[Words, ...]
    link_texts: tuple[tuple[Tag, str], ...]
    """Each `<a>` with the words inside it."""


def read_html(text: str) -> Fragment:
    """Read a fragment as a browser's tokeniser would; never raises."""
    reader = _Reader(text)
    end = (
        text.rfind(">") + 1
    )  # behind it nothing can be a tag, and looking for its end again and again takes long
    reader.feed(text[:end])
    reader.close()
    if end < len(text):
        reader.handle_data(text[end:])
    return Fragment(tuple(reader.tags), tuple(reader.words), tuple(reader.link_texts))


class _Reader(TolerantHTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0, *(found.end() for found in _LINE.finditer(text))]
        self.tags: list[Tag] = []
        self.words: list[Words] = []
        self.link_texts: list[tuple[Tag, str]] = []
        self._hidden = 0
        self._open_link: Tag | None = None
        self._link_text = ""

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        attributes = tuple((name, value or "") for name, value in attrs)
        found = Tag(tag, self._at(), self._at() + len(raw), attributes, raw)
        self.tags.append(found)
        if tag in _WITHOUT_WORDS:
            self._hidden += 1
        if tag == "a":
            self._open_link, self._link_text = found, ""
        if tag == "img" and self._open_link:
            self._link_text += found.get("alt") or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("img", "br", "hr"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _WITHOUT_WORDS and self._hidden:
            self._hidden -= 1
        if tag == "a" and self._open_link:
            self.link_texts.append((self._open_link, self._link_text))
            self._open_link = None

    def handle_data(self, data: str) -> None:
        if self._open_link:
            self._link_text += data
        if not self._hidden and data.strip():
            self.words.append(Words(self._at(), self._at() + len(data)))
