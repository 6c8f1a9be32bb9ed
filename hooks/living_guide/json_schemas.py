"""The shapes of `schema.py` as JSON Schema, for editors: the same definition, no second one.

An editor is told a little less than `guide check` knows: which ids exist, and what only another
file can tell. What a schema refuses, the check refuses too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from living_guide.field_notes import OF_CONCEPTS, OF_PAGES
from living_guide.messages import Text, catalogue, languages
from living_guide.schema import (
    ASKED,
    CONCEPT,
    COVERAGE,
    ENTRY,
    FIELDS_OF_TYPE,
    FRONT_MATTER,
    LANGUAGE,
    PAGE,
    QUESTION,
    QUESTION_ID,
    TOOL,
    TOOL_ENTRY,
    WORDS,
)
from living_guide.shapes import (
    MAX_NUMBER,
    Choice,
    Day,
    Either,
    Keyed,
    ListOf,
    Mapped,
    Number,
    Plain,
    Shape,
    YesNo,
)

Schema = dict[str, Any]
FOLDER = "schemas"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_NOTHING: Schema = {"type": "null"}


def schema_files() -> dict[str, str]:
    """Path and text of every schema, in each language we speak: `fr/concept.json`."""
    return {
        f"{language}/{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for language in languages()
        for name, schema in schemas(catalogue(language)).items()
    }


def schemas(words: Mapping[str, str]) -> dict[str, Schema]:
    """Every schema by name, with what fields are for told in `words`."""
    question = _closed(QUESTION, {}, words, LANGUAGE, WORDS)
    made = {
        "front-matter": _front_matter(words),
        "concept": _closed(CONCEPT, OF_CONCEPTS, words, LANGUAGE, ENTRY),
        "tool": _closed(TOOL, {}, words, LANGUAGE, TOOL_ENTRY),
        "asked": _schema(Keyed(PAGE, ASKED), words),
        "coverage": _closed(COVERAGE, {}, words),
        "questions": {
            "type": "object",
            "patternProperties": {_whole(QUESTION_ID.pattern): _or_nothing(question)},
            "additionalProperties": False,
        },
    }
    return {name: {"$schema": _DRAFT, "title": name, **schema} for name, schema in made.items()}


def _front_matter(words: Mapping[str, str]) -> Schema:
    owners: dict[str, list[str]] = {}
    every: dict[str, Shape] = dict(FRONT_MATTER)
    for kind, fields in FIELDS_OF_TYPE.items():
        for name, shape in fields.items():
            owners.setdefault(name, []).append(kind)
            every.setdefault(name, shape)
    only_there = [
        {"if": {"required": [name]}, "then": {"properties": {"type": {"enum": kinds}}, "required": ["type"]}}
        for name, kinds in owners.items()
        if name not in FRONT_MATTER
    ]
    return {**_closed(every, OF_PAGES, words), "allOf": only_there}


def _closed(
    fields: Mapping[str, Shape],
    notes: Mapping[str, Text],
    words: Mapping[str, str],
    names: Plain | None = None,
    value: Shape | None = None,
) -> Schema:
    """Names and values; any other name is refused. `names` are those people choose."""
    properties = {}
    for name, shape in fields.items():
        note = {"description": notes[name].said(words)} if name in notes else {}
        properties[name] = {**note, **_or_nothing(_schema(shape, words))}
    chosen = {}
    if names is not None and value is not None:
        others = f"^(?!(?:{'|'.join(fields)})$)(?:{names.pattern})$" if fields else _whole(names.pattern)
        chosen = {"patternProperties": {others: _or_nothing(_schema(value, words))}}
    return {"type": "object", "properties": properties, **chosen, "additionalProperties": False}


def _schema(shape: Shape, words: Mapping[str, str]) -> Schema:
    match shape:
        case Mapped(fields):
            notes = OF_CONCEPTS if shape is ENTRY else {}
            return _closed(fields, notes, words)
        case Keyed(name, value):
            return _closed({}, {}, words, name, value)
        case ListOf(item):
            one = _or_nothing(_schema(item, words))
            several: Schema = {"type": "array", "items": one}
            alone = [_schema(option, words) for option in _scalars(item)]
            return {"anyOf": [several, *alone]} if alone else several
        case Either(shapes):
            return {"anyOf": [_schema(option, words) for option in shapes]}
        case _:
            return _scalar(shape)


def _scalars(shape: Shape) -> tuple[Shape, ...]:
    """The shapes of which a lone value counts as a list of one."""
    if isinstance(shape, Either):
        return tuple(option for each in shape.shapes for option in _scalars(each))
    return () if isinstance(shape, Mapped | Keyed | ListOf) else (shape,)


def _scalar(shape: Shape) -> Schema:
    match shape:
        case Plain(pattern, example):
            shown = {"examples": [example]} if example else {}
            form = {"pattern": _whole(pattern)} if pattern else {"pattern": "\\S"}
            if pattern.startswith("(?"):  # anything at all, line breaks too
                form = {}
            also_numbers = not pattern or re.fullmatch(pattern, "12") is not None
            return {"type": ["string", "number"] if also_numbers else "string", **form, **shown}
        case Number(whole):
            kind = "integer" if whole else "number"
            return {"type": kind, "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER}
        case YesNo():
            return {"type": "boolean"}
        case Day():
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-11-22"]}
        case Choice(values):
            return {"enum": list(values)}
    raise AssertionError(f"no schema for {shape}")


def _or_nothing(schema: Schema) -> Schema:
    """A field may stand there empty: nobody has filled it in yet."""
    return {"anyOf": [schema, _NOTHING]}


def _whole(pattern: str) -> str:
    """A pattern for the whole text: JSON Schema looks for one anywhere."""
    return f"^(?:{pattern})$"
