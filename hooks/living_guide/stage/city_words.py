"""What the city's file says of itself, in the language of a page."""

from __future__ import annotations

from typing import Any

from living_guide.corpus import Corpus
from living_guide.pages import HOME, Page

DISTRESS = "distress"
"""The line for who may be a danger to themselves: search alone shows it, in a box of its own."""


def city_values(corpus: Corpus, language: str) -> dict[str, Any]:
    """What the city's file says of itself; a value given by language is given in this one."""
    codes = set(corpus.settings.codes)
    told = {
        name: corpus.settings.by_language(value, language)
        if isinstance(value, dict) and set(value) <= codes
        else value
        for name, value in corpus.settings.city.items()
    }
    return {**told, "name": corpus.settings.publisher_in(language)}


def emergency_lines(corpus: Corpus, *languages: str) -> dict[str, str]:
    """What the city's file says for emergencies, by service, in the first of these languages it has."""
    told = corpus.settings.city.get("emergency")
    if isinstance(told, dict):
        told = corpus.settings.by_language(told, languages[0]) or told.get(languages[-1])
    return {name: str(words) for name, words in told.items() if words} if isinstance(told, dict) else {}


def emergency(corpus: Corpus, page: Page, language: str) -> list[str] | None:
    """The city's numbers and services, for the home page and those that ask for them: they stand first.

    A page shown in its original language brings its own.
    """
    node = page.field("emergency")
    lines = emergency_lines(corpus, language, page.language)
    if not lines or not (page.key == HOME or (node is not None and node.value is True)):
        return None
    return [words for service, words in lines.items() if service != DISTRESS]
