"""Days as readers of a language write them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from dateutil.relativedelta import relativedelta

from living_guide.lexicon import facts
from living_guide.messages import Text, catalogue

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@lru_cache(maxsize=10_000)  # pages of a site share most of their days
def written_day(day: date, language: str) -> str:
    """`3 December 2024`, `1er décembre 2024`; as in the standard where the language is unknown to us."""
    locale = _locale(language)
    if locale is None:
        return day.isoformat()
    written = format_date(day, "long", locale=locale)
    first = facts(language).get("first_of_month")
    return re.sub(r"\b1\b", str(first), written, count=1) if first and day.day == 1 else written


def written_date(said: object, language: str) -> str:
    """A source's date: a day, a month (`2017-03`), `undated`, or words that stay as they are."""
    text = str(said)
    locale, month = _locale(language), _MONTH.fullmatch(text)
    if text == "undated":
        return Text("undated").said(catalogue(language))
    try:
        if month and locale:
            first = date(int(month[1]), int(month[2]), 1)
            return format_date(first, "MMMM y", locale=locale)
        return written_day(date.fromisoformat(text), language)
    except ValueError:
        return text


def day_after(day: date, period: str) -> date | None:
    """The day `12 months` later; None for what is no period, or lies beyond the calendar."""
    found = re.fullmatch(r"(\d+) (day|week|month|year)s?", period)
    if found is None:
        return None
    number = int(found[1])
    step = {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }[found[2]]
    try:
        return day + step
    except (OverflowError, ValueError):  # a review due after the year 9999 is never due
        return None


def _locale(language: str) -> Locale | None:
    """Babel's locale of a language; plain languages may be written as in one of their regions."""
    chosen = language if "-" in language else str(facts(language).get("dates_as_in", language))
    try:
        return Locale.parse(chosen, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
