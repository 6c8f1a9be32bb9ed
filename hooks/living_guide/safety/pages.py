"""Everything unsafe on one page: what its source holds, and what it would be rendered to.

The source gives exact places; the rendering is the last word, for Python-Markdown sees links and HTML
that no other reader sees. What only the rendering holds is looked for in the source by its words.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

from living_guide.diagnostics import Finding
from living_guide.document import Link
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.safety import findings
from living_guide.safety.addresses import Doubt, doubt, leads_elsewhere
from living_guide.safety.findings import (
    MARKDOWN_INSIDE,
    Told,
    told,
    told_address,
    told_change,
    told_mark,
    told_paste,
)
from living_guide.safety.judging import HANDLER, Harm, Judged, judge
from living_guide.safety.rendering import Rendered, Renderer, Unrenderable
from living_guide.safety.sanitise import sanitised
from living_guide.safety.strain import Kind, Strain, strains
from living_guide.safety.suspicion import doubtful, is_reserved_anchor
from living_guide.safety.written import Spot, attribute_lists, marks, tags, without_code
from living_guide.source import Span

MOST = 50
"""Findings on one page: whoever reads them has understood by then."""
PASTE = 6
"""Lines from one of a paste’s tags to its next, at most."""
_CODE = re.compile(r"<code\b[^>]*>(.*?)</code>", re.DOTALL)
_DEFINITION = re.compile(r"\]:\s*(\S+)")
_TAG = re.compile(r"<[^>]*>")
_TEMPLATE_WORD = re.compile(r"\{%[-~]?\s*([\w-]+)")
_TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")


def unsafe(page: Page, renderer: Renderer) -> list[Told]:
    """What is unsafe on a page, in reading order."""
    text, begin = page.source.text, page.body
    body = text[begin:]
    strained = [_strained(page.source.span(begin + item.at), item) for item in strains(body)]
    anchors = any(is_reserved_anchor(heading.anchor) for heading in page.document.headings)
    if not strained and not anchors and doubtful(body) is None:
        return []
    return _as_pastes(page, findings.ordered(strained[:1] or _rendered(page, renderer))[:MOST])


def _as_pastes(page: Page, found: list[Told]) -> list[Told]:
    """With the looks of a word processor told once for each paste, however many lines and tags it has."""
    pastes: list[list[Told]] = []
    for item in found:
        if item.is_of_looks and pastes and item.finding.span.line - pastes[-1][-1].finding.span.line <= PASTE:
            pastes[-1].append(item)
        elif item.is_of_looks:
            pastes.append([item])
    of_several = [paste for paste in pastes if paste[0].finding.span.line < paste[-1].finding.span.line]
    inside = {id(item) for paste in of_several for item in paste}
    return findings.ordered(
        (
            *(item for item in found if id(item) not in inside),
            *(told_paste(page.source, [item.finding.span for item in paste]) for paste in of_several),
        )
    )


def is_slow(page: Page) -> bool:
    """Whether a page would keep the renderer busy too long: whoever renders it asks first."""
    return next(strains(page.source.text[page.body :]), None) is not None


def _strained(span: Span, strain: Strain) -> Told:
    match strain.kind:
        case Kind.DEEP:
            return told(Judged(Harm.TOO_DEEP, ""), span)
        case Kind.MANY:
            message = Text("there is more of this on one page than can be shown")
            return Told("too-slow", Finding(span, message, Text("make several pages of it")))
        case Kind.LONG:
            message = Text("this paragraph is too long, and has too many signs in it")
            return Told("too-slow", Finding(span, message, Text("part it with empty lines")))
    return Told(
        "too-slow",
        Finding(
            span,
            Text("too many signs here open something and never close it: the page would take too long"),
            Text("close each `[`, `(`, `<` and backtick, or put a backslash before it"),
        ),
    )


def _rendered(page: Page, renderer: Renderer) -> Iterator[Told]:
    text = page.source.text
    prose = without_code(text, page.document, page.body)
    try:
        rendered = renderer.render(text[page.body :])
    except Unrenderable:
        yield from _in_source(page, prose)
        message = Text("the site cannot be made from this page")
        hint = Text("take out what is nested deepest, or send the page to whoever looks after the guide")
        yield Told("too-deep", Finding(page.source.span(page.body), message, hint))
        return
    template = [*_marks(page, prose)]
    found = [*_without_ends(template), *_but_for(template, _told(page, prose, rendered, template))]
    yield from found or _changed(page, prose, rendered)


def _without_ends(marks: list[Told]) -> Iterator[Told]:
    """Without marks that end what one above begins: of `{% hint %}` and `{% endhint %}`, the first."""
    opened: set[str] = set()
    for mark in marks:
        found = _TEMPLATE_WORD.match(mark.finding.span.text)
        word = found[1] if found else ""
        if not (word.startswith("end") and word.removeprefix("end") in opened):
            yield mark
        opened.add(word)


def _but_for(template: list[Told], found: Iterable[Told]) -> Iterator[Told]:
    """Without what only follows from a template's marks, which the engine reads as lists of attributes."""
    places = [(mark.finding.span.start, mark.finding.span.end) for mark in template]
    for item in found:
        span = item.finding.span
        if not any(start < span.end and span.start < end for start, end in places):
            yield item


