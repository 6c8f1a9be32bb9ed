"""A merge of upstream keeps the city's lines of its own file, where both changed the same ones.

Git is told so in each clone, for no repository can tell it for others: `.gitattributes` names the way to
merge `mkdocs.yml`, and the clone's configuration says what it is. Where it does not, git merges as ever.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from living_guide.city.values import upstreams_names
from living_guide.git import run_git

WAY = "living-guide-city"
"""What `.gitattributes` calls it."""


def command() -> str:
    """What git runs: only what comes from upstream gives way, never the work of somebody else in the city."""
    names = " ".join(f"-e {shlex.quote(f'site_name: {name}')}" for name in upstreams_names())
    return f"git merge-file $(grep -qxF {names} %B && echo --ours) %A %O %B"


def keep_own_lines(root: Path) -> bool:
    """Tell the clone's git; whether that was news to it."""
    key = f"merge.{WAY}.driver"
    known = run_git(root, "config", "--get", key)
    if known is None or known.stdout.decode("utf-8", "replace").rstrip("\n") == command():
        return False
    told = run_git(root, "config", "--local", key, command())
    return told is not None and told.returncode == 0
