"""From text to the words an index holds. `search/analyser.js` does the same to what readers type.

Both are held to one table, `tests/data/analyser.json`. What differs between languages is data:
`search` in `languages/<code>.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import snowballstemmer

from living_guide.lexicon import facts

_APOSTROPHES = re.compile("[’‘ʼ＇`´′]")
_HYPHENS = re.compile("[‐‑⁃−]")
_WITHIN_NUMBERS = re.compile(r"(?<=[0-9])[.,:/\u00a0\u202f](?=[0-9])")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")
_DROPPED = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f\u0640\u064b-\u065f\u0670]")
"""What a reader may leave out: invisible signs, accents, and the vowel signs of Arabic."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_PLANES = 0x20000
"""Beyond the first two, no language's letters are found."""
_SHORT_ENDING = 4
"""Letters. So short an ending is none where a single letter is left before it."""
_FEWEST_TO_STEM = 3
"""Letters. What is shorter is left as it is."""


def _marks() -> str:
    """Vowel signs and the like, which belong to a word though they are no letters, as a class."""
    signs = [at for at in range(_PLANES) if unicodedata.category(chr(at)) in ("Mn", "Mc")]
    runs: list[list[int]] = []
    for at in signs:
        if runs and at == runs[-1][1] + 1:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


_LETTER = rf"(?:[^\W_]|[{_marks()}])"
_CHUNK = re.compile(rf"{_LETTER}+(?:['-]{_LETTER}+)*")


@dataclass(frozen=True, slots=True)
class Habits:
    """What a language does to words, as far as search must know."""

    elisions: frozenset[str] = frozenset()
    """What is written before an apostrophe and is no part of the word: `l` of `l'idée`."""
    possessives: frozenset[str] = frozenset()
    """What is written behind one: `s` of `mayor's`."""
    enclitics: frozenset[str] = frozenset()
    """What a question hangs behind a verb: `il` of `faut-il`."""
    stop_words: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
    """Ends of words that become others before stemming, longest first: spellings, lost accents."""
    stemmer: str = ""
    """Snowball's name of the language; empty where it has none."""


def fold(text: str) -> str:
    """Letters as they are compared: small, without accents, one kind of apostrophe and hyphen."""
    text = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text.lower()))
    text = unicodedata.normalize("NFKD", _WITHIN_NUMBERS.sub("-", text))
    return unicodedata.normalize("NFC", _DROPPED.sub("", text.lower()).translate(_LIGATURES))


class Analyser:
    """Turns text into the words of one language's index."""

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self._stem = snowballstemmer.stemmer(habits.stemmer).stemWord if habits.stemmer else None
        self._units: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, str] = {}

    def units(self, text: str) -> Iterator[tuple[str, ...]]:
        """Every word of a text, in order; of a compound first the whole, then its parts."""
        folded = _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", fold(text))
        for chunk in _CHUNK.findall(folded):
            known = self._units.get(chunk)
            if known is None:
                known = self._units[chunk] = tuple(self._compound(chunk))
            yield known

    def words(self, text: str) -> list[str]:
        """The same, wholes and parts one after the other: what an index holds."""
        return [word for unit in self.units(text) for word in unit]

    def telling(self, words: Iterable[str]) -> list[str]:
        """The words that tell one page from another: all but the stop words."""
        return [word for word in words if word not in self.habits.stop_words]

    def stem(self, word: str) -> str:
        """What a word has in common with its inflections; the word itself where that is unknown."""
        if self._stem is None or len(word) < _FEWEST_TO_STEM or not word.isalpha():
            return word
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = str(self._stem(self._respelt(word)))
        return known

    def _respelt(self, word: str) -> str:
        for ending, other in self.habits.endings:
            if word.endswith(ending) and (len(word) > len(ending) + 1 or len(ending) > _SHORT_ENDING):
                return word[: -len(ending)] + other
        return word

    def _compound(self, chunk: str) -> Iterator[str]:
        parts = [self._bare(part) for part in chunk.split("-")]
        while len(parts) > 1 and parts[-1] in self.habits.enclitics:
            parts.pop()
        if len(parts) > 1:
            yield "".join(parts)
        yield from parts

    def _bare(self, part: str) -> str:
        """A word without what an apostrophe ties to it."""
        pieces = part.split("'")
        while len(pieces) > 1 and pieces[0] in self.habits.elisions:
            del pieces[0]
        if len(pieces) > 1 and pieces[-1] in self.habits.possessives:
            pieces.pop()
        return "".join(pieces)


@cache
def habits(language: str) -> Habits:
    """What `languages/<code>.yml` says; a language without a file has its words compared as they are."""
    written: dict[str, Any] = facts(language).get("search") or {}
    elisions, enclitics = _folded(written, "elisions"), _folded(written, "enclitics")
    endings = {fold(ending): fold(other) for ending, other in (written.get("endings") or {}).items()}
    return Habits(
        elisions=elisions,
        possessives=_folded(written, "possessives"),
        enclitics=enclitics,
        stop_words=_folded(written, "stop_words") | elisions | enclitics,
        endings=tuple(sorted(endings.items(), key=lambda pair: (-len(pair[0]), pair))),
        stemmer=str(written.get("stemmer") or ""),
    )


@cache
def analyser(language: str) -> Analyser:
    """The analyser of a language."""
    return Analyser(habits(language))


def _folded(written: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in written.get(name) or ())
