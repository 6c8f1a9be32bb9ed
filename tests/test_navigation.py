# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""The menu of each language, derived from the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.stage.navigation import navigation
from trees import corpus_of

HOME = {"Home": "index.md"}


def _page(title: str, *fields: str) -> str:
    return "\n".join(["---", f"title: {title}", *fields, "---", "Words."])


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, [HOME]),
        ({"docs/en/b.md": _page("B"), "docs/en/a.md": _page("A")}, [HOME, {"A": "a.md"}, {"B": "b.md"}]),
        (
            {"docs/en/b.md": _page("B", "order: 1"), "docs/en/a.md": _page("A", "order: 2"), "docs/en/c.md": _page("0")},
            [HOME, {"B": "b.md"}, {"A": "a.md"}, {"0": "c.md"}],
        ),
        (
            {"docs/en/é.md": _page("Été"), "docs/en/f.md": _page("fin"), "docs/en/d.md": _page("Zoo")},
            [HOME, {"Été": "é.md"}, {"fin": "f.md"}, {"Zoo": "d.md"}],
        ),
        (
            {"docs/en/g/index.md": _page("Guides", "order: 1"), "docs/en/g/x.md": _page("X"), "docs/en/a.md": _page("A", "order: 2")},
            [HOME, {"Guides": ["g/index.md", {"X": "g/x.md"}]}, {"A": "a.md"}],
        ),
        ({"docs/en/my-guides/x.md": _page("X")}, [HOME, {"My guides": [{"X": "my-guides/x.md"}]}]),
        ({"docs/en/d.md": _page("D", "status: draft")}, [HOME]),
        ({"docs/en/n.md": _page("N", "order: .nan"), "docs/en/o.md": _page("O", f"order: 1{'0' * 400}")},
         [HOME, {"N": "n.md"}, {"O": "o.md"}]),
        ({"local/en/ours.md": _page("Ours"), "docs/fr/seul.md": _page("Seul")},
         [HOME, {"Ours": "ours.md"}, {"Seul": "seul.md"}]),
    ],
)  # fmt: skip
def test_menu(tmp_path: Path, files: dict[str, str], expected: list[object]) -> None:
    assert navigation(corpus_of(tmp_path, files), "en") == expected


def test_drafts_are_shown_to_those_who_ask(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"docs/en/d.md": _page("D", "status: draft")})
    assert navigation(corpus, "en", drafts=True) == [HOME, {"D": "d.md"}]


def test_a_missing_translation_keeps_its_place(tmp_path: Path) -> None:
    files = {
        "docs/en/a.md": _page("A", "order: 1"),
        "docs/en/b.md": _page("B", "order: 2"),
        "docs/fr/b.md": _page("Bé"),
    }
    expected = [{"Accueil": "index.md"}, {"A": "a.md"}, {"Bé": "b.md"}]
    assert navigation(corpus_of(tmp_path, files), "fr") == expected


def test_the_glossary_has_one_place(tmp_path: Path) -> None:
    concept = (
        "id: hate\nstatus: approved\nen: {term: hate, definition: D}\nfr: {term: haine, definition: D}\n"
    )
    corpus = corpus_of(tmp_path, {"docs/data/glossary/hate.yml": concept})
    assert navigation(corpus, "en") == [HOME, {"Glossary": ["glossary/index.md"]}]
