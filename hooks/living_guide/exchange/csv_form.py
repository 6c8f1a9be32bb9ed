"""The glossary as a table for spreadsheets: a row for each concept and language.

Lists stand in one cell, separated by ` | `; what is discouraged is JSON, for it has parts of its own.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from babel.numbers import get_decimal_symbol

from living_guide.exchange import TOO_DEEP, Concepts, ExchangeError
from living_guide.messages import Text

_OF_CONCEPT = ("id", "status", "consistency", "related")
_OF_ENTRY = ("language", "term", "abbr", "forms", "definition", "note", "sources", "discouraged")
_LISTS = ("related", "forms")
_AS_JSON = ("discouraged", "sources")
_SEPARATOR = " | "
_SEPARATORS = (",", ";", "\t")
"""What may end a cell: Excel writes the second where decimals have a comma, the third as “Unicode text”."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"
"""Put before a cell that a spreadsheet would take for a formula; taken off again on reading."""


def separator_for(language: str) -> str:
    """What a spreadsheet set to a language takes for the end of a cell: not the sign of its decimals."""
    return ";" if get_decimal_symbol(language) == "," else ","


def write(concepts: Concepts, languages: tuple[str, ...], separator: str = ",") -> str:
    """A header line, then the rows; the byte order mark tells Excel that accents are UTF-8."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=separator, lineterminator="\n")
    table.writerow([*_OF_CONCEPT, *_OF_ENTRY])
    for concept in concepts:
        for language in languages:
            entry = concept.get(language)
            if isinstance(entry, dict):
                row = {**{name: concept.get(name) for name in _OF_CONCEPT}, **entry, "language": language}
                table.writerow([_cell(name, row.get(name)) for name in (*_OF_CONCEPT, *_OF_ENTRY)])
    return "\ufeff" + out.getvalue()


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
    """Concepts from a table with the header that `write` gives; cells may end with `;`, a comma or a tab.

    Raises:
        ExchangeError: a column is missing, a language unknown, a row stands twice, or a cell cannot be read.
    """
    concepts: dict[str, dict[str, Any]] = {}
    first: dict[tuple[str, str], int] = {}
    for line, row in _rows(text.removeprefix("\ufeff")):
        values = {name: _value(name, row.get(name) or "", line) for name in (*_OF_CONCEPT, *_OF_ENTRY)}
        identifier, language = str(values["id"] or ""), str(values["language"] or "")
        for name in ("id", "language"):
            if not values[name]:
                raise ExchangeError(Text("line {line}: the cell `{name}` is empty", line=line, name=name))
        if language not in languages:
            raise ExchangeError(
                Text(
                    "line {line}: no language `{code}`; this guide has: {names}",
                    line=line,
                    code=language,
                    names=", ".join(languages),
                )
            )
        if (identifier, language) in first:
            raise ExchangeError(
                Text(
                    "line {line}: `{id}` in `{language}` stands in line {first} already: keep one of the two",
                    line=line,
                    id=identifier,
                    language=language,
                    first=first[identifier, language],
                )
            )
        first[identifier, language] = line
        own = {name: values[name] for name in _OF_CONCEPT if values[name] not in (None, [])}
        concept = concepts.setdefault(identifier, own)
        concept[language] = {name: values[name] for name in _OF_ENTRY[1:] if values[name] not in (None, [])}
    return list(concepts.values())


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that hold anything, with their line: cells by the name of their column."""
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=separator, restkey="")
    try:
        yield from _named(rows)
    except csv.Error as error:
        message = Text(
            "line {line}: this is no table, or a cell has more than {most} signs: make it shorter, or take it"
            " out ({reason})",
            line=rows.line_num + 1,
            most=csv.field_size_limit(),
            reason=error,
        )
        raise ExchangeError(message) from error


def _named(rows: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    found = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
    missing = [name for name in ("id", "language", "term") if name not in found]
    if missing:
        raise ExchangeError(
            Text(
                "line 1 must name the columns: {names} missing, found: {found}",
                names=", ".join(missing),
                found=", ".join(filter(None, found)) or "…",
            )
        )
    rows.fieldnames = found
    for row in rows:
        cells = {name: (value or "") for name, value in row.items() if name}
        if any(cell.strip() for cell in cells.values()):
            yield rows.line_num, cells


def _value(name: str, cell: str, line: int) -> Any:
    if name in _AS_JSON:
        try:
            return json.loads(cell) if cell else None
        except RecursionError as error:
            message = Text("line {line}, column {name}: {reason}", line=line, name=name, reason=TOO_DEEP)
            raise ExchangeError(message) from error
        except ValueError as error:
            message = Text("line {line}, column {name}: {reason}", line=line, name=name, reason=error)
            raise ExchangeError(message) from error
    cell = cell.removeprefix(_GUARD)
    if name in _LISTS:
        return cell.split(_SEPARATOR) if cell else None
    return cell or None
