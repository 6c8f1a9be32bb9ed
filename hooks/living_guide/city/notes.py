"""What a city knew of upstream's when it wrote its own version: a hash, noted in that version itself.

A page notes the hash of what upstream's page says, a concept that of the very values it says otherwise:
typography, or a field the city leaves alone, may change without anybody being told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.city.merging import REPLACES, said_by
from living_guide.content import PAGE_DIGITS, VERSION
from living_guide.corpus import LAYERS, Corpus
from living_guide.glossary import Concept
from living_guide.located import Node
from living_guide.source import Source


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file of the city's over one of upstream's. `noted` is None where nothing is noted."""

    upstream: str
    """Paths, relative to the project."""
    own: Source
    noted: Node | None
    now: str
    """The hash of upstream's as it is today; empty when upstream has nothing there (any more)."""

    @property
    def is_current(self) -> bool:
        return self.noted is not None and self.noted.written == self.now


def replacements(corpus: Corpus) -> Iterator[Replacement]:
    """Every page and concept of the city's that stands for one of upstream's, or says that it does."""
    beneath = {(page.language, page.key): page for page in corpus.beneath.pages}
    for page in corpus.pages:
        original, noted = beneath.get((page.language, page.key)), page.field(REPLACES)
        if original is not None:
            yield Replacement(original.path, page.source, noted, corpus.content(original).hash)
        elif noted is not None:
            upstream = f"{LAYERS[0]}/{page.language}/{page.key}"
            yield Replacement(upstream, page.source, noted, "")
    for original_concept, own in corpus.beneath.concepts.values():
        now = replaced_values(original_concept, own)
        noted = own.root.get(REPLACES) if own.root else None
        if now or noted is not None:
            yield Replacement(original_concept.source.path, own.source, noted, now)


def replaced_values(original: Concept, own: Concept) -> str:
    """The hash of those of upstream's values that the city says otherwise; empty when there are none."""
    if original.root is None or own.root is None:
        return ""
    said = {"/".join(way): value.plain() for way, value in said_by(own.root, original.root) if way != ("id",)}
    if not said:
        return ""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return VERSION + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:PAGE_DIGITS]
