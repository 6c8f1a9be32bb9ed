"""Text as words are compared: case, apostrophes, spaces, hyphens and accents' encoding made alike.

Each folded character remembers where it stood, so that a match can be shown at its place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SAME = {
    "'": "’",
    "ʼ": "’",
    "＇": "’",
    "‘": "’",
    "‐": "-",
    "‑": "-",
    "⁃": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
}
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_NEEDS_CARE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036fİ]")


@dataclass(frozen=True, slots=True)
class Folded:
    """`origins[i]` is where character `i` of `text` stood; None when each stands where it stood."""

    text: str
    origins: list[int] | None = None

    def origin(self, offset: int) -> int:
        return offset if self.origins is None else self.origins[offset]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the unfolded text that a stretch of the folded one was; `end` exclusive."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end]


def fold(text: str) -> Folded:
    """Fold a text for comparison: lower case, one kind of apostrophe, space and hyphen, NFC."""
    simple = text
    for sign, same in _SAME.items():  # thirty times as fast as `translate`, which looks at each character
        simple = simple.replace(sign, same)
    needs_care = "  " in simple or _NEEDS_CARE.search(simple)
    simple = simple.lower()
    if not needs_care and len(simple) == len(text):
        return Folded(simple)
    characters: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        if _INVISIBLE.match(character):
            continue
        folded = _SAME.get(character, character).lower()
        if characters and unicodedata.combining(character):
            composed = unicodedata.normalize("NFC", characters[-1] + folded)
            if len(composed) == 1:
                characters[-1] = composed
                continue
        if folded == " " and characters and characters[-1] == " ":
            continue
        characters += folded
        origins += [at] * len(folded)
    return Folded("".join(characters), [*origins, len(text)])


def fold_form(text: str) -> str:
    """A glossary form, folded and trimmed: what matches are looked up by."""
    return fold(unicodedata.normalize("NFC", text)).text.strip()


def without_accents(text: str) -> str:
    """Letters without their accents, as capitals are often written in French."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare)
