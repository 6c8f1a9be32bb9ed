"""Which quotation marks open, which close, and which do neither as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

OPENING, CLOSING = "«", "»"
GUILLEMET = re.compile(f"[{OPENING}{CLOSING}]")
_ENDS_QUOTATION = re.compile(r"\s*(?:[,;:!?)\]—–]|\.(?!\.)|$)")
_OPENS_BEHIND = frozenset("'’(")
OTHER_QUOTE = re.compile(f'["“”„{OPENING}{CLOSING}]')
_PROGRAM = re.compile(r"[${}\\]")
_INCHES = re.compile(r'\d"')


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
    quotation, `»` opens when words follow and something is left to close it; inside, `«` closes when
    punctuation follows.
    """
    opened: list[tuple[int, Role]] = []
    marks = list(GUILLEMET.finditer(text))
    for number, mark in enumerate(marks):
        at, closes = mark.start(), _looks_closing(text, mark.start())
        if mark.group() == OPENING:
            if opened and closes:
                yield opened.pop()
                yield at, Role.CLOSES_REVERSED
            else:
                opened.append((at, Role.OPENS))
        elif opened:
            yield opened.pop()
            yield at, Role.CLOSES
        elif not closes and _looks_opening(text, at) and _is_closed(text, marks[number + 1 : number + 2]):
            opened.append((at, Role.OPENS_REVERSED))
        else:
            yield at, Role.UNOPENED
    yield from ((at, Role.UNCLOSED) for at, _ in opened)


def _looks_opening(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    if text[at + 1 : at + 2].isalnum() or not before or before[-1] in _OPENS_BEHIND:
        return True
    return " " in text[len(before) : at]


def _looks_closing(text: str, at: int) -> bool:
    behind = text[at + 1 : at + 2]
    if _ENDS_QUOTATION.match(text, at + 1):
        return True
    return text[at - 1 : at].isalnum() and not behind.isalnum()


def _is_closed(text: str, later: list[re.Match[str]]) -> bool:
    if not later:
        return False
    return later[0].group() == CLOSING or _looks_closing(text, later[0].start())


def foreign_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between straight quotes, or between curly ones that no guillemets enclose.

    A sign without its partner is a stretch of its own.
    """
    depth, opened = 0, -1
    for mark in OTHER_QUOTE.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign in (OPENING, CLOSING):
            depth = max(0, depth + (1 if sign == OPENING else -1))
        elif depth and sign != '"':
            continue
        elif opened >= 0:
            if not _is_program(text, opened, at):
                yield opened, at + 1
            opened = -1
        elif not _INCHES.match(text, max(0, at - 1)):
            opened = at
    if opened >= 0 and text[opened - 1 : opened] != "=":
        yield opened, opened + 1


def _is_program(text: str, opened: int, closed: int) -> bool:
    """Whether what stands between two straight signs is a value in a program or a tag: `lang="fr"`, "$1"."""
    is_value = text[opened - 1 : opened] == "=" or _PROGRAM.search(text, opened, closed) is not None
    return text[opened] == '"' and is_value
