"""Whatever goes wrong in a build, the published site stays as it was, and the last line says so."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from built_site import digests, left_over, published
from faults import BLOWS, FAULTS, MOMENTS, SHORT_BLOWS, WAIT, engine_runs
from projects import PATIENCE, Ended, environment, guide

UNTOUCHED = {
    "en": "guide: nothing was published; the site is as it was",
    "fr": "guide: rien n’a été publié\u202f; le site reste tel qu’il était",
}
BUILD = [sys.executable, "-m", "living_guide.cli", "build"]


def _long(name: str, language: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.soak] if FAULTS[name].is_long or language != "en" else []


def _is_clear(ended: Ended, language: str = "en") -> bool:
    traced = "Traceback" in ended.said or "living_guide/" in ended.said
    return not traced and ended.lines[-1] == UNTOUCHED[language]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, language, marks=_long(name, language), id=f"{name} [{language}]")
        for name in FAULTS
        for language in UNTOUCHED
    ],
)
def test_a_fault_leaves_the_old_site(project: Path, name: str, language: str) -> None:
    fault = FAULTS[name]
    before = published(project)
    fault.change(project)
    if fault.before and not shutil.which(fault.before[0]):
        pytest.skip(f"no {fault.before[0]} on this machine")
    # Compiled modules must not be written: cut short at a limit, they would break every later run.
    settings = {"PYTHONDONTWRITEBYTECODE": "1", "LANGUAGE": language, **fault.environment}
    try:
        done = subprocess.run(
            [*fault.before, *BUILD],
            cwd=project, env=environment(project, **settings), capture_output=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
    finally:
        if fault.after:
            fault.after(project)
    ended = Ended(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))
    assert ended.status == fault.status, ended.said
    assert fault.words in ended.said or language != "en", ended.said
    assert _is_clear(ended, language), ended.said
    assert published(project) == before
    assert left_over(project) == set()


def _start(project: Path, moment: str) -> subprocess.Popen[bytes]:
    """Begin a build and return once it has come to a moment; engines wait where that is theirs."""
    if moment == "while engines run":
        engine_runs(WAIT)(project)
    started = subprocess.Popen(
        BUILD, cwd=project, env=environment(project), stderr=subprocess.STDOUT, stdout=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while not [*(project / "build/sites").glob(MOMENTS[moment])]:
        assert started.poll() is None and time.monotonic() < deadline
        time.sleep(0.001)
    return started


@pytest.mark.parametrize(
    ("blow", "moment"),
    [
        pytest.param(
            blow,
            moment,
            marks=[] if (blow.name, moment) in SHORT_BLOWS else [pytest.mark.soak],
            id=f"{blow.name} {moment}",
        )
        for blow in BLOWS
        for moment in MOMENTS
    ],
)
def test_a_stopped_build_leaves_the_old_site(project: Path, blow: signal.Signals, moment: str) -> None:
    before = published(project)
    (project / "docs/en/index.md").write_text("# Another home\n", "utf-8")
    with _start(project, moment) as started:
        os.killpg(started.pid, blow)
        said = started.communicate(timeout=PATIENCE)[0].decode()
    if published(project) != before:  # it had come too far to be stopped: then the new site is there, whole
        assert moment == "at the end"
        assert "Another home" in (project / "build/site/index.html").read_text("utf-8")
    else:
        if blow is signal.SIGKILL:
            assert started.returncode == -signal.SIGKILL
        else:
            assert started.returncode == 128 + blow
            assert _is_clear(Ended(started.returncode, said)), said
            assert left_over(project) == set()
    (project / "go").touch()
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    assert left_over(project) == set()


def test_two_builds_at_once_do_not_mix(project: Path) -> None:
    with _start(project, "while engines run") as first:
        second = guide(project, "build")
        assert second.status == 1
        assert "another build is running" in second.said
        assert _is_clear(second)
        (project / "go").touch()
        said, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0, said.decode()
    assert left_over(project) == set()


def test_no_process_outlives_a_killed_build(project: Path) -> None:
    (project / "engine.py").write_text("", "utf-8")
    with _start(project, "while engines run") as started:
        os.kill(started.pid, signal.SIGKILL)
        started.communicate(timeout=PATIENCE)  # returns when nobody holds the pipe any more
    deadline = time.monotonic() + PATIENCE
    while _at_work_in(project):
        assert time.monotonic() < deadline, "engines go on for nobody"
        time.sleep(0.02)


def _at_work_in(project: Path) -> list[str]:
    """Processes of this system whose folder is the project's."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if process.readlink() == project:
                found.append(process.parent.name)
        except OSError:  # gone meanwhile, or not ours
            continue
    return found


_LEFT = [
    "a folder",
    *(pytest.param(left, marks=pytest.mark.soak) for left in ("nothing", "a file", "a link")),
]


@pytest.mark.parametrize("left", [*_LEFT, "a broken link"])
def test_whatever_lies_in_the_place_of_the_site_is_replaced(project: Path, left: str) -> None:
    link = project / "build/site"
    link.unlink()
    if left == "a folder":
        link.mkdir()
        (link / "stale.html").touch()
    elif left == "a file":
        link.touch()
    elif left == "a broken link":
        link.symlink_to("sites/gone")
    elif left == "a link":
        link.symlink_to("..")
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    assert link.is_symlink()
    assert (link / "fr/index.html").is_file() and not (link / "stale.html").exists()
    assert (project / "docs/en/index.md").is_file()


def test_a_clock_set_back_harms_nothing(project: Path) -> None:
    """Files that seem to come from the future, as they do once a clock is corrected."""
    for path in [project, *project.rglob("*")]:
        os.utime(path, (4e9, 4e9), follow_symlinks=False)
    before = digests(project / "build/site")
    assert guide(project, "build").status == 0
    assert digests(project / "build/site") == before
    (project / "docs/en/index.md").write_text("# Another home\n", "utf-8")
    assert guide(project, "build").status == 0
    assert "Another home" in (project / "build/site/index.html").read_text("utf-8")
