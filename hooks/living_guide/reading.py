"""How long a page takes to read: its words, tables counted, at the pace of its language."""

from __future__ import annotations

from math import ceil

from living_guide.lexicon import facts
from living_guide.pages import Page
from living_guide.sentences import words

PACE = 200
"""Words a minute where a language's file names no other.

Slower than the 238 that Brysbaert found for silent reading in English ("How many words do we read per
minute?", Journal of Memory and Language 109, 2019): officials read to act, often in a second language.
"""


def minutes(page: Page) -> int:
    """Minutes, rounded up; 0 for a page without words. Headings, lists and tables count, code does not."""
    number = sum(len(words(prose.text)) for prose in page.document.prose)
    return ceil(number / int(facts(page.language).get("words_per_minute", PACE)))
