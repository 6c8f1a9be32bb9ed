"""One of many words as an expression, made so that the engine runs from first letter to first letter.

An expression that begins with a lookbehind is tried at every character of a text. One that begins with a
letter, and looks back once it has met a word, is tried only where that letter stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS = re.compile(r"[^\W\d_]*")


def at_beginning(words: Iterable[str], not_behind: str) -> str:
    """Any of these expressions, unless a character of the class `not_behind` stands before it.

    Among those that begin with the same letters the first that fits wins, as in any alternative.
    """
    by_letter: dict[str, dict[str, list[str]]] = {}
    for word in words:
        found = _LETTERS.match(word)
        letters = found.group() if found else ""
        by_letter.setdefault(letters[:1], {}).setdefault(letters, []).append(word[len(letters) :])
    return "|".join(
        f"{first}(?:{'|'.join(_behind(letters, not_behind, rest) for letters, rest in groups.items())})"
        for first, groups in by_letter.items()
    )


def _behind(letters: str, not_behind: str, rest: list[str]) -> str:
    return f"{letters[1:]}(?<!{not_behind}{letters})(?:{'|'.join(rest)})"
