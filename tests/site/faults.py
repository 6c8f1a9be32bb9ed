"""What can go wrong in a build, as data: how it comes about, and what is said of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from projects import edit

HOOK = "hooks: [hooks/build.py, hooks/pages.py, engine.py]\n"
"""A city's own hook: here, a way to see an engine's process die or wait."""
FOOTER = "overrides/partials/footer.html"
WAIT = "while not os.path.exists('go'): time.sleep(0.02)"
"""An engine's code that holds the build until a file `go` lies in the project."""

Change = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A project is changed, then built; while an engine waits for `go`, more may happen."""

    change: Change
    status: int
    words: str
    environment: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    """What runs the command: a wrapper that takes rights or room away."""
    after: Change | None = None
    """What gives the project back its rights, before it is looked at."""
    is_long: bool = False
    """Tried in `make soak` alone."""


def write(place: str, data: bytes) -> Change:
    def change(project: Path) -> None:
        (project / place).write_bytes(data)

    return change


def engine_runs(code: str) -> Change:
    """Run Python in the process that builds French, or in the only one there is."""

    def change(project: Path) -> None:
        start = "import os, shutil, time\nif os.environ.get('LIVING_GUIDE_LANGUAGE') == 'fr':\n    "
        (project / "engine.py").write_text(start + code + "\n", "utf-8")
        settings = project / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8") + HOOK, "utf-8")

    return change


def _edit(place: str, old: str, new: str) -> Change:
    return lambda project: edit(project / place, old, new)


def _without(place: str) -> Change:
    def change(project: Path) -> None:
        path = project / place
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def _mode(place: str, mode: int) -> Change:
    return lambda project: (project / place).chmod(mode)


def _file_in_place_of(place: str) -> Change:
    def change(project: Path) -> None:
        (project / place).rename(project / f"{place}.away")
        (project / place).touch()

    return change


def _back_in_place(place: str) -> Change:
    def change(project: Path) -> None:
        (project / place).unlink()
        (project / f"{place}.away").rename(project / place)

    return change


def _together(*changes: Change) -> Change:
    def change(project: Path) -> None:
        for one in changes:
            one(project)

    return change


def _long_page(project: Path) -> None:
    (project / "docs/en/index.md").write_text("# Home\n\n" + "Words. " * 5000, "utf-8")


def _small_disk(project: Path) -> None:
    """Put the sites on a disk of their own with no room for another one. Needs an administrator."""
    sites = project / "build/sites"
    held = sites.rename(sites.with_name("held"))
    sites.mkdir()
    page = os.sysconf("SC_PAGESIZE")
    used = sum(-(-path.stat().st_size // page) * page for path in held.rglob("*") if path.is_file())
    size = used + 16 * page  # enough to begin, and nowhere near what an engine writes first
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(sites)], check=True, timeout=60
    )
    shutil.copytree(held, sites, symlinks=True, dirs_exist_ok=True)


def _unmount(project: Path) -> None:
    sites = project / "build/sites"
    held = project / "build/held"
    shutil.rmtree(held)
    shutil.copytree(sites, held, symlinks=True)
    subprocess.run(["umount", str(sites)], check=True, timeout=60)
    sites.rmdir()
    held.rename(sites)


# What no rights can do to an administrator: without these two powers the system's own rules hold.
_AS_ANYBODY = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    if os.geteuid() == 0
    else ()
)
_LIMITED = "import os, resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (4096, 4096)); "
_SHORT_FILES = (sys.executable, "-c", _LIMITED + "os.execvp(sys.argv[1], sys.argv[1:])")
"""Files may not grow beyond 4 KB: a disk that is full for everybody."""

FAULTS: dict[str, Fault] = {
    "link to nowhere": Fault(
        write("docs/en/index.md", b"# Home\n\n[Lost](no.md)\n"),
        1,
        "docs/en/index.md:3:8: error no page `no.md`",
    ),
    "bytes that are no text": Fault(
        write("docs/fr/index.md", b"# Accueil\n\n\xe9\n"), 1, "docs/fr/index.md:3:1: error"
    ),
    "empty page": Fault(write("docs/fr/index.md", b""), 1, "docs/fr/index.md:1:1: error"),
    "front matter that is no YAML": Fault(
        write("docs/en/index.md", b"---\ntitle: [\n---\n# Home\n"), 1, "docs/en/index.md:"
    ),
    "settings that are no YAML": Fault(write("mkdocs.yml", b"a: [\n"), 2, "mkdocs.yml"),
    "settings that are a list": Fault(
        write("mkdocs.yml", b"- a\n"), 2, "mkdocs.yml must hold names and values"
    ),
    "empty settings": Fault(write("mkdocs.yml", b""), 1, "Required configuration not provided"),
    "settings that inherit nothing": Fault(
        write("mkdocs.yml", b"INHERIT: no.yml\n"), 2, "no.yml cannot be read"
    ),
    "no first language": Fault(
        _edit("mkdocs.yml", "default: true", "default: false"), 2, "default: true", is_long=True
    ),
    "unknown theme": Fault(
        _edit("mkdocs.base.yml", "name: material", "name: no"), 1, "Unrecognised theme", is_long=True
    ),
    "template that cannot be read": Fault(write(FOOTER, b"{% if %}"), 1, "footer.html"),
    "template that fails": Fault(
        write(FOOTER, b"{{ nothing.at.all }}"), 1, "'nothing' is undefined", is_long=True
    ),
    "template with a lost link": Fault(write(FOOTER, b'<a href="/no/">x</a>'), 1, "`/no/` leads nowhere"),
    "template that calls another host": Fault(
        write(FOOTER, b'<script src="https://elsewhere.example/x.js"></script>'),
        1,
        "is loaded from elsewhere",
    ),
    "template in a wrong language": Fault(
        write("overrides/404.html", b'<html lang="de">'), 1, "its language is `de`, not `en`", is_long=True
    ),
    "template that tells where it was built": Fault(
        write(FOOTER, b"{{ config.config_file_path }}"), 1, "it tells where this folder lies on the machine"
    ),
    "missing font": Fault(
        _without("overrides/assets/fonts/bitter-600.woff2"), 1, "bitter-600.woff2` leads nowhere"
    ),
    "no pages at all": Fault(_without("docs"), 1, "docs"),
    "killed engine": Fault(engine_runs("os.kill(os.getpid(), 9)"), 1, "building `fr` failed (status -9)"),
    "killed child": Fault(engine_runs("os.kill(os.getppid(), 9)"), 1, "the build was killed (signal 9)"),
    "engine that leaves early": Fault(engine_runs("os._exit(0)"), 1, "fr", is_long=True),
    "engine that fails": Fault(engine_runs("raise RuntimeError('no power')"), 1, "no power"),
    "engine that hangs": Fault(
        engine_runs("time.sleep(600)"), 1, "longer than 6 s", environment={"LIVING_GUIDE_SECONDS": "6"}
    ),
    "engine that never lets go": Fault(  # a search for a match that would take years
        engine_runs("__import__('re').match('(a+)+$', 'a' * 60 + 'b')"),
        1,
        "longer than 6 s",
        environment={"LIVING_GUIDE_SECONDS": "6"},
        is_long=True,
    ),
    "engine that eats the memory": Fault(
        engine_runs("list(range(10**12))"),
        1,
        "more than 1500 MB of memory",
        environment={"LIVING_GUIDE_MEMORY": "1500"},
    ),
    "a limit that is no number": Fault(
        write("x", b""), 2, "LIVING_GUIDE_SECONDS is `soon`", environment={"LIVING_GUIDE_SECONDS": "soon"}
    ),
    "a moment that is no number": Fault(
        write("x", b""), 2, "SOURCE_DATE_EPOCH is `today`", environment={"SOURCE_DATE_EPOCH": "today"}
    ),
    "files that may not grow": Fault(_long_page, 2, "File too large", before=_SHORT_FILES),
    "sites that may not be written": Fault(
        _mode("build/sites", 0o555),
        2,
        "build/sites",
        before=_AS_ANYBODY,
        after=_mode("build/sites", 0o755),
    ),
    "build that may not be written": Fault(
        _together(_mode("build", 0o555), _mode("build/docs/en", 0o555)),
        2,
        "build",
        before=_AS_ANYBODY,
        after=_together(_mode("build", 0o755), _mode("build/docs/en", 0o755)),
        is_long=True,
    ),
    "pages that may not be read": Fault(
        _mode("docs/en/index.md", 0), 1, "docs/en/index.md", before=_AS_ANYBODY, is_long=True
    ),
    "a file where the staged pages go": Fault(
        _file_in_place_of("build/docs"), 2, "build/docs", after=_back_in_place("build/docs"), is_long=True
    ),
    "staged pages gone in the middle": Fault(engine_runs("shutil.rmtree('build/docs')"), 1, "building `"),
    # Its own language alone: the other engine may still be writing, or be done.
    "the new site gone in the middle": Fault(
        engine_runs(
            "import atexit, glob;"
            " atexit.register(lambda: [shutil.rmtree(path) for path in glob.glob('build/sites/*/part-fr')])"
        ),
        1,
        "what was built of `fr` is gone",
    ),
    "the plan gone in the middle": Fault(
        engine_runs("os.unlink('build/plan.json')"), 1, "building `", is_long=True
    ),
}

if os.geteuid() == 0 and sys.platform == "linux":
    FAULTS["a full disk"] = Fault(_small_disk, 1, "No space left on device", after=_unmount, is_long=True)

BLOWS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
MOMENTS = {
    "at the beginning": "new-*",
    "while engines run": "new-*/part-fr.log",
    "at the end": "new-*/part-en/sitemap.xml",
}
"""By what lies in the folder of sites, how far a build has come."""
SHORT_BLOWS = {
    ("SIGTERM", "at the beginning"),
    ("SIGINT", "while engines run"),
    ("SIGKILL", "while engines run"),
    ("SIGHUP", "at the end"),
}
"""Tried in `make test` too."""
