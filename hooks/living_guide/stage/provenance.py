"""When a page was written, changed and reviewed, and when it is to be read again."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from living_guide.history import Change, History
from living_guide.pages import Page
from living_guide.reviews import day_of, is_overdue, next_review
from living_guide.stage.dates import written_day

MOST_CHANGES = 10
"""How many days of change a page lists; the forge has them all."""
MOST_SECTIONS = 6

_HEADING = re.compile(r"#+[ \t]+(?P<text>.*?)[ \t]*(?:\{[^}]*#(?P<anchor>[\w-]+)[^}]*\}?)?")


def dates(page: Page, history: History, today: date | None, language: str) -> dict[str, Any]:
    """Days as a language writes them: published, changed, reviewed, next review, and whether it is late.

    `today` is the day the site is made for; without one nothing is ever late.
    """
    reviewed, due = day_of(page, "reviewed"), next_review(page)
    changes = history.of(page.path)
    found = {
        "published": day_of(page, "published") or history.added(page.path),
        "changed": changes[0].day if changes else None,
        "reviewed": reviewed,
        "next_review": due,
    }
    told = {name: written_day(day, language) if day else None for name, day in found.items()}
    return {**told, "is_overdue": is_overdue(page, today)}


def changes(page: Page, history: History, language: str) -> dict[str, Any] | None:
    """What changed on which day, newest first; None where git does not know.

    A section is named as it is called today; one that is gone is not named.
    """
    known = history.of(page.path)
    if not known:
        return None
    by_day: dict[date, list[Change]] = {}
    for change in known:
        by_day.setdefault(change.day, []).append(change)
    listed = [
        {
            "day": written_day(day, language),
            "date": day.isoformat(),
            "kind": _kind(items),
            "sections": sections_of(page, items),
        }
        for day, items in list(by_day.items())[:MOST_CHANGES]
    ]
    return {"listed": listed, "more": len(by_day) > MOST_CHANGES, "is_whole": history.is_whole}


def _kind(items: list[Change]) -> str:
    kinds = {item.kind for item in items}
    return next(kind for kind in ("added", "changed", "moved") if kind in kinds)


def sections_of(page: Page, items: list[Change]) -> list[dict[str, str]]:
    """Anchor and title of the sections of today's page among those that changed, each once; the first few."""
    by_anchor = {heading.anchor: heading for heading in page.document.headings if heading.level > 1}
    by_text = {heading.text: heading for heading in by_anchor.values()}
    found: dict[str, str] = {}
    for written in (line for item in items for line in item.headings):
        then = _HEADING.fullmatch(written)
        heading = then and (by_anchor.get(then["anchor"] or "") or by_text.get(then["text"]))
        if heading:
            found[heading.anchor] = heading.text
    return [{"anchor": anchor, "title": title} for anchor, title in list(found.items())[:MOST_SECTIONS]]
