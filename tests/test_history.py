"""What git tells about the files, and what it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from living_guide.history import History, parse, read_history
from repositories import commit, git
from trees import write_tree

PAGE = "# Page\n\nOpening.\n\n## Steps { #steps }\n\nOne.\n\n## Checklist { #checklist }\n\nTwo.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "--quiet")
    return project


def told(history: History, path: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.day.isoformat(), change.kind, change.headings) for change in history.of(path)]


def test_days_and_sections_of_each_file(root: Path) -> None:
    commit(root, {"docs/en/a.md": PAGE, "docs/fr/a.md": PAGE}, "2026-03-01")
    commit(root, {"docs/en/a.md": PAGE.replace("Two", "Deux")}, "2026-03-09")
    history = read_history(root)
    assert told(history, "docs/en/a.md") == [
        ("2026-03-09", "changed", ("## Checklist { #checklist }",)),
        ("2026-03-01", "added", ()),
    ]
    assert told(history, "docs/fr/a.md") == [("2026-03-01", "added", ())]
    assert history.added("docs/en/a.md") == date(2026, 3, 1)
    assert history.last == date(2026, 3, 9)


def test_a_new_section_is_named_too(root: Path) -> None:
    commit(root, {"docs/en/a.md": PAGE}, "2026-03-01")
    commit(root, {"docs/en/a.md": PAGE + "\n## Limits { #limits }\n\nThree.\n"}, "2026-03-02")
    [change, _] = read_history(root).of("docs/en/a.md")
    assert change.headings == ("## Checklist { #checklist }", "## Limits { #limits }")


def test_a_file_is_followed_through_its_names(root: Path) -> None:
    commit(root, {"docs/en/old.md": PAGE}, "2026-03-01")
    git(root, "mv", "docs/en/old.md", "docs/en/middle.md")
    commit(root, {}, "2026-03-02")
    (root / "docs/en/middle.md").rename(root / "docs/en/né.md")
    commit(root, {"docs/en/né.md": PAGE.replace("One", "Un")}, "2026-03-03")
    commit(root, {"docs/en/old.md": "# Another\n"}, "2026-03-04")
    history = read_history(root)
    assert [(day, kind) for day, kind, _ in told(history, "docs/en/né.md")] == [
        ("2026-03-03", "moved"),
        ("2026-03-02", "moved"),
        ("2026-03-01", "added"),
    ]
    assert history.added("docs/en/né.md") == date(2026, 3, 1)
    assert history.added("docs/en/old.md") == date(2026, 3, 4)


def test_what_was_deleted_and_came_back_keeps_its_first_day(root: Path) -> None:
    commit(root, {"docs/en/a.md": PAGE, "docs/en/b.md": "# B\n"}, "2026-03-01")
    (root / "docs/en/a.md").unlink()
    commit(root, {}, "2026-03-02")
    commit(root, {"docs/en/a.md": PAGE}, "2026-03-03")
    assert read_history(root).added("docs/en/a.md") == date(2026, 3, 1)


def test_a_shallow_clone_knows_no_first_day(root: Path, tmp_path: Path) -> None:
    commit(root, {"docs/en/a.md": PAGE}, "2026-03-01")
    commit(root, {"docs/en/a.md": PAGE.replace("One", "Un")}, "2026-03-02")
    commit(root, {"docs/en/a.md": PAGE.replace("One", "Une")}, "2026-03-03")
    git(tmp_path, "clone", "--quiet", "--depth", "2", root.as_uri(), "shallow")
    history = read_history(tmp_path / "shallow")
    assert not history.is_whole
    assert told(history, "docs/en/a.md") == [("2026-03-03", "changed", ("## Steps { #steps }",))]
    assert history.added("docs/en/a.md") is None
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "flat")
    flat = read_history(tmp_path / "flat")
    assert flat.of("docs/en/a.md") == () and flat.last == date(2026, 3, 3)


def test_a_project_may_lie_below_its_repository(root: Path) -> None:
    commit(root, {"guide/docs/en/a.md": PAGE, "docs/en/a.md": "# Not ours\n"}, "2026-03-01")
    assert set(read_history(root / "guide").changes) == {"docs/en/a.md"}


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, {"docs/en/a.md": PAGE})
    assert read_history(tmp_path) == History()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(tmp_path) == History()


def test_a_repository_without_a_commit_tells_nothing(root: Path) -> None:
    assert read_history(root) == History()


def test_no_name_leaves_git(root: Path) -> None:
    commit(root, {"docs/en/a.md": PAGE}, "2026-03-01")
    commit(root, {"docs/en/a.md": PAGE.replace("One", "Un")}, "2026-03-02")
    said = repr(read_history(root))
    assert "2026" in said and "Zo" not in said and "unsaid" not in said.lower()


def test_lines_that_look_like_a_log_are_text(root: Path) -> None:
    trick = "\x01999 grafted\n:100644 100644 0 1 A\tdocs/en/b.md\ndiff --git a/x b/x\n@@ -1 +1 @@ ## No\n"
    commit(root, {"docs/en/a.md": PAGE}, "2026-03-01")
    commit(root, {"docs/en/a.md": PAGE + trick}, "2026-03-02")
    history = read_history(root)
    assert set(history.changes) == {"docs/en/a.md"} and history.is_whole
    assert history.of("docs/en/a.md")[0].headings == ("## Checklist { #checklist }",)


@pytest.mark.parametrize("log", [b"", b"\x01", b"\x01x\n:::\n@@", b"@@ -1 +1 @@ # a\n+# b\n", b"\xff\xfe"])
def test_what_is_no_log_is_no_history(log: bytes) -> None:
    assert parse(log) == History()
