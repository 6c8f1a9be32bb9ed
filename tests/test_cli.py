"""The command: its arguments, exit statuses and manners at the terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from living_guide import __version__
from living_guide.cli import main
from trees import CLEAN, guide_environment, run_guide, write_tree

BROKEN = "# Home\n\n[été](gone.md) [other](a/b.md)\n"
WARNED = {"docs/en/a/b.md": "# B\n"}


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an error on the home page and a warning in a folder, and us in it."""
    write_tree(tmp_path, {**CLEAN, **WARNED, "docs/en/index.md": BROKEN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit status, and `path:line:column` of what was found."""
    status = main(["check", "--format", "json", *arguments])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return status, [f"{item['path']}:{item['line']}:{item['column']}" for item in found]


HOME, INNER = "docs/en/index.md:3:7", "docs/en/a/b.md:1:1"


@pytest.mark.parametrize(
    ("folder", "arguments", "status", "found"),
    [
        (".", [], 1, [INNER, HOME]),
        (".", ["."], 1, [INNER, HOME]),
        (".", ["docs/en/index.md"], 1, [HOME]),
        (".", ["docs/en/a"], 0, [INNER]),
        (".", ["docs/en/a/"], 0, [INNER]),
        (".", ["docs/fr"], 0, []),
        (".", ["docs/fr", "docs/en/a/b.md"], 0, [INNER]),
        (".", ["docs/en/a", "--strict"], 1, [INNER]),
        (".", ["docs/fr", "--strict"], 0, []),
        (".", ["./docs/fr/../en/a/./b.md"], 0, [INNER]),
        ("docs/en", ["--root", "../.."], 1, [INNER, HOME]),
        ("docs/en", ["--root", "../..", "index.md"], 1, [HOME]),
        ("docs/en", ["--root", "../..", "a"], 0, [INNER]),
        ("docs/en", ["--root", "../..", "../fr"], 0, []),
        ("docs/en", ["--root", "../..", ".."], 1, [INNER, HOME]),
    ],
)
def test_what_is_checked(
    guide: Path,
    folder: str,
    arguments: list[str],
    status: int,
    found: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(guide / folder)
    assert _check(capsys, *arguments) == (status, found)


def test_an_absolute_path(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--root", str(guide), str(guide / "docs/en/a/b.md"))
    assert _check(capsys, *arguments) == (0, [INNER])


def test_a_path_of_the_same_beginning_is_another(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(guide, {"docs/en/a-b.md": "# A\n", "docs/fr/a-b.md": "# A\n"})
    assert _check(capsys, "docs/en/a") == (0, [INNER])


def test_a_link_to_the_project_is_the_project(
    guide: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(guide)
    assert _check(capsys, "--root", str(link)) == (1, [INNER, HOME])


def test_a_clean_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, CLEAN)
    assert main(["check", "--root", str(tmp_path), "--lang", "en", "--strict"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings on 2 pages\n"


def test_the_order_of_findings_is_always_the_same(guide: Path) -> None:
    seeds = ({"PYTHONHASHSEED": seed} for seed in ("1", "2", "3"))
    runs = {run_guide("check", "--format", "json", folder=guide, environment=seed).out for seed in seeds}
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("environment", "arguments", "said"),
    [
        ({}, [], "page"),
        ({"LANG": "fr_CA.UTF-8"}, [], "avertissement"),
        ({"LANG": "fr_CA.UTF-8"}, ["--lang", "en"], "warning"),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "fr"], "avertissement"),
        ({"LANGUAGE": "tlh:fr", "LANG": "en_US"}, [], "avertissement"),
        ({"LC_ALL": "C", "LANG": "fr_FR"}, ["--lang", "fr"], "avertissement"),
    ],
)
def test_language_of_messages(
    guide: Path, environment: dict[str, str], arguments: list[str], said: str
) -> None:
    ended = run_guide("check", *arguments, folder=guide, environment=environment)
    assert ended.status == 1 and said in ended.out.splitlines()[-1]
    assert "(links-missing-page)" in ended.out


def test_a_terminal_that_knows_no_accents_is_no_trouble(guide: Path) -> None:
    settings = {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C", "PYTHONUTF8": "0"}
    ended = run_guide("check", folder=guide, environment=settings)
    assert ended.status == 1 and ended.err == ""


def test_a_reader_who_leaves_early_is_no_trouble(guide: Path) -> None:
    write_tree(guide, {"docs/en/index.md": "# Home\n\n" + "[x](gone.md) [other](a/b.md)\n" * 3_000})
    command = f'"{sys.executable}" -m living_guide.cli check --root . | head -n 1'
    ended = subprocess.run(
        command, shell=True, cwd=guide, env=guide_environment(), capture_output=True, text=True, timeout=60
    )
    assert ended.stderr == "" and ended.stdout.count("\n") == 1


def test_closed_output_is_no_trouble(guide: Path) -> None:
    command = f'"{sys.executable}" -m living_guide.cli check --root . >&-'
    ended = subprocess.run(
        command, shell=True, cwd=guide, env=guide_environment(), capture_output=True, text=True, timeout=60
    )
    assert "Traceback" not in ended.stderr and ended.returncode in (0, 1, 2)


def test_a_full_disk_is_told(guide: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    command = f'"{sys.executable}" -m living_guide.cli check --root . >{full}'
    ended = subprocess.run(
        command, shell=True, cwd=guide, env=guide_environment(), capture_output=True, text=True, timeout=60
    )
    assert "Traceback" not in ended.stderr and ended.returncode != 0


def test_stopping_it_is_no_trouble(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("living_guide.commands.check.check_project", stop)
    assert main(["check", "--lang", "en"]) == 130
    assert capsys.readouterr().err == "guide: stopped\n"


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["explain", "--help"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0 and "usage: guide" in capsys.readouterr().out


def test_explain_names_the_nearest_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "links-mising-page", "--lang", "en"]) == 2
    assert "did you mean `links-missing-page`?" in capsys.readouterr().err


def test_version() -> None:
    assert __version__.count(".") == 2
