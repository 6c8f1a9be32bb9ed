"""How long a page takes, how it is cited and passed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.corpus import Corpus
from living_guide.reading import minutes
from living_guide.stage.sharing import sharing
from trees import corpus_of

SETTINGS = """site_name: Guide
site_url: https://city.example/hub
plugins:
  i18n:
    languages:
      - {locale: en, name: English, default: true}
      - {locale: fr, name: Français, site_name: Guide de la ville}
extra:
  share: {Square: "https://square.example/?u={url}&t={title}", Off: "", Script: "javascript:{url}", Odd: "https://x.example/"}
"""


def _corpus(folder: Path, text: str, settings: str = SETTINGS) -> Corpus:
    files = {"docs/en/a.md": text, "docs/fr/a.md": text.replace("Q&A", "Q&R")}
    return corpus_of(folder, {**files, "mkdocs.yml": settings})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("word " * 199, 1),
        ("word " * 200, 1),
        ("word " * 201, 2),
        ("| a | b |\n|---|---|\n" + "| word word | word |\n" * 100, 2),
        ("```\n" + "word " * 900 + "\n```\n", 0),
        ("- word\n" * 250, 2),
    ],
)
def test_minutes_count_words_lists_and_tables_but_no_code(tmp_path: Path, text: str, expected: int) -> None:
    page = _corpus(tmp_path, text).page("en", "a.md")
    assert page and minutes(page) == expected


def test_a_page_is_cited_and_passed_on_with_its_address(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, "---\ntitle: Q&A “now”\n---\n\nText.\n")
    page = corpus.page("fr", "a.md")
    assert page
    told = sharing(corpus, page, corpus.settings.language("fr"), "3 décembre 2024")
    assert told == {
        "citation": "Guide de la ville, «\u202fQ&R “now”\u202f», version du 3 décembre 2024, https://city.example/hub/fr/a/",
        "url": "https://city.example/hub/fr/a/",
        "ways": [
            {
                "name": "Par courriel",
                "url": "mailto:?subject=Q%26R%20%E2%80%9Cnow%E2%80%9D"
                "&body=Q%26R%20%E2%80%9Cnow%E2%80%9D%C2%A0%3A%20https%3A%2F%2Fcity.example%2Fhub%2Ffr%2Fa%2F",
            },
            {
                "name": "Square",
                "url": "https://square.example/?u=https%3A%2F%2Fcity.example%2Fhub%2Ffr%2Fa%2F&t=Q%26R%20%E2%80%9Cnow%E2%80%9D",
            },
        ],
    }


def test_no_address_no_citation(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, "Text.\n", SETTINGS.replace("site_url: https://city.example/hub\n", ""))
    page = corpus.page("en", "a.md")
    assert page and sharing(corpus, page, corpus.settings.language("en"), None) is None
