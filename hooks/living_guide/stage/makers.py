"""Everything that makes pages from data. Each yields key, path of the data, and Markdown, for a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from living_guide.corpus import Corpus
from living_guide.source import Source
from living_guide.stage.glossary_pages import glossary_pages
from living_guide.stage.handbook_pages import handbook_pages
from living_guide.stage.news_page import news_pages
from living_guide.stage.search_page import search_pages
from living_guide.stage.status_page import status_pages
from living_guide.stage.toolbox_pages import toolbox_pages

Maker = Callable[[Corpus, str], Iterator[tuple[str, str, str]]]
MAKERS: tuple[Maker, ...] = (
    glossary_pages,
    toolbox_pages,
    search_pages,
    status_pages,
    news_pages,
    handbook_pages,
)


def made(corpus: Corpus) -> dict[tuple[str, str], tuple[str, Source]]:
    """Every page that can be made, by language and key, with the language it speaks.

    What cannot be made in a language, for want of words, is shown in another as written pages are.
    """
    own = _own(corpus)
    return {
        (language, key): next(own[code, key] for code in _preferred(corpus, language) if (code, key) in own)
        for language in corpus.settings.codes
        for key in made_keys(corpus)
        if corpus.page(language, key) is None
    }


def made_keys(corpus: Corpus) -> list[str]:
    """Keys of the pages that can be made in any language, each once."""
    return list(dict.fromkeys(key for _, key in _own(corpus)))


@lru_cache(maxsize=1)
def _own(corpus: Corpus) -> dict[tuple[str, str], tuple[str, Source]]:
    """What can be made in each language: once for all who ask, a corpus never changes."""
    return {
        (language, key): (language, Source(path, text))
        for language in corpus.settings.codes
        for make in MAKERS
        for key, path, text in make(corpus, language)
    }


def _preferred(corpus: Corpus, language: str) -> list[str]:
    """A language, and those in which its readers are shown what it lacks, the best first."""
    settings = corpus.settings
    first = settings.first.code if settings.first else None
    codes = (language, settings.base(language), first, *settings.codes)
    return [code for code in dict.fromkeys(codes) if code]
