"""How many syllables a word has, as far as spelling tells.

What it needs to know of a language stands in `languages/<code>.yml`, under `syllables`. Counts are
estimates: they serve to compare texts, as the formulas they feed were made for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from living_guide.lexicon import facts

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language writes its syllables."""

    nucleus: re.Pattern[str]
    """A group of vowels."""
    respelt: Mapping[str, str]
    """Letters, in a word between `^` and `$`, and what they sound like."""
    endings: tuple[tuple[str, bool], ...]
    """Endings, the longest first, and whether they are heard."""


@cache
def spelling(language: str) -> Spelling | None:
    """What is known of a language; None when its file says nothing of syllables."""
    known = facts(language).get("syllables")
    if not known:
        return None
    endings = [(ending, False) for ending in known.get("silent_endings", ())]
    endings += [(ending, True) for ending in known.get("heard_endings", ())]
    return Spelling(
        re.compile(f"[{known['vowels']}]+"),
        known.get("respelt") or {},
        tuple(sorted(endings, key=lambda item: -len(item[0]))),
    )


@cache
def syllables(word: str, language: str) -> int:
    """The syllables of a word, at least one: figures and abbreviations count as one, as for Flesch.

    Parts of a compound are counted apart; a part without a vowel (`l’`, `’s`) has none.
    """
    known = spelling(language)
    parts = _LETTERS.findall(word.lower()) if known else []
    return max(1, sum(_of_part(part, known) for part in parts if known))


def _of_part(part: str, known: Spelling) -> int:
    written = f"^{part}$"
    for letters, sounds in known.respelt.items():
        written = written.replace(letters, sounds)
    written = written.strip("^$")
    groups = [found.start() for found in known.nucleus.finditer(written)]
    for ending, heard in known.endings:
        if written.endswith(ending):
            silent = not heard and len(written) - len(ending) in groups
            return max(1, len(groups) - 1) if silent else len(groups)
    return len(groups)
