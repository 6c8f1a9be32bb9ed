"""When a page is to be read again by somebody who knows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

from living_guide.pages import Page
from living_guide.stage.dates import day_after


def day_of(page: Page, name: str) -> date | None:
    """A day in front matter."""
    node = page.field(name)
    return node.value if node is not None and isinstance(node.value, date) else None


def next_review(page: Page) -> date | None:
    """The day by which a page is to be read again, counted from its last review, else its publication."""
    last = day_of(page, "reviewed") or day_of(page, "published")
    every = page.text("review_every")
    return day_after(last, every) if last and every else None


def is_overdue(page: Page, today: date | None) -> bool:
    """Whether that day has passed."""
    due = next_review(page)
    return today is not None and due is not None and due < today


def day_of_environment(environment: Mapping[str, str] = os.environ) -> date:
    """The day of `SOURCE_DATE_EPOCH` (seconds), else today: for commands, never for what is published."""
    return named_day(environment) or datetime.now(UTC).date()


def named_day(environment: Mapping[str, str] = os.environ) -> date | None:
    """The day of `SOURCE_DATE_EPOCH`, if it is set to a number of seconds that is one."""
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
