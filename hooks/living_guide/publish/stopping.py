"""What a build does when it is told to stop, by Ctrl+C, a closed terminal or the system."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """We were told to stop, by signal `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn signals into :class:`Stopped`, so that what was begun is cleaned up.

    A signal that was ignored stays so: `nohup guide build` goes on when its terminal is closed.
    """
    before = {number: signal.getsignal(number) for number in _STOPS}
    heard = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])


@contextmanager
def unstoppable() -> Iterator[None]:
    """Carry to its end what must not be left half done. What is said meanwhile is not heard."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
