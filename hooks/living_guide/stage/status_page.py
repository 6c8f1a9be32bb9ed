"""The page that says how current the guide is: its words as Markdown, its numbers for a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.stage.addresses import relative_address
from living_guide.stage.answers import act
from living_guide.stage.dates import written_day
from living_guide.stage.made_pages import front_matter, language_name, plain
from living_guide.status import CURRENT, KINDS, NAMES, STATES, Matter, Standing, section_title
from living_guide.tables import COLUMNS

SECTION = "about"
STATUS = f"{SECTION}/status.md"
STATUS_URL = f"{SECTION}/status/"
ORDER = 15
MOST_MATTERS = 100
"""How many things to do of one kind are listed; `guide status` lists them all."""


def status_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path and Markdown of the page; it belongs to the section about the guide, where there is one."""
    if f"{SECTION}/index.md" not in corpus.keys:
        return
    words = catalogue(language)
    title = Text("How current this guide is").said(words)
    description = Text("What is translated, what is out of date and what nobody has reviewed yet.")
    told = [
        Text(
            "A page is current in a language if it was written in it, or translated from the original as it "
            "stands today. It is outdated if the original has changed since, and missing if nobody has "
            "translated it: then readers are shown the original, with a notice."
        ),
        Text("A translation is not comparable if nobody noted which state of the original it was made from."),
        Text(
            "Reviewed means that a person who knows the work, or the language, has read the page and answers "
            "for it. Whoever wants to help can begin with any page listed here."
        ),
    ]
    paragraphs = [line for text in told for line in (plain(text.said(words)), "")]
    lines = [*front_matter(title, description.said(words), ORDER), f"# {plain(title)}", "", *paragraphs]
    yield STATUS, "docs/", "\n".join(lines)


def status_view(
    corpus: Corpus, found: Sequence[Standing], reader: Language, today: date | None
) -> dict[str, Any]:
    """What the template shows to readers of a language: a chart and tables for every language."""
    return {
        "day": written_day(today, reader.code) if today else None,
        "languages": [_language(corpus, standing, reader) for standing in found],
    }


def _language(corpus: Corpus, standing: Standing, reader: Language) -> dict[str, Any]:
    words = catalogue(reader.code)
    total = standing.total
    columns = [name for name in COLUMNS if total[name] or name == CURRENT]
    sections = [
        {
            "title": section_title(corpus, section.folder, reader.code),
            "cells": [section.counts[name] for name in columns],
        }
        for section in standing.sections
    ]
    matters = []
    for kind in KINDS:
        listed = [matter for matter in standing.matters if matter.kind == kind]
        if listed:
            rows = [_row(corpus, matter, reader) for matter in listed[:MOST_MATTERS]]
            more = len(listed) - len(rows)
            matters.append(
                {"name": NAMES[kind].said(words), "count": len(listed), "rows": rows, "more": more}
            )
    return {
        "code": standing.language,
        "name": language_name(corpus.settings.language(standing.language), reader.code),
        "bars": _bars(total, words),
        "heads": [NAMES[name].said(words) for name in columns],
        "sections": sections,
        "total": [total[name] for name in columns],
        "matters": matters,
    }


def _bars(total: Mapping[str, int], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parts of a bar 100 units wide, one a state that occurs: from where, how wide, how many."""
    bars, start, pages = [], 0.0, max(1, total["pages"])
    for state in STATES:
        if total[state]:
            width = 100 * total[state] / pages
            name = NAMES[state].said(words)
            bars.append(
                {
                    "state": str(state),
                    "name": name,
                    "count": total[state],
                    "x": round(start, 2),
                    "width": round(width, 2),
                }
            )
            start += width
    return bars


def _row(corpus: Corpus, matter: Matter, reader: Language) -> dict[str, Any]:
    """A page, where it is read, and where something can be done about it."""
    page, shown = matter.page, corpus.settings.language(matter.language)
    return {
        "title": page.title,
        "language": page.language,
        "dir": corpus.settings.language(page.language).direction,
        "url": relative_address(reader.prefix + STATUS_URL, shown.prefix + page.url)
        if page.text("status") != "draft"
        else None,
        "act": act(corpus, page, shown),
        "is_missing": page.language != shown.code,
    }
