"""Git repositories for tests: with a fixed author, and nobody's own settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A contributor",
    "GIT_AUTHOR_EMAIL": "contributor@city.example",
    "GIT_COMMITTER_NAME": "A contributor",
    "GIT_COMMITTER_EMAIL": "contributor@city.example",
    "GIT_AUTHOR_DATE": "2026-11-22T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-22T12:00:00Z",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ended = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**kept, **SETTINGS},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, f"git {' '.join(arguments)}: {ended.stderr}"
    return ended.stdout


def repository(folder: Path) -> Path:
    """Make a folder a repository whose first commit is all it holds."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder, "begin")


def commit(folder: Path, message: str) -> Path:
    """Commit all that is there."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return folder
