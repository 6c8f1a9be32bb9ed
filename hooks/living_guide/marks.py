"""Lines that ask for something made from the data: `[[say/avoid]]`, `[[list/spotlight]]`, `[[diagram/…]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from living_guide.document import Prose
    from living_guide.pages import Page

SAY_AVOID = "say/avoid"
"""Here stands the table of words to prefer."""
LIST = "list/"
"""Followed by a type: here stands the list of all pages of that type."""
DIAGRAM = "diagram/"
"""Followed by a name: here stands that drawing, in the words of the page's language."""
_MARK = re.compile(r"\s*\[\[(?P<name>[a-z-]+/[a-z-]+)\]\]\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One such line. `start` and `end` are offsets in the source, `indent` what stands before it."""

    name: str
    prose: Prose
    start: int
    end: int
    indent: str


def marks(page: Page) -> Iterator[Mark]:
    """Every mark of a page that has its line to itself; elsewhere the words stay words."""
    if "[[" not in page.source.text:
        return
    text = page.source.text
    for prose in page.document.prose:
        found = _MARK.fullmatch(prose.text)
        if found is None:
            continue
        span = prose.span(0, len(prose.text))
        indent = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        if not indent.strip():
            yield Mark(found["name"], prose, span.start, span.end, indent)


def listed_type(mark: Mark) -> str | None:
    """The type of pages that a mark asks for; None when it asks for something else."""
    return mark.name.removeprefix(LIST) if mark.name.startswith(LIST) else None
