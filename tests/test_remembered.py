"""What was found is told again only while nothing it depends on has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from living_guide import remembered
from living_guide.remembered import MEMORY, check_project
from trees import write_tree

TREE = {
    "mkdocs.yml": "plugins: {i18n: {languages: [{locale: en, name: English, default: true}]}}\n",
    "docs/en/index.md": "# Home\n\n[a](gone.md) {x}\n",
    "docs/data/glossary/hate.yml": "id: hate\nen: {term: hate}\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_tree(tmp_path, TREE)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One item for each time the checks really run."""
    seen: list[object] = []
    run = remembered.run_checks
    monkeypatch.setattr(remembered, "run_checks", lambda corpus: seen.append(corpus) or run(corpus))
    return seen


def test_the_same_is_told_without_checking_again(project: Path, runs: list[object]) -> None:
    first, second = check_project(project), check_project(project)
    assert first == second
    assert [item.rule for item in second.findings if item.severity == "error"] == ["links-missing-page"]
    assert str(second.findings[0].message) == str(first.findings[0].message)
    assert len(runs) == 1


def test_a_large_file_changed_at_the_same_size_is_checked(project: Path, runs: list[object]) -> None:
    picture = project / "docs/assets/large.svg"
    picture.parent.mkdir()
    for colour in ("red", "tan"):
        picture.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' fill='{colour}'/>" + " " * 300_000)
        check_project(project)
    assert len(runs) == 2


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page": lambda root: (root / "docs/en/index.md").write_text("# Home\n\n[b](gone.md) {x}\n", "utf-8"),
    "a new file": lambda root: (root / "docs/en/new.md").write_text("# New\n", "utf-8"),
    "a file gone": lambda root: (root / "docs/data/glossary/hate.yml").unlink(),
    "a name": lambda root: (root / "docs/en/index.md").rename(root / "docs/en/other.md"),
    "the configuration": lambda root: (root / "mkdocs.yml").write_text(
        TREE["mkdocs.yml"] + "site_url: https://a.example/\n", "utf-8"
    ),
    "what was kept": lambda root: (root / MEMORY).write_text("{", "utf-8"),
    "a file that became a link": lambda root: (
        (root / "docs/en/index.md").unlink(),
        (root / "docs/en/index.md").symlink_to("/dev/null"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_checked(project: Path, runs: list[object], change: Callable[[Path], object]) -> None:
    check_project(project)
    change(project)
    check_project(project)
    assert len(runs) == 2


def test_a_folder_without_configuration_is_left_as_it_is(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    check_project(project)
    assert not (project / MEMORY).exists()
