"""One figure: what it means, and where a text says it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

DOLLARS = frozenset(("USD", "CAD"))
"""Currencies that `$` alone may mean."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text; `start` and `end` are code points into it, `end` exclusive.

    `value` is the same however a language writes it: `3 December 2024` and `3.12.2024` are both
    `(2024, 12, 3)`.
    """

    kind: str
    """`number`, `rank`, `share`, `sum`, `day`, `hour`, `quarter` or `code`."""
    value: Hashable
    start: int
    end: int
    written: str
    in_words: bool = False
    """Whether it is written in words, which may be no figure at all: “both” is “les deux”."""
    otherwise: Hashable = None
    """What it may mean as well: `12/3/2024` to other speakers of its language, fifteen days as two weeks, the
    nineties as 1990, « 19 heures » as an hour of the day."""
    unit: str = ""
    """What is counted or measured, the same in every language: `day`, `kg`; empty where that is not known."""
    unit_length: int = 0
    """Code points of the unit behind it, with the space between."""
    is_loose: bool = False
    """Whether other languages may say it without a figure or in another unit: noon, ninety minutes.
    It is then told only where another figure stands in its place."""

    def means(self, other: Figure) -> bool:
        """Whether two languages say the same: by value, or sign by sign, as a version number stays."""
        kinds = {self.kind, other.kind}
        if self.unit and other.unit and self.unit != other.unit and not (self.otherwise or other.otherwise):
            return False  # “0.259 kg” is not « 0,259 g »
        if self.in_words != other.in_words and self.magnitude == other.magnitude is not None:
            return True  # “a hundred per cent” is « 100 % »
        if kinds == {"sum"} and self.magnitude == other.magnitude and self._is_in_dollars(other):
            return True
        if kinds == {"sum", "number"} and self.magnitude == other.magnitude and self.may_be_year:
            return True  # “2019 euros” are « euros 2019 »
        if self.value == other.value and (len(kinds) == 1 or kinds == {"number", "rank"}):
            return True  # “district 5” is « le 5e district »
        if kinds in ({"day"}, {"number"}, {"hour", "number"}) and (
            self.otherwise == other.value or other.otherwise == self.value
        ):
            return True
        return self.written == other.written

    @property
    def magnitude(self) -> Hashable:
        """The number in a number, a share or a sum; None in what is none."""
        if isinstance(self.value, tuple):
            return self._amount_of_money[0]
        return self.value if self.kind in ("number", "rank", "share") else None

    @property
    def may_be_year(self) -> bool:
        year = self._in_four_digits
        return year is not None and 1900 <= year < 2100

    @property
    def has_four_digits(self) -> bool:
        return self._in_four_digits is not None

    @property
    def _in_four_digits(self) -> Decimal | None:
        for number in (self.otherwise, self.magnitude):
            if isinstance(number, Decimal) and number == int(number) and 1000 <= number < 10_000:
                return number
        return None

    @property
    def _amount_of_money(self) -> tuple[Hashable, str]:
        """A sum's number and currency; nothing for what is none."""
        return self.value if self.kind == "sum" and isinstance(self.value, tuple) else (None, "")

    def _is_in_dollars(self, other: Figure) -> bool:
        """Whether one says `$` alone, which is each country's own dollar, and the other names it."""
        currencies = {self._amount_of_money[1], other._amount_of_money[1]}
        is_bare = any("$" in figure.written and "US" not in figure.written for figure in (self, other))
        return is_bare and currencies <= DOLLARS

    @property
    def is_trifle(self) -> bool:
        """One and nought: too often words that are no numbers elsewhere."""
        return self.kind in ("number", "rank") and self.value in (Decimal(0), Decimal(1))
