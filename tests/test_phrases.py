"""Phrases are found as a plain search would find them, only faster."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.folding import fold, fold_form, without_accents
from living_guide.phrases import Phrases, longest

Match = tuple[int, int, str]
_WORDS = st.text("aébE", min_size=1, max_size=3)
_PHRASES = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)
_TEXTS = st.lists(
    st.one_of(_WORDS, _PHRASES, st.sampled_from([".", "-", "A", "AB", "ÉB", "EB A"])), max_size=8
)


def _find(phrases: Iterable[str], text: str) -> list[str]:
    found = sorted(longest(Phrases(phrases).find(fold(text), text)))
    return [text[start:end] for start, end, _ in found]


def _naive(phrases: Iterable[str], text: str) -> set[Match]:
    """Every phrase at every place, between characters that belong to no word."""
    folded = fold(text).text
    shouted = [run.span() for run in re.finditer("[^a-zé]+", text) if re.search("[A-ZÉ]{2}", run.group())]
    found = set()
    for phrase in filter(None, map(fold_form, phrases)):
        for start in range(len(text) - len(phrase) + 1):
            end = start + len(phrase)
            inside = folded[start:end]
            capitals = any(first <= start < last for first, last in shouted)  # one alone may begin a sentence
            bare = (
                capitals and text[start:end].isupper() and without_accents(inside) == without_accents(phrase)
            )
            as_accented = all(
                is_right in (was, without_accents(was)) for is_right, was in zip(inside, phrase, strict=True)
            )
            whole = not _is_word(text[start - 1 : start] if start else "") and not _is_word(
                text[end : end + 1]
            )
            if whole and (inside == phrase or (bare and as_accented)):
                found.add((start, end, phrase))
    return found


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@pytest.mark.parametrize(
    ("phrases", "text", "expected"),
    [
        (["threat", "threat landscape"], "A threat landscape, a threat.", ["threat landscape", "threat"]),
        (["threat"], "threats threat_x xthreat threat", ["threat"]),
        (
            ["threat landscape", "landscape institutes", "threat"],
            "threat landscape institutes",
            ["threat", "landscape institutes"],
        ),
        (["a b", "b c"], "a b c", ["a b"]),
        (
            ["enjeu sécuritaire"],
            "ENJEU SECURITAIRE, ENJEU SÉCURITAIRE, Enjeu Securitaire",
            ["ENJEU SECURITAIRE", "ENJEU SÉCURITAIRE"],
        ),
        (["évalué", "évalué à part"], "EVALUE A PARTIR", ["EVALUE"]),
        (["c++"], "c++ and c+++", ["c++", "c++"]),
        (["", " "], "nothing", []),
        ([], "nothing", []),
        (["L'été"], "l’été L’ÉTÉ L'ETE", ["l’été", "L’ÉTÉ", "L'ETE"]),
    ],
    ids=str,
)
def test_vectors(phrases: list[str], text: str, expected: list[str]) -> None:
    assert _find(phrases, text) == expected


def test_phrases_may_be_long_and_begin_with_each_other() -> None:
    """Whatever stands in a glossary by mistake, a page is still read."""
    long = "word " * 4_000 + "end"
    steps = ["a" * length for length in range(1, 400)]
    assert _find([long, *steps], f"{long} {'a' * 399} aaa {'a' * 400}") == [long, "a" * 399, "aaa"]


@settings(max_examples=400, deadline=None, database=None)
@given(st.lists(_PHRASES, max_size=8), _TEXTS)
def test_every_phrase_is_found_where_a_plain_search_finds_it(phrases: list[str], words: list[str]) -> None:
    text = " ".join(words)
    assert set(Phrases(phrases).find(fold(text), text)) == _naive(phrases, text)


_MATCHES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair), "x")), max_size=12
)


@settings(max_examples=300, deadline=None, database=None)
@given(_MATCHES)
def test_the_longest_never_overlap(matches: list[Match]) -> None:
    kept = list(longest(matches))
    for at, (start, end, _) in enumerate(kept):
        assert all(end <= first or start >= last for first, last, _ in kept[at + 1 :])
    for start, end, _ in matches:  # what was left out stood in the way of nothing shorter
        rivals = [(first, last) for first, last, _ in kept if first < end and start < last]
        assert rivals and max(last - first for first, last in rivals) >= end - start


@settings(max_examples=100, deadline=None, database=None)
@given(_MATCHES, st.randoms())
def test_the_order_in_which_they_were_found_does_not_matter(matches: list[Match], random: object) -> None:
    shuffled = list(matches)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(longest(shuffled)) == list(longest(matches))
