"""What pages have to do with one another, read in both directions: typed once, shown on both sides.

A lesson names the guides that put it to work, a spotlight the guides it illustrates and the lessons it
shows, any page what is related to it; each of them is shown on the other page too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from living_guide.corpus import Corpus
    from living_guide.pages import Page

FIELDS = ("illustrates", "lessons", "related")
"""Fields of front matter that name other pages."""
BACKING = ("illustrates", "lessons")
"""Those that say one page shows what the other teaches."""
ORDER = ("guide", "lesson", "spotlight", "event", "policy-note", "tool", "page")
"""Types, in the order in which readers are shown pages of each."""


@dataclass(frozen=True, slots=True)
class Group:
    """Keys of the pages of one type that a page has to do with."""

    type: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """For each key of a page, the keys it has to do with, nearest first."""

    backing: dict[str, tuple[str, ...]]
    """Linked by `illustrates` or `lessons`, in either direction."""
    others: dict[str, tuple[str, ...]]
    """Linked by `related` alone, in either direction."""


def relations(corpus: Corpus) -> Relations:
    """Read the fields of every page; a key that leads nowhere is left out (a rule tells of it).

    A section's first page lists its pages itself: it is not told again which of them name it.
    """
    pages = {key: page for key in _keys(corpus) if (page := shown(corpus, key))}
    backing: dict[str, dict[str, None]] = {}
    others: dict[str, dict[str, None]] = {}
    for field in FIELDS:
        edges = backing if field in BACKING else others
        for key, page in pages.items():
            for other in page.texts(field):
                if other in pages and other != key:
                    edges.setdefault(key, {})[other] = None
    for edges in (backing, others):
        for key, ends in [(key, tuple(ends)) for key, ends in edges.items()]:
            for other in ends:
                if not pages[other].is_index:
                    edges.setdefault(other, {})[key] = None
    return Relations(
        {key: tuple(ends) for key, ends in backing.items()},
        {key: tuple(end for end in ends if end not in backing.get(key, {})) for key, ends in others.items()},
    )


def grouped(corpus: Corpus, keys: Iterable[str]) -> list[Group]:
    """Pages by type, the types in their order, the pages of each in the menu's."""
    found: dict[str, list[tuple[float, str]]] = {}
    for key in keys:
        page = shown(corpus, key)
        if page is not None:
            found.setdefault(page.text("type") or "page", []).append((page.order, key))
    return [Group(kind, tuple(key for _, key in sorted(found[kind]))) for kind in ORDER if kind in found]


def shown(corpus: Corpus, key: str, language: str = "") -> Page | None:
    """The page of a key as readers of a language see it: theirs, else the original; no draft."""
    page = corpus.any_page(language, key) or corpus.original(key) or _made(corpus, key)
    return page if page is not None and page.text("status") != "draft" else None


def _keys(corpus: Corpus) -> Iterable[str]:
    """Keys of written pages, then of those made from data that pages may name: tools, lists, glossary."""
    made = (key for _, key in corpus.generated)
    return dict.fromkeys([*corpus.keys, *made])


def _made(corpus: Corpus, key: str) -> Page | None:
    found = (corpus.generated.get((code, key)) for code in corpus.settings.codes)
    return next((page for page in found if page is not None), None)
