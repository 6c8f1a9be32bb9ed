"""How long a build may take and how much memory each of its processes may use."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from living_guide.messages import Text, Told

SECONDS_VARIABLE = "LIVING_GUIDE_SECONDS"
MEMORY_VARIABLE = "LIVING_GUIDE_MEMORY"
"""What sets other limits: seconds for the whole build, megabytes for each process."""

_SECONDS = (300, 1.0)
_MEGABYTES = (2048, 1.0)
"""To begin with, and for each page: about fifty times the time and five times the memory needed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Whole build: `seconds`, by the clock. Each process: `megabytes` of address space (2²⁰ bytes)."""

    seconds: float
    megabytes: float

    @property
    def too_slow(self) -> Text:
        """What is said of a build that took too long."""
        return Text(
            "the build took longer than {seconds} s and was stopped; {variable}=… allows more",
            seconds=f"{self.seconds:g}",
            variable=SECONDS_VARIABLE,
        )

    @property
    def too_large(self) -> Text:
        """What is said of a build that asked for too much memory."""
        return Text(
            "the build needed more than {megabytes} MB of memory and was stopped; {variable}=… allows more",
            megabytes=f"{self.megabytes:g}",
            variable=MEMORY_VARIABLE,
        )


def limits_for(root: Path, environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits of a project: generous, growing with its pages, or what the environment says.

    Raises:
        Told: the environment says something that is no positive number.
    """
    pages = sum(
        name.endswith(".md")
        for layer in ("docs", "local")
        for _, _, names in os.walk(root / layer)
        for name in names
    )
    return Limits(
        _said(environment, SECONDS_VARIABLE) or _SECONDS[0] + pages * _SECONDS[1],
        _said(environment, MEMORY_VARIABLE) or _MEGABYTES[0] + pages * _MEGABYTES[1],
    )


def _said(environment: Mapping[str, str], name: str) -> float | None:
    written = environment.get(name, "")
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        message = Text("{name} is `{value}`; it must be a number above zero", name=name, value=written)
        raise Told(message)
    return number
