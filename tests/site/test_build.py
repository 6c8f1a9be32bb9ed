"""`guide build`: the new site in one step, or the old one untouched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from built_site import digests, left_over, published
from projects import PATIENCE, Ended, edit, environment, guide, small_project

HOOK = "hooks: [hooks/build.py, engine.py]\n"
"""A city's own hook: here, a way to see an engine's process die or wait."""


def _write(place: str, data: bytes) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / place).write_bytes(data)

    return change


def _engine_runs(code: str) -> Callable[[Path], None]:
    """Run Python in the process that builds French, or in the only one there is."""

    def change(project: Path) -> None:
        start = "import os, time\nif os.environ.get('LIVING_GUIDE_LANGUAGE') == 'fr':\n    "
        (project / "engine.py").write_text(start + code + "\n", "utf-8")
        settings = project / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8") + HOOK, "utf-8")

    return change


def _without(place: str) -> Callable[[Path], None]:
    return lambda project: shutil.rmtree(project / place)


FOOTER = "overrides/partials/footer.html"
UNTOUCHED = "guide: nothing was published; the site is as it was"
FAULTS: dict[str, tuple[Callable[[Path], None], int, str]] = {
    "link to nowhere": (
        _write("docs/en/index.md", b"# Home\n\n[Lost](no.md)\n"),
        1,
        "docs/en/index.md:3:8: error no page `no.md`",
    ),
    "bytes that are no text": (
        _write("docs/fr/index.md", b"# Accueil\n\n\xe9\n"),
        1,
        "docs/fr/index.md:3:1: error",
    ),
    "empty page": (_write("docs/fr/index.md", b""), 1, "docs/fr/index.md:1:1: error"),
    "front matter that is no YAML": (
        _write("docs/en/index.md", b"---\ntitle: [\n---\n# Home\n"),
        1,
        "docs/en/index.md:",
    ),
    "settings that are no YAML": (_write("mkdocs.yml", b"a: [\n"), 2, "mkdocs.yml"),
    "settings that are a list": (_write("mkdocs.yml", b"- a\n"), 2, "mkdocs.yml must hold names and values"),
    "empty settings": (_write("mkdocs.yml", b""), 1, "Required configuration not provided"),
    "settings that inherit nothing": (_write("mkdocs.yml", b"INHERIT: no.yml\n"), 2, "no.yml cannot be read"),
    "no first language": (
        lambda project: edit(project / "mkdocs.yml", "default: true", "default: false"),
        2,
        "default: true",
    ),
    "unknown theme": (
        lambda project: edit(project / "mkdocs.base.yml", "name: material", "name: no"),
        1,
        "Unrecognised theme",
    ),
    "template that cannot be read": (_write(FOOTER, b"{% if %}"), 1, "footer.html"),
    "template that fails": (_write(FOOTER, b"{{ nothing.at.all }}"), 1, "'nothing' is undefined"),
    "template with a lost link": (_write(FOOTER, b'<a href="/no/">x</a>'), 1, "`/no/` leads nowhere"),
    "template that calls another host": (
        _write(FOOTER, b'<script src="https://elsewhere.example/x.js"></script>'),
        1,
        "is loaded from elsewhere",
    ),
    "template in a wrong language": (
        _write("overrides/404.html", b'<html lang="de">'),
        1,
        "its language is `de`, not `en`",
    ),
    "no pages at all": (_without("docs"), 1, "docs"),
    "killed engine": (_engine_runs("os.kill(os.getpid(), 9)"), 1, "building `fr` failed (status -9)"),
    "engine that leaves early": (_engine_runs("os._exit(0)"), 1, "fr"),
    "engine that fails": (_engine_runs("raise RuntimeError('no power')"), 1, "no power"),
}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project published once; every fault gets a copy."""
    project = small_project(tmp_path_factory.mktemp("ready") / "project", {})
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    return project


@pytest.fixture
def project(ready: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ready, tmp_path / "project", symlinks=True))


def _assert_untouched(project: Path, before: tuple[str, dict[str, str]], ended: Ended) -> None:
    assert published(project) == before
    assert left_over(project) == set()
    assert ended.lines[-1].startswith("guide: "), ended.said
    assert "living_guide/" not in ended.said, "a traceback of ours"


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_leaves_the_old_site(project: Path, name: str) -> None:
    change, status, words = FAULTS[name]
    before = published(project)
    change(project)
    ended = guide(project, "build")
    assert (ended.status, words in ended.said) == (status, True), ended.said
    _assert_untouched(project, before, ended)
    assert (ended.lines[-1] == UNTOUCHED) == (status == 1)


