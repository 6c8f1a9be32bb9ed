"""The moment a build counts as its own: the same pages give the same bytes, whenever they are built."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from living_guide.messages import Text, Told

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
"""https://reproducible-builds.org/specs/source-date-epoch/"""


def epoch(root: Path, environment: Mapping[str, str] = os.environ) -> int | None:
    """Seconds since 1970: what the environment says, else the last commit's moment; never the clock's.

    Raises:
        Told: the environment says something that is no such number.
    """
    written = environment.get(EPOCH_VARIABLE, "")
    if written:
        if not (written.isascii() and written.isdigit()):
            message = Text(
                "{name} is `{value}`; it must be a number of seconds", name=EPOCH_VARIABLE, value=written
            )
            raise Told(message)
        return int(written)
    return _last_commit(root)


def _last_commit(root: Path) -> int | None:
    """When the last commit was made; None where there is no git or no repository."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    return int(said) if said.strip().isdigit() else None
