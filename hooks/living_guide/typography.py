"""How a language is typeset: which space goes with which sign, and which way its quotes turn.

The facts are in `languages/<code>.yml`, one profile for each country's custom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from living_guide.lexicon import facts

SPACES = {"narrow": "\u202f", "no-break": "\u00a0", "none": ""}
OPENING, CLOSING = "«", "»"
_GUILLEMET = re.compile(f"[{OPENING}{CLOSING}]")
_ENDS_QUOTATION = re.compile(r"\s*(?:[,;:!?)\]—–]|\.(?!\.)|$)")
_APOSTROPHES = "'’("


@dataclass(frozen=True, slots=True)
class Profile:
    """One custom, such as `fr-CA`. Spaces are characters: the first is written, the others accepted."""

    name: str
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    thousands: tuple[str, ...]
    quotes: str
    """The pair of signs of a quotation, or nothing where any will do."""


@cache
def profiles(language: str) -> Mapping[str, Profile]:
    """The customs known for a language, by name; none for a language nobody has described yet."""
    return {name: _profile(name, written) for name, written in facts(language).get("typography", {}).items()}


def default_profile(language: str) -> Profile | None:
    """The profile named like the language's folder, else the language's first."""
    known = profiles(language)
    return known.get(language) or next(iter(known.values()), None)


def _profile(name: str, written: Mapping[str, Mapping[str, list[str]]]) -> Profile:
    def spaces(names: list[str]) -> tuple[str, ...]:
        return tuple(SPACES[name] for name in names)

    return Profile(
        name=name,
        before={mark: spaces(names) for mark, names in written["before"].items()},
        after={mark: spaces(names) for mark, names in written["after"].items()},
        thousands=spaces(list(written.get("thousands", ()))),
        quotes="".join(written.get("quotes", "")),
    )


class Role(Enum):
    """What a guillemet does where it stands."""

    OPENS = auto()
    CLOSES = auto()
    OPENS_REVERSED = auto()
    CLOSES_REVERSED = auto()
    UNCLOSED = auto()
    UNOPENED = auto()


def guillemets(text: str) -> Iterator[tuple[int, Role]]:
    """Offset and role of each guillemet of a block, in no particular order.

    A sign that points the wrong way is told from a lost one by what stands around it: outside a
    quotation, `»` opens when a word follows and something is left to close it; inside, `«` closes
    when punctuation follows.
    """
    opened: list[tuple[int, Role]] = []
    marks = list(_GUILLEMET.finditer(text))
    for number, mark in enumerate(marks):
        at, closes = mark.start(), _ENDS_QUOTATION.match(text, mark.end()) is not None
        if mark.group() == OPENING:
            if opened and closes:
                yield opened.pop()
                yield at, Role.CLOSES_REVERSED
            else:
                opened.append((at, Role.OPENS))
        elif opened:
            yield opened.pop()
            yield at, Role.CLOSES
        elif _looks_opening(text, at) and not closes and _is_closed(text, marks[number + 1 :]):
            opened.append((at, Role.OPENS_REVERSED))
        else:
            yield at, Role.UNOPENED
    yield from ((at, Role.UNCLOSED) for at, _ in opened)


def _looks_opening(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return (
        text[at + 1 : at + 2].isalnum()
        or not before
        or before[-1] in _APOSTROPHES
        or " " in text[len(before) : at]
    )


def _is_closed(text: str, later: list[re.Match[str]]) -> bool:
    if not later:
        return False
    return later[0].group() == CLOSING or _ENDS_QUOTATION.match(text, later[0].end()) is not None
