"""What the city's file says of itself, in the language of a page."""

from __future__ import annotations

from typing import Any

from living_guide.corpus import Corpus
from living_guide.pages import HOME, Page


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


def emergency(corpus: Corpus, page: Page, language: str) -> list[str] | None:
    """The city's numbers and services, for the home page and those that ask for them: they stand first."""
    node = page.field("emergency")
    is_asked = page.key == HOME or (node is not None and node.value is True)
    told = corpus.settings.city.get("emergency")
    if isinstance(told, dict):  # a page shown in its original language brings its own numbers
        told = corpus.settings.by_language(told, language) or told.get(page.language)
    if not is_asked or not isinstance(told, dict):
        return None
    return [str(words) for words in told.values() if words]
