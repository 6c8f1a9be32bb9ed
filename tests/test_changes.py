"""`guide check --changed-since REF`: what a change touches, and what it breaks elsewhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from clones import commit, git, repository
from living_guide.changes import Behind, change_between
from living_guide.cli import main
from living_guide.revision import edited_files, tree_at
from trees import run_guide, write_tree

HOME = "# {}\n\n- [{}](guides/a.md)\n- [{}](guides/b.md)\n"
TREE = {
    "docs/en/index.md": HOME.format("Home", "First", "Second"),
    "docs/fr/index.md": HOME.format("Accueil", "Premier", "Second"),
    "docs/en/guides/a.md": "# A\n\nOne.\n\nSee [the second](b.md).\n\nOld [wrong](gone.md).\n",
    "docs/fr/guides/a.md": "# A\n\nUn.\n\nVoir [le second](b.md).\n",
    "docs/en/guides/b.md": "# B\n\nTwo...\n",
    "docs/fr/guides/b.md": "# B\n\nDeux.\n",
}
OLD = [
    "docs/en/guides/a.md links-missing-page",
    "docs/en/guides/b.md typography-three-dots",
    "docs/fr/guides/a.md translation-structure",
]
"""What was wrong before anybody changed anything."""


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two old faults, and us in it."""
    root = repository(write_tree(tmp_path / "guide", TREE))
    monkeypatch.chdir(root)
    return root


def _found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    main(["check", "--format", "json", *arguments])
    said = json.loads(capsys.readouterr().out)
    return [f"{item['path']} {item['rule']}" for item in said["diagnostics"] if item["severity"] != "info"]


def _since(capsys: pytest.CaptureFixture[str], name: str = "HEAD") -> list[str]:
    return _found(capsys, "--changed-since", name)


