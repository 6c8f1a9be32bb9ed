"""How hard a page would be on the renderer, found without rendering it, in time linear in its length.

Python-Markdown looks for the end of every `[`, `(` and `<` from where it opens: many that never end cost the
square of their number (4,000 brackets: 2.5 seconds). It calls itself for each level of a list, and
compares each heading's id with those before. The limits lie far above what people write; a test
holds them against the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

MAX_SEARCHED = 1_500_000
"""Code points searched in vain, over the whole page: about half a second."""
MAX_WRITTEN = 200_000_000
"""Code points copied for the signs of one block: about half a second."""
MAX_LEVELS = 24
"""Lists, quotes and indents inside each other, on one line."""
MAX_COUNTED = 600
"""Headings, tabs, definitions or marks of notes on one page."""
MAX_TAGS = 3_000
"""Tags and addresses between angle brackets on one page."""
MAX_BLOCKS = 8_000
"""Parts between empty lines: the renderer takes them one by one from a list that it moves up each time."""
MAX_NESTED = 10_000
"""Marks of lists and quotes that stand behind another on their line, over the whole page."""
MAX_BARS = 20_000
"""`|` on one page: tables of thousands of cells take a second and more."""

_BLANK = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"\]\(|[\[\]()]")
_SIGN = re.compile(r"[\\`*_\[<&~^=]")
_TICKS = re.compile(r"`+")
_HTML = re.compile(r"<[a-zA-Z/!?]|>")
_LEVELS = re.compile(r"^[ \t>*+:.)\d-]{25,}+", re.MULTILINE)
_LEVEL = re.compile(r">|(?:[-*+:]|\d{1,9}[.)])(?=[ \t]|$)|[ ]{4}|\t")
_NESTED = re.compile(r"^[ \t]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+|>[ \t]*){2,}", re.MULTILINE)
_COUNTED = re.compile(
    r"^[ \t>]*(?:(?P<heading>#|[=-]+[ \t]*$)|(?P<tab>===[!+]? )|(?P<box>[!?]{3})|(?P<definition>:[ \t])"
    r"|(?P<fence>```|~~~))|(?P<note>\[\^)|(?P<tag><[a-zA-Z/!?])",
    re.MULTILINE,
)


class Kind(StrEnum):
    """What is too much."""

    UNCLOSED = "unclosed"
    MANY = "many"
    DEEP = "deep"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Strain:
    """What is too much, and the offset of the sign at which it begins."""

    kind: Kind
    at: int


def strains(text: str) -> Iterator[Strain]:
    """What in a page's Markdown the renderer would take too long for, or fail on."""
    # Most pages are too short to be hard on anything: counting is far cheaper than looking.
    opening = text.count("[") + text.count("](") + text.count("`") + text.count("<")
    if opening * len(text) > MAX_SEARCHED or len(text) * len(text) > MAX_WRITTEN:
        blocks = list(_blocks(text))
        yield from _unclosed(text, blocks)
        yield from _long(text, blocks)
    yield from _deep(text)
    yield from _crowded(text)
    if text.count("|") > MAX_BARS:
        yield Strain(Kind.MANY, text.index("|"))
    if text.count("\n") + text.count("[^") + text.count("<") >= MAX_COUNTED:
        yield from _many(text)


def _unclosed(text: str, blocks: list[tuple[int, int]]) -> Iterator[Strain]:
    longest = max((end - start for start, end in blocks), default=0)
    budget = MAX_SEARCHED
    if (text.count("[") + text.count("](")) * longest > budget:
        for start, end in blocks:
            for at, distance in _brackets(text, start, end):
                budget -= distance
                if budget < 0:
                    yield Strain(Kind.UNCLOSED, at)
                    return
    budget = MAX_SEARCHED
    if text.count("`") * longest > budget:
        for start, end in blocks:
            for at, distance in _ticks(text, start, end):
                budget -= distance
                if budget < 0:
                    yield Strain(Kind.UNCLOSED, at)
                    return
    if text.count("<") * len(text) > MAX_SEARCHED:
        budget = MAX_SEARCHED
        for at, distance in _angles(text):
            budget -= distance
            if budget < 0:
                yield Strain(Kind.UNCLOSED, at)
                return


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _BLANK.finditer(text):
        yield at, found.start()
        at = found.end() - 1
    yield at, len(text)


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each bracket opens that is looked for, and how far the search for its end goes."""
    open_at: list[int] = []
    round_at: list[int] = []
    for found in _BRACKET.finditer(text, start, end):
        match found.group():
            case "[":
                open_at.append(found.start())
            case "]" if open_at:
                at = open_at.pop()
                yield at, found.start() - at
            case "](":
                if open_at:
                    at = open_at.pop()
                    yield at, found.start() - at
                round_at.append(found.start())
            case ")" if round_at:
                at = round_at.pop()
                yield at, found.start() - at
    for at in sorted([*open_at, *round_at]):
        yield at, end - at


def _ticks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of backticks: each is looked for as a whole, and then, in vain, by each shorter length."""
    closing: dict[int, int] = {}
    for found in reversed(list(_TICKS.finditer(text, start, end))):
        length = found.end() - found.start()
        escaped = text.startswith("\\", found.start() - 1) if found.start() else False
        opening = length - escaped
        until = closing.get(opening)
        yield found.start(), until - found.start() if until else opening * (end - found.start())
        closing[length] = found.start()


def _angles(text: str) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for found in _HTML.finditer(text):
        if found.group() == ">":
            yield from ((at, found.start() - at) for at in waiting)
            waiting = []
        else:
            waiting.append(found.start())
    yield from ((at, len(text) - at) for at in waiting)


def _long(text: str, blocks: list[tuple[int, int]]) -> Iterator[Strain]:
    """Each sign that says something makes the renderer write the whole block anew."""
    for start, end in blocks:
        length = end - start
        if length * length > MAX_WRITTEN and length * len(_SIGN.findall(text, start, end)) > MAX_WRITTEN:
            yield Strain(Kind.LONG, start)
            return


def _deep(text: str) -> Iterator[Strain]:
    for found in _LEVELS.finditer(text):
        signs = found.group()
        if not signs.isspace() and len(_LEVEL.findall(signs)) > MAX_LEVELS:
            yield Strain(Kind.DEEP, found.start())
            return


def _crowded(text: str) -> Iterator[Strain]:
    """Too many blocks, or too many lists that begin inside a list on one line."""
    if len(text) > 2 * MAX_BLOCKS:
        block = next(islice(_BLANK.finditer(text), MAX_BLOCKS, None), None)
        if block is not None:
            yield Strain(Kind.MANY, block.end())
            return
    budget = MAX_NESTED
    for found in _NESTED.finditer(text) if len(text) > MAX_NESTED else ():
        budget -= len(_LEVEL.findall(found.group()))
        if budget < 0:
            yield Strain(Kind.MANY, found.start())
            return


def _many(text: str) -> Iterator[Strain]:
    counts: dict[str, int] = {}
    for found in _COUNTED.finditer(text):
        name = str(found.lastgroup)
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > (MAX_TAGS if name == "tag" else MAX_COUNTED):
            yield Strain(Kind.MANY, found.start(name))
            return
