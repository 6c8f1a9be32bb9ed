"""Paragraphs of a translation that are still in the language of its original.

A language is told by its little words (the stop words of search, without those that both languages have):
a paragraph in it holds many, one in another language hardly any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, localedata

from living_guide.document import Prose
from living_guide.lexicon import facts
from living_guide.pages import Page

FEWEST_WORDS = 12
"""A shorter paragraph may be a name, a title or a motto, which stays as it is."""
FEWEST_MARKS = 3
MARGIN = 3
"""How many times more little words of one language than of the other tell it."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = ("“", "«", '"', "”", "»")


def untranslated(original: Page, page: Page) -> Iterator[Prose]:
    """The paragraphs of a page that nobody has translated, in reading order; quotations may stay."""
    is_described = bool(_little_words(original.language, page.language))
    known = set[str]() if is_described else {prose.text for prose in original.document.prose}
    quotes = [block for block in page.document.blocks if block.kind == "quote"]
    for prose in page.document.prose:
        start = prose.pieces[0].start
        if (
            prose.kind == "paragraph"
            and len(_WORD.findall(prose.text)) >= FEWEST_WORDS
            and not prose.text.lstrip().startswith(_QUOTED)
            and (prose.text in known or reads_as(prose.text, original.language, page.language))
            and not any(block.start <= start < block.end for block in quotes)
            and not _names_itself(prose.text, original.language)
        ):
            yield prose


def _names_itself(text: str, language: str) -> bool:
    """Whether words say in which language they are: “to get this in English…” is for its readers."""
    if not localedata.exists(language):
        return False
    name = Locale.parse(language, sep="-").get_language_name(language)
    return name is not None and name.casefold() in text.casefold()


def reads_as(text: str, language: str, rather_than: str) -> bool:
    """Whether a text is clearly in the first language, not the second; never, where nobody described one."""
    these, others = _little_words(language, rather_than), _little_words(rather_than, language)
    if not these or not others:
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    found = sum(word in these for word in words)
    return found >= FEWEST_MARKS and found > MARGIN * sum(word in others for word in words)


@cache
def _little_words(language: str, other: str) -> frozenset[str]:
    """The stop words of a language that the other does not have."""
    ours, theirs = (
        frozenset(map(str, facts(code).get("search", {}).get("stop_words", ()))) for code in (language, other)
    )
    return ours - theirs
