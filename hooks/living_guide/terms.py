"""Where pages use words the glossary discourages, and where they use its terms.

One pass over each block's words finds every phrase that matters: discouraged forms, phrases in which
they are right, proper names, and the terms themselves. The longest of overlapping ones counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from living_guide.corpus import Corpus
from living_guide.document import Prose
from living_guide.folding import fold_form
from living_guide.glossary import Concept, Discouraged, Form
from living_guide.lexicon import lexicon
from living_guide.mentions import attributed_quotes, is_mention
from living_guide.nouns import is_noun
from living_guide.pages import Page
from living_guide.phrases import Phrases, longest
from living_guide.sentences import sentence_spans
from living_guide.source import Span
from living_guide.waivers import waivers

_NO_WORD = re.compile(r"\W+")
NAMED = ("people", "places", "organisations", "programmes")
"""The groups of the data files that hold proper names."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A discouraged entry and the concept it belongs to."""

    concept: Concept
    words: Discouraged


@dataclass(frozen=True, slots=True)
class Hit:
    """A discouraged form on a page."""

    page: Page
    span: Span
    written: str
    form: str
    """The form of the glossary that was recognised, folded."""
    rule: Rule


class Vocabulary:
    """The phrases of one language, ready to be found."""

    def __init__(self, corpus: Corpus, language: str) -> None:
        self.language = language
        self.discouraged: dict[str, Rule] = {}
        self.terms: dict[str, Concept] = {}
        self.right: set[str] = set()
        """Phrases in which a discouraged word is as it should be."""
        self.verbs: set[str] = set()
        """Discouraged forms that are also verbs."""
        self.names: dict[str, str] = {fold_form(name): name for name in proper_names(corpus, language)}
        for concept in corpus.concepts.values():
            entry = concept.entries.get(language)
            if entry is None or concept.status == "draft":
                continue
            for form in entry.names():
                self.terms.setdefault(fold_form(form.text), concept)
            for words in entry.discouraged:
                rule = Rule(concept, words)
                for form in words.forms:
                    self.discouraged.setdefault(fold_form(form.text), rule)
                self.right |= {fold_form(form.text) for form in words.allow}
                self.verbs |= {fold_form(form.text) for form in words.only_after_determiner}
        self.foreign = dict(self._foreign_abbreviations(corpus))
        """Abbreviations of other languages that mean nothing in this one."""
        self.phrases = Phrases([*self.discouraged, *self.terms, *self.right, *self.names, *self.foreign])

    def _foreign_abbreviations(self, corpus: Corpus) -> Iterator[tuple[str, Concept]]:
        for concept in corpus.concepts.values():
            for code, entry in concept.entries.items():
                if code != self.language and entry.abbreviation:
                    for written in (entry.abbreviation.text, entry.abbreviation.text + "s"):
                        if fold_form(written) not in self.terms:
                            yield fold_form(written), concept

    def occurrences_on(self, page: Page) -> Iterator[Occurrence]:
        """What stands in each block of a page, the longest of overlapping phrases only."""
        joined = page.joined
        found: dict[int, list[tuple[int, int, str]]] = {}
        for start, end, phrase in self.phrases.find(joined.folded, joined.text):
            if not self._is_common_word(phrase, joined.text[start]):
                number = joined.block(start)
                before = joined.starts[number]
                found.setdefault(number, []).append((start - before, end - before, phrase))
        for number, phrases in sorted(found.items()):
            yield from (Occurrence(joined.blocks[number], *item) for item in longest(phrases))

    def _is_common_word(self, phrase: str, first: str) -> bool:
        """Whether a name is written as an ordinary word: a mission is not the city of Mission."""
        only_name = phrase not in self.discouraged and phrase not in self.right and phrase not in self.terms
        return only_name and first.islower() and not self.names.get(phrase, first)[0].islower()


def proper_names(corpus: Corpus, language: str, groups: tuple[str, ...] = NAMED) -> Iterator[str]:
    """How people, places and organisations are called in a language."""
    for group in groups:
        for entry in (corpus.facets.known(group) or {}).values():
            forms = entry.get(language) if isinstance(entry, dict) else None
            yield from (str(form) for form in (forms if isinstance(forms, list) else [forms]) if form)


