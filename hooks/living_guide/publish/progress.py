"""Says how far a build has come, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TextIO

from living_guide.messages import Text

_BEGINNING_OF_LINE, _CLEAR_TO_END = "\r", "\x1b[K"


class Progress:
    """Each step is a line; within one, a terminal also shows a count that replaces the last."""

    def __init__(self, words: Mapping[str, str], stream: TextIO = sys.stderr) -> None:
        self._words, self._stream = words, stream
        self._is_terminal = stream.isatty()
        self._counts = False

    def step(self, text: Text) -> None:
        """What is being done from now on."""
        self.end()
        print(text.said(self._words), file=self._stream, flush=True)

    def count(self, text: Text) -> None:
        """How much of the step is done; nothing where no terminal is watched."""
        if self._is_terminal:
            said = _BEGINNING_OF_LINE + text.said(self._words) + _CLEAR_TO_END
            print(said, end="", file=self._stream, flush=True)
            self._counts = True

    def end(self) -> None:
        """What is said next, by anybody, begins on a line of its own."""
        if self._counts:
            print(file=self._stream, flush=True)
            self._counts = False