def test_a_full_disk_leaves_the_old_site(project: Path) -> None:
    """A file that may not grow stands for it: what no rights can do to an administrator."""
    before = published(project)
    (project / "docs/en/index.md").write_text("# Home\n\n" + "Words. " * 5000, "utf-8")
    limit = "import resource as r, runpy; r.setrlimit(r.RLIMIT_FSIZE, (4096, 4096)); "
    run = (
        "import sys; sys.argv = ['guide', 'build']; runpy.run_module('living_guide.cli', run_name='__main__')"
    )
    # Compiled modules must not be written: cut short at the limit, they would break every later run.
    kept_clean = {**environment(project), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", limit + run],
        cwd=project, env=kept_clean, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    ended = Ended(done.returncode, done.stdout + done.stderr)
    assert ended.status == 2, ended.said
    assert "File too large" in ended.said
    _assert_untouched(project, before, ended)


def test_warnings_count_when_asked(project: Path) -> None:
    before = published(project)
    (project / "docs/en/new.md").write_text("# New\n\n[Home](index.md)\n", "utf-8")
    ended = guide(project, "build", "--strict")
    assert ended.status == 1
    assert published(project) == before
    assert guide(project, "build").status == 0
    assert published(project) != before


def _start(project: Path) -> subprocess.Popen[bytes]:
    """Begin a build whose French waits for a file `go`; return once an engine is at work."""
    _engine_runs("while not os.path.exists('go'): time.sleep(0.02)")(project)
    command = [sys.executable, "-m", "living_guide.cli", "build"]
    started = subprocess.Popen(
        command, cwd=project, env=environment(project), stderr=subprocess.STDOUT, stdout=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while not [*(project / "build/sites").glob("new-*/part-fr.log")]:
        assert started.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    return started


def test_two_builds_at_once_do_not_mix(project: Path) -> None:
    with _start(project) as first:
        second = guide(project, "build")
        assert second.status == 1
        assert "another build is running" in second.said
        assert second.lines[-1] == UNTOUCHED
        (project / "go").touch()
        said, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0, said.decode()
    assert left_over(project) == set()


BLOWS = [
    signal.SIGINT,
    signal.SIGTERM,
    signal.SIGKILL,
    pytest.param(signal.SIGHUP, marks=pytest.mark.soak),
]


@pytest.mark.parametrize("blow", BLOWS, ids=lambda blow: blow.name)
def test_a_stopped_build_leaves_the_old_site(project: Path, blow: signal.Signals) -> None:
    before = published(project)
    with _start(project) as started:
        os.killpg(started.pid, blow)
        said, _ = started.communicate(timeout=PATIENCE)
    assert started.returncode != 0
    assert published(project) == before
    if blow is signal.SIGINT:
        assert said.decode().splitlines()[-1].startswith("guide: "), said.decode()
        assert left_over(project) == set()
    (project / "go").touch()
    assert guide(project, "build").status == 0
    assert left_over(project) == set()


def test_the_site_is_swapped_and_the_previous_kept(project: Path) -> None:
    link = project / "build/site"
    targets = [link.readlink()]
    content = digests(link)
    for _ in range(2):
        assert guide(project, "build").status == 0
        targets.append(link.readlink())
    assert len(set(targets)) == 3
    kept = {path.name for path in (project / "build/sites").iterdir()}
    assert kept == {target.name for target in targets[1:]}
    assert digests(link) == content, "the same pages give the same site"


def test_readers_find_a_page_at_every_moment(project: Path) -> None:
    home = project / "build/site/index.html"
    command = [sys.executable, "-m", "living_guide.cli", "build"]
    with subprocess.Popen(command, cwd=project, env=environment(project), stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            assert b"</html>" in home.read_bytes()
            time.sleep(0.002)
    assert run.returncode == 0


def test_a_folder_left_by_something_else_is_replaced(project: Path) -> None:
    link = project / "build/site"
    link.unlink()
    link.mkdir()
    (link / "stale.html").touch()
    assert guide(project, "build").status == 0
    assert link.is_symlink()
    assert (link / "fr/index.html").is_file() and not (link / "stale.html").exists()


def test_nothing_but_pages_is_published(project: Path) -> None:
    site = project / "build/site"
    assert {path.suffix for path in site.rglob("*") if path.is_file()} <= {
        ".html", ".css", ".js", ".json", ".map", ".xml", ".svg", ".png", ".woff2", ".txt", ".webmanifest",
    }  # fmt: skip
    for name in ("data", "__pycache__", ".git"):
        assert not [*site.rglob(name)]
