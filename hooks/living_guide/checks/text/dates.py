"""Dates that no calendar has."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Prose
from living_guide.figures.figure import Figure
from living_guide.figures.reading import figures
from living_guide.messages import Text

_OLDEST = 1900
"""Years before are of interest to historians, who know other calendars."""
_LEAP_YEAR = 2000


@check(Severity.WARNING)
def wrong_date(corpus: Corpus) -> Iterator[Finding]:
    """A day that its month does not have, or a weekday on which that date does not fall.

    One of the two is a slip, and readers come on the wrong day.

    Bad:  31 June; Monday 2 June 2026, which is a Tuesday
    Good: 30 June; Tuesday 2 June 2026
    """
    for page in corpus.pages:
        names = _Names.of(page.language)
        if names is None:
            continue
        for prose in page.joined.having(names.dated):
            seen = -1
            for figure in figures(prose.text, page.language):
                if figure.kind == "day" and figure.start != seen and figure.otherwise is None:
                    yield from _told(prose, figure, names)
                    seen = figure.start  # of `3–5 May`, the weekday before is that of the third


class _Names:
    """How a language calls its weekdays and months."""

    def __init__(self, locale: Locale) -> None:
        weekdays = get_day_names("wide", locale=locale)
        months = get_month_names("wide", locale=locale).values()
        self.weekdays = [weekdays[number] for number in range(7)]
        weekday, month = ("|".join(map(re.escape, names)) for names in (self.weekdays, months))
        self.dated = re.compile(
            rf"(?i)\d\D{{0,9}}\b(?:{month})\b|\b(?:{month})\s+\d|\b(?:{weekday}),?\s\D{{0,5}}\d"
        )
        """What may be a date, found fast."""
        self.before = re.compile(rf"(?i)(?<!\w)(?P<name>{weekday}),?\s+(?:the\s+|le\s+)?\Z")
        """A weekday right before a date."""

    @staticmethod
    @cache
    def of(language: str) -> _Names | None:
        """The names in a language; None where nobody has described it."""
        try:
            return _Names(Locale.parse(language, sep="-"))
        except (UnknownLocaleError, ValueError):
            return None


def _told(prose: Prose, figure: Figure, names: _Names) -> Iterator[Finding]:
    year, month, day = figure.value if isinstance(figure.value, tuple) else (0, 1, 1)
    words = prose.text[figure.start : figure.end]
    last = monthrange(year or _LEAP_YEAR, month)[1]
    span = prose.span(figure.start, figure.end)
    if last < day <= 31 and (year or words[:1].isdigit()):  # “in May 40 came” is none
        yield Finding(
            span,
            Text("no calendar has “{date}”: that month has {last} days", date=words, last=last),
            Text("ask for the right date"),
        )
    before = names.before.search(prose.text, max(0, figure.start - _LONGEST), figure.start)
    if before is None or year < _OLDEST or not 1 <= day <= last:
        return
    right = names.weekdays[datetime.date(year, month, day).weekday()]
    if before["name"].lower() != right.lower():
        yield Finding(
            prose.span(before.start("name"), figure.end),
            Text("“{date}” is no {said}, but a {right}", date=words, said=before["name"], right=right),
            Text("ask which of the two is right, the day or the date"),
        )


_LONGEST = 24
"""Characters of a weekday, and of what may stand between it and the date."""
