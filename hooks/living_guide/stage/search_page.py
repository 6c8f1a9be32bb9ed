"""The page that searches, one in each language: its template holds the form and a way on without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from living_guide.messages import Text, catalogue
from living_guide.stage.made_pages import SEARCH_PAGE, front_matter, plain

if TYPE_CHECKING:
    from living_guide.corpus import Corpus

_ORDER = 1000


def search_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path of what it comes from, and Markdown of a language's search page."""
    words = catalogue(language)
    title = Text("Search").said(words)
    lines = [*front_matter(title, Text("Search this guide").said(words), _ORDER), f"# {plain(title)}", ""]
    yield SEARCH_PAGE, "mkdocs.yml", "\n".join(lines)
