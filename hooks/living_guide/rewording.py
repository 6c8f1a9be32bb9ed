"""When the right word can take a discouraged one's place and nothing around it has to change."""

from __future__ import annotations

import re

from living_guide.folding import fold, fold_form
from living_guide.lexicon import Lexicon, lexicon
from living_guide.terms import Hit

_WORD_BEFORE = re.compile(r"(\w+’?)[\s*_\[(«“\"]*$")
_LOOKED_AT = 40
"""Characters before a word in which the one before it is looked for."""


def certain_replacement(hit: Hit) -> str | None:
    """What to write over a hit; None where a person has to read the sentence.

    Its concept must say `fix: safe` and give as many right words as wrong ones, each in the place of
    its own: the singular for the singular. The word before must stay right: `le` is no longer so
    before a vowel, nor `l’` before a consonant.
    """
    words, written = hit.rule.words, hit.span.text
    forms = [fold_form(form.text) for form in words.forms]
    if words.fix != "safe" or len(forms) != len(words.use) or hit.form not in forms:
        return None
    number = forms.index(hit.form)
    form, use = words.forms[number].text, words.use[number].text
    if fold_form(written) != hit.form or not use or "\n" in written or "\r" in written:
        return None
    if not _keeps_word_before(hit, form, use):
        return None
    if _capitals(written[1:]) != _capitals(form[1:]):
        return None
    return use[0].upper() + use[1:] if written[0].isupper() and form[0].islower() else use


def _capitals(text: str) -> str:
    return "".join(character for character in text if character.isupper())


def _keeps_word_before(hit: Hit, form: str, use: str) -> bool:
    text, start = hit.span.source.text, hit.span.start
    found = _WORD_BEFORE.search(fold(text[max(0, start - _LOOKED_AT) : start]).text)
    if found is None or fold_form(form).split()[0] == fold_form(use).split()[0]:
        return True
    words = lexicon(hit.page.language)
    before = found[1]
    if before.endswith("’") or before in words.before_vowels:
        return _begins_with_vowel(use, words) is True
    if before in words.before_consonants:
        return _begins_with_vowel(use, words) is False
    if before in words.before_either:
        known = _begins_with_vowel(use, words)
        return known is not None and known == _begins_with_vowel(form, words)
    return True


def _begins_with_vowel(text: str, words: Lexicon) -> bool | None:
    """Whether a word sounds so; None where its first letter does not tell."""
    first = fold_form(text)[:1]
    return None if first in words.unsure or not first.isalpha() else first in words.vowels
