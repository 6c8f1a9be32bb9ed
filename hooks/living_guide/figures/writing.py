"""How a language would write a figure of another: “3 December 2024” is « 3 décembre 2024 »."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from living_guide.figures.figure import Figure
from living_guide.figures.grammar import locale_of

_ANY_YEAR = 2000
"""A leap year, for days that name none."""


def written_in(figure: Figure, language: str) -> str:
    """A day, a number or a share as a language writes it; nothing for what each writer chooses a form of."""
    locale = locale_of(language)
    if locale is None:
        return ""
    if figure.kind == "day" and isinstance(figure.value, tuple):
        year, month, day = figure.value
        try:
            when = date(year or _ANY_YEAR, month, day or 1)
        except ValueError:
            return ""  # a day that no month has
        if year and day:
            return format_date(when, "long", locale)
        return format_skeleton("yMMMM" if year else "MMMMd" if day else "MMMM", when, locale=locale)
    number = figure.magnitude
    if figure.kind == "number" and isinstance(number, Decimal):
        return format_decimal(number, locale=locale, group_separator=number >= 10_000)
    if figure.kind == "share" and isinstance(number, Decimal):
        return format_percent(number / 100, locale=locale, decimal_quantization=False)
    return ""
