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
from living_guide.located import Node, parse_yaml
from living_guide.messages import Text
from living_guide.source import Source

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
            yield path, _edited(concept, old, merged) or _as_yaml(merged)


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for name, value in new.items():
        before = merged.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[name] = _merged(before, value)
        elif not (isinstance(before, str) and isinstance(value, str) and before.strip() == value.strip()):
            merged[name] = value  # spaces at the ends are YAML's, or the spreadsheet's
    return merged


def _edited(concept: Concept | None, old: dict[str, Any], merged: dict[str, Any]) -> str:
    """The file with only what changed written anew, comments and layout kept; empty if that cannot be."""
    if concept is None or concept.root is None or not isinstance(concept.root.value, dict):
        return ""
    edits = list(_edits(concept.root, old, merged))
    text = concept.source.text
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    root = parse_yaml(Source(concept.source.path, text)).root
    same = root is not None and json.loads(json.dumps(root.plain(), default=str)) == merged
    return text if same else ""


def _edits(node: Node, old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Source offsets from, to (exclusive), and what is to stand there, of each field that changed."""
    text = node.source.text
    fields = node.value if isinstance(node.value, dict) else {}
    for name, value in new.items():
        there, before = fields.get(name), old.get(name)
        if there is None:
            last = list(fields.values())[-1].end
            at = text.find("\n", last - 1)  # a folded text ends behind its line break
            indent = " " * (node.source.position(next(iter(node.keys.values())).start)[1] - 1)
            written = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=110)
            block = "".join(f"{indent}{line}\n" for line in written.splitlines())
            yield (len(text), len(text), "\n" + block) if at < 0 else (at + 1, at + 1, block)
        elif value != before and isinstance(value, dict) and isinstance(there.value, dict):
            if text[there.start] != "{":
                yield from _edits(there, before if isinstance(before, dict) else {}, value)
            else:
                yield there.start, there.end, _on_one_line(value)
        elif value != before:
            ending = "\n" if text[there.start : there.end].endswith("\n") else ""
            yield there.start, there.end, _on_one_line(value) + ending


def _on_one_line(value: Any) -> str:
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6)
    return written.removesuffix("...\n").strip()


def _as_yaml(concept: dict[str, Any]) -> str:
    ordered = {name: concept[name] for name in _ORDER if name in concept}
    ordered.update({name: value for name, value in concept.items() if name not in ordered})
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=110)
