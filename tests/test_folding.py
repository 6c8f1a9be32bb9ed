"""Folding makes alike what readers take for the same, and never loses the place of a character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.folding import fold, fold_form, without_accents

VECTORS = {
    "Threat": "threat",
    "L'Été": "l’été",
    "l‘été lʼété l＇été": "l’été l’été l’été",
    "hard\u2010to\u2011reach": "hard-to-reach",
    "a\u00a0b\u202fc\u2009d\te\nf\r\ng": "a b c d e f g",
    "a \u00a0 b": "a b",
    "map\u00adping": "mapping",
    "ma\u200bp\u2060ping\ufeff": "mapping",
    "e\u0301te\u0301": "été",
    "E\u0301TE\u0301": "été",
    "x\u0304": "x\u0304",
    "İ": "i\u0307",
    "ŒUVRE 🌍 ß": "œuvre 🌍 ß",
    "« menace »": "« menace »",
    "": "",
}
_ALPHABET = "aéE' ’\u00a0\u202f\n\r\t-\u2011\u00ad\u200b\u0301\u0327İ🌍œ."
_TEXTS = st.text(st.one_of(st.sampled_from(_ALPHABET), st.characters(exclude_categories=["Cs"])), max_size=30)


@pytest.mark.parametrize(("text", "folded"), VECTORS.items(), ids=ascii)
def test_vectors(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "part", "place"),
    [
        ("A map\u00adping.", "mapping", "map\u00adping"),
        ("Un e\u0301te\u0301 chaud", "été", "e\u0301te\u0301"),
        ("a  b \u00a0c", "b c", "b \u00a0c"),
        ("🌍 İ x", "x", "x"),
        ("L’\u00adenjeu", "enjeu", "enjeu"),
        ("plain", "plain", "plain"),
    ],
)
def test_a_stretch_is_found_where_it_was_written(text: str, part: str, place: str) -> None:
    folded = fold(text)
    at = folded.text.index(part)
    start, end = folded.span(at, at + len(part))
    assert text[start:end] == place


@settings(max_examples=300, deadline=None, database=None)
@given(_TEXTS)
def test_every_character_comes_from_its_place(text: str) -> None:
    folded = fold(text)
    places = [folded.origin(at) for at in range(len(folded.text))]
    assert places == sorted(places)
    assert folded.span(0, len(folded.text))[1] == len(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        end = max(end, start + 1)  # `İ` becomes two characters of one place
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end]).text


@settings(max_examples=300, deadline=None, database=None)
@given(_TEXTS)
def test_what_is_folded_stays_so(text: str) -> None:
    once = fold_form(text)
    assert fold_form(once) == once
    assert fold_form(unicodedata.normalize("NFD", text)) == once


@settings(max_examples=100, deadline=None, database=None)
@given(_TEXTS, _TEXTS)
def test_both_ways_of_folding_agree(one: str, other: str) -> None:
    """A text that needs care folds to the same as the quick way does on its plain parts."""
    careful = fold(f"{one}.\u00ad.{other}").text
    assert careful == f"{fold(one).text}..{fold(other).text}"


@pytest.mark.parametrize(
    ("text", "bare"),
    [("évaluation", "evaluation"), ("ÉTÉ", "ETE"), ("œuf", "œuf"), ("e\u0301", "e"), ("", "")],
)
def test_without_accents(text: str, bare: str) -> None:
    assert without_accents(text) == bare
