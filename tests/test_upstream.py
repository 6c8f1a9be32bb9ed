"""A city and upstream through git: what `guide upstream` says, and that a merge is quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.cli import main
from projects import SETTINGS
from repositories import commit, git
from test_city import TOLD
from trees import CLEAN, REPOSITORY

TERM = (
    "id: lead\nstatus: approved\nen: {{term: city lead, definition: {}}}\n"
    "fr: {{term: référente, definition: Une personne.}}\n"
)


def _page(name: str, words: str = "Some words.") -> str:
    return f"# {name}\n\nOne line of {name} that stays.\n\nAnother line of {name} that stays.\n\n{words}\n"


FIRST = {
    **CLEAN,
    **{name: (REPOSITORY / name).read_text("utf-8") for name in SETTINGS},
    "docs/en/guides/kept.md": _page("Kept"),
    "docs/en/guides/changed.md": _page("Changed"),
    "docs/en/guides/gone.md": _page("Gone"),
    "docs/en/guides/old.md": _page("Old"),
    "docs/en/guides/fixed.md": _page("Fixed"),
    "docs/en/guides/theirs.md": _page("Theirs"),
    "docs/data/glossary/lead.yml": TERM.format("A person."),
}
OWN = {
    "local/en/guides/kept.md": _page("Kept here"),
    "local/en/guides/changed.md": _page("Changed here"),
    "local/en/guides/gone.md": _page("Gone here"),
    "local/en/guides/old.md": _page("Old here"),
    "local/en/guides/fixed.md": _page("Fixed", "Right words."),
    "local/en/guides/ours.md": _page("Ours"),
    "local/data/glossary/lead.yml": TERM.format("Our person."),
}
LATER = {
    "docs/en/guides/changed.md": _page("Changed", "Better words."),
    "docs/en/guides/fixed.md": _page("Fixed", "Right words."),
    "docs/en/guides/theirs.md": _page("Theirs", "Better words."),
    "docs/en/guides/new.md": _page("New"),
    "docs/data/glossary/lead.yml": TERM.format("Somebody."),
}
TOLD_OF = [
    "docs/en/guides/gone.md is gone; local/en/guides/gone.md goes on as a page of your own: "
    "keep it or remove it",
    "docs/en/guides/old.md is docs/en/guides/moved.md now; move local/en/guides/old.md to the same place",
    "docs/data/glossary/lead.yml has changed beneath local/data/glossary/lead.yml: take over what you want",
    "docs/en/guides/changed.md has changed beneath local/en/guides/changed.md: take over what you want",
    "local/en/guides/fixed.md says what docs/en/guides/fixed.md says: you can remove yours",
    "docs/en/guides/new.md is new",
]


def _fork(tmp_path: Path) -> tuple[Path, Path]:
    """Upstream, and a city that has made the guide its own."""
    upstream, city = tmp_path / "upstream", tmp_path / "city"
    upstream.mkdir()
    git(upstream, "init", "-q", "-b", "main")
    commit(upstream, FIRST, "2026-03-01")
    git(tmp_path, "clone", "-q", "--origin", "upstream", str(upstream), str(city))
    git(city, "config", "user.name", "Zoé Unsaid")
    git(city, "config", "user.email", "zoe@unsaid.example")
    return upstream, city


def _move_on(upstream: Path) -> None:
    git(upstream, "rm", "-q", "docs/en/guides/gone.md")
    git(upstream, "mv", "docs/en/guides/old.md", "docs/en/guides/moved.md")
    commit(upstream, LATER, "2026-04-01")


def _said(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en"
) -> tuple[int, str]:
    capsys.readouterr()
    status = main([*arguments, "--root", str(root), "--lang", lang])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def test_a_citys_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upstream, city = _fork(tmp_path)
    assert _said(city, capsys, "init", *TOLD)[0] == 0
    commit(city, OWN, "2026-03-02")
    status, said = _said(city, capsys, "upstream")
    assert status == 2 and "nothing has been merged here yet" in said
    assert _said(city, capsys, "upstream", "upstream/main") == (
        0,
        "Upstream changed nothing beneath your own files, and added nothing.\n",
    )

    _move_on(upstream)
    git(city, "fetch", "-q")
    before = _said(city, capsys, "upstream", "upstream/main", "--no-diff")
    assert before == (0, "\n".join(TOLD_OF) + "\n")

    git(city, "merge", "-q", "--no-edit", "upstream/main")  # fails on any conflict
    assert _said(city, capsys, "upstream", "--no-diff") == before
    said = _said(city, capsys, "upstream")[1]
    assert (
        "-Some words.\n+Better words.\n" in said and "-en: {term: city lead, definition: A person.}" in said
    )
    assert "Theirs" not in said, "upstream's own pages need nobody"
    assert "site_name: Guide of the lake" in (city / "mkdocs.yml").read_text("utf-8")
    status, said = _said(city, capsys, "check")
    assert status == 0, said


def test_it_is_said_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upstream, city = _fork(tmp_path)
    _move_on(upstream)
    git(city, "fetch", "-q")
    assert _said(city, capsys, "upstream", "upstream/main", lang="fr")[1].splitlines() == [
        "docs/en/guides/new.md est nouveau"
    ]


def test_what_git_cannot_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, city = _fork(tmp_path)
    assert "git knows no commit `nowhere`" in _said(city, capsys, "upstream", "nowhere")[1]
    (tmp_path / "bare/docs").mkdir(parents=True)
    assert "is in no git repository" in _said(tmp_path / "bare", capsys, "upstream")[1]
