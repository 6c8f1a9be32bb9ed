"""In which language words are, told by the little words that every sentence has.

The little words are the stop words of search, described for a few languages. A sentence in one of them holds
many; one in another language hardly any.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from living_guide.lexicon import facts

FEWEST_MARKS = 3
MARGIN = 3
"""How many times more little words of one language than of the other tell it."""
FEWEST_WORDS = 20
"""Words from which on the want of a language's own says something."""
FEW = 0.1
"""Different little words of its language for each word of a text, at least; most texts have 0.2."""
SHORT = 3
LAST_LATIN = "ɏ"
"""The end of Latin Extended-B."""
ENOUGH = 0.15
"""The share of other short words in small letters: sentences of another language have it, lists have not."""
OFTEN = 12
"""One short word counts once in so many words, or twice: a list of people repeats “ans”."""
_WORD = re.compile(r"[^\W\d_]+")
_OF_A_PROGRAM = re.compile(r"[$@|=\\{}<>￼]")


def words_of(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return _WORD.findall(text)


def reads_as(text: str, language: str, rather_than: str) -> bool:
    """Whether a text is clearly in the first language, not the second; never, where nobody described one."""
    these, others = _little_words(language, rather_than), _little_words(rather_than, language)
    if not these or not others:
        return False
    words = [word.lower() for word in words_of(text)]
    found = sum(word in these for word in words)
    return found >= FEWEST_MARKS and found > MARGIN * sum(word in others for word in words)


def reads_as_another(text: str, language: str) -> bool:
    """Whether a text is clearly not in a language, whichever it is in; never, where nobody described it."""
    words, ours = words_of(text), _little_words(language)
    if not ours or len(words) < FEWEST_WORDS or _OF_A_PROGRAM.search(text):
        return False
    known = len({word.lower() for word in words} & ours)  # “en” and “de” are Dutch, too
    foreign = Counter(word for word in words if len(word) <= SHORT and word.islower() and word not in ours)
    most = max(2, len(words) // OFTEN)
    short = sum(min(count, most) for count in foreign.values())
    is_latin = sum(word[0] <= LAST_LATIN for word in words) * 2 > len(words)
    return known < FEW * len(words) and (short >= ENOUGH * len(words) or not is_latin)


def may_be_in(text: str, language: str) -> bool:
    """Whether a third of a text's words are little words of a language, as in a sentence of it."""
    words, ours = words_of(text), _little_words(language)
    return len(words) >= FEWEST_MARKS and sum(word.lower() in ours for word in words) * 3 >= len(words)


def _little_words(language: str, other: str = "") -> frozenset[str]:
    """The stop words of a language that the other does not have."""
    return stop_words(language) - (stop_words(other) if other else frozenset())


@cache
def stop_words(language: str) -> frozenset[str]:
    """The little words of a language, in small letters; none where nobody described it."""
    return frozenset(map(str, facts(language).get("search", {}).get("stop_words", ())))
