"""A file's text, and where each character of it stands.

Offsets are Unicode code points into :attr:`Source.text`, counted from 0, a byte order mark not
counted. Lines and columns are what people read in an editor: both count from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file as text. `path` is POSIX and relative to the project's root."""

    path: str
    text: str
    _known: list[int] = field(init=False, repr=False, default_factory=list)

    @property
    def _starts(self) -> list[int]:
        """Where lines begin; looked up when first asked for, as most files are in order."""
        if not self._known:
            self._known.extend([0, *[found.end() for found in _LINE_BREAK.finditer(self.text)]])
        return self._known

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The code point offset of a line and column: the inverse of `position`."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line break."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    @property
    def line_count(self) -> int:
        return len(self._starts)

    def span(self, start: int, end: int | None = None) -> Span:
        """The stretch from `start` to `end` (exclusive; one character when not given)."""
        return Span(self, start, start + 1 if end is None else end)


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A stretch of a source: code point offsets, `end` exclusive."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]


@dataclass(frozen=True, slots=True)
class Undecodable:
    """The first byte of a file that is not UTF-8, and a lossy reading of it for positions."""

    source: Source
    offset: int
    byte: int


def decode(path: str, data: bytes) -> Source | Undecodable:
    """Read bytes as UTF-8, without a byte order mark; never raises."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        lossy = before + data[error.start :].decode("utf-8", "replace")
        return Undecodable(Source(path, lossy), len(before), data[error.start])
