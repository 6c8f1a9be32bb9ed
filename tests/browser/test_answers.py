"""What readers type, answered by the search of the real site in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.queries import HOME, Figures, read, variants
from playwright.sync_api import Page

from trees import REPOSITORY

ANSWERS = Path(__file__).with_name("answers.js").read_text("utf-8")
FIRST, THREE = 0.95, 0.99
STRANGERS_FIRST, STRANGERS_THREE = 0.6, 0.8
"""Of queries that search was never tuned on: it may not become worse for those who come new."""
DANGER = yaml.safe_load((REPOSITORY / "tests/data/danger.yml").read_text("utf-8"))


def _answers(page: Page, language: str, texts: list[str]) -> list[dict[str, Any]]:
    page.goto(f"{HOME[language]}search/")
    page.wait_for_selector("[data-lg-box][data-lg-state]")
    found: list[dict[str, Any]] = page.evaluate(ANSWERS, texts)
    return found


@pytest.mark.parametrize("language", HOME)
def test_readers_find_what_they_ask_for(page: Page, language: str) -> None:
    queries = read(language)
    answers = _answers(page, language, [query.text for query in queries])
    figures = Figures.of((query, answer["paths"]) for query, answer in zip(queries, answers, strict=True))
    missed = [
        (query.text, answer["paths"][:3])
        for query, answer in zip(queries, answers, strict=True)
        if answer["paths"][0] not in query.expected
    ]
    assert (figures.foreign, figures.none) == (0, 0)
    assert figures.first >= FIRST * figures.all, missed
    assert figures.three >= THREE * figures.all, missed
    in_danger = [answer for query, answer in zip(queries, answers, strict=True) if query.role == "danger"]
    assert in_danger and all(answer["isDanger"] for answer in in_danger)


@pytest.mark.parametrize("language", HOME)
def test_strangers_find_most_of_what_they_ask_for(page: Page, language: str) -> None:
    queries = read(f"strangers-{language}")
    answers = _answers(page, language, [query.text for query in queries])
    figures = Figures.of((query, answer["paths"]) for query, answer in zip(queries, answers, strict=True))
    assert (figures.foreign, figures.none) == (0, 0)
    assert figures.first >= STRANGERS_FIRST * figures.all
    assert figures.three >= STRANGERS_THREE * figures.all


@pytest.mark.parametrize("language", HOME)
@pytest.mark.parametrize("kind", ["danger", "distress", "harmless"])
def test_whom_to_call_is_shown_to_those_in_danger(page: Page, language: str, kind: str) -> None:
    texts = DANGER[language][kind]
    expected = (kind == "danger", kind == "distress")
    answers = _answers(page, language, texts)
    assert [
        text
        for text, answer in zip(texts, answers, strict=True)
        if (answer["isDanger"], answer["isDistress"]) != expected
    ] == []


@pytest.mark.parametrize("language", HOME)
def test_who_is_threatened_is_led_to_what_a_threat_is(page: Page, language: str) -> None:
    """The other of the first two may say what to say instead of the word."""
    queries = {"en": ["threat", "threats", "a threat"], "fr": ["menace", "menaces", "une menace"]}[language]
    for answer in _answers(page, language, queries):
        assert f"{HOME[language]}glossary/threat-to-a-person/" in answer["paths"][:2]


BEGUN = """word => {
    const { ranking } = window.livingGuideParts.search;
    const whole = ranking.scores(word, false), all = ranking.scores(word, true);
    const found = ranking.find(word).hits.map(({ document }) => document);
    return found.filter((document) => all.has(document)).map((document) => whole.has(document));
}"""


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "press"), ("en", "fact"), ("en", "list"), ("fr", "presse"), ("fr", "cons"), ("fr", "lieu")],
)
def test_the_word_itself_comes_before_what_it_begins(page: Page, language: str, word: str) -> None:
    _answers(page, language, [])
    are_whole = page.evaluate(BEGUN, word)
    assert any(are_whole)
    assert are_whole == sorted(are_whole, reverse=True)


@pytest.mark.parametrize("language", HOME)
def test_spelling_changes_nothing(page: Page, language: str) -> None:
    groups = variants()[language]
    answers = iter(_answers(page, language, [text for group in groups for text in group]))
    for group in groups:
        lists = [next(answers)["paths"] for _ in group]
        assert lists[0], group
        assert lists == [lists[0]] * len(group), group
