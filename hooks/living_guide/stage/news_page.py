"""What is new: a page for each language, and its first lines on the home page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.news import News
from living_guide.stage.addresses import relative_address
from living_guide.stage.dates import written_day
from living_guide.stage.made_pages import front_matter, plain
from living_guide.stage.provenance import sections_of

SECTION = "about"
NEWS = f"{SECTION}/whats-new.md"
NEWS_URL = f"{SECTION}/whats-new/"
ORDER = 12
MOST_NEWS = 60
"""How many changes the page tells; feeds and forge have the others."""
ON_HOME = 5


def news_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path and Markdown of the page; it belongs to the section about the guide, where there is one."""
    if f"{SECTION}/index.md" not in corpus.keys:
        return
    words = catalogue(language)
    title = Text("What’s new").said(words)
    description = Text("Pages that were added or changed, newest first, and feeds to follow them.").said(
        words
    )
    lines = [*front_matter(title, description, ORDER), f"# {plain(title)}", "", plain(description), ""]
    yield NEWS, "docs/", "\n".join(lines)


def news_view(items: list[News], reader: Language, here: str) -> list[dict[str, Any]]:
    """Days, newest first, and on each the pages added or changed; `here` is the address of the page."""
    return [
        {
            "day": written_day(day, reader.code),
            "date": day.isoformat(),
            "pages": [
                {
                    "title": item.page.title,
                    "url": relative_address(here, reader.prefix + item.page.url),
                    "kind": item.kind,
                    "sections": sections_of(item.page, list(item.changes)) if item.kind == "changed" else [],
                }
                for item in found
            ],
        }
        for day, found in groupby(items, lambda item: item.day)
    ]
