"""What a rendered page holds that a page may not: each harm by kind, with what was written.

The same list decides here and in the sanitiser: see `living_guide.safety.allowed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from living_guide.safety.addresses import doubt
from living_guide.safety.allowed import LINKS, LOADS, TAGS, WRITTEN, may_have, may_say
from living_guide.safety.rendering import Rendered
from living_guide.safety.tokens import Attribute, Kind, Token, tokens

HANDLER = re.compile(r"(?<![\w-])on[a-z]+\s*=", re.IGNORECASE)


_VOID = frozenset(("br", "col", "hr", "img", "input", "wbr"))
MAX_DEPTH = 60
"""Tags inside tags: a list in a callout in a tab in a callout takes twenty."""


class Harm(StrEnum):
    """Kinds of what may not be published."""

    TAG = "tag"
    ODD_TAG = "odd-tag"
    ATTRIBUTE = "attribute"
    LISTED = "listed"
    """An attribute that no HTML tag in the page was written with: it comes from a list `{ … }`."""
    ADDRESS = "address"
    TITLE = "title"
    NAME = "name"
    """An id or a class that belongs to the theme."""
    UNBALANCED = "unbalanced"
    TOO_DEEP = "too-deep"


@dataclass(frozen=True, slots=True)
class Judged:
    """A harm: the tag it is in or is, the attribute and its value without character references."""

    harm: Harm
    tag: str
    attribute: str = ""
    value: str = ""


def judge(rendered: Rendered) -> Iterator[Judged]:
    """Every harm in a rendered page, in its order; those of raw HTML only, last."""
    raw = [token for piece in rendered.raw for token in tokens(piece) if token.kind is Kind.START]
    by_hand = {(token.name, item.name, item.value) for token in raw for item in token.attributes}
    opened: list[str] = []
    for token in tokens(rendered.html):
        yield from _judged(token, by_hand)
        if token.name in TAGS:
            yield from _unbalanced(token, opened)
    yield from (Judged(Harm.UNBALANCED, name) for name in opened)
    for token in raw:
        if token.name in TAGS - WRITTEN:
            yield Judged(Harm.TAG, token.name)


def _judged(token: Token, by_hand: set[tuple[str, str, str]]) -> Iterator[Judged]:
    if token.kind is Kind.ODD or (token.kind is Kind.COMMENT and not token.closed):
        yield Judged(Harm.ODD_TAG, "")
    elif token.kind is not Kind.COMMENT and (token.name not in TAGS or not token.closed):
        yield Judged(Harm.TAG, token.name)
    elif token.kind is Kind.START:
        for item in token.attributes:
            harm = _of_attribute(token.name, item)
            if harm is Harm.ATTRIBUTE and (token.name, item.name, item.value) not in by_hand:
                harm = Harm.LISTED
            if harm is not None:
                yield Judged(harm, token.name, item.name, item.value)


def _unbalanced(token: Token, opened: list[str]) -> Iterator[Judged]:
    """Keep track of what is open, and tell what closes nothing: it would close the page's own frame."""
    if token.kind is Kind.START and token.name not in _VOID:
        opened.append(token.name)
        if len(opened) == MAX_DEPTH:
            yield Judged(Harm.TOO_DEEP, token.name)
    elif token.kind is Kind.END and token.name not in _VOID:
        if token.name not in opened:
            yield Judged(Harm.UNBALANCED, token.name)
            return
        while (last := opened.pop()) != token.name:
            yield Judged(Harm.UNBALANCED, last)


def _of_attribute(tag: str, item: Attribute) -> Harm | None:
    if not may_have(tag, item.name):
        return Harm.ATTRIBUTE
    if item.name in LINKS | LOADS:
        return Harm.ADDRESS if doubt(item.value, loads=item.name in LOADS) else None
    if item.name in ("title", "alt") and ("<" in item.value or HANDLER.search(item.value)):
        return Harm.TITLE
    if may_say(tag, item.name, item.value):
        return None
    return Harm.NAME if item.name in ("id", "class") else Harm.ATTRIBUTE
