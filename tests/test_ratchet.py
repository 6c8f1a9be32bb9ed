"""Warnings may become fewer and never more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from living_guide.cli import main
from living_guide.ratchet import COUNTS
from trees import write_tree

WORD = {"en": {"term": "landscape", "definition": "What is known.", "discouraged": [{"forms": ["threat"]}]}}
TREE = {
    "docs/en/index.md": "# Home\n\nA threat. No threat.\n",
    "docs/data/glossary/landscape.yml": json.dumps({"id": "landscape", **WORD}),
}
KEY = "terms-discouraged: threat"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_tree(tmp_path, TREE)


def check(project: Path) -> int:
    return main(["check", "--ratchet", "--root", str(project), "--lang", "en"])


def counts(project: Path) -> dict[str, int]:
    kept: dict[str, int] = json.loads((project / COUNTS).read_text("utf-8"))
    return kept


def write(project: Path, words: str) -> None:
    (project / "docs/en/index.md").write_text(f"# Home\n\n{words}\n", "utf-8")


def test_the_first_run_keeps_what_there_is(project: Path) -> None:
    assert check(project) == 0
    assert counts(project) == {KEY: 2}


def test_fewer_are_kept_and_more_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(project)
    write(project, "A threat.")
    assert (check(project), counts(project)) == (0, {KEY: 1})
    write(project, "A threat. No threat.")
    capsys.readouterr()
    assert (check(project), counts(project)) == (1, {KEY: 1})
    told = capsys.readouterr().out
    assert told.count("index.md:3:3: error") == 1 and "(2 now, 1 allowed)" in told


def test_what_is_gone_stays_gone(project: Path) -> None:
    check(project)
    write(project, "Nothing.")
    assert (check(project), counts(project)) == (0, {})
    write(project, "A threat.")
    assert (check(project), counts(project)) == (1, {})


@pytest.mark.parametrize("damaged", ["{", "[]", '{"a": "b"}'])
def test_a_damaged_file_is_told(project: Path, damaged: str) -> None:
    (project / COUNTS).write_text(damaged, "utf-8")
    assert check(project) == 2
    assert (project / COUNTS).read_text("utf-8") == damaged


def test_paths_are_not_taken(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert main(["check", "--ratchet", "docs", "--lang", "en"]) == 2
    assert not (project / COUNTS).exists()
