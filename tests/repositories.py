"""Folders under git, written by somebody whose name must never be seen."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from trees import write_tree

WHO = {"GIT_AUTHOR_NAME": "Zoé Unsaid", "GIT_AUTHOR_EMAIL": "zoe@unsaid.example"}


def git(root: Path, *arguments: str, day: str = "2026-03-01") -> None:
    """Run git as a contributor whose name and zone must never be seen, at noon of a day (UTC)."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    when = {f"GIT_{who}_DATE": f"{day}T22:00:00+1000" for who in ("AUTHOR", "COMMITTER")}
    committer = {name.replace("AUTHOR", "COMMITTER"): value for name, value in WHO.items()}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**environment, **own, **WHO, **committer, **when},
        check=True,
        capture_output=True,
        timeout=60,
    )


def commit(root: Path, files: Mapping[str, str], day: str) -> None:
    write_tree(root, files)
    git(root, "add", "--all")
    git(root, "commit", "-m", "fix: what Zoé Unsaid said", day=day)
