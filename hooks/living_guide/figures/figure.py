"""One figure: what it means, and where a text says it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal


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
    """What it means to other speakers of its language, if they read it otherwise: `12/3/2024`."""

    def means(self, other: Figure) -> bool:
        """Whether two languages say the same: by value, or sign by sign, as a version number stays."""
        kinds = {self.kind, other.kind}
        if self.value == other.value and (len(kinds) == 1 or kinds == {"number", "rank"}):
            return True  # “district 5” is « le 5e district »
        if kinds == {"day"} and (self.otherwise == other.value or other.otherwise == self.value):
            return True
        return "." in self.written and "," not in self.written and self.written == other.written

    @property
    def is_trifle(self) -> bool:
        """One and nought: too often words that are no numbers elsewhere."""
        return self.kind in ("number", "rank") and self.value in (Decimal(0), Decimal(1))
