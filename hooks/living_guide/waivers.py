"""Exceptions that a page's author makes on purpose, with a reason.

`<!-- guide-ok: rule-name -- reason -->` on its own line holds for the block that follows;
`<!-- term-ok: threat -- reason -->` does the same for a discouraged word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.pages import Page
from living_guide.source import Span

TO_WRITE = "guide-todo"
"""The mark of a comment that says what is still to be written."""
_WAIVER = re.compile(
    r"(?P<kind>term-ok|guide-ok)\s*:?\s*(?P<subject>.*?)(?:\s*--\s*(?P<reason>.*))?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """`kind` is `term-ok` or `guide-ok`; it holds for the source offsets `covers`."""

    kind: str
    subject: str
    reason: str
    span: Span
    covers: tuple[int, int]


def waivers(page: Page) -> Iterator[Waiver]:
    """The waivers of a page, complete or not."""
    for comment in page.document.comments:
        found = _WAIVER.fullmatch(comment.text)
        if found:
            reason = (found["reason"] or "").strip()
            subject = found["subject"].strip()
            yield Waiver(found["kind"], subject, reason, comment.span, comment.covers)
