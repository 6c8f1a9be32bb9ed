# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""The tree an engine builds: local over docs, made pages, fallbacks, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.corpus import read_corpus
from living_guide.stage.tree import stage, staged_pages
from trees import CLEAN, corpus_of, write_tree

CONCEPT = "id: hate\nstatus: approved\nen: {term: hate, definition: '<b>*D*</b>'}\nfr: {term: haine, definition: D}\n"


def _staged(root: Path, files: dict[str, str], **options: bool) -> dict[str, str]:
    return dict(staged_pages(corpus_of(root, files), **options))


@pytest.mark.parametrize(
    ("files", "place", "text"),
    [
        ({"docs/en/a.md": "# A\n", "local/en/a.md": "# Ours\n"}, "en/a.md", "# Ours\n"),
        ({"docs/en/a.md": "é\r\n🌍\r\n"}, "en/a.md", "é\r\n🌍\r\n"),
        ({"docs/en/a.md": "# A\n\n<!-- guide-ok: links-missing-page -- x -->\n\n[x](y.md)\n"}, "en/a.md", "# A\n\n\n\nx\n"),
        ({"docs/en/a.md": "![*A* town](no.png){ width=20 } of [words][w].\n\n[w]: no.md\n"}, "en/a.md", "A town of words.\n\n[w]: no.md\n"),
        ({"docs/fr/a.md": "<a href='b/c.md#d'>x</a> <a href=\"#d\">y</a>\n", "docs/fr/b/c.md": "# C\n"}, "fr/a.md", "<a href='../b/c/#d'>x</a> <a href=\"#d\">y</a>\n"),
        ({"docs/fr/a.md": "<img src=\"../assets/d'été.png\" alt=''>\n", "docs/assets/d'été.png": ""}, "fr/a.md", "<img src=\"../../assets/d%27%C3%A9t%C3%A9.png\" alt=''>\n"),
        ({"docs/fr/a.md": "<img src='p.png' alt=''>\n", "docs/fr/p.png": ""}, "en/a.md", "<img src='../p.png' alt=''>\n"),
        ({"docs/en/a.md": "---\ntitle: 12:30\ndescription: 'a: b'\norder: 10\nowner: The office\n---\n# A\n"}, "en/a.md", "---\ntitle: \"12:30\"\ndescription: \"a: b\"\n---\n# A\n"),
        ({"docs/en/a.md": "---\norder: 10\n---\n# A\n"}, "en/a.md", "---\n{}\n---\n# A\n"),
        ({"docs/en/a.md": "# A\n\n<!-- kept -->\n"}, "en/a.md", "# A\n\n<!-- kept -->\n"),
        ({"docs/fr/a.md": "[x](../en/index.md){ hreflang=en }\n"}, "fr/a.md", "[x](../../){ hreflang=en }\n"),
        ({"docs/fr/a.md": "[English](../en/index.md)\n"}, "fr/a.md", "[English](../../){ hreflang=en }\n"),
        ({"docs/en/a/b.md": "[x](../../fr/index.md#é){ hreflang=fr }\n"}, "en/a/b.md", "[x](../../fr/#é){ hreflang=fr }\n"),
        ({"docs/en/a.md": "[x](index.md)\n"}, "en/a.md", "[x](index.md)\n"),
        ({"docs/fr/b/a.md": "![x](<../../en/a b.png>) [y][z] [z]\n\n[z]: ../../en/c.pdf#page=2\n", "docs/en/a b.png": "", "docs/en/c.pdf": ""}, "fr/b/a.md", "![x](<../assets/en/a%20b.png>) [y][z] [z]\n\n[z]: ../assets/en/c.pdf#page=2\n"),
        ({"docs/fr/b/a.md": "![x](../../en/p.png) ![y](q.png)\n", "docs/en/p.png": "", "docs/fr/b/q.png": ""}, "en/b/a.md", "![x](../p.png) ![y](q.png)\n"),
    ],
)  # fmt: skip
def test_pages(tmp_path: Path, files: dict[str, str], place: str, text: str) -> None:
    assert _staged(tmp_path, files)[place] == text


def test_every_page_stands_in_every_language(tmp_path: Path) -> None:
    staged = _staged(tmp_path, {"docs/en/a.md": "# A\n", "docs/fr/b.md": "# B\n"})
    keys = {place.partition("/")[2] for place in staged}
    assert set(staged) == {f"{code}/{key}" for code in ("en", "fr") for key in keys}
    assert keys == {"index.md", "search.md", "a.md", "b.md"}


def test_files_of_another_language_are_staged_where_a_page_shows_them(tmp_path: Path) -> None:
    root, folder = tmp_path / "root", tmp_path / "build"
    files = {
        "docs/fr/b/a.md": "[x](../../en/p.csv) [y](q.csv)\n",
        "docs/en/p.csv": "p",
        "docs/fr/b/q.csv": "q",
    }
    write_tree(root, {**CLEAN, **files})
    stage(read_corpus(root), folder)
    tables = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert tables == {"en/p.csv", "fr/b/q.csv", "fr/assets/en/p.csv", "en/b/q.csv"}


def test_drafts_are_staged_for_those_who_ask(tmp_path: Path) -> None:
    files = {"docs/en/d.md": "---\nstatus: draft\n---\n# D\n"}
    assert "en/d.md" not in _staged(tmp_path, files)
    assert "en/d.md" in _staged(tmp_path, files, drafts=True)


def test_concepts_become_pages_that_say_just_their_words(tmp_path: Path) -> None:
    staged = _staged(tmp_path, {"docs/data/glossary/hate.yml": CONCEPT})
    assert {"en/glossary/index.md", "en/glossary/hate.md", "fr/glossary/hate.md"} <= set(staged)
    body = staged["en/glossary/hate.md"].split("---\n", 2)[2]
    assert "<b>" not in body and "*D*" not in body


def test_staging_writes_only_what_changed_and_keeps_nothing_else(tmp_path: Path) -> None:
    root, folder = tmp_path / "root", tmp_path / "build"
    write_tree(
        root, {**CLEAN, "docs/assets/a.csv": "1", "docs/assets/.gitkeep": "", "docs/data/x.csv": "a\n"}
    )
    write_tree(folder, {"old/page.md": "x", "stray": "y"})
    first = stage(read_corpus(root), folder)
    places = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    assert first == 5
    pages = {"en", "en/index.md", "en/search.md", "fr", "fr/index.md", "fr/search.md"}
    assert places == {*pages, "assets", "assets/a.csv"}
    assert stage(read_corpus(root), folder) == 0
    write_tree(root, {"docs/en/index.md": "# New home\n"})
    assert stage(read_corpus(root), folder) == 1


def test_links_to_other_places_are_never_followed(tmp_path: Path) -> None:
    root, folder = tmp_path / "root", tmp_path / "build"
    write_tree(root, CLEAN)
    (root / "docs/en/secret.png").symlink_to("/etc/hostname")
    (root / "docs/assets").symlink_to("/etc")
    stage(read_corpus(root), folder)
    assert {path.name for path in folder.rglob("*")} == {"en", "fr", "index.md", "search.md"}
