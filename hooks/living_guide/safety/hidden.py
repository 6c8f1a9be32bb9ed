"""Signs that nobody sees and that change what is read, or carry what nobody reads.

Text that runs backwards (https://trojansource.codes/), letters parted by nothing, words written in the
tag characters that machines read and people do not. What scripts and emoji need stays.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

REFUSED = (
    "\u0080-\u009f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_UNWANTED = "\u00ad\u2028\u2029\ufeff"
"""What word processors and web pages leave behind: nothing that harms, but words are not found by it."""
_SIGN = re.compile(f"[{REFUSED}{_UNWANTED}]")
_REFERENCE = re.compile(r"&(?:#\w{1,9}|lrm|rlm|zwj|zwnj|ZeroWidthSpace|NoBreak|Negative\w+Space);?")
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,6}\U000e007f")
"""England's, Scotland's and Wales' flags are written with tag characters."""
_JOINED = re.compile(
    # Scripts that join: Arabic, Syriac, Thaana, N'Ko, Mongolian, those of India and its neighbours.
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden sign, the offsets of how it is written, and whether it does harm."""

    sign: str
    start: int
    end: int
    is_harmful: bool


def hidden_signs(text: str) -> Iterator[Hidden]:
    """Every sign of a text that nobody sees and nobody needs, in the order of the text."""
    found = [*_written(text), *_referred(text)] if "&" in text else [*_written(text)]
    yield from sorted(found, key=lambda item: item.start)


def has_hidden_sign(text: str) -> bool:
    """Whether a text has a hidden sign that does harm."""
    return any(item.is_harmful for item in hidden_signs(text))


def _written(text: str) -> Iterator[Hidden]:
    flags = [found.span() for found in _FLAG.finditer(text)] if "\U000e007f" in text else []
    for found in _SIGN.finditer(text):
        at, sign = found.start(), found.group()
        if sign in _UNWANTED:
            yield Hidden(sign, at, at + 1, is_harmful=False)
        elif not _is_needed(text, at) and not any(start < at < end for start, end in flags):
            yield Hidden(sign, at, at + 1, is_harmful=True)


def _is_needed(text: str, at: int) -> bool:
    """Whether a script or an emoji is written with this sign."""
    sign, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign == "\u200c":
        return bool(_JOINED.match(before))
    if sign == "\u200d":
        return bool(_JOINED.match(before) or (_EMOJI.match(before) and _EMOJI.match(after)))
    if sign in "\u200e\u200f\u061c":
        line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
        return _RIGHT_TO_LEFT.search(line) is not None
    if "\U000e0100" <= sign <= "\U000e01ef":  # which form of an ideograph is meant
        return bool(_IDEOGRAPH.match(before))
    return False


def _referred(text: str) -> Iterator[Hidden]:
    """Signs written as references to characters: `&#8238;`."""
    for found in _REFERENCE.finditer(text):
        sign = html.unescape(found.group())
        if len(sign) == 1 and _SIGN.match(sign) and sign not in _UNWANTED:
            around = text[: found.start()] + sign + text[found.end() :]
            if not _is_needed(around, found.start()):
                yield Hidden(sign, *found.span(), is_harmful=True)
