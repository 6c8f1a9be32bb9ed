"""Runs of words that two texts have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_guide.folding import fold

RUN = 8
"""From so many words on, it is no longer chance."""
Words = tuple[str, ...]
_STRICT = re.compile(r"\w+")
_AS_COUNTED = re.compile(r"\w(?:[^\s\ufffc]*\w)?")


def strictly(text: str) -> Words:
    """The words of a text, parted at apostrophes and hyphens too; case and signs gone."""
    return tuple(_STRICT.findall(fold(text).text))


def as_counted(text: str) -> Words:
    """The words of a text as people count them: what stands between white spaces."""
    return tuple(_AS_COUNTED.findall(fold(text).text))


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Phrases that count for nothing in a run (`silent`), and phrases that end it (`fixed`)."""

    silent: Iterable[Words]
    fixed: Iterable[Words] = ()
    _by_first: dict[str, list[tuple[Words, bool]]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        known = dict.fromkeys(self.silent, False) | dict.fromkeys(self.fixed, True)
        for phrase, is_fixed in sorted(known.items(), key=lambda item: -len(item[0])):
            if phrase:
                self._by_first.setdefault(phrase[0], []).append((phrase, is_fixed))

    def stretches(self, words: Words) -> Iterator[Words]:
        """What is left of a text: its own words, cut where a fixed phrase stood."""
        own: list[str] = []
        at = 0
        while at < len(words):
            for phrase, is_fixed in self._by_first.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    at += len(phrase)
                    if is_fixed:
                        yield tuple(own)
                        own = []
                    break
            else:
                own.append(words[at])
                at += 1
        yield tuple(own)


def runs(words: Words) -> Iterator[Words]:
    """Every run of `RUN` words."""
    return (words[at : at + RUN] for at in range(len(words) - RUN + 1))


def shared(texts: Mapping[str, Iterable[Words]]) -> dict[Words, set[str]]:
    """The longest runs that stand in more than one place, and those places."""
    places: dict[Words, set[str]] = {}
    for place, stretches in texts.items():
        for words in stretches:
            for run in runs(words):
                places.setdefault(run, set()).add(place)
    found: dict[Words, set[str]] = {}
    for stretches in texts.values():
        for words in stretches:
            for start, end in _stretches_of(places, words):
                common = set.intersection(*(places[run] for run in runs(words[start:end])))
                found.setdefault(words[start:end], set()).update(common)
    return found


def _stretches_of(places: Mapping[Words, set[str]], words: Words) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch whose runs all stand elsewhere, in the same places."""
    start: int | None = None
    for at, run in enumerate(runs(words)):
        same = start is not None and places[run] == places[words[start : start + RUN]]
        if start is not None and not same:
            yield start, at - 1 + RUN
            start = None
        if start is None and len(places[run]) > 1:
            start = at
    if start is not None:
        yield start, len(words)
