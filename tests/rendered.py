"""Markdown as the engine renders it: what readers get, to hold the scanner against."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import markdown
import yaml

from trees import REPOSITORY

_CONFIGURED = yaml.safe_load((REPOSITORY / "mkdocs.base.yml").read_text("utf-8"))["markdown_extensions"]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_OURS = ("fn:", "fnref:", "fnref", "__")
"""What ids begin with that the engine makes up for footnotes and tabs."""
_NO_PROSE = ("pre", "code", "script", "style", "template")
_BREAKS = re.compile(
    r"h[1-6]|p|li|td|th|dt|dd|div|br|hr|img|tr|ul|ol|dl|table|details|summary|label|blockquote"
)


@dataclass
class Rendered:
    """Headings as (level, id), other ids, targets of links and images, and visible words."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    targets: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


def words_of(text: str) -> list[str]:
    """Words, addresses aside."""
    return _ADDRESS.sub(" ", text).split()


def _extensions() -> tuple[list[str], dict[str, dict[str, Any]]]:
    names: list[str] = []
    configurations: dict[str, dict[str, Any]] = {}
    for item in _CONFIGURED:
        if isinstance(item, dict):
            [(name, configurations[name])] = item.items()
            names.append(name)
        else:
            names.append(item)
    return names, configurations


EXTENSIONS = _extensions()
"""Names and settings of the site's own Markdown extensions."""


def markdown_html(text: str, *more: markdown.Extension) -> str:
    """The HTML of Markdown with the site's own extensions, and `more` of ours."""
    names, configurations = EXTENSIONS
    return markdown.markdown(text, extensions=[*names, *more], extension_configs=configurations)


def rendered(text: str) -> Rendered:
    """Render Markdown with the site's own extensions and read the HTML."""
    reader = _Reader()
    reader.feed(markdown_html(text))
    reader.close()
    reader.found.words = Counter(words_of("".join(reader.text)))
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Rendered()
        self.text: list[str] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        made_up = values.get("class", "") in ("headerlink", "footnote-ref", "footnote-backref")
        if tag in ("code", "pre") and values.get("id"):
            self.found.ids.add(values["id"])
        if self.skipped or made_up or tag in _NO_PROSE:
            self.skipped += [tag] if tag in (*_NO_PROSE, "a") else []
            self.text.append(" ")
            return
        identifier = values.get("id", "")
        if re.fullmatch("h[1-6]", tag):
            self.found.headings.append((int(tag[1]), identifier))
        if identifier and not identifier.startswith(_OURS):
            self.found.ids.add(identifier)
        if tag == "a" and values.get("name"):
            self.found.ids.add(values["name"])
        target = values.get("href" if tag == "a" else "src" if tag == "img" else "")
        if target is not None:
            self.found.targets[target] += 1
        if _BREAKS.fullmatch(tag):
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()
        if _BREAKS.fullmatch(tag):
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.text.append(data)
