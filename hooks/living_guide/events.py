"""CommonMark's parse events, with offsets in code points: the one module that knows pyromark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

import pyromark

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_CONTINUATION = re.compile(rb"[\x80-\xbf]")

_UNTOLD = frozenset(("Strong", "Emphasis", "Strikethrough"))

References = Mapping[str, tuple[str, str]]
"""Label of a reference definition, folded -> address and title."""


def events(text: str, references: References) -> Iterator[tuple[str, str, Any, int, int]]:
    """Events in order: kind, element, data, and the offsets of what it stands for.

    Kinds are `Start` and `End` of an element, and `Text`, `Code`, `SoftBreak`… which have none. Those of
    `_UNTOLD` elements are left out. `references` hold for links whose definition lies outside this text.
    """

    def resolve(link: Any) -> tuple[str, str] | None:
        return references.get(str(link["reference"]).casefold())

    data = text.encode()
    continuation = [] if len(data) == len(text) else [found.start() for found in _CONTINUATION.finditer(data)]
    opened: list[tuple[str, str, Any, int, int]] = []
    parsed: Iterator[tuple[Any, Any]] = pyromark.events_with_range(
        text, options=_OPTIONS, broken_link_callback=resolve if references else None
    )
    for event, bounds in parsed:
        kind: str = event if isinstance(event, str) else next(iter(event))
        if kind == "End":
            ending = opened.pop()
            if ending[1] not in _UNTOLD:
                yield ending
            continue
        start, end = bounds["start"], bounds["end"]
        if continuation:  # from bytes to code points
            start -= bisect_left(continuation, start)
            end -= bisect_left(continuation, end)
        name = ""
        value: Any = event[kind] if kind is not event else None
        if kind == "Start":
            [(name, value)] = [(value, None)] if isinstance(value, str) else value.items()
            opened.append(("End", name, None, start, end))
            if name in _UNTOLD:
                continue
        yield kind, name, value, start, end


def reference_definitions(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each definition's label, folded, with its address and title."""
    if "]:" in text:
        for label, link in pyromark.reference_definitions(text, options=_OPTIONS).items():
            yield label.casefold(), (link["dest"], link["title"] or "")
