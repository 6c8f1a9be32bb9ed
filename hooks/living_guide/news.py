"""What changed lately in the pages of a language, newest first: from git, else from the pages' own dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from living_guide.corpus import Corpus
from living_guide.history import Change, History
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.relations import ORDER
from living_guide.reviews import day_of


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a page on a day."""

    page: Page
    day: date
    kind: str
    """`added` or `changed`."""
    changes: tuple[Change, ...] = ()


def news(corpus: Corpus, language: str, history: History) -> list[News]:
    """Every change of a live page of a language: one a page and day, newest first.

    A page that only moved says nothing new. Without a history, pages are new on the day they say.
    """
    found = [
        item
        for page in corpus.pages_in(language)
        if page.text("status") != "draft"
        for item in _of(page, history)
    ]
    return sorted(found, key=_newest_first)


def _newest_first(item: News) -> tuple[int, bool, int, float, str]:
    """By day; on one day new pages first, then by type and as in the menu."""
    kind = item.page.text("type")
    place = ORDER.index(kind) if kind in ORDER else len(ORDER)
    return -item.day.toordinal(), item.kind != "added", place, item.page.order, item.page.key


def _of(page: Page, history: History) -> Iterator[News]:
    by_day: dict[date, list[Change]] = {}
    for change in history.of(page.path):
        if change.kind != "moved":
            by_day.setdefault(change.day, []).append(change)
    added = history.added(page.path)
    for day, changes in by_day.items():
        yield News(page, day, "added" if day == added else "changed", tuple(changes))
    published = day_of(page, "published")
    if not by_day and published:
        yield News(page, published, "added")


def feed_url(language: Language, role: str = "") -> str:
    """Address of a feed below the site's root: of a language, or of one kind of reader in it."""
    return f"{language.prefix}feed{f'-{role}' if role else ''}.xml"


def feed_roles(corpus: Corpus) -> list[str]:
    """The kinds of readers that have a feed of their own."""
    return list(corpus.facets.known("roles") or ())


def feeds_of(corpus: Corpus, language: Language) -> Iterable[tuple[str, str]]:
    """Title and address below the root of each feed of a language."""
    words = catalogue(language.code)
    yield Text("What’s new").said(words), feed_url(language)
    for role in feed_roles(corpus):
        yield corpus.facets.label("roles", role, language.code), feed_url(language, role)