def test_nothing_changed_nothing_said(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _found(capsys) == OLD
    assert _since(capsys) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"docs/fr/guides/b.md": "# B\n\nDeux...\n"}, ["docs/fr/guides/b.md typography-three-dots"]),
        ({"docs/en/guides/b.md": "# B\n\nTwo...\n\nThree.\n"}, ["docs/en/guides/b.md typography-three-dots"]),
        ({"docs/en/guides/b.md": "# B\n\nTwo.\n"}, []),
        ({"docs/en/guides/a.md": "\n\n# A\n\nSee [the second](b.md).\n"}, []),
        (
            {"docs/en/guides/b.md": None, "docs/fr/guides/b.md": None},
            [
                f"docs/{code}/{page} links-missing-page"
                for code in ("en", "fr")
                for page in ("guides/a.md", "index.md")
            ],
        ),
        (
            {"docs/fr/guides/b.md": None},
            [
                "docs/en/guides/b.md translation-missing",
                "docs/fr/guides/a.md links-untranslated-page",
                "docs/fr/index.md links-untranslated-page",
            ],
        ),
        (
            {"docs/fr/guides/c.md": "# C\n"},
            ["docs/fr/guides/c.md links-orphan-page", "docs/fr/guides/c.md translation-missing"],
        ),
        ({"docs/data/glossary/x.yml": "id: y\n"}, ["docs/data/glossary/x.yml glossary-wrong-id"]),
        (
            {"docs/en/b": "x"},
            ["docs/en/b files-unknown-type"],
        ),
    ],
)
def test_what_a_change_brings(
    guide: Path, changes: dict[str, str | None], found: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in changes.items():
        if text is None:
            (guide / path).unlink()
        else:
            write_tree(guide, {path: text})
    assert _since(capsys) == found
    commit(guide, "change")
    assert _since(capsys) == []
    assert _since(capsys, "HEAD~1") == found


def test_the_same_twice_is_one_more(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second finding like an old one in another file is new; the old one is not told."""
    write_tree(guide, {"docs/en/guides/d.md": "# D\n\nOld [wrong](gone.md).\n"})
    assert "docs/en/guides/d.md links-missing-page" in _since(capsys)
    assert "docs/en/guides/a.md links-missing-page" not in _since(capsys)


def test_a_branch_is_compared_with_where_it_began(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(guide, "checkout", "--quiet", "-b", "mine")
    commit(write_tree(guide, {"docs/fr/guides/b.md": "# B\n\nDeux...\n"}), "mine")
    git(guide, "checkout", "--quiet", "main")
    commit(write_tree(guide, {"docs/en/guides/b.md": "# B\n\nTwo... and [more](no.md)\n"}), "theirs")
    git(guide, "checkout", "--quiet", "mine")
    assert _since(capsys, "main") == ["docs/fr/guides/b.md typography-three-dots"]


def test_paths_and_changes_together(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(guide, {"docs/fr/guides/b.md": "# B\n\nDeux...\n", "docs/en/guides/a.md": "# A\n\n...\n"})
    found = _found(capsys, "--changed-since", "HEAD", "docs/fr")
    assert found == ["docs/fr/guides/b.md typography-three-dots"]


def test_a_guide_in_a_folder_of_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository(write_tree(tmp_path, {f"site/{path}": text for path, text in TREE.items()}))
    write_tree(tmp_path, {"site/docs/fr/guides/b.md": "# B\n\nDeux...\n", "docs/x.md": "[x](no.md)\n"})
    found = _found(capsys, "--changed-since", "HEAD", "--root", str(tmp_path / "site"))
    assert found == ["docs/fr/guides/b.md typography-three-dots"]


def test_a_guide_that_was_not_there(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first commit of a city may hold no content at all: then everything is new."""
    git(guide, "checkout", "--quiet", "--orphan", "empty")
    git(guide, "rm", "--quiet", "-r", "--cached", ".")
    git(guide, "commit", "--quiet", "--allow-empty", "--message=empty")
    assert _since(capsys) == OLD


def test_links_to_elsewhere_stay_in_their_folder(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "docs/en/secret.md").symlink_to("/etc/passwd")
    commit(guide, "link")
    with tree_at(guide, "HEAD") as before:
        assert (before / "docs/en/secret.md").is_symlink()
        assert change_between(before, guide, ["en", "fr"]).touched == frozenset()
    (guide / "docs/en/secret.md").unlink()
    (guide / "docs/en/secret.md").symlink_to("/etc/group")
    assert _since(capsys) == ["docs/en/secret.md files-symlink"]


def test_an_unreadable_past_excuses_nothing(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(write_tree(guide, {"mkdocs.yml": "INHERIT: gone.yml\n"}), "broken settings")
    (guide / "mkdocs.yml").unlink()
    assert _since(capsys) == OLD


def test_what_was_found_then_is_remembered(
    guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = "plugins:\n  i18n:\n    languages:\n    - {locale: en, default: true}\n    - {locale: fr}\n"
    commit(write_tree(guide, {"mkdocs.yml": settings, ".gitignore": "build\n"}), "settings")
    write_tree(guide, {"docs/fr/guides/b.md": "# B\n\nDeux...\n"})
    assert _since(capsys) == ["docs/fr/guides/b.md typography-three-dots"]

    def refuse(*_: object) -> None:
        raise AssertionError("nothing has changed: no check needed")

    monkeypatch.setattr("living_guide.remembered.run_checks", refuse)
    assert _since(capsys) == ["docs/fr/guides/b.md typography-three-dots"]


@pytest.mark.parametrize(
    ("changes", "behind"),
    [
        ({"docs/en/guides/b.md": "# B\n\nTwo, or 3.\n"}, [("changed", "en/guides/b.md", "fr/guides/b.md")]),
        ({"docs/fr/guides/b.md": "# B\n\nDeux, 3.\n"}, [("changed", "fr/guides/b.md", "en/guides/b.md")]),
        ({"docs/en/guides/b.md": "#   B\n\n\nTwo...\n"}, []),
        ({"docs/en/guides/b.md": "# B\n\n2\n", "docs/fr/guides/b.md": "# B\n\n2.\n"}, []),
        ({"docs/en/guides/b.md": None}, [("removed", "en/guides/b.md", "fr/guides/b.md")]),
        ({"docs/en/guides/b.md": None, "docs/fr/guides/b.md": None}, []),
        ({"docs/fr/guides/c.md": "# C\n"}, [("added", "fr/guides/c.md", "en/guides/c.md")]),
        ({"docs/fr/guides/c.md": "# C\n", "docs/en/guides/c.md": "# C\n"}, []),
        ({"docs/fr/guides/c.md": "---\nstatus: draft\n---\n# C\n"}, []),
        ({"docs/fr/guides/b.md": None, "local/fr/guides/b.md": "# B\n\nLe nôtre.\n"}, []),
        ({"docs/en/x.yml": "a: b\n", "docs/assets/a/b.md": "x"}, []),
    ],
)  # fmt: skip
def test_translations_left_behind(
    guide: Path, changes: dict[str, str | None], behind: list[tuple[str, str, str]]
) -> None:
    for path, text in changes.items():
        if text is None:
            (guide / path).unlink()
        else:
            write_tree(guide, {path: text})
    with tree_at(guide, "HEAD") as before:
        found = change_between(before, guide, ["en", "fr"]).behind
    assert list(found) == [Behind(kind, f"docs/{path}", f"docs/{other}") for kind, path, other in behind]


def test_lines_that_are_new(guide: Path) -> None:
    write_tree(
        guide,
        {
            "docs/en/guides/a.md": "# A\n\nOne.\n\nSee [the first](a.md).\n\nOld [wrong](gone.md).\nNew.",
            "docs/en/new.md": "a\nb\n",
        },
    )
    (guide / "docs/fr/guides/a.md").unlink()
    with tree_at(guide, "HEAD") as before:
        lines = change_between(before, guide, ["en", "fr"]).lines
    assert lines == {
        "docs/en/guides/a.md": {5, 8},
        "docs/en/new.md": {1, 2, 3},
        "docs/fr/guides/a.md": frozenset(),
    }


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        ("nowhere", "git knows no commit `nowhere`", "git ne connaît pas de commit `nowhere`"),
        ("", "git knows no commit ``", "git ne connaît pas"),
        ("HEAD:docs", "git knows no commit `HEAD:docs`", "git ne connaît pas"),
        ("--output=stolen", "git knows no commit `--output=stolen`", "git ne connaît pas"),
        ("$(id)", "git knows no commit `$(id)`", "git ne connaît pas"),
        ("HEAD\n", "git knows no commit", "git ne connaît pas"),
    ],
)
def test_what_is_no_commit(
    guide: Path, name: str, english: str, french: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, said in (("en", english), ("fr", french)):
        assert main(["check", f"--changed-since={name}", "--lang", language]) == 2
        ended = capsys.readouterr()
        assert ended.err.startswith("guide: ") and said in ended.err and ended.out == ""


def test_a_history_cut_short(guide: Path, tmp_path: Path) -> None:
    commit(write_tree(guide, {"docs/en/new.md": "# New\n"}), "more")
    git(tmp_path, "clone", "--quiet", "--depth=1", guide.as_uri(), "shallow")
    ended = run_guide("check", "--changed-since", "HEAD~1", "--lang", "en", folder=tmp_path / "shallow")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "guide: the history here is cut short and does not reach `HEAD~1`: "
        "run `git fetch --unshallow`, or check out with `fetch-depth: 0`\n"
    )


def test_histories_that_never_met(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(guide, "checkout", "--quiet", "--orphan", "other")
    commit(guide, "another beginning")
    assert main(["check", "--changed-since", "main", "--lang", "en"]) == 2
    assert "have no commit in common" in capsys.readouterr().err


def test_no_repository(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    elsewhere = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    ended = run_guide(
        "check", "--changed-since", "HEAD", "--lang", "fr", folder=tmp_path, environment=elsewhere
    )
    assert ended.status == 2 and "n’est pas dans un dépôt git" in ended.err


def test_no_git(guide: Path) -> None:
    ended = run_guide(
        "check", "--changed-since", "HEAD", "--lang", "en", folder=guide, environment={"PATH": ""}
    )
    assert ended.err == "guide: this needs git, which is not installed here\n"
    assert ended.status == 2


def test_the_ratchet_counts_everything(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--changed-since", "HEAD", "--ratchet", "--lang", "en"]) == 2
    assert "counts the whole guide" in capsys.readouterr().err


def test_the_summary_of_a_step(guide: Path, tmp_path: Path) -> None:
    write_tree(guide, {"docs/fr/guides/b.md": "# B\n\nDeux... [x](no.md)\n"})
    place = tmp_path / "summary.md"
    place.write_text("before\n")
    arguments = ("check", "--changed-since", "HEAD", "--format", "github", "--in-page-language")
    ended = run_guide(*arguments, folder=guide, environment={"GITHUB_STEP_SUMMARY": str(place)})
    assert ended.status == 1
    assert [line.split(",")[0] for line in ended.out.splitlines()] == [
        "::error file=docs/fr/guides/b.md",
        "::warning file=docs/fr/guides/b.md",
    ]
    assert "il n’y a pas de page `no.md`" in ended.out
    summary = place.read_text("utf-8")
    assert summary.startswith("before\n## What the checks say\n")
    assert "## Ce que disent les contrôles" in summary and "  + Deux… [x](no.md)" in summary
    assert "docs/fr/guides/b.md says something new; docs/en/guides/b.md does not." in summary


def test_nothing_is_left_behind_on_the_machine(
    guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = guide.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    _since(capsys)
    assert list(temporary.iterdir()) == []
    assert git(guide, "status", "--porcelain") == ""
    assert shutil.which("git")


ADVISED = "# B\n\nSee [the law](http://www.w3.org/TR/).\n"


def test_the_whole_guide_is_told_with_what_was_edited_first(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Advice on other files is left out, and can be seen; errors elsewhere are told as ever."""
    (guide / "docs/en/guides/c.md").write_text(ADVISED, "utf-8")
    commit(guide, "a page with advice")
    (guide / "docs/fr/guides/b.md").write_text("# B\n\nDeux...\n", "utf-8")
    assert edited_files(guide) == {"docs/fr/guides/b.md"}
    assert main(["check", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert told.index("docs/fr/guides/b.md:3") < told.index("docs/en/guides/b.md:3")
    assert "docs/en/guides/a.md:7" in told
    assert "(links-not-encrypted)" not in told
    assert "advice" not in told
    main(["check", "--lang", "en", "."])
    assert "(links-not-encrypted)" in capsys.readouterr().out


def test_before_anything_is_edited_everything_is_told(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "docs/en/guides/c.md").write_text(ADVISED, "utf-8")
    commit(guide, "a page with advice")
    assert edited_files(guide) == frozenset()
    main(["check", "--lang", "en"])
    assert "(links-not-encrypted)" in capsys.readouterr().out
