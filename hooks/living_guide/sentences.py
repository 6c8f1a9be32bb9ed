"""The sentences of a page's running text, and their words.

Running text is what one reads from end to end: paragraphs, list items, definitions, quotations.
Headings, titles, tables, descriptions and code are none. A word is what Rudolf Flesch counted as one
("The Art of Readable Writing", 1949): whatever stands between two white spaces and holds a letter
or a digit, so that `they’ll`, `l’idée` and `follow-up` are one word each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from living_guide.document import HIDDEN
from living_guide.lexicon import facts
from living_guide.pages import Page

RUNNING = ("paragraph", "item", "html")
_END = re.compile(r"[.!?…]+[\"'”’»)\]\u00a0\u202f]*\s+(?=[\W_]*[A-ZÀ-ÖØ-Þ0-9])")
"""Where a sentence ends: behind a full stop, before a capital or a figure."""
_IN_WORDS = re.compile(r"\w")
_LOOKED_AT = 60
"""Code points at the end of a sentence in which its last word is looked for: no abbreviation is longer."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the line, from 1, on which it begins."""

    text: str
    line: int

    @property
    def words(self) -> list[str]:
        return words(self.text)


def words(text: str) -> list[str]:
    """The words of a text; code and addresses are none."""
    return [word for word in text.replace(HIDDEN, " ").split() if _IN_WORDS.search(word)]


def sentences(page: Page) -> Iterator[Sentence]:
    """The sentences of a page, in order. A block ends its last one, with or without a full stop."""
    for prose in page.document.prose:
        if prose.kind in RUNNING:
            for start, end in sentence_spans(prose.text, page.language):
                yield Sentence(prose.text[start:end], prose.span(start, start + 1).line)


def sentence_spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a block's text begin and end, white space apart."""
    abbreviations = _abbreviations(language)
    start = 0
    ends = [found.end() for found in _END.finditer(text)]
    for end in [*ends, len(text)]:
        part = text[start:end]
        if end < len(text) and _last_word(part[-_LOOKED_AT:]).lstrip("([“«") in abbreviations:
            continue
        if _IN_WORDS.search(part):
            at = start + len(part) - len(part.lstrip())
            yield at, at + len(part.strip())
        start = end


def _last_word(text: str) -> str:
    return next((word for word in reversed(text.replace(HIDDEN, " ").split()) if _IN_WORDS.search(word)), "")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(facts(language).get("abbreviations", ()))
