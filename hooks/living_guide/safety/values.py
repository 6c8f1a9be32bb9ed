"""Front matter, data and the city's own words are plain text: templates print them as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from living_guide.located import Node
from living_guide.safety.addresses import Doubt, doubt
from living_guide.safety.hidden import REFUSED, has_hidden_sign

_REFERENCE = re.compile(r"&#?\w+;")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|\{\{|\{%")
_HANDLER = re.compile(r"(?<![\w-])on[a-z]{3,}\s*=\s*\S", re.IGNORECASE)
_SCHEME = re.compile(r"\b(?:java|vb|live)\s*script\s*:|\bdata\s*:\s*[\w+-]+/", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_HINT = re.compile(
    rf"[<&=\\\\]|\{{[{{%]|script\s*:|data\s*:|:/|[/\\\\]{{2}}|{_CONTROL.pattern}|[{REFUSED}]", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|https?:|[/\\]{2})\S*(?:\s+[^\s/?#]*@\S+)?", re.IGNORECASE)
"""An address alone, or with the space before an `@` that hides where it leads."""


def scalars(node: Node) -> Iterator[Node]:
    """Every value of a mapping or a list, and every key."""
    waiting = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item.value, dict):
            yield from item.keys.values()
            waiting += item.value.values()
        elif isinstance(item.value, list):
            waiting += item.value
        else:
            yield item


def may_hold_markup(written: str) -> bool:
    """Whether YAML as it is written has a sign of what the other two look for: most has none."""
    return _HINT.search(written) is not None


def has_markup(text: str) -> bool:
    """Whether a text that is to be plain would be read as something else."""
    if "&" in text and any(html.unescape(found) != found for found in _REFERENCE.findall(text)):
        return True
    if "=" in text and _HANDLER.search(text):
        return True
    return bool(_MARKUP.search(text) or _CONTROL.search(text) or _SCHEME.search(text)) or has_hidden_sign(
        text
    )


def address_doubt(text: str) -> Doubt | None:
    """What is wrong with an address that a value is; nothing when it is none."""
    text = text.strip()
    return doubt(text) if _ADDRESS.fullmatch(text) else None
