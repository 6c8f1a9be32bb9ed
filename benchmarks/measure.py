"""What a command costs: the whole process with all its children, as the system counts it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

MEGABYTE = 1024
"""In kibibytes: the unit in which Linux gives a process's peak."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor (user and system) and of the clock; the largest process's peak in MB."""

    cpu: float
    wall: float
    memory: float


class CommandFailed(Exception):
    """A measured command did not end well; the message is the end of what it said."""


def measure(command: Sequence[str], folder: Path, accepted: Sequence[int] = (0,)) -> Cost:
    """Run a command in a folder.

    Raises:
        CommandFailed: it ended with a status that is not accepted.
    """
    log = folder / "bench.log"
    with log.open("wb") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        said = log.read_text("utf-8", "replace")[-2000:]
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / MEGABYTE)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure on its own."""
    return Cost(
        median(cost.cpu for cost in costs),
        median(cost.wall for cost in costs),
        median(cost.memory for cost in costs),
    )