def _told(page: Page, prose: str, rendered: Rendered, template: list[Told]) -> Iterator[Told]:
    text = page.source.text
    shown_as_code = html.unescape(_TAG.sub("", "\n".join(_CODE.findall(rendered.html))))
    known: list[Judged] = []
    for spot in _spots(prose):
        if text[spot.start : spot.end] not in shown_as_code:
            known.append(spot.judged)
            yield told(spot.judged, page.source.span(spot.start, spot.end))
    # inside a box for another program's Markdown, even `code` between backticks is read as HTML
    unread = any(judged.attribute == MARKDOWN_INSIDE for judged in known)
    search = _Search(page, prose)
    for item in _links(page):
        search.used.add(item.finding.span.start)
        yield item
    explained = {_signature(judged) for judged in known}
    addresses = Counter(
        _bare(link.target) for link in page.document.links if link.kind != "autolink" and _doubt(link)
    )
    for judged in judge(rendered):
        if judged.harm is Harm.ADDRESS:
            reason = doubt(judged.value, loads=judged.attribute == "src")
            addresses[_bare(judged.value)] -= 1
            if reason is not None and addresses[_bare(judged.value)] < 0:
                yield told_address(reason, search.value(judged))
        elif judged.harm is Harm.TITLE:
            if not any(_has_markup(link.title) for link in page.document.links):
                yield told(judged, search.value(judged))
        elif unread and judged.harm is Harm.TAG and f"<{judged.tag}" not in prose:
            continue
        elif _signature(judged) not in explained and not (template and judged.harm is Harm.LISTED):
            yield told(judged, search.name(judged))


def _changed(page: Page, prose: str, rendered: Rendered) -> Iterator[Told]:
    """What the sanitiser would change, and so stop a build for, though no rule knows it."""
    if not rendered.has_glued_code:  # told with its place by a rule of its own
        for fault in sanitised(rendered.html).faults[:1]:
            tag = _TAG_NAME.search(str(fault))
            place = _Search(page, prose).name(Judged(Harm.TAG, tag[1] if tag else ""))
            yield told_change(fault, place)


def _in_source(page: Page, prose: str) -> Iterator[Told]:
    for spot in _spots(prose):
        yield told(spot.judged, page.source.span(spot.start, spot.end))
    yield from _links(page)
    yield from _marks(page, prose)


def _spots(prose: str) -> Iterator[Spot]:
    yield from tags(prose)
    yield from attribute_lists(prose)


def _marks(page: Page, prose: str) -> Iterator[Told]:
    for kind, start, end in marks(page.source.text, prose, page.body):
        yield told_mark(kind, page.source.span(start, end))


def _links(page: Page) -> Iterator[Told]:
    for link in page.document.links:
        reason = _doubt(link)
        if reason is not None:
            yield told_address(reason, _place(page, link))
        elif link.kind == "link" and leads_elsewhere(link.text, html.unescape(link.target)):
            yield told_address(Doubt.ELSEWHERE, _place(page, link))
        if _has_markup(link.title):
            yield told(Judged(Harm.TITLE, ""), _place(page, link))


def _place(page: Page, link: Link) -> Span:
    """Where a link's address is written; in its definition, for one that has its address there."""
    if link.target_span.start != link.span.start:
        return link.target_span
    for found in _DEFINITION.finditer(page.source.text, page.body):
        if html.unescape(found[1]).strip("<>") == html.unescape(link.target):
            return page.source.span(*found.span(1))
    return link.target_span


def _doubt(link: Link) -> Doubt | None:
    return None if link.kind == "email" else doubt(html.unescape(link.target), loads=link.is_image)


def _has_markup(title: str) -> bool:
    words = html.unescape(title)
    return "<" in words or HANDLER.search(words) is not None


def _signature(judged: Judged) -> tuple[str, str, str]:
    """What two accounts of one harm have in common: not the tag, which a list between braces lacks."""
    value = judged.value if judged.harm is Harm.NAME else ""
    return (judged.harm, judged.attribute or judged.tag, value)


def _bare(address: str) -> str:
    return re.sub(r"[\s\x00-\x20]", "", html.unescape(address))


LONG, SHORT = 400, 24
"""Signs of an address that are looked for: its whole length, as a rule; else how it begins."""


class _Search:
    """Finds in a source what a rendering holds; nothing is shown twice at one place."""

    def __init__(self, page: Page, prose: str) -> None:
        self._page, self._prose = page, prose
        self.used: set[int] = set()

    def name(self, judged: Judged) -> Span:
        """Where a tag or an attribute is written."""
        written = judged.value if judged.harm is Harm.NAME else judged.attribute
        pattern = rf"(?<![\w-]){re.escape(written)}" if written else rf"</?{re.escape(judged.tag)}"
        return self._first(pattern)

    def value(self, judged: Judged) -> Span:
        """Where an address or a title is written, however its signs are."""
        signs = [sign for sign in judged.value if not sign.isspace()]
        spelt = [rf"(?:{re.escape(sign)}|&#?\w{{1,8}};?|\\.)" for sign in signs]
        patterns = [r"[\s\\]*".join(spelt[:length]) for length in (LONG, SHORT)] if signs else [r"\]\(|\]:"]
        return self._first(*patterns)

    def _first(self, *patterns: str) -> Span:
        """The first place not shown yet that one of the patterns finds, the surest pattern first."""
        told: Span | None = None
        for pattern, text in product(patterns, (self._prose, self._page.source.text)):
            for found in re.finditer(pattern, text, re.IGNORECASE):
                if found.start() < self._page.body:
                    continue
                span = self._page.source.span(*found.span())
                if found.start() not in self.used:
                    self.used.add(found.start())
                    return span
                told = told or span
        if told is not None:
            return told
        parts = (self._prose[self._page.body :], self._page.source.text[self._page.body :])
        found_any = next(filter(None, map(doubtful, parts)), None)
        at = self._page.body + (found_any.start() if found_any else 0)
        return self._page.source.span(at)
