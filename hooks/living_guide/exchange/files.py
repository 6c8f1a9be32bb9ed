"""Concepts between their YAML files and plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from living_guide.corpus import Corpus
from living_guide.exchange import Concepts, ExchangeError
from living_guide.glossary import Concept
from living_guide.messages import Text

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ORDER = ("id", "status", "consistency", "related")


def concepts_of(corpus: Corpus) -> Concepts:
    """Every readable concept as its file says it."""
    return [{"id": concept.id, **_values(concept)} for concept in corpus.concepts.values()]


def _values(concept: Concept | None) -> dict[str, Any]:
    """What a file says, dates as text: values that every form can carry."""
    plain = concept.root.plain() if concept and concept.root else {}
    values: dict[str, Any] = json.loads(json.dumps(plain, default=str))
    return values


def changed_files(corpus: Corpus, concepts: Concepts) -> Iterator[tuple[Path, str]]:
    """Path and new text of each concept file that an import changes, merged field by field.

    A field that the import does not have keeps what the file says; a concept that says the same is
    left byte for byte as it is.

    Raises:
        ExchangeError: an id that cannot be a file's name.
    """
    folder = corpus.root / "docs/data/glossary"
    for new in concepts:
        identifier = str(new["id"])
        if not _IDENTIFIER.fullmatch(identifier):
            raise ExchangeError(
                Text("`{id}` cannot be a concept's id: use a-z, 0-9 and hyphens", id=identifier)
            )
        concept = corpus.concepts.get(identifier)
        old = _values(concept)
        merged = _merged(old, new)
        if merged != old:
            path = corpus.root / concept.source.path if concept else folder / f"{identifier}.yml"
            yield path, _as_yaml(merged)


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for name, value in new.items():
        before = merged.get(name)
        merged[name] = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _as_yaml(concept: dict[str, Any]) -> str:
    ordered = {name: concept[name] for name in _ORDER if name in concept}
    ordered.update({name: value for name, value in concept.items() if name not in ordered})
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=110)
