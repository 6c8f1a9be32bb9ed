"""The finder of browsers: which one it takes, how it gets one, and what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import chromium

STARTS = "#!/bin/sh\nexit 0\n"
STUB = "#!/bin/sh\necho 'install something else' >&2\nexit 1\n"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser; what lies in the folder `bin` can be run by name."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "APPLICATIONS", ())
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: None)
    monkeypatch.setattr(chromium, "_may_use_apt", lambda: False)
    return tmp_path


def _program(path: Path, text: str = STARTS) -> str:
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return str(path)


def _makes(path: Path) -> str:
    """What a shell does to install a browser."""
    return f'printf "#!/bin/sh\\n" > {path}; /bin/chmod +x {path}'


def test_the_one_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(bare / "bin/chromium")
    monkeypatch.setenv("CHROMIUM", _program(bare / "mine"))
    assert chromium.find() == str(bare / "mine")


@pytest.mark.parametrize("named", [None, "nowhere/chromium", "stub"])
def test_the_systems_own_is_next(bare: Path, monkeypatch: pytest.MonkeyPatch, named: str | None) -> None:
    _program(bare / "bin/stub", STUB)
    _program(bare / "bin/chromium-browser", STUB)
    found = _program(bare / "bin/google-chrome")
    if named:
        monkeypatch.setenv("CHROMIUM", named)
    assert chromium.find() == found


def test_then_playwrights(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = _program(bare / "own")
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: own)
    assert chromium.get() == own


@pytest.mark.parametrize("update", [0, 1], ids=["fresh", "stale"])
def test_debian_installs_its_package(bare: Path, monkeypatch: pytest.MonkeyPatch, update: int) -> None:
    browser = bare / "bin/chromium"
    answers = f'update) exit {update};; "install -y "*chromium) {_makes(browser)};; *) exit 1;;'
    _program(bare / "bin/apt-get", f'#!/bin/sh\ncase "$*" in {answers} esac\n')
    monkeypatch.setattr(chromium, "_may_use_apt", lambda: True)
    assert chromium.get() == str(browser)


def test_others_let_playwright_install(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its installer is `python -m playwright`: a stand-in for Python shows how it is asked."""
    own = bare / "own"
    asked = '[ "$*" = "-m playwright install chromium" ] || exit 1'
    python = _program(bare / "python", f"#!/bin/sh\n{asked}\n{_makes(own)}\n")
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: str(own) if own.exists() else None)
    assert chromium.get() == str(own)


def test_nothing_works_and_it_says_so(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", _program(bare / "python", STUB))
    assert chromium.main() == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[-1] == chromium.NOTHING


def test_as_make_runs_it_it_prints_a_path_alone() -> None:
    path = Path(chromium.__file__)
    ended = subprocess.run([sys.executable, path], capture_output=True, text=True, timeout=300, check=True)
    assert Path(ended.stdout.rstrip("\n")).is_file()
    assert ended.stdout.count("\n") == 1
