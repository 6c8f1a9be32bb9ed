"""Fences of code that never close as the site's renderer wants it: what follows is shown as text.

A fence ends at a line of the very signs that opened it. CommonMark lets a longer one close it, and the
end of the page, and so hides what the site shows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<rest>[^\r\n`]*)$", re.MULTILINE)


class OpenFence(NamedTuple):
    """Offsets of the signs that open it, and of a later line of other signs that was to close it, or None."""

    start: int
    end: int
    closing: tuple[int, int] | None


def open_fences(text: str) -> list[OpenFence]:
    """The fences of a page's Markdown that are left open, in order."""
    if "```" not in text and "~~~" not in text:
        return []
    fences, found, at = list(_FENCE.finditer(text)), [], 0
    closers: dict[str, list[int]] = {}
    for number, fence in enumerate(fences):
        if not fence["rest"].strip():
            closers.setdefault(fence["fence"], []).append(number)
    while at < len(fences):
        opening = fences[at]
        closed = next((number for number in closers.get(opening["fence"], ()) if number > at), None)
        if closed is not None:
            at = closed + 1
            continue
        other = fences[at + 1] if at + 1 < len(fences) and not fences[at + 1]["rest"].strip() else None
        found.append(OpenFence(*opening.span("fence"), other.span("fence") if other else None))
        at += 2 if other else 1
    return found


def without_open_fences(text: str) -> str:
    """The text with spaces for the lines of fences left open, so that what follows is read."""
    for fence in open_fences(text):
        for start, end in [(fence.start, fence.end), *([fence.closing] if fence.closing else [])]:
            past = min(
                (at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0), default=len(text)
            )
            text = text[:start] + " " * (past - start) + text[past:]
    return text
