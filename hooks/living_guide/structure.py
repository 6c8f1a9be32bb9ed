"""The shape of a page: what it is built of, apart from its words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from living_guide.corpus import Corpus
from living_guide.document import Block, Link
from living_guide.lexicon import facts
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.source import Span
from living_guide.targets import Kind, resolve

_HEADER = re.compile(r"(?:!!!|\?\?\?\+?)[ ]?(?P<kind>[\w-]+)?")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page; those of the same `kind` and `shape` answer each other."""

    kind: str
    """`heading`, `list`, `table`, `callout`, `details`, `tab`, `quote`, `code`, `image` or `link`."""
    shape: str
    name: Text
    """What people are told it is."""
    span: Span

    @property
    def sort(self) -> tuple[str, str]:
        """The same for parts that answer each other."""
        return self.kind, self.shape


def parts(corpus: Corpus, page: Page) -> Iterator[Part]:
    """The parts of a page, kind by kind."""
    for heading in page.document.headings:
        name = Text("heading “{words}” of level {level}", words=heading.text, level=heading.level)
        yield Part("heading", str(heading.level), name, heading.span)
    yield from _blocks(page)
    for link in page.document.links:
        yield from _link(corpus, page, link)


def _blocks(page: Page) -> Iterator[Part]:
    """Lists with their items, tables with rows and columns, and what frames text."""
    open_blocks: list[tuple[Block, list[str]]] = []
    counted: list[tuple[Block, list[str]]] = []
    for block in page.document.blocks:
        while open_blocks and open_blocks[-1][0].end <= block.start:
            open_blocks.pop()
        if open_blocks and block.kind in ("item", "term", "row", "cell"):
            open_blocks[-1][1].append(block.kind)
        if block.kind in ("list", "definitions", "table", "row", "item"):
            inside: list[str] = []
            open_blocks.append((block, inside))
            counted.append((block, inside))
        elif block.kind in _FRAMES:
            yield _frame(page, block)
    columns = {block.start: len(inside) for block, inside in counted if block.kind == "row"}
    for block, inside in counted:
        span = page.source.span(block.start, block.end)
        if block.kind in ("list", "definitions"):
            number = sum(kind in ("item", "term") for kind in inside)
            yield Part("list", str(number), Text("list of {count} items", count=number), span)
        elif block.kind == "table":
            rows, wide = (
                inside.count("row"),
                max((n for at, n in columns.items() if block.start <= at < block.end), default=0),
            )
            name = Text("table of {rows} rows and {columns} columns", rows=rows, columns=wide)
            yield Part("table", f"{rows}×{wide}", name, span)


_FRAMES = {
    "callout": Text("callout `{kind}`"),
    "details": Text("details `{kind}`"),
    "tab": Text("tab"),
    "quote": Text("quotation"),
    "code": Text("block of code"),
}


def _frame(page: Page, block: Block) -> Part:
    found = _HEADER.match(page.source.text[block.start : block.end].lstrip())
    kind = (found["kind"] or "") if found else ""
    name = Text.from_data(_FRAMES[block.kind].msgid, {"kind": kind} if kind else {})
    shown = name if kind or "{" not in name.msgid else Text("frame")
    return Part(block.kind, kind, shown, page.source.span(block.start, block.end))


def _link(corpus: Corpus, page: Page, link: Link) -> Iterator[Part]:
    """Images, and links to pages and files; addresses elsewhere are facts, and compared as such."""
    found = resolve(corpus, page, link)
    if found.kind is Kind.EXTERNAL or link.kind == "email" or not link.target.strip():
        return
    if found.kind is Kind.PAGE and found.page is not None:
        written = {
            heading.anchor for heading in found.page.document.headings if heading.explicit or heading.shared
        }
        shape = found.key + (f"#{found.fragment}" if found.fragment in written else "")
    else:
        shape = _neutral(found.key or found.place or link.target, corpus.settings.codes)
    if link.is_image:
        yield Part("image", shape, Text("image `{target}`", target=link.target), link.target_span)
    else:
        yield Part("link", shape, Text("link to `{target}`", target=shape), link.target_span)


def _neutral(place: str, languages: tuple[str, ...]) -> str:
    """A file's place without the marks of a language: `plan-fr.pdf` is the twin of `plan.pdf`.

    The marks of every language go, on every page, so that one file is the same file on all of them.
    """
    place = place.lstrip("/ ")
    for language in languages:
        place = place.removeprefix(f"{language}/")
    folder, name = posixpath.split(place)
    return posixpath.join(folder, _marks(languages).sub("", name))


@lru_cache(maxsize=16)
def _marks(languages: tuple[str, ...]) -> re.Pattern[str]:
    known = (mark for language in languages for mark in facts(language).get("address_marks", [language]))
    return re.compile(rf"[-_.](?:{'|'.join(map(re.escape, known))})(?=[-_.])", re.IGNORECASE)
