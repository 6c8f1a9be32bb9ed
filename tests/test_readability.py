"""Sentences, words, syllables and scores, against counts made by hand."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from living_guide import readability, sentences, syllables
from living_guide.cli import main
from living_guide.messages import catalogue
from living_guide.pages import read_page
from living_guide.readability import Measure, as_text, formula, measure, measures
from living_guide.sentences import words
from living_guide.source import Source
from trees import corpus_of, write_tree

ENGLISH = {
    1: "the through asked called stopped needs times these voice whole role rules league guess school "
    "board choice trust tried quite goes world they’ll played",
    2: "city people police places uses changes listens council table whether question being doing create "
    "client science value argue mayor layer home-made something useful hateful agreed needed decide "
    "evening language colleague hundred quiet statement elsewhere",
    3: "residents created idea area employer employee violence violent period somebody everyone anyone "
    "everything enforcement management audience dialogue usual decided beforehand takeaways follow-up",
    4: "community criticism extremism terrorism experience priority invitation stakeholder security "
    "graduated society’s evaluate seriously accountable",
    5: "organisation communications evaluated polarisation university immediately",
    6: "vulnerabilities responsibility",
}
FRENCH = {
    1: "la ville une elle parlent donnent viennent qu’un que langue langues l’aide d’ordre c’est où type "
    "guerre yeux œuvre cœurs peuvent feuille chaque quelque qui aident",
    2: "service personnes police souvent moment comment agent argent équipe année pays voyez moyens "
    "créer critique public publique étaient l’idée collègue élue client travaille violence",
    3: "réunion personnel habitants décision citoyenne employeur juridique publier incident président "
    "essayez paysage aujourd’hui coopère récemment maire-adjoint rendez-vous",
    4: "sécurité événement communauté municipal académie priorité invitation évaluation coopérer réalité",
    5: "organisation polarisation université préoccupation",
    6: "vulnérabilités accessibilité responsabilités",
}
COUNTS = [
    (language, word, count)
    for language, listed in (("en", ENGLISH), ("fr", FRENCH))
    for count, line in listed.items()
    for word in line.split()
]
PAGES = {
    "en": "# Not counted\n\nThe city asks. People answer the city, and it listens.\n\n- One more item\n\n"
    "| A cell | of words |\n|---|---|\n| not | counted |\n\n```\ncode is none\n```\n",
    "fr": "---\ntitle: Pas compté\n---\n\n# Pas compté\n\n"
    "La ville écoute.\nOn répond à l’habitante, puis on agit.\n",
}


@pytest.mark.parametrize(("language", "word", "count"), COUNTS)
def test_syllables_as_counted_by_hand(language: str, word: str, count: int) -> None:
    assert syllables.syllables(word, language) == count


@pytest.mark.parametrize("word", ["2024", "LLG", "10", "d’", "GLL"])
def test_figures_and_abbreviations_count_as_one(word: str) -> None:
    assert syllables.syllables(word, "en") == syllables.syllables(word, "fr") == 1


def test_regional_variant_is_spelt_like_its_language() -> None:
    assert syllables.syllables("réunion", "fr-CA") == 3
    assert syllables.syllables("Vereinbarung", "de") == 1  # nobody has said how German sounds


@pytest.mark.parametrize(
    ("language", "score"),
    [
        ("en", 9.9),  # 0.39 × 20 + 11.8 × 1.5 − 15.59 = 7.8 + 17.7 − 15.59
        ("fr", 76.3),  # 207 − 1.015 × 20 − 73.6 × 1.5 = 207 − 20.3 − 110.4
    ],
)
def test_formulas_as_published(language: str, score: float) -> None:
    known = formula(language)
    assert known is not None and known.score(words=100, sentences=5, syllables=150) == score


def test_aims_point_in_opposite_directions() -> None:
    english, french = formula("en"), formula("fr")
    assert english is not None and french is not None
    assert [english.misses(score) for score in (9.9, 10.0, 10.1)] == [False, False, True]
    assert [french.misses(score) for score in (49.9, 50.0, 50.1)] == [True, False, False]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        # the city asks 1+2+1 · People answer the city and it listens 2+2+1+2+1+1+2 · one more item 1+1+2
        # 0.39 × 13/3 + 11.8 × 19/13 − 15.59 = 1.69 + 17.246 − 15.59
        ("en", Measure("p.md", "en", 13, 3, 19, 4.3, 7, 3, 3.3, False)),
        # la ville écoute 1+1+2 · on répond à l’habitante puis on agit 1+2+1+3+1+1+2
        # 207 − 1.015 × 10/2 − 73.6 × 15/10 = 207 − 5.075 − 110.4
        ("fr", Measure("p.md", "fr", 10, 2, 15, 5.0, 7, 8, 91.5, False)),
    ],
)
def test_page_as_counted_by_hand(language: str, expected: Measure) -> None:
    assert measure(read_page(Source("p.md", PAGES[language]), language, "p.md")) == expected


def _sentences(text: str, language: str = "en") -> list[str]:
    return [item.text for item in sentences.sentences(read_page(Source("p.md", text), language, "p.md"))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ask. Listen! Is it so? Yes…", 4),
        ("See p. 12 and St. Louis, e.g. on Monday.", 1),
        ("“Come in.” She did. (He did not.) They “did.”", 4),
        ("It costs 3.5 million. 2 people said so.", 2),
        ("Two points: one; two – three.", 1),
        ("What now? asked the mayor.", 1),
        ("- first\n- second. Third", 3),
        ("> Quoted. Twice.", 2),
        ("Term\n\n:   Its definition.", 1),
        ("!!! note “Not counted”\n\n    One here.", 1),
        ("`code` only", 1),
        ("`code`", 0),
        ("# Heading", 0),
        ("<!-- guide-ok: links-vague-text -- reason -->\n", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(_sentences(text)) == count


def test_french_signs_stand_apart_from_their_words() -> None:
    text = "Qui vient\u202f? «\u202fNous\u202f!\u202f» Elle l’a dit\u00a0: M. Skoog aussi, à 10\u00a0h."
    assert _sentences(text, "fr") == [
        "Qui vient\u202f?",
        "«\u202fNous\u202f!\u202f»",
        "Elle l’a dit\u00a0: M. Skoog aussi, à 10\u00a0h.",
    ]
    assert words(text)[-6:] == ["M.", "Skoog", "aussi,", "à", "10", "h."]


def test_no_code_knows_a_language_by_name() -> None:
    for module in (readability, sentences, syllables):
        source = Path(module.__file__).read_text("utf-8")
        constants = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
        assert not constants & {"en", "fr", "fr-CA"}


def test_report_puts_the_hardest_first_and_marks_what_misses(tmp_path: Path) -> None:
    tree = {
        "docs/en/a.md": "# A\n\nA cat sat.\n",
        "docs/en/b.md": "# B\n\nResponsibilities necessitate interdepartmental coordination.\n",
        "docs/de/a.md": "# A\n\nGut.\n",
    }
    found = measures(corpus_of(tmp_path, tree))
    assert [item.path for item in found["en"]] == ["docs/en/b.md", "docs/en/a.md"]
    assert [item.misses for item in found["en"]] == [True, False]
    said = as_text(found, {})
    assert "docs/en/b.md:3" in said and "*" in said.splitlines()[2] and "de – no formula" in said
    assert found["fr"] == []


def test_command_prints_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_tree(tmp_path, {f"docs/{language}/p.md": text for language, text in PAGES.items()})
    assert main(["readability", "--root", str(root), "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    assert catalogue("fr")["longest"] in said and "docs/fr/p.md:8" in said
    assert main(["readability", "--root", str(root), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["languages"]["en"] == {
        "formula": {
            "name": "Flesch–Kincaid",
            "base": -15.59,
            "words_per_sentence": 0.39,
            "syllables_per_word": 11.8,
            "at_most": 10,
        },
        "pages": 1,
        "min": 3.3,
        "median": 3.3,
        "max": 3.3,
        "missing_the_aim": 0,
    }
    assert [page["score"] for page in report["pages"]] == [3.3, 91.5]