@lru_cache(maxsize=8)
def vocabulary(corpus: Corpus, language: str) -> Vocabulary:
    """The phrases of a language; made once, a corpus never changes."""
    return Vocabulary(corpus, language)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase of the vocabulary on a page: offsets into the prose's text."""

    prose: Prose
    start: int
    end: int
    phrase: str

    @property
    def span(self) -> Span:
        return self.prose.span(self.start, self.end)

    @property
    def written(self) -> str:
        return " ".join(self.prose.text[self.start : self.end].split())


@lru_cache(maxsize=2)
def occurrences(corpus: Corpus) -> dict[tuple[str, str], tuple[Occurrence, ...]]:
    """By language and key of a page, every phrase of its language's vocabulary on it."""
    return {
        (page.language, page.key): tuple(vocabulary(corpus, page.language).occurrences_on(page))
        for page in corpus.pages
    }


@lru_cache(maxsize=2)
def _by_block(corpus: Corpus) -> dict[Prose, list[Occurrence]]:
    found: dict[Prose, list[Occurrence]] = {}
    for on_page in occurrences(corpus).values():
        for item in on_page:
            found.setdefault(item.prose, []).append(item)
    return found


def occurrences_in(corpus: Corpus, blocks: Iterable[Prose]) -> list[Occurrence]:
    """Every phrase of the vocabulary in some blocks."""
    known = _by_block(corpus)
    return [item for prose in blocks for item in known.get(prose, ())]


@lru_cache(maxsize=2)
def hits(corpus: Corpus) -> tuple[Hit, ...]:
    """Every use of a discouraged form that is neither allowed, named, quoted nor a verb."""
    return tuple(hit for page in corpus.pages for hit in _page_hits(corpus, page))


def is_waived(hit: Hit) -> bool:
    """Whether an exception with a reason covers a hit."""
    return any(
        _covers(waiver.subject, waiver.covers, hit) and waiver.reason
        for waiver in waivers(hit.page)
        if waiver.kind == "term-ok"
    )


@lru_cache(maxsize=2)
def misused(corpus: Corpus) -> dict[Page, frozenset[int]]:
    """For each page, the source offsets of hits that no exception covers."""
    found: dict[Page, set[int]] = {page: set() for page in corpus.pages}
    for hit in hits(corpus):
        if not is_waived(hit):
            found[hit.page].add(hit.span.start)
    return {page: frozenset(starts) for page, starts in found.items()}


def unused_term_waivers(corpus: Corpus, page: Page) -> Iterator[Span]:
    """Exceptions for a word that cover no use of it."""
    judged = [item for item in waivers(page) if item.kind == "term-ok" and item.reason and item.subject]
    own = [hit for hit in hits(corpus) if hit.page is page] if judged else []
    for waiver in judged:
        if not any(_covers(waiver.subject, waiver.covers, hit) for hit in own):
            yield waiver.span


def _covers(subject: str, covers: tuple[int, int], hit: Hit) -> bool:
    same = fold_form(subject)
    named = same == hit.form or same in {fold_form(form.text) for form in hit.rule.words.forms}
    return named and covers[0] <= hit.span.start < covers[1]


def _page_hits(corpus: Corpus, page: Page) -> Iterator[Hit]:
    words = vocabulary(corpus, page.language)
    quotes: list[tuple[int, int]] | None = None
    for found in occurrences(corpus)[page.language, page.key]:
        rule = words.discouraged.get(found.phrase)
        text = found.prose.text
        if rule is None or found.phrase in words.right or is_mention(text, found.start, found.end):
            continue
        if found.phrase in words.verbs and not is_noun(text, found.start, found.end, lexicon(words.language)):
            continue
        if not _is_near(found, rule.words.only_near, words.language):
            continue
        quotes = attributed_quotes(page) if quotes is None else quotes
        span = found.span
        if not any(first <= span.start < last for first, last in quotes):
            yield Hit(page, span, text[found.start : found.end], found.phrase, rule)


def _is_near(found: Occurrence, companions: tuple[Form, ...], language: str) -> bool:
    """Whether one of these words stands in the sentence of a phrase; there need be none, if none is given."""
    if not companions:
        return True
    spans = sentence_spans(found.prose.text, language)
    start, end = next((span for span in spans if found.start < span[1]), (0, len(found.prose.text)))
    sentence = f" {_NO_WORD.sub(' ', fold_form(found.prose.text[start:end]))} "
    return any(f" {_NO_WORD.sub(' ', fold_form(form.text))} " in sentence for form in companions)
