"""The second wall: a rendered page's content leaves here with what is allowed, and nothing else.

Published is what nh3 writes, never what it was given. What it had to take away is told, so that a build can
stop: both are read as browsers read HTML, token by token, and compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby, zip_longest

import nh3

from living_guide.html_parser import TolerantHTMLParser
from living_guide.messages import Text
from living_guide.safety.allowed import ANYWHERE, ATTRIBUTES, SCHEMES, TAGS, may_say

_SHOWN = 80
"""Code points of a token that a message shows."""
_TOLD = 5
"""Differences of one page that are told: the first ones tell enough."""

Token = tuple[str, str]
"""A kind, and what is said: a tag written in one way, or words."""


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Clean HTML, and what was taken away or moved to make it clean."""

    html: str
    faults: tuple[Text, ...]


def _kept(tag: str, attribute: str, value: str) -> str | None:
    return value if may_say(tag, attribute, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"*": set(ANYWHERE), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
    attribute_filter=_kept,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitised(html: str) -> Sanitised:
    """What may be published of a page's rendered content."""
    clean = _CLEANER.clean(html).replace("&nbsp;", "\xa0")
    if clean == _respelt(html):
        return Sanitised(clean, ())
    return Sanitised(clean, tuple(_differences(_tokens(html), _tokens(clean))))


def _respelt(html: str) -> str:
    """Python-Markdown's usual spelling as nh3's: most pages are then the same, and need no tokens."""
    return html.replace(" />", ">").replace(" disabled/>", ' disabled="">')


def _tokens(html: str) -> list[Token]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if html.count("<!--") > html.count("-->"):
        reader.found.append(("comment", "<!--"))
    return [*_joined(reader.found)]


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Words on both sides of a comment, or of a reference to a character, are one."""
    for kind, group in groupby(tokens, key=lambda token: token[0]):
        if kind == "text":
            yield "text", "".join(text for _, text in group)
        else:
            yield from group


class _Reader(TolerantHTMLParser):
    """Tags with their attributes in one order, ends of tags, and words; comments are for nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first = {name: value or "" for name, value in reversed(attrs)}
        said = "".join(f' {name}="{escape(first[name])}"' for name in sorted(first))
        self.found.append(("start", f"<{tag}{said}>"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # as browsers read it: a slash at the end means nothing

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self.found.append(("text", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", f"<!{decl}>"))

    def handle_pi(self, data: str) -> None:
        self.found.append(("declaration", f"<?{data}>"))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("declaration", f"<![{data}]>"))


def _differences(before: list[Token], after: list[Token]) -> Iterator[Text]:
    """What is not as it was: first what was taken away, else where the order changed."""
    if before == after:
        return
    taken = Counter(before) - Counter(after)
    refused = [token for token in taken if token[0] in ("start", "declaration", "comment")]
    for _, said in refused[:_TOLD]:
        yield Text("`{tag}` is not allowed in a page", tag=_short(said))
    if not refused:
        given, kept = next(
            (old, new) for old, new in zip_longest(before, after, fillvalue=("", "")) if old != new
        )
        at = _short((given[1] or kept[1]).strip() or "…")
        yield Text("the HTML is not well nested, or a tag is not closed, near `{tag}`", tag=at)


def _short(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
