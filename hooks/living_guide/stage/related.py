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
    return [
        {
            "title": title.said(words),
            "pages": _links(corpus, page, keys, language),
            "short": title == _OTHERS,
        }
        for title, keys in found
        if keys
    ]


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
