"""The moment a build counts as its own: the same pages give the same bytes, whenever they are built."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from living_guide.git import UNASKED, run_git
from living_guide.messages import Text, Told

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
"""https://reproducible-builds.org/specs/source-date-epoch/"""
PATIENCE = 60
"""Seconds git may take to name its last commit."""


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
    ended = run_git(root, "log", "-1", "--format=%ct", more=UNASKED, patience=PATIENCE)
    said = ended.stdout.strip() if ended else b""
    return int(said) if said.isdigit() else None
