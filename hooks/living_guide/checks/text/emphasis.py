"""Stars that were to make words bold or slanted, and that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Prose
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.safety.pages import is_slow
from living_guide.safety.rendering import Renderer, Unrenderable
from living_guide.settings import read_configuration

_STARS = re.compile(r"(?<![*/.\\])\*\*(?![*/.\\])")
_OPENING = re.compile(r"(?:(?<=[\s(«“\"'’])|(?<!.))\*\*(?=[\s\w«“\"(])(?!..\s*(?:\d|kw))", re.DOTALL)
"""Stars that may begin bold words: no multiplication, no power, no argument of a program."""
_GLUED = re.compile(r"\*\*(?=[\w«“\"(])")
_CALL = re.compile(r"[\w)»\"”]\*\*(?=[\s.,;:)]|\ufffc|$)")
"""Stars behind a word, as those that call a note."""
_LONE = re.compile(r"(?<=[\s(«“’'])(?P<sign>[*_])(?=[^\W\d_]{2})(?![\w-]*[./\\(=])")
"""A single sign before a word, in the middle of a block."""
_SMALL_CALL = re.compile(r"[\w)»\"”][*_](?=[\s.,;:)]|\ufffc|$)")
_NOT_SHOWN = re.compile(r"(?s)<(pre|code|script|style)\b.*?</\1>|<[^>]*>")
_BLOCKS = frozenset(("paragraph", "item", "cell", "heading", "term"))
_LONGEST = 300
"""Characters between two pairs of stars that belong together."""
_AROUND = 12
"""Characters on both sides by which stars are found again in what the site shows."""


@check(Severity.WARNING)
def open_emphasis(corpus: Corpus) -> Iterator[Finding]:
    """Words that were to be bold and are not: readers see the stars.

    Nothing closes them in the same paragraph or item, or a space stands between them and the words.

    Bad:  **The other councillors: they:
    Bad:  read it **aloud **in the room
    Good: **The other councillors:** they, and read it **aloud** in the room
    """
    renderer = Renderer(lambda: read_configuration(corpus.root).get("markdown_extensions"))
    for page in corpus.pages:
        told = list(_left_open(page)) if "**" in page.joined.text else []
        if _LONE.search(page.joined.text) and not _SMALL_CALL.search(page.joined.text):
            told += _lone(page)
        shown = _shown(page, renderer) if told and not is_slow(page) else ""  # `safety-too-slow` tells
        for prose, start, end, words in told:
            if _key(prose.text[max(0, start - _AROUND) : end + _AROUND]) in shown:
                yield _finding(prose, start, end, words)


def _finding(prose: Prose, start: int, end: int, words: str) -> Finding:
    signs = prose.text[start:end]
    if words:
        message = Text("a space keeps these words from being emphasised: `{signs}` is shown", signs=signs)
        hint = Text("write `{right}`, with the spaces outside", right=f"{signs}{words}{signs}")
    else:
        message = Text("nothing closes `{signs}` here: the signs are shown", signs=signs)
        hint = Text("write `{signs}` behind the last of the words as well, or delete it here", signs=signs)
    return Finding(prose.span(start, end), message, hint)


def _left_open(page: Page) -> Iterator[tuple[Prose, int, int, str]]:
    """The first stars of each block that emphasise nothing: where, and the words that a space keeps apart."""
    called = False
    for prose in page.document.prose:
        if "**" not in prose.text or prose.kind not in _BLOCKS:
            continue
        stars = [found for found in _STARS.finditer(prose.text) if _is_typed(prose, found)]
        if stars and _OPENING.match(prose.text, stars[0].start()):
            first, partner = stars[0], stars[1] if len(stars) > 1 else None
            between = prose.text[first.end() : partner.start()] if partner else ""
            if between.strip() and len(between) < _LONGEST:
                yield prose, *first.span(), between.strip() if between[0] == " " or between[-1] == " " else ""
            elif _GLUED.match(prose.text, first.start()) and not (called and first.start() == 0):
                yield prose, *first.span(), ""
        called = called or _CALL.search(prose.text) is not None


def _lone(page: Page) -> Iterator[tuple[Prose, int, int, str]]:
    """Single signs before a word in blocks that hold no other."""
    for prose, found in page.joined.found(_LONE):
        if prose.kind in _BLOCKS and prose.text.count(found["sign"]) == 1 and _is_typed(prose, found):
            yield prose, *found.span(), ""


def _is_typed(prose: Prose, found: re.Match[str]) -> bool:
    """Whether stars stand in the file as they do in the text, and no backslash before them."""
    span = prose.span(*found.span())
    return span.text == found.group() and not prose.source.text[: span.start].endswith("\\")


def _shown(page: Page, renderer: Renderer) -> str:
    """The words that the site shows of a page, without those of code."""
    try:
        html = renderer.render(page.source.text[page.body :]).html
    except Unrenderable:  # told by the rules on safety
        return ""
    return _key(unescape(_NOT_SHOWN.sub("", html)))


def _key(text: str) -> str:
    return "".join(text.replace("\ufffc", "").split())
