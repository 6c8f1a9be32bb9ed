"""The index in the form in which MiniSearch 7 writes itself down (its `toJSON`).

https://github.com/lucaong/minisearch, MIT. A test builds the same one with the library itself. Every
field of every document is given, empty or not; each word is indexed as it is and as its stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from living_guide.search.analyser import Analyser
from living_guide.search.documents import BODY, FIELDS

SERIALIZATION_VERSION = 2
"""Of MiniSearch's written form; the browser refuses another one."""

Postings = dict[str, dict[int, int]]
"""Word -> number of the document -> how often it stands there."""


@dataclass(slots=True)
class Index:
    """What is known of each field: where each word stands, and how many words each document has."""

    documents: int = 0
    postings: dict[str, Postings] = field(default_factory=lambda: {name: {} for name in FIELDS})
    lengths: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    """Different words, one number a document."""
    averages: dict[str, float] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0.0))
    """A running mean, rounded as the library's own is."""

    def add(self, analyser: Analyser, fields: Mapping[str, str]) -> None:
        """The next document."""
        number, self.documents = self.documents, self.documents + 1
        for name in FIELDS:
            words = words_of(analyser, name, fields[name])
            postings = self.postings[name]
            for word in words:
                places = postings.setdefault(word, {})
                places[number] = places.get(number, 0) + 1
            length = len(set(words))
            self.lengths[name].append(length)
            self.averages[name] = (self.averages[name] * number + length) / (number + 1)


def words_of(analyser: Analyser, name: str, text: str) -> Sequence[str]:
    """The words of a field. In the body stop words would cost much and tell nothing."""
    words = analyser.words(text) if text else []
    return analyser.telling(words) if name == BODY else words


def build(analyser: Analyser, documents: Iterable[Mapping[str, str]]) -> Index:
    """The index of documents, each given as its fields."""
    index = Index()
    for fields in documents:
        index.add(analyser, fields)
    return index


def with_stems(analyser: Analyser, postings: Postings) -> Postings:
    """The same with the stems of all words, where a stem differs from its word."""
    found: Postings = {word: dict(places) for word, places in postings.items()}
    for word, places in postings.items():
        stem = analyser.stem(word)
        if stem != word:
            counts = found.setdefault(stem, {})
            for number, times in places.items():
                counts[number] = counts.get(number, 0) + times
    return found


def serialised(analyser: Analyser, index: Index) -> dict[str, Any]:
    """What `JSON.stringify` gives of a MiniSearch index of the same documents, terms in their order."""
    terms: dict[str, dict[str, dict[str, int]]] = {}
    for number, name in enumerate(FIELDS):
        for term, places in with_stems(analyser, index.postings[name]).items():
            terms.setdefault(term, {})[str(number)] = {
                str(document): times for document, times in places.items()
            }
    numbers = range(index.documents)
    return {
        "documentCount": index.documents,
        "nextId": index.documents,
        "documentIds": {str(number): number for number in numbers},
        "fieldIds": {name: number for number, name in enumerate(FIELDS)},
        "fieldLength": {str(number): [index.lengths[name][number] for name in FIELDS] for number in numbers},
        "averageFieldLength": [index.averages[name] for name in FIELDS],
        "storedFields": {},
        "dirtCount": 0,
        "index": sorted(terms.items()),
        "serializationVersion": SERIALIZATION_VERSION,
    }
