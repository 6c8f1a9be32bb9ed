"""Plain `mkdocs build` works without our command, and says and makes the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import digests
from projects import copy_project, edit, guide, mkdocs, small_project

BROKEN = "# Home\n\nSee [nothing](no.md).\n"
FAULT = "docs/en/index.md:3:15: error no page `no.md` (links-missing-page)"


def test_the_real_pages_are_the_same_either_way(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    for ended in (guide(project, "build"), mkdocs(project, "build", "--strict")):
        assert ended.status == 0, ended.said
    ours, plain = digests(project / "build/site"), digests(project / "build/site-plain")
    assert ours.keys() == plain.keys()
    assert [path for path in ours if ours[path] != plain[path]] == []
    assert len(ours) > 200


@pytest.mark.parametrize(("strict", "status"), [(["--strict"], 1), ([], 0)], ids=["strict", "lenient"])
def test_an_error_is_told_once_and_as_the_check_tells_it(
    tmp_path: Path, strict: list[str], status: int
) -> None:
    project = small_project(tmp_path / "project", {"docs/en/index.md": BROKEN})
    checked, built = guide(project, "check"), mkdocs(project, "build", *strict)
    assert (checked.status, built.status) == (1, status), built.said
    assert FAULT in checked.lines
    assert [line.count(FAULT) for line in built.lines if FAULT in line] == [1]
    assert "Traceback" not in built.said


def test_a_warning_fails_nobody(tmp_path: Path) -> None:
    """French may lag behind: it is told, once, and even a strict build goes on."""
    page = "---\ntitle: New\n---\n# New\n\n[Home](index.md)\n"
    project = small_project(
        tmp_path / "project",
        {"docs/en/new.md": page, "docs/en/index.md": "# Home\n\n[New](new.md)\n"},
    )
    ended = mkdocs(project, "build", "--strict")
    assert ended.status == 0, ended.said
    assert ended.said.count("(translation-missing)") == 1


def test_a_city_file_that_cannot_be_used_is_told_in_one_sentence(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {})
    edit(project / "mkdocs.yml", "typography: {fr: fr-FR}", "typography: fr-FR")
    built = mkdocs(project, "build")
    assert built.status == 1
    assert "typography: must name a profile for each language" in built.said
    assert "Traceback" not in built.said
