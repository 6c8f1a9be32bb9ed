"""Where to go from a page: what backs it, what it illustrates, what else to read; never typed twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.relations import grouped, shown
from living_guide.stage.addresses import relative_address
from living_guide.stage.concept_pages import used_by
from living_guide.stage.glossary_pages import concept_key
from living_guide.stage.made_pages import sort_key

_SAID: Mapping[tuple[str, str], Text] = {
    ("guide", "lesson"): Text("Lessons behind it"),
    ("guide", "spotlight"): Text("Places that illustrate it"),
    ("guide", "event"): Text("Event reports that illustrate it"),
    ("lesson", "guide"): Text("Guides that put it to work"),
    ("lesson", "spotlight"): Text("Places where it shows"),
    ("lesson", "event"): Text("Event reports where it comes up"),
    ("spotlight", "guide"): Text("Guides it illustrates"),
    ("spotlight", "lesson"): Text("Lessons it shows"),
    ("event", "guide"): Text("Guides it illustrates"),
    ("event", "lesson"): Text("Lessons it shows"),
}
"""How pages of the second type are announced on a page of the first."""
_TOOLS = Text("Sheets to fill in")
_OTHERS = Text("See also")
_WORDS = Text("Words explained")
_WITH_WORDS = frozenset(("guide", "lesson", "spotlight", "event", "policy-note"))
"""Types of pages that name the concepts they use: those concepts' pages name them."""


def related(corpus: Corpus, page: Page, language: Language) -> list[dict[str, Any]]:
    """Groups of links: a title, and for each page its title, address seen from here and description.

    A `short` group may be long: it is shown without the descriptions.
    """
    words, kind, known = catalogue(language.code), page.text("type"), corpus.relations
    backing, others = known.backing.get(page.key, ()), known.others.get(page.key, ())
    found = [
        (_SAID[kind, group.type], group.keys)
        for group in grouped(corpus, backing)
        if (kind, group.type) in _SAID
    ]
    found += [(_TOOLS, group.keys) for group in grouped(corpus, others) if group.type == "tool" != kind]
    told = {key for _, keys in found for key in keys}
    found.append((_OTHERS, tuple(key for key in (*backing, *others) if key not in told)))
    if kind in _WITH_WORDS and page.language == language.code:
        found.append((_WORDS, tuple(_concepts(corpus, page))))
    return [
        {
            "title": title.said(words),
            "pages": _links(corpus, page, keys, language),
            "short": title in (_OTHERS, _WORDS),
        }
        for title, keys in found
        if keys
    ]


def _concepts(corpus: Corpus, page: Page) -> list[str]:
    """Keys of the pages of the concepts that a page uses, by term."""
    keys = [concept_key(identifier) for identifier in used_by(corpus, page.language).get(page.key, ())]
    titles = {key: other.title for key in keys if (other := shown(corpus, key, page.language))}
    return sorted(titles, key=lambda key: sort_key(titles[key]))


def _links(corpus: Corpus, page: Page, keys: Sequence[str], language: Language) -> list[dict[str, str]]:
    here = language.prefix + page.url
    pages = [other for key in keys if (other := shown(corpus, key, language.code))]
    return [
        {
            "title": other.title,
            "url": relative_address(here, language.prefix + other.url),
            "description": other.text("description"),
        }
        for other in pages
    ]
