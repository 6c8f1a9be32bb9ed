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

References = Mapping[str, tuple[str, str]]
"""Label of a reference definition, folded -> address and title."""


def events(text: str, references: References) -> Iterator[tuple[Any, int, int]]:
    """Events in order, each with the offsets of what it stands for; `references` hold for links
    whose definition lies outside this text.
    """

    def resolve(link: Any) -> tuple[str, str] | None:
        return references.get(str(link["reference"]).casefold())

    data = text.encode()
    continuation = [] if len(data) == len(text) else [found.start() for found in _CONTINUATION.finditer(data)]
    for event, bounds in pyromark.events_with_range(
        text, options=_OPTIONS, broken_link_callback=resolve if references else None
    ):
        start, end = bounds["start"], bounds["end"]
        if continuation:  # from bytes to code points
            start -= bisect_left(continuation, start)
            end -= bisect_left(continuation, end)
        yield event, start, end


def reference_definitions(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each definition's label, folded, with its address and title."""
    if "]:" in text:
        for label, link in pyromark.reference_definitions(text, options=_OPTIONS).items():
            yield label.casefold(), (link["dest"], link["title"] or "")
