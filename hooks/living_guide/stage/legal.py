"""What the foot of every page leads to: the city's pages on law, privacy and access."""

from __future__ import annotations

from living_guide.city.legal import KEYS
from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.stage.addresses import relative_address


def legal(corpus: Corpus, here: str, language: Language) -> list[dict[str, str]]:
    """Title and address of those there are, as readers of a language see them."""
    found = ((key, corpus.shown(language.code, key)) for key in KEYS)
    return [
        {"title": page.title, "url": relative_address(here, language.prefix + page.url)}
        for key, page in found
        if page is not None and key in corpus.keys
    ]
