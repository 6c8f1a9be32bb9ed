"""Whether a sentence denies what it says: “do not record” against “record”.

Languages deny in different ways, so a sentence counts as not denied only where it holds none of the
words that might deny it in some other manner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from living_guide.alternatives import at_beginning
from living_guide.document import HIDDEN
from living_guide.lexicon import facts

_NEVER = re.compile(r"(?!)")
_JOINED = "n’t"
"""Written together with the word before it."""


@dataclass(frozen=True, slots=True)
class Negation:
    """How a language denies; expressions for folded text."""

    certain: re.Pattern[str]
    doubtful: re.Pattern[str]

    def is_denied(self, sentence: str) -> bool:
        return self.certain.search(sentence) is not None

    def is_affirmed(self, sentence: str) -> bool:
        """Whether nothing in a sentence could deny it."""
        return not self.is_denied(sentence) and self.doubtful.search(sentence) is None


@cache
def negation(language: str) -> Negation | None:
    """How a language denies; None for one nobody has described."""
    known = facts(language)
    if not known.get("negations"):
        return None
    harmless = known.get("denying_nothing", [])
    doubtful = [*known.get("doubtful", []), *harmless]
    certain = any_word(
        known["negations"],
        but_for=harmless,
        not_of=known.get("harmless_verbs", ()),
        not_over=known.get("restricting", ()),
    )
    return Negation(certain, any_word(doubtful) if doubtful else _NEVER)


def any_word(
    words: Sequence[str],
    *,
    but_for: Sequence[str] = (),
    not_of: Sequence[str] = (),
    not_over: Sequence[str] = (),
) -> re.Pattern[str]:
    """Any of these words as a whole, or joined to another by an apostrophe; `but_for` some phrases.

    Between the two words of a negation no verb of `not_of` comes first, and no word of `not_over` stands.

    `*` stands for letters, `…` for other words between two.
    """
    longest = sorted(words, key=len, reverse=True)
    between = _between(not_of, not_over)
    expressions = {word: _word(word, but_for, between) for word in longest}
    whole = at_beginning(
        (written for word, written in expressions.items() if not word.startswith(_JOINED)), r"[\w-]"
    )
    joined = [written for word, written in expressions.items() if word.startswith(_JOINED)]
    return re.compile("|".join([whole, *joined]))


def _word(word: str, but_for: Sequence[str], between: str) -> str:
    parts = [part.strip() for part in word.lower().split("…")]
    last = parts[-1].split()[-1] + " "
    tails = "|".join(_spelt(phrase.removeprefix(last)) for phrase in but_for if phrase.startswith(last))
    whole = between.join(
        written if written.endswith("’") else rf"{written}(?![\w-])" for written in map(_spelt, parts)
    )
    return whole + (rf"(?! (?:{tails})(?![\w-]))" if tails else "")


def _spelt(word: str) -> str:
    """A word as an expression: `*` stands for letters."""
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ")


def _between(not_of: Sequence[str], not_over: Sequence[str]) -> str:
    """What may stand between the two words of a negation."""
    verbs = rf"(?! ?(?:{'|'.join(map(_spelt, not_of))})(?![\w-]))" if not_of else ""
    words = "|".join(word if word.endswith("’") else rf"{word}\b" for word in map(_spelt, not_over))
    sign = rf"(?:(?!(?<!\w)(?:{words}))[^{HIDDEN}.!?])" if words else rf"[^{HIDDEN}.!?]"
    return rf"{verbs}{sign}{{1,80}}?(?<!\w)"
