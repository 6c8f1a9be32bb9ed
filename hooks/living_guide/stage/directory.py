"""Lists of all pages of a type: city spotlights, event reports…; plain links, and what they are filtered by.

The list is Markdown, so that it is there without script, on paper and in search. The template adds
the facets, whose ids are the same in every language: an address with a filter works in all of them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from living_guide.corpus import Corpus
from living_guide.folding import without_accents
from living_guide.language import Language
from living_guide.marks import listed_type, marks
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.relations import shown
from living_guide.stage.addresses import relative_address
from living_guide.stage.dates import written_day
from living_guide.stage.made_pages import plain

FACETS: dict[str, Text] = {
    "practice": Text("Practice"),
    "role": Text("For"),
    "lesson": Text("Lesson"),
    "country": Text("Country"),
    "region": Text("Region"),
    "evidence": Text("Evidence"),
}
"""What pages of a directory are filtered by, in the order in which readers see it."""


def listed(corpus: Corpus, kind: str, language: str) -> list[Page]:
    """The pages of a type as readers of a language see them: by date, newest first, else as in the menu."""
    pages = [
        page for key in corpus.keys if (page := shown(corpus, key, language)) and page.text("type") == kind
    ]
    in_order = sorted(pages, key=lambda page: (page.order, page.key))
    return sorted(in_order, key=_day, reverse=True)


def _day(page: Page) -> date:
    node = page.field("date")
    return node.value if node is not None and isinstance(node.value, date) else date.min


def plain_list(corpus: Corpus, page: Page, kind: str) -> list[str]:
    """The list as Markdown: a link, the day where there is one, and what the page says of itself."""
    here, lines = posixpath.dirname(page.key) or ".", []
    for other in listed(corpus, kind, page.language):
        day, evidence = _day(other), other.text("evidence")
        parts = [f"[{plain(other.title)}]({posixpath.relpath(other.key, here)})"]
        if day != date.min:
            parts.append(f"({written_day(day, page.language)})")
        if other.text("description"):
            parts.append(f"– {plain(other.text('description'))}")
        if evidence:
            parts.append(f"*{plain(corpus.facets.label('evidence', evidence, page.language))}.*")
        lines.append("- " + " ".join(parts))
    return lines


def directory(corpus: Corpus, page: Page, language: Language) -> dict[str, Any] | None:
    """What the template needs to filter a page's list; None on pages without one, or with one of few."""
    kind = next((kind for mark in marks(page) if (kind := listed_type(mark))), None)
    pages = listed(corpus, kind, language.code) if kind else []
    if len(pages) < 2:
        return None
    words, here = catalogue(language.code), language.prefix + page.url
    told = {other.key: dict(_facets(corpus, other, language.code)) for other in pages}
    facets = [
        {"id": facet, "title": title.said(words), "options": _options(told.values(), facet)}
        for facet, title in FACETS.items()
    ]
    return {
        "facets": [facet for facet in facets if facet["options"]],
        "pages": [
            {
                "url": relative_address(here, language.prefix + other.url),
                "values": [
                    f"{facet}:{value}" for facet, values in told[other.key].items() for value in values
                ],
            }
            for other in pages
        ],
    }


def _options(told: Any, facet: str) -> list[dict[str, Any]]:
    """The values that some page has, with their label and the number of such pages, most frequent first."""
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for values in told:
        for identifier, label in values.get(facet, {}).items():
            counts[identifier] = counts.get(identifier, 0) + 1
            labels[identifier] = label
    found = sorted(counts, key=lambda identifier: (-counts[identifier], labels[identifier]))
    return [
        {"id": identifier, "label": labels[identifier], "count": counts[identifier]} for identifier in found
    ]


def _facets(corpus: Corpus, page: Page, language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """For each facet, ids and labels of what a page says of it."""

    def labelled(group: str, identifiers: list[str]) -> dict[str, str]:
        return {identifier: corpus.facets.label(group, identifier, language) for identifier in identifiers}

    yield "practice", labelled("practices", page.texts("practices"))
    yield "role", labelled("roles", page.texts("audience"))
    yield "lesson", _lessons(corpus, page, language)
    for part in ("country", "region"):
        places = [corpus.facets.place(identifier, part) for identifier in page.texts("places")]
        yield (
            part,
            {
                _slug(next(iter(place.values()))): str(place.get(language))
                for place in places
                if place.get(language)
            },
        )
    yield "evidence", labelled("evidence", [page.text("evidence")] if page.text("evidence") else [])


def _lessons(corpus: Corpus, page: Page, language: str) -> dict[str, str]:
    found = {}
    for key in corpus.relations.backing.get(page.key, ()):
        lesson = shown(corpus, key, language)
        if lesson is not None and lesson.text("type") == "lesson":
            found[posixpath.basename(key).removesuffix(".md")] = lesson.title
    return found


def _slug(label: str) -> str:
    """An id from the label in the data's first language, which all languages share."""
    return re.sub(r"[^a-z0-9]+", "-", without_accents(label).lower()).strip("-")
