"""Telling a noun from a verb that looks like it, by the words around it.

« La menace grandit » has the noun; « la haine menace la paix » and « qui la menace » have the verb.
There is no parser behind this: a determiner makes a noun, unless it is a pronoun there.
"""

from __future__ import annotations

import re

from living_guide.document import HIDDEN
from living_guide.folding import fold
from living_guide.lexicon import Lexicon

_TOKEN = re.compile(r"\w(?:[\w-]*\w)?’?|[^\w\s]")
_FIRST_WORD = re.compile(r"\s*(-?\w(?:[\w-]*\w)?)")
_SENTENCE_ENDS = frozenset('.!?:;(«“„‹"|/•' + HIDDEN)
_STOPS = frozenset(".!?")
_DASHES = frozenset("—–")
_COMPOUND = re.compile(r"[\w-]+-$")
_LOOKED_AT = 160
"""Characters before and after a word in which the words around it are looked for."""


def is_noun(text: str, start: int, end: int, language: Lexicon) -> bool:
    """Whether a word that may be a verb stands where a noun stands."""
    after = fold(text[end : end + _LOOKED_AT]).text
    if _follows(after, language.inversions):
        return False
    before = _COMPOUND.sub("", fold(text[max(0, start - _LOOKED_AT) : start]).text)
    tokens = _TOKEN.findall(before)
    if not tokens or tokens[-1] in _DASHES or tokens[-1] in _SENTENCE_ENDS:
        return not tokens or _begins_anew(tokens)
    rest = _without_adjectives(tokens, language)
    if not rest or rest[-1] not in language.determiners:
        return False
    if rest[-1] in language.plural_determiners and text[end - 1 : end] not in ("s", "x", "z"):
        return False
    if rest[-1] in language.pronouns and rest == tokens:
        return not _is_pronoun(rest[:-1], after, language)
    return True


def _begins_anew(tokens: list[str]) -> bool:
    """Whether a sign opens something; a second dash or straight quote closes what the first began."""
    sign = tokens[-1]
    if sign not in _DASHES and sign != '"':
        return True
    last_stop = max((at for at, token in enumerate(tokens) if token in _STOPS), default=-1)
    return tokens[last_stop + 1 :].count(sign) % 2 == 1


def _without_adjectives(tokens: list[str], language: Lexicon) -> list[str]:
    """The words up to the determiner: « la plus grave et la plus ancienne » leaves « la »."""
    rest = list(tokens)
    while rest and (
        rest[-1] in language.between
        or (
            len(rest) < len(tokens)
            and rest[-1] in language.coordinators
            and len(rest) > 1
            and rest[-2] in language.between
        )
    ):
        rest.pop()
    return rest


def _is_pronoun(ahead: list[str], after: str, language: Lexicon) -> bool:
    """Whether what looks like a determiner is the verb's object, by the words ahead of it."""
    subject, clitic, article, last = ["", "", "", "", *ahead][-4:]
    if last in language.subjects:  # « qui la menace », not « selon elle la menace grandit »
        return article not in language.governing
    if last in language.coordinators and clitic in language.pronouns and subject in language.subjects:
        return True  # « qui la suit et la menace »
    if article in language.articles and last.isalpha() and clitic not in language.governing:
        return _ends(after) or _follows(after, language.after_verbs)  # « la rumeur la menace encore »
    return False


def _ends(after: str) -> bool:
    return not after.strip() or after.lstrip()[0] in ".!?;:,…)»"


def _follows(after: str, words: frozenset[str]) -> bool:
    found = _FIRST_WORD.match(after)
    return found is not None and found[1] in words
