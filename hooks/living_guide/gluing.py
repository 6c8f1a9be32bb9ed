"""Names that have grown together with what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from living_guide.corpus import Corpus
from living_guide.document import Prose
from living_guide.lexicon import lexicon
from living_guide.pages import Page
from living_guide.terms import proper_names

_GLUE = re.compile("[A-ZÀ-Þ](?<=[a-zà-ÿ].)")
# Lengths are bounded: what looks like a name for a whole page would take minutes otherwise.
_TWICE = re.compile(
    r"(?<![\w’-])([A-ZÀ-Þ](?:[\w’-]{6,30}|[\w’-]{2,30}(?:\s[A-ZÀ-Þ][\w’-]{1,30}){1,5}))\1(?!\w)"
)
"""A shorter one may be meant: BlockBlock, a program."""
_FULL_NAME = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]{1,30}\s([A-ZÀ-Þ][a-zà-ÿ]{6,40})\b")
_SHORTEST_NAME = 3
"""Letters of a surname before the function glued to it: `Codirectrice` is a word."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the data files, and what it looks like with something grown to it."""

    written: str
    grown: re.Pattern[str]


def glued(corpus: Corpus, page: Page) -> Iterator[tuple[Prose, int, int]]:
    """Prose, start and end of what has grown together, nothing told twice."""
    found = [*page.joined.found(_TWICE, _GLUE), *_with_name(corpus, page), *_with_function(page)]
    taken: dict[Prose, list[tuple[int, int]]] = {}
    for prose, match in found:
        start, end = match.span()
        known = taken.setdefault(prose, [])
        if all(end <= first or last <= start for first, last in known):
            known.append((start, end))
            yield prose, start, end


def _with_name(corpus: Corpus, page: Page) -> Iterator[tuple[Prose, re.Match[str]]]:
    for name in _names(corpus, page.language):
        for prose, at in page.joined.written(name.written):
            found = name.grown.match(prose.text, at)
            if found:
                yield prose, found


def _with_function(page: Page) -> Iterator[tuple[Prose, re.Match[str]]]:
    """A surname that ends in what its bearer does: `Wadeanalyste`."""
    functions = tuple(lexicon(page.language).functions)
    for prose, found in page.joined.found(_FULL_NAME, _one_of(functions)) if functions else ():
        function = next((word for word in functions if found[1].endswith(word)), "")
        if function and len(found[1]) >= len(function) + _SHORTEST_NAME:
            yield prose, found


@cache
def _one_of(functions: tuple[str, ...]) -> re.Pattern[str]:
    """Any of them at a word's end, with a letter before it."""
    return re.compile("|".join(rf"{word}(?<=\w{word})\b" for word in functions))


@lru_cache(maxsize=8)
def _names(corpus: Corpus, language: str) -> tuple[_Name, ...]:
    """The names of the data files but for abbreviations, which are parts of other ones."""
    people = set(proper_names(corpus, language, ("people",)))
    names = dict.fromkeys(proper_names(corpus, language))
    return tuple(_Name(name, _grown(name, name in people)) for name in names if not name.isupper())


def _grown(name: str, is_person: bool) -> re.Pattern[str]:
    """The name with a letter behind it, itself behind it, or a letter before it.

    Behind a place's name only a capital is sure: Overland Parkway is a street.
    """
    written = re.escape(name)
    first_letter = r"[^\W\d_]" if is_person else "[A-ZÀ-Þ]"
    ways = [rf"{first_letter}[a-zà-ÿ]+", rf"\s{written}(?!\w)"]
    if name[0].isupper():
        ways.append(rf"(?<=[a-zà-ÿ]{written})")
    return re.compile(f"{written}(?:{'|'.join(ways)})")
