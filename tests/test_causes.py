"""One fault, one finding: consequences are told with their cause, and nothing turns green."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from clones import commit
from living_guide.cli import main
from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.remembered import check_project
from trees import write_tree

CASES = Path(__file__).parent / "cases"
WORDS = "---\ntitle: Words\n---\n\n# Words\n\n## Why { #why }\n\nThey open doors.\n\nThey shut doors.\n"
MOTS = "---\ntitle: Mots\n---\n\n# Mots\n\n## Pourquoi { #why }\n\nIls ouvrent.\n\nIls ferment.\n"
GUIDE = {
    "docs/en/index.md": "# Home\n\n[Words](guides/words.md) and [why](guides/words.md#why).\n",
    "docs/fr/index.md": "# Accueil\n\n[Mots](guides/words.md) et [pourquoi](guides/words.md#why).\n",
    "docs/en/guides/words.md": WORDS,
    "docs/fr/guides/words.md": MOTS,
}


def _own(root: Path) -> list[str]:
    return [item.name for item in with_consequences(check_project(root).findings)]


def _committed(root: Path) -> Path:
    write_tree(root, GUIDE)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *who, *command], cwd=root, check=True)
    return root


def test_a_page_renamed_in_every_language_is_one_finding(tmp_path: Path) -> None:
    root = _committed(tmp_path)
    for code in ("en", "fr"):
        (root / f"docs/{code}/guides/words.md").rename(root / f"docs/{code}/guides/choose.md")
    found = check_project(root).findings
    assert _own(root) == [
        "docs/en/guides/choose.md:1:1 redirects-moved-page",
        "docs/fr/guides/choose.md:1:1 translation-unstamped",  # as before it moved
    ]
    assert sum(item.severity is Severity.ERROR for item in found) == 5  # the move and four links
    told = next(iter(with_consequences(found)))
    assert "`guides/words.md`" in str(told.message) and "4 links" in str(told.message)
    assert "redirect_from: [guides/words.md]" in str(told.hint)


def test_a_page_renamed_in_one_language_is_one_finding_and_no_error(tmp_path: Path) -> None:
    root = _committed(tmp_path)
    (root / "docs/fr/guides/words.md").rename(root / "docs/fr/guides/mots.md")
    assert _own(root) == ["docs/fr/guides/mots.md:1:1 redirects-moved-page"]
    assert main(["check", "--root", str(root)]) == 0


def test_a_deleted_page_is_one_finding_that_does_not_ask_to_correct_the_path(tmp_path: Path) -> None:
    root = _committed(tmp_path)
    for code in ("en", "fr"):
        (root / f"docs/{code}/guides/words.md").unlink()
    for _ in "before", "after it was committed":
        [told] = with_consequences(check_project(root).findings)
        assert told.name == "docs/en/index.md:3:9 links-missing-page"
        assert str(told.message) == "the page `guides/words.md` was deleted, and this place still leads to it"
        assert "put the file back" in str(told.hint)
        commit(root, "the page is gone")


def test_a_page_deleted_in_one_language_is_told_as_that(tmp_path: Path) -> None:
    root = _committed(tmp_path)
    (root / "docs/fr/guides/words.md").unlink()
    [told] = with_consequences(check_project(root).findings)
    assert told.name == "docs/en/guides/words.md:1:1 translation-missing"
    assert str(told.message) == "this page was deleted in French"
    assert told.severity is Severity.WARNING


def test_broken_front_matter_hides_what_follows_from_it_and_nothing_else(tmp_path: Path) -> None:
    broken = MOTS.replace("title: Mots", "title: Mots : lesquels").replace("Ils ouvrent.", "Ils ouvrent...")
    root = write_tree(tmp_path, {**GUIDE, "docs/fr/guides/words.md": broken})
    assert _own(root) == [
        "docs/fr/guides/words.md:2:13 front-matter-broken-yaml",
        "docs/fr/guides/words.md:9:12 typography-three-dots",
    ]


def test_machines_see_every_finding_and_which_comes_of_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _committed(tmp_path)
    (root / "docs/fr/guides/words.md").rename(root / "docs/fr/guides/mots.md")
    main(["check", "--root", str(root), "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    [own] = [item for item in said["diagnostics"] if "because" not in item]
    cause = f"{own['path']}:{own['line']}:{own['column']} {own['rule']}"
    assert {item["because"] for item in said["diagnostics"] if item is not own} == {cause}
    assert said["summary"] == {"errors": 0, "warnings": 1, "pages": 4}


def test_a_consequence_stands_by_itself_where_its_cause_was_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _committed(tmp_path)
    for code in ("en", "fr"):
        (root / f"docs/{code}/guides/words.md").rename(root / f"docs/{code}/guides/choose.md")
    monkeypatch.chdir(root)
    assert main(["check", "--lang", "en", "docs/fr/index.md"]) == 1
    assert capsys.readouterr().out.endswith("2 errors, 0 warnings on 4 pages\n")


@pytest.mark.parametrize(
    "case", sorted(CASES.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_cause_weighs_at_least_as_much_and_is_no_consequence(case: Path, tmp_path: Path) -> None:
    root = shutil.copytree(case, tmp_path / "case", symlinks=True)
    found = check_project(root).findings if (root / "docs").is_dir() else []
    causes: dict[str, Diagnostic] = {item.name: item for item in reversed(found) if not item.because}
    weights = list(Severity)
    for item in found:
        if item.because:
            assert weights.index(causes[item.because].severity) <= weights.index(item.severity)
    told = with_consequences(found)
    assert sorted(map(repr, found)) == sorted(
        map(repr, [*told, *(item for others in told.values() for item in others)])
    )
