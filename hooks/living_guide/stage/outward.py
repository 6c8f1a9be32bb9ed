"""What a page says to those outside: how to cite it, feeds to follow, data for other machines."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from living_guide import cards
from living_guide.cards.card import card, place
from living_guide.corpus import Corpus
from living_guide.history import History
from living_guide.language import Language
from living_guide.news import feeds_of
from living_guide.pages import Page
from living_guide.stage.addresses import relative_address
from living_guide.stage.dates import written_day
from living_guide.stage.linked_data import linked_data
from living_guide.stage.news_page import NEWS, NEWS_URL
from living_guide.stage.sharing import sharing


def archived_since(corpus: Corpus) -> dict[str, str]:
    """For each language, the day since which nobody looks after the site; nothing while somebody does."""
    since = corpus.settings.archived
    return {code: written_day(since, code) for code in corpus.settings.codes} if since else {}


def outward(
    corpus: Corpus,
    page: Page,
    language: Language,
    history: History,
    shown_day: str | None,
    forms: Collection[str],
) -> dict[str, Any]:
    """Part of a page's view; `shown_day` is that of its last change, as readers of the language write it.

    `forms` are those in which files are made beside the pages.
    """
    here, changes = language.prefix + page.url, history.of(page.path)
    lives = corpus.settings.address and not corpus.settings.archived
    feeds = feeds_of(corpus, language) if lives else ()
    data = linked_data(corpus, page, language, changes[0].day.isoformat() if changes else None)
    has_card = data is not None and cards.FORM in forms
    has_news = (language.code, NEWS) in corpus.generated
    return {
        "sharing": sharing(corpus, page, language, shown_day),
        "linked_data": data,
        "card": {
            "url": corpus.settings.address + place(corpus, page, language),
            "alternative": card(corpus, page, language).alternative,
        }
        if has_card
        else None,
        "feeds": [{"title": title, "url": relative_address(here, url)} for title, url in feeds],
        "news_url": relative_address(here, language.prefix + NEWS_URL) if has_news else None,
    }
