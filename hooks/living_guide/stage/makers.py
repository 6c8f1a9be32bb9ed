"""Everything that makes pages from data. Each yields key, path of the data, and Markdown, for a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from living_guide.corpus import Corpus
from living_guide.stage.glossary_pages import glossary_pages
from living_guide.stage.handbook_pages import handbook_language, handbook_pages
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
SPOKEN: Mapping[Maker, Callable[[str], str]] = {handbook_pages: handbook_language}
"""Pages that cannot be made in every language, and the one they are made in for readers of another."""
