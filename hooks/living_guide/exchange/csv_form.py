"""The glossary as a table for spreadsheets: a row for each concept and language.

Lists stand in one cell, separated by ` | `; what is discouraged is JSON, for it has parts of its own.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from living_guide.exchange import Concepts, ExchangeError
from living_guide.messages import Text

_OF_CONCEPT = ("id", "status", "consistency", "related")
_OF_ENTRY = ("language", "term", "abbr", "forms", "definition", "note", "sources", "discouraged")
_LISTS = ("related", "forms")
_AS_JSON = ("discouraged", "sources")
_SEPARATOR = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"
"""Put before a cell that a spreadsheet would take for a formula; taken off again on reading."""


def write(concepts: Concepts, languages: tuple[str, ...]) -> str:
    """Comma-separated, with a header line; UTF-8 readers expect no byte order mark."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*_OF_CONCEPT, *_OF_ENTRY])
    for concept in concepts:
        for language in languages:
            entry = concept.get(language)
            if isinstance(entry, dict):
                row = {**{name: concept.get(name) for name in _OF_CONCEPT}, **entry, "language": language}
                table.writerow([_cell(name, row.get(name)) for name in (*_OF_CONCEPT, *_OF_ENTRY)])
    return out.getvalue()


def _cell(name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if name in _AS_JSON:
        return json.dumps(value, ensure_ascii=False)
    return guarded(_SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value))


def guarded(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    return _GUARD + text if text.startswith((*_FORMULA, _GUARD)) else text


def read(text: str, languages: tuple[str, ...]) -> Concepts:
    """Concepts from a table with the header that `write` gives.

    Raises:
        ExchangeError: a column is missing, a language unknown, or a cell cannot be read.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = {"id", "language", "term"} - set(rows.fieldnames or ())
    if missing:
        raise ExchangeError(Text("line 1: no column {names}", names=", ".join(sorted(missing))))
    concepts: dict[str, dict[str, Any]] = {}
    for row in rows:
        values = {
            name: _value(name, row.get(name) or "", rows.line_num) for name in (*_OF_CONCEPT, *_OF_ENTRY)
        }
        if values["language"] not in languages:
            raise ExchangeError(
                Text("line {line}: no language `{code}`", line=rows.line_num, code=values["language"])
            )
        own = {name: values[name] for name in _OF_CONCEPT if values[name] not in (None, [])}
        concept = concepts.setdefault(str(values["id"]), own)
        concept[str(values["language"])] = {
            name: values[name] for name in _OF_ENTRY[1:] if values[name] not in (None, [])
        }
    return list(concepts.values())


def _value(name: str, cell: str, line: int) -> Any:
    if name in _AS_JSON:
        try:
            return json.loads(cell) if cell else None
        except ValueError as error:
            message = Text("line {line}, column {name}: {reason}", line=line, name=name, reason=error)
            raise ExchangeError(message) from error
    cell = cell.removeprefix(_GUARD)
    if name in _LISTS:
        return cell.split(_SEPARATOR) if cell else None
    return cell or None
