"""Which pages need a closer look: rendering all of them to judge them would take too long.

A page without any of these signs renders to nothing but what Markdown makes; a property test holds
this against the renderer. Being wrong the other way costs a few milliseconds.
"""

from __future__ import annotations

import re

from living_guide.safety.allowed import RESERVED_IDS
from living_guide.safety.judging import HANDLER

_SIGN = r"[A-Za-z0-9._~:/?#!$&*+,;=%-]"
_NUMBER = r"(?:[A-Za-z0-9-]+\.)*[0-9][A-Za-z0-9]*\.?(?:[:/?#)\s>]|$)"
_OUTSIDE = rf"(?:https?://(?!https?[:/])(?!{_SIGN}*xn--)(?!{_NUMBER})[A-Za-z0-9.-]+(?:[/?#]{_SIGN}*)?|mailto:[\w.+-]+@[\w.-]+)"
_FILE = r"(?!/)[\w./-]*\w\.(?:{})(?:#[\w-]*)?"
_PICTURE = _FILE.format("avif|gif|jpe?g|png|svg|webp")
_DOCUMENT = _FILE.format("md|csv|docx|ics|odt|ods|pdf|txt|vtt|xlsx")
_INSIDE = rf"(?:{_DOCUMENT}|(?:[\w.-]+/)*#[\w-]*|(?:[\w.-]+/)+)"
_TARGET = rf"(?:{_OUTSIDE}|{_INSIDE}|{_PICTURE})"
_TARGET_END = r"""(?:\)|[ \t]+["'])"""
"""What follows an address: a space before anything but a title belongs to the address."""

_DOUBTFUL = re.compile(
    "|".join(
        (
            rf"<(?![ \t\r\n\d=]|{_OUTSIDE}>|!--(?!-?>)[^<>]*-->)",
            r"\{(?!:?[ ]?[#.](?!md-|lg-|_)[A-Za-z0-9][\w-]*[ ]?\})"
            r"(?!(?<=[)\]]\{)[ ]?hreflang=[A-Za-z-]+[ ]?\})",
            rf"!\[[^\[\]]*\]\({_PICTURE}\)\{{",
            r"__",
            r"&(?:\#|(?!amp;|nbsp;)[A-Za-z0-9]+;)",
            rf"\]\((?!{_TARGET}{_TARGET_END})",
            rf"\[(?!\^)[^\[\]]*\]:(?![ \t]*(?:{_OUTSIDE}|{_INSIDE})(?:\s|$))",
            rf"!\[(?![^\[\]]*\]\({_PICTURE}{_TARGET_END})",
            r"\[[\s*_`<(]*(?:https?://|www\.)",  # words that are an address
            r"\[[\s*`<(]*[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}[\s*_`>)]*\][(\[]",  # or a host alone
        )
    ),
    re.IGNORECASE,
)


def doubtful(text: str) -> re.Match[str] | None:
    """The first sign in a page's Markdown that asks for a closer look."""
    # Handlers apart: to look for `on` at each letter takes four times as long as all the rest.
    return _DOUBTFUL.search(text) or (HANDLER.search(text) if "=" in text else None)


def is_reserved_anchor(anchor: str) -> bool:
    """Whether a heading's words have made an id that belongs to the theme."""
    return anchor.startswith(RESERVED_IDS)
