"""What a page states that every language must state alike: its figures, and whom and where it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from living_guide.corpus import Corpus
from living_guide.document import Prose
from living_guide.figures.figure import Figure
from living_guide.figures.reading import figures
from living_guide.folding import fold_form
from living_guide.lexicon import facts
from living_guide.pages import Page
from living_guide.source import Span
from living_guide.terms import occurrences

NAMED = ("people", "places")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'`)\]}]+|(?<![\w.+/-])(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"\(?\d{1,2}[.)]\s")
"""What numbers a step that is no item of a list, as `(1)` and `1\\.` do: a place, and no figure."""

_GOES_ON = re.compile(r"&(?:nbsp|#160|#8239);(?P<share>%)?")
_SIZE = re.compile(r"\s?[kKMGT](?:[iI]?[BoO])\b")
"""Behind a figure: how large a file is, and every language has its own."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in a block."""

    prose: Prose
    figure: Figure

    @property
    def span(self) -> Span:
        return self.prose.span(self.figure.start, self.figure.end + self.figure.unit_length)


@dataclass(frozen=True, slots=True)
class Named:
    """A person or place in a block; `who` is the id in `names.yml`."""

    who: str
    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Address:
    """A web or e-mail address; `bare` is where it leads, `neutral` that without the language it names."""

    written: str
    bare: str
    neutral: str
    is_marked: bool
    """Whether it names its page's language."""
    span: Span

    @property
    def site(self) -> str:
        return self.neutral.partition("/")[0]


Figures = Mapping[int, list[Stated]]
"""By the identity of a block."""


def stated(page: Page) -> Figures:
    """The figures of each block of a page that has any."""
    joined, found = page.joined, dict[int, list[Stated]]()
    for figure in figures(joined.text, page.language):
        number = joined.block(figure.start)
        before, prose = joined.starts[number], joined.blocks[number]
        start, end = figure.start - before, figure.end - before
        if (_ENUMERATOR.match(prose.text) and start <= 1) or _SIZE.match(prose.text, end):
            continue
        moved = replace(figure, start=start, end=end)
        if end == len(prose.text) and (unit := _GOES_ON.match(page.source.text, prose.pieces[-1].end)):
            if not unit["share"]:
                continue  # in HTML, a space that is written as an entity parts a figure from its unit
            moved = replace(moved, kind="share")
        found.setdefault(id(prose), []).append(Stated(prose, moved))
    return found


def named(corpus: Corpus, page: Page) -> Mapping[int, list[Named]]:
    """The people and places that each block of a page names."""
    forms, found = _forms(corpus, page.language), dict[int, list[Named]]()
    for occurrence in occurrences(corpus).get((page.language, page.key), ()):
        for who in forms.get(occurrence.phrase, ()):
            name = Named(who, occurrence.written, occurrence.span)
            found.setdefault(id(occurrence.prose), []).append(name)
    return found


@lru_cache(maxsize=16)
def _forms(corpus: Corpus, language: str) -> Mapping[str, tuple[str, ...]]:
    """Each name in a language, folded, and the ids it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for group in NAMED:
        for who, entry in (corpus.facets.known(group) or {}).items():
            forms = entry.get(language) if isinstance(entry, dict) else None
            for form in forms if isinstance(forms, list) else [forms] if forms else []:
                folded = fold_form(str(form))
                found[folded] = (*found.get(folded, ()), who)
    return found


def but_for_digits(address: str) -> str:
    """An address or a file's name without its digits: the same for two years of one report."""
    return re.sub(r"\d+", "#", address)


_CAPITALISED = re.compile(r"(?<![\w@/.#-])[^\W\d_a-zà-ÿ][\w-]*[^\W\d_][\w-]*")
_BEGINS = re.compile(r"(?:^|[.!?:;…•|«“\"(\n>→–—][\s\u00a0\u202f]*)$")
FEWEST_LETTERS, MOST_LETTERS = 4, 40
"""Letters of a name that is no abbreviation, which each language has its own of, and the most of one."""


@dataclass(frozen=True, slots=True)
class Capitalised:
    """A word in capitals or with one, inside a sentence; or at its beginning, where it may be any word."""

    written: str
    begins: bool
    span: Span


def capitalised(page: Page) -> Mapping[int, list[Capitalised]]:
    """Words that may be names, by the identity of their block."""
    found: dict[int, list[Capitalised]] = {}
    for prose in page.prose:
        for word in _CAPITALISED.finditer(prose.text):
            if FEWEST_LETTERS <= len(word.group()) <= MOST_LETTERS:
                begins = _BEGINS.search(prose.text, max(0, word.start() - 4), word.start()) is not None
                name = Capitalised(word.group(), begins, prose.span(*word.span()))
                found.setdefault(id(prose), []).append(name)
    return found


def addresses(page: Page) -> Iterator[Address]:
    """The web and e-mail addresses of a page, in links and in words."""
    text = page.source.text
    if "@" not in text and "://" not in text and "www." not in text:
        return
    for found in _ADDRESS.finditer(text, page.body):
        written = found.group().rstrip(".,;:!?*_")
        span = page.source.span(found.start(), found.start() + len(written))
        bare = re.sub(r"^(?:mailto:|https?://)(?:www\.)?|^www\.|/$", "", written, flags=re.IGNORECASE)
        neutral, is_marked = _neutral(bare, page.language)
        yield Address(written, bare, neutral, is_marked, span)


def _neutral(bare: str, language: str) -> tuple[str, bool]:
    """An address without the marks of a language, and whether it has any: behind one, paths may be in that
    language, too. The end of a host is no mark: `.fr` says a country, and is the same in every language."""
    host, _, path = bare.partition("/")
    name, dot, domain = host.rpartition(".")
    marks = facts(language).get("address_marks", [language])
    expression = rf"(?<![^\W_])(?:{'|'.join(map(re.escape, marks))})(?![^\W_])"
    name, in_host = re.subn(expression, "*", name, flags=re.IGNORECASE)
    is_marked = bool(in_host or re.search(expression, path, re.IGNORECASE))
    return (f"{name}{dot}{domain}".removeprefix("*."), True) if is_marked else (bare, False)
