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

from living_guide.document import HIDDEN, Prose
from living_guide.lexicon import facts
from living_guide.pages import Page

RUNNING = ("paragraph", "item", "html")
_END = re.compile(r"[.!?…]+[\"'”’»)\]\u00a0\u202f]*\s+(?=[\W_]*[A-ZÀ-ÖØ-Þ0-9])")
"""Where a sentence ends: behind a full stop, before a capital or a figure."""
_IN_WORDS = re.compile(r"\w")


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
    abbreviations = frozenset(facts(page.language).get("abbreviations", ()))
    for prose in page.document.prose:
        if prose.kind in RUNNING:
            yield from _of_block(prose, abbreviations)


def _of_block(prose: Prose, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    start = 0
    ends = [found.end() for found in _END.finditer(prose.text)]
    for end in [*ends, len(prose.text)]:
        text = prose.text[start:end]
        spoken = words(text)
        if end < len(prose.text) and spoken and spoken[-1].lstrip("([“«") in abbreviations:
            continue
        if spoken:
            at = start + len(text) - len(text.lstrip())
            yield Sentence(text.strip(), prose.span(at, at + 1).line)
        start = end
