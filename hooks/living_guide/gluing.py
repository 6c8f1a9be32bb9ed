"""Names that have grown together with what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.corpus import Corpus
from living_guide.lexicon import lexicon
from living_guide.markdown import Prose
from living_guide.pages import Page
from living_guide.terms import proper_names

_TWICE = re.compile(r"\b((?:[A-ZÀ-Þ][\w’-]+\s)+[A-ZÀ-Þ][\w’-]+)\s?\1(?!\w)|\b([A-ZÀ-Þ][\w’-]{2,})\2(?!\w)")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w-]+\s([A-ZÀ-Þ][a-zà-ÿ]{6,})\b")
_SHORTEST_NAME = 3
"""Letters of a surname before the function glued to it: `Codirectrice` is a word."""


def glued(corpus: Corpus, page: Page) -> Iterator[tuple[Prose, int, int]]:
    """Prose, start and end of what has grown together, nothing told twice."""
    known = _known_names(corpus, page)
    functions = tuple(lexicon(page.language).functions)
    for prose in page.prose:
        taken: list[tuple[int, int]] = []
        for start, end in (
            *_repeated(prose.text),
            *_functions(prose.text, functions),
            *_known(prose.text, known),
        ):
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                yield prose, start, end


def _repeated(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _TWICE.finditer(text))


def _functions(text: str, functions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """A surname that ends in what its bearer does: `Wadeanalyste`."""
    for found in _FULL_NAME.finditer(text) if functions else ():
        function = next((word for word in functions if found[1].endswith(word)), "")
        if function and len(found[1]) >= len(function) + _SHORTEST_NAME:
            yield found.span()


def _known(text: str, known: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in known.finditer(text)) if known else ()


def _known_names(corpus: Corpus, page: Page) -> re.Pattern[str] | None:
    """Names of the data files that the page holds, with a letter glued before or behind.

    Behind a place's name only a capital is sure (Overland Parkway is a street); abbreviations are
    parts of other ones.
    """
    people = set(proper_names(corpus, page.language, ("people",)))
    ways = []
    for name in proper_names(corpus, page.language):
        if name in page.source.text and not name.isupper():
            behind = r"[A-ZÀ-Þ]?[a-zà-ÿ]{2}" if name in people else "[A-ZÀ-Þ][a-zà-ÿ]"
            written = re.escape(name)
            ways.append(rf"{written}(?={behind})\w+")
            if name[0].isupper():
                ways.append(rf"(?<=[a-zà-ÿ]){written}")
    return re.compile("|".join(ways)) if ways else None
