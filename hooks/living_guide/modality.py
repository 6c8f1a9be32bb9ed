"""Whether a sentence obliges or allows: “all must declare” against « tous peuvent déclarer ».

Languages oblige and allow in many ways, so a sentence counts as doing one of the two only where it holds none
of the words that might do the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from living_guide.lexicon import facts
from living_guide.negation import any_word


@dataclass(frozen=True, slots=True)
class Modality:
    """How a language obliges and allows; expressions for folded text."""

    duties: re.Pattern[str]
    leaves: re.Pattern[str]
    doubtful_duties: re.Pattern[str]
    doubtful_leaves: re.Pattern[str]

    def speaks(self, text: str) -> bool:
        """Whether a text may do either."""
        lower = text.lower()
        return bool(self.duties.search(lower) or self.leaves.search(lower))

    def obliges(self, sentence: str) -> bool:
        return bool(self.duties.search(sentence)) and not self.doubtful_leaves.search(sentence)

    def allows(self, sentence: str) -> bool:
        return bool(self.leaves.search(sentence)) and not self.doubtful_duties.search(sentence)


@cache
def modality(language: str) -> Modality | None:
    """How a language obliges and allows; None for one nobody has described."""
    known: Mapping[str, Any] = facts(language).get("modality") or {}
    if not known:
        return None
    kinds = ("duties", "leaves", "doubtful_duties", "doubtful_leaves")
    return Modality(*(any_word(known[kind]) for kind in kinds))
