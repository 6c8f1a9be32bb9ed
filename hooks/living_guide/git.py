"""Git, run in one way for all who ask it: in the project's folder, without a terminal to read from."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

PLAIN: Mapping[str, str] = MappingProxyType({"LC_ALL": "C"})
"""For what we read: the same words on every machine."""
UNASKED: Mapping[str, str] = MappingProxyType({**PLAIN, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"})
"""The same for a build: it asks neither people nor other machines."""
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells a hook of the repository it works for; the project may lie in another."""


def run_git(
    root: Path,
    *arguments: str,
    told: bytes | None = None,
    more: Mapping[str, str] = PLAIN,
    patience: float | None = None,
) -> subprocess.CompletedProcess[bytes] | None:
    """What git did and said; `told` is what it reads, `more` joins its environment, `patience` is in seconds.

    None where it cannot be run, or was not done in time.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        return subprocess.run(
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git people have
            env={**kept, "GIT_OPTIONAL_LOCKS": "0", **more},
            input=told,
            stdin=subprocess.DEVNULL if told is None else None,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError, PermissionError, subprocess.TimeoutExpired):
        return None
