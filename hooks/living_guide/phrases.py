"""Finding any of thousands of phrases in one pass: a trie written as a regular expression.

A plain `a|b|c` tries every phrase at every word; factored by common beginnings, the expression
looks at each character about once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from living_guide.folding import Folded, fold_form, without_accents

Trie = dict[str, "Trie"]
_END = ""
_WORD_END = re.compile(r"(?<=\S)(?!\w)(?!$)")
_CAPITALS = re.compile("[A-ZÀ-ÖØ-Þ]{2}")


class Phrases:
    """A set of folded phrases; `find` yields each that begins at a word and ends with one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = frozenset(filter(None, map(fold_form, phrases)))
        self._expression = _expression(self.phrases, capitals=False)
        accented = {phrase for phrase in self.phrases if without_accents(phrase) != phrase}
        self._by_bare = {without_accents(phrase): phrase for phrase in accented}
        self._capitals = _expression(accented, capitals=True)
        self._beginnings = {phrase: found for phrase in self.phrases if (found := self._begin(phrase))}
        """Shorter phrases with which a phrase begins: they count where an overlap keeps it out."""

    def _begin(self, phrase: str) -> tuple[str, ...]:
        ends = (found.start() for found in _WORD_END.finditer(phrase))
        return tuple(phrase[:end] for end in ends if phrase[:end] in self.phrases)

    def find(self, folded: Folded, text: str) -> Iterator[tuple[int, int, str]]:
        """Start and end in the unfolded text, and the phrase; several may overlap.

        Accents must be as in the phrase, except that capitals may stand without theirs.
        """
        if self._expression is not None:
            for found in self._expression.finditer(folded.text):
                yield *folded.span(found.start(1), found.end(1)), found[1]
                for phrase in self._beginnings.get(found[1], ()):
                    yield *folded.span(found.start(1), found.start(1) + len(phrase)), phrase
        if self._capitals is not None and _CAPITALS.search(text):
            for found in self._capitals.finditer(folded.text):
                longest_phrase = self._by_bare[without_accents(found[1])]
                for phrase in (longest_phrase, *self._beginnings.get(longest_phrase, ())):
                    start, end = folded.span(found.start(1), found.start(1) + len(phrase))
                    if text[start:end].isupper() and not found[1].startswith(phrase):
                        yield start, end, phrase


def longest(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Of overlapping matches the longest, of equally long ones the first."""
    taken: list[tuple[int, int]] = []
    for start, end, phrase in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            yield start, end, phrase


def _expression(phrases: Iterable[str], *, capitals: bool) -> re.Pattern[str] | None:
    trie: Trie = {}
    for phrase in phrases:
        node = trie
        for character in phrase:
            node = node.setdefault(character, {})
        node[_END] = {}
    if not trie:
        return None
    return re.compile(rf"(?<!\w)(?=({_pattern(trie, capitals)})(?!\w))")


def _pattern(trie: Trie, capitals: bool) -> str:
    """Longest first: the way on comes before the end."""
    ways = [
        _character(character, capitals) + _pattern(rest, capitals)
        for character, rest in sorted(trie.items())
        if character != _END
    ]
    if not ways:
        return ""
    group = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    if _END in trie:
        return f"(?:{group})?"
    return group


def _character(character: str, capitals: bool) -> str:
    bare = without_accents(character)
    if capitals and bare != character:
        return f"[{re.escape(character)}{re.escape(bare)}]"
    return re.escape(character)
