"""Finding any of thousands of phrases in one pass: a trie written as a regular expression.

A plain `a|b|c` tries every phrase at every word; factored by common beginnings, the expression
looks at each character about once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping

from living_guide.folding import Folded, fold_form, without_accents

Trie = dict[str, "Trie"]
_END = ""
_DEEPEST = 20
"""Choices inside each other. Beyond, what may follow is listed: neither Python nor `re` nests without end."""
_WORD_END = re.compile(r"(?<=\S)(?!\w)(?!$)")
_CAPITALS = re.compile(
    r"[^\W\d_a-zß-öø-ÿ](?:(?<=[A-ZÀ-ÖØ-Þ])|[^a-zß-öø-ÿ]*?[A-ZÀ-ÖØ-Þ])[A-ZÀ-ÖØ-Þ][^a-zß-öø-ÿ]*"
)
"""Words in capitals, as far as they go."""


class Phrases:
    """A set of folded phrases; `find` yields each that begins at a word and ends with one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = frozenset(filter(None, map(fold_form, phrases)))
        self._search = _Search(self.phrases, {})
        self._by_bare: dict[str, list[str]] = {}
        """Phrases with accents, by what is left of them in capitals without any."""
        variants: dict[str, set[str]] = {}
        for phrase in sorted(self.phrases):
            if _bare(phrase) != phrase:
                self._by_bare.setdefault(_bare(phrase), []).append(phrase)
            for character in phrase:
                variants.setdefault(_bare(character), set()).add(character)
        self._in_capitals = _Search(self._by_bare, variants)

    def find(self, folded: Folded, text: str) -> Iterator[tuple[int, int, str]]:
        """Start and end in the unfolded text, and the phrase; several may overlap.

        Accents must be as in the phrase, except that capitals may stand without theirs.
        """
        for start, end in self._search.matches(folded.text):
            yield *folded.span(start, end), folded.text[start:end]
        for start, end in self._in_capitals_of(folded, text) if self._by_bare else ():
            written, place = folded.text[start:end], folded.span(start, end)
            if text[slice(*place)].isupper():
                for phrase in self._by_bare[_bare(written)]:
                    if written != phrase and _is_written(phrase, written):
                        yield *place, phrase

    def _in_capitals_of(self, folded: Folded, text: str) -> Iterator[tuple[int, int]]:
        for found in _CAPITALS.finditer(text):
            if folded.origins is not None:  # places differ, so that all of it must be looked at
                return (yield from self._in_capitals.matches(folded.text))
            yield from self._in_capitals.matches(folded.text, found.start(), found.end() + 1)


def _bare(text: str) -> str:
    """As many characters as before, each without its accent."""
    return text if text.isascii() else "".join(without_accents(sign) or sign for sign in text)


def _is_written(phrase: str, written: str) -> bool:
    """Whether every accent that stands there is the phrase's own."""
    return all(sign in (own, _bare(own)) for sign, own in zip(written, phrase, strict=True))


class _Search:
    """One pass over a text: where phrases stand, shorter ones inside the longest included."""

    def __init__(self, phrases: Collection[str], variants: Mapping[str, set[str]]) -> None:
        self._expression = _expression(phrases, variants)
        self._beginnings = {phrase: found for phrase in phrases if (found := _begin(phrase, phrases))}
        """Lengths of shorter phrases with which one begins: they count where an overlap keeps it out."""
        self._bare = bool(variants)

    def matches(self, text: str, begin: int = 0, stop: int = sys.maxsize) -> Iterator[tuple[int, int]]:
        for found in self._expression.finditer(text, begin, stop) if self._expression else ():
            start, end = found.span(1)
            yield start, end
            if self._beginnings:
                key = _bare(found[1]) if self._bare else found[1]
                yield from ((start, start + length) for length in self._beginnings.get(key, ()))


def _begin(phrase: str, phrases: Collection[str]) -> tuple[int, ...]:
    ends = (found.start() for found in _WORD_END.finditer(phrase))
    return tuple(end for end in ends if phrase[:end] in phrases)


def longest(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Of overlapping matches the longest, of equally long ones the first."""
    taken: list[tuple[int, int]] = []
    for start, end, phrase in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            yield start, end, phrase


def _expression(phrases: Iterable[str], variants: Mapping[str, set[str]]) -> re.Pattern[str] | None:
    trie: Trie = {}
    for phrase in phrases:
        node = trie
        for character in phrase:
            node = node.setdefault(character, {})
        node[_END] = {}
    if not trie:
        return None
    return re.compile(rf"(?<!\w)(?=({_pattern(trie, variants)})(?!\w))")


def _pattern(trie: Trie, variants: Mapping[str, set[str]], depth: int = 0) -> str:
    """Longest first: the way on comes before the end."""
    written: list[str] = []
    while len(trie) == 1 and _END not in trie:  # no choice, however long the phrase
        character, trie = next(iter(trie.items()))
        written.append(_character(character, variants))
    ways = [
        _character(character, variants) + _pattern(rest, variants, depth + 1)
        for character, rest in (sorted(trie.items()) if depth < _DEEPEST else ())
        if character != _END
    ] or ["".join(_character(sign, variants) for sign in rest) for rest in _rests(trie)]
    start = "".join(written)
    if not ways:
        return start
    group = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"{start}(?:{group})?" if _END in trie else start + group


def _rests(trie: Trie) -> list[str]:
    """What may follow, longest first, the end itself left out."""
    found: list[str] = []
    waiting = [("", trie)]
    while waiting:
        before, node = waiting.pop()
        if _END in node and before:
            found.append(before)
        waiting += [(before + sign, rest) for sign, rest in node.items() if sign != _END]
    return sorted(found, key=lambda rest: (-len(rest), rest))


def _character(character: str, variants: Mapping[str, set[str]]) -> str:
    choices = sorted({character, *variants.get(character, ())})
    return re.escape(character) if len(choices) == 1 else f"[{''.join(map(re.escape, choices))}]"
