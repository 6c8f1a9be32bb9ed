"""How a language is typeset, by the profiles in `languages/<code>.yml`: one for each custom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from living_guide.lexicon import facts, lexicon
from living_guide.quotation import CLOSING, OPENING, Role, guillemets

SPACES = {"narrow": "\u202f", "no-break": "\u00a0", "none": ""}

_SHORT_CODE = re.compile(r"(?:^|\s):[\w+-]+$")
_ENDS = frozenset(" \t\n\u00a0\u202f)]}»”\"’'…!?,.;:—–")
"""What follows a sentence's mark; behind that of a time, ratio, address or smiley stands something else."""
_NEEDS_ENDING = frozenset(";:!?,")
_OPENING = frozenset('([{«“‘"')
_NEEDS_NO_SPACE = _OPENING | frozenset("!?:;,.…¿¡/—–-")
"""Behind these a mark goes with what stands before it, or is no sentence's."""
_ELIDED = (
    r"(?<![\w’'])(?P<elided>(?i:{words}))"
    r"(?:[^\S\n]?['‘´](?=\w|\s?[«»“\ufffc])|[^\S\n]’(?=\w)|['‘´’]\s(?=\w))"
)
SUSPECT_APOSTROPHE = re.compile(r"['‘´’](?:(?<!’)|(?=[ \u00a0])|(?<=[ \u00a0]’))")
"""What may be wrong: anything but a ’ without a space beside it."""
_BETWEEN_LETTERS = r"(?<=[^\W\d_])['‘´](?=[^\W\d_])"


@dataclass(frozen=True)
class Profile:
    """One custom, such as `fr-CA`. Of the spaces the first is written, the others are accepted."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    thousands: tuple[str, ...] = ()
    quotes: str = ""
    """The two signs of a quotation, or nothing where any will do."""

    @cached_property
    def marks(self) -> re.Pattern[str]:
        """Any mark that has a rule."""
        return re.compile(self._any_mark)

    @cached_property
    def suspect(self) -> re.Pattern[str]:
        """A mark beside which another space stands than one that is accepted, or more than one."""
        before = (
            rf"(?<={_space_but(spaces)}{re.escape(mark)})|(?<=\s\s{re.escape(mark)})"
            for mark, spaces in self.before.items()
        )
        after = (
            rf"(?<={re.escape(mark)})(?:(?={_space_but(spaces)})|(?=\s\s))"
            for mark, spaces in self.after.items()
        )
        return re.compile(f"{self._any_mark}(?:{'|'.join([*before, *after])})")

    @property
    def _any_mark(self) -> str:
        return f"[{re.escape(''.join({**self.before, **self.after}))}]"


def _space_but(accepted: tuple[str, ...]) -> str:
    """A class of what may not stand beside a mark: other spaces; where one is needed, anything else."""
    spaces = "".join(accepted)
    return rf"[^\S{spaces}]" if "" in accepted else f"[^{spaces}]"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A space that is wrong: its offsets, or those of the mark where there is none."""

    start: int
    end: int
    mark: str
    is_before: bool
    """Whether the space belongs, or does not belong, before the mark: else after it."""
    wanted: str
    replacement: str


@cache
def profiles(language: str) -> Mapping[str, Profile]:
    """The customs known for a language, by name; none for a language nobody has described yet."""
    return {name: _profile(written) for name, written in facts(language).get("typography", {}).items()}


def default_profile(language: str) -> Profile | None:
    """The profile named like the language's folder, else the language's first."""
    known = profiles(language)
    return known.get(language) or next(iter(known.values()), None)


def _profile(written: Mapping[str, Mapping[str, list[str]]]) -> Profile:
    def spaces(names: list[str]) -> tuple[str, ...]:
        return tuple(SPACES[name] for name in names)

    return Profile(
        before={mark: spaces(names) for mark, names in written["before"].items()},
        after={mark: spaces(names) for mark, names in written["after"].items()},
        thousands=spaces(list(written.get("thousands", ()))),
        quotes="".join(written.get("quotes", "")),
    )


def wrong_spaces(text: str, profile: Profile) -> Iterator[Misfit]:
    """Where the space beside a punctuation mark is not as the profile has it.

    Guillemets that point the wrong way have no side on which a space could be right.
    """
    roles = dict(guillemets(text)) if OPENING in text or CLOSING in text else {}
    for found in profile.marks.finditer(text):
        at, mark = found.start(), found.group()
        if mark in profile.before and roles.get(at, Role.CLOSES) is Role.CLOSES:
            yield from _wrong_before(text, at, profile.before[mark])
        if mark in profile.after and roles.get(at, Role.OPENS) is Role.OPENS:
            yield from _wrong_after(text, at, profile.after[mark])


def _wrong_before(text: str, at: int, accepted: tuple[str, ...]) -> Iterator[Misfit]:
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    gap, mark, wanted = text[start:at], text[at], accepted[0]
    glued = _NEEDS_NO_SPACE if not gap and mark in _NEEDS_ENDING else _OPENING
    if gap in accepted or not start or text[start - 1] in glued:
        return
    following = text[at + 1 : at + 2]
    if mark in _NEEDS_ENDING and following and following not in _ENDS:
        return
    if mark in ":;" and (following == ")" or _SHORT_CODE.search(text[max(0, at - 40) : at])):
        return
    if gap:
        yield Misfit(start, at, mark, True, wanted, wanted)
    else:
        yield Misfit(at, at + 1, mark, True, wanted, wanted + mark)


def _wrong_after(text: str, at: int, accepted: tuple[str, ...]) -> Iterator[Misfit]:
    end = at + 1
    while end < len(text) and text[end].isspace():
        end += 1
    gap, mark, wanted = text[at + 1 : end], text[at], accepted[0]
    if gap in accepted or end == len(text) or text[end] in ")»" or (at and text[at - 1] in ":;-"):
        return
    if gap:
        yield Misfit(at + 1, end, mark, False, wanted, wanted)
    else:
        yield Misfit(at, end, mark, False, wanted, mark + wanted)


def wrong_apostrophes(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Stretches that ought to be one ’: another sign, or one with a space beside it."""
    for found in _apostrophes(language).finditer(text) if SUSPECT_APOSTROPHE.search(text) else ():
        elided = found.groupdict().get("elided") or ""
        yield found.start() + len(elided), found.end()


@cache
def _apostrophes(language: str) -> re.Pattern[str]:
    elided = "|".join(sorted(lexicon(language).elided, key=len, reverse=True))
    return re.compile(f"{_ELIDED.format(words=elided)}|{_BETWEEN_LETTERS}" if elided else _BETWEEN_LETTERS)
