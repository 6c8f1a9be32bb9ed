"""The shape of a page: what it is built of, apart from its words."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, localedata

from living_guide.corpus import Corpus
from living_guide.document import Block, Link
from living_guide.folding import without_accents
from living_guide.lexicon import facts
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.source import Span
from living_guide.targets import Kind, resolve

LONGEST_SWITCH = 30
"""Code points of a link that leads to another language, at most."""
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
    is_of_page: bool = False
    """Whether it is a link to a page of this site."""
    has_twin: bool = False
    """Whether it is a file of which there is one in another language, by its name: `plan-en.pdf`."""

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
    if not link.is_image and _names_language(corpus.settings.codes, link.text):
        return  # leads to the same page in another language: each page has its own
    place = ""
    if found.kind is Kind.PAGE and found.page is not None:
        written = {
            heading.anchor for heading in found.page.document.headings if heading.explicit or heading.shared
        }
        shape = found.key + (f"#{found.fragment}" if found.fragment in written else "")
    else:
        place = found.key or found.place or link.target
        shape = _neutral(place, corpus.settings.codes)
    is_of_page = found.kind is Kind.PAGE
    has_twin = not is_of_page and _files(corpus)[shape] > 1
    kind, name = (
        ("image", Text("image `{target}`", target=link.target))
        if link.is_image
        else ("link", Text("link to `{target}`", target=shape))
    )
    yield Part(kind, shape, name, link.target_span, is_of_page, has_twin)


@lru_cache(maxsize=1)
def _files(corpus: Corpus) -> Counter[str]:
    """How many files there are of each name without the marks of a language."""
    return Counter(_neutral(place, corpus.settings.codes) for place in corpus.assets)


def _names_language(codes: tuple[str, ...], words: str) -> bool:
    """Whether a link says a language's name and little else: “Version française”, “Read this in English”."""
    said = without_accents(words.casefold())
    return len(said) <= LONGEST_SWITCH and any(name in said for name in _names(codes))


@lru_cache(maxsize=16)
def _names(codes: tuple[str, ...]) -> frozenset[str]:
    """What the languages of a site are called in each of them."""
    known = [Locale.parse(code, sep="-") for code in codes if code in localedata.locale_identifiers()]
    names = (one.get_language_name(other.language) for one in known for other in known)
    return frozenset(without_accents(name.casefold()) for name in names if name)


def _neutral(place: str, languages: tuple[str, ...]) -> str:
    """A file's place without the marks of a language: `plan-fr.pdf` is the twin of `plan.pdf`.

    The marks of every language go, on every page, so that one file is the same file on all of them.
    """
    place = "/".join(part for part in place.strip("/ ").split("/") if part not in languages)
    folder, name = posixpath.split(place)
    return posixpath.join(folder, _marks(languages).sub("", name))


@lru_cache(maxsize=16)
def _marks(languages: tuple[str, ...]) -> re.Pattern[str]:
    known = (mark for language in languages for mark in facts(language).get("address_marks", [language]))
    return re.compile(rf"[-_.](?:{'|'.join(map(re.escape, known))})(?=[-_.])", re.IGNORECASE)
