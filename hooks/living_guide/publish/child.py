"""Runs a module in a process that keeps to limits and does not outlive the one that started it.

`python -m living_guide.publish.child MEGABYTES SECONDS MODULE [ARGUMENT…]`, with a pipe for standard
input that the parent holds open and never writes to: when it closes, the parent is gone.
"""

from __future__ import annotations

import os
import resource
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from living_guide.publish.limits import Limits

_PATIENCE = 5
"""Seconds until whoever was killed must be gone; a system that never buries its dead keeps nobody waiting."""


def start(
    limits: Limits,
    module: str,
    *arguments: str,
    folder: Path,
    log: IO[bytes] | None = None,
    environment: Mapping[str, str] = os.environ,
    leads: bool = False,
) -> subprocess.Popen[bytes]:
    """Run a module in a child; what it says goes into `log`, or where we say things ourselves.

    One that `leads` begins a group of processes: all it starts ends with it.
    """
    processor = limits.seconds * (os.cpu_count() or 1)
    return subprocess.Popen(
        [sys.executable, "-m", __name__, f"{limits.megabytes:g}", f"{processor:g}", module, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        process_group=0 if leads else None,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that a child is gone, and whatever it leads: that may outlive it where it was killed."""
    with suppress(ProcessLookupError, PermissionError):  # it leads none, or none that is alive
        os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:  # what still writes would write into a folder we clear
            os.killpg(process.pid, 0)
            time.sleep(0.01)
    process.kill()
    process.wait()
    if process.stdin:
        process.stdin.close()


def main(argv: Sequence[str]) -> None:
    """Keep to the limits, then be the module."""
    megabytes, seconds, module, *arguments = argv
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is our parent's to answer
    _limit(resource.RLIMIT_AS, int(float(megabytes) * 2**20))
    # A process stuck where no thread of its own can run: the processor's clock still ends it.
    _limit(resource.RLIMIT_CPU, int(float(seconds)) + 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _limit(kind: int, wanted: int) -> None:
    """Lower a limit, where the system has it: macOS keeps none on memory."""
    _, highest = resource.getrlimit(kind)
    allowed = wanted if highest == resource.RLIM_INFINITY else min(wanted, highest)
    try:
        resource.setrlimit(kind, (allowed, highest))
    except (ValueError, OSError) as error:
        print(f"limit {kind}: {error}", file=sys.stderr)


def _end_with_parent() -> None:
    if not os.read(sys.stdin.fileno(), 1):
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)  # with all that it leads, and itself
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
