"""The real project, or a small one with its settings, where a test may do as it likes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trees import CLEAN, REPOSITORY, write_tree

SETTINGS = {
    "mkdocs.yml": REPOSITORY / "tests/data/mkdocs.yml",
    "mkdocs.base.yml": REPOSITORY / "mkdocs.base.yml",
}
"""What a project begins with: the first as upstream has it, whatever the city that runs the tests says."""
PATIENCE = 300
"""Seconds a command may take: a hundred times what it needs, for machines that do much else."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended; `said` is what it wrote, standard error after standard output."""

    status: int
    said: str

    @property
    def lines(self) -> list[str]:
        return self.said.strip().splitlines()


def copy_project(folder: Path) -> Path:
    """Everything a build reads, copied: a build there leaves the checkout alone."""
    for part in ("docs", "local", "hooks", "overrides"):
        if (REPOSITORY / part).is_dir():
            shutil.copytree(REPOSITORY / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return _with_settings(folder)


def small_project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The real settings, hooks and templates around a home page in two languages and `files`."""
    write_tree(folder, {**CLEAN, **files})
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    (folder / "hooks").symlink_to(REPOSITORY / "hooks")
    return _with_settings(folder)


def copy_hooks(project: Path) -> None:
    """Give a small project hooks of its own, to be edited."""
    (project / "hooks").unlink()
    shutil.copytree(REPOSITORY / "hooks", project / "hooks", ignore=shutil.ignore_patterns("__pycache__"))


def _with_settings(folder: Path) -> Path:
    for name, path in SETTINGS.items():
        shutil.copyfile(path, folder / name)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where a file says `old`."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} says {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def environment(project: Path, **more: str) -> dict[str, str]:
    """An environment in which a project's own hooks are used, and everything speaks English."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANGUAGE", "LANG") and not name.startswith(("LC_", "PYTHON", "COV_"))
    }
    own = {"PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    return {**kept, **own, **more}


def guide(project: Path, *arguments: str, seconds: float = PATIENCE, **more: str) -> Ended:
    """Run the project's own `guide`, in its folder."""
    return _run(project, ["living_guide.cli", *arguments], seconds, more)


def mkdocs(project: Path, *arguments: str, seconds: float = PATIENCE, **more: str) -> Ended:
    """Run plain MkDocs on the project, in its folder."""
    return _run(project, ["mkdocs", *arguments], seconds, more)


def _run(project: Path, module: list[str], seconds: float, more: Mapping[str, str]) -> Ended:
    ended = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=project,
        env=environment(project, **more),
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    return Ended(ended.returncode, (ended.stdout + ended.stderr).decode("utf-8", "replace"))
