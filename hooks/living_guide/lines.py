"""The lines of a text, with their indents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


class Line(NamedTuple):
    """A line: its offsets in the text, line break included."""

    start: int
    end: int
    text: str
    """Without the line break."""

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """Width of the leading white space in columns, tabs to the next multiple of four."""
        expanded = self.text.expandtabs(4)
        return len(expanded) - len(expanded.lstrip(" "))

    def after_indent(self, width: int) -> int:
        """Offset at which the line goes on once `width` columns of indent are removed."""
        column = 0
        for number, character in enumerate(self.text):
            if column >= width or character not in " \t":
                return self.start + number
            column += 4 - column % 4 if character == "\t" else 1
        return self.start + len(self.text)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, in order."""
    for found in _LINES.finditer(text):
        if found.end() > found.start():
            yield Line(found.start(), found.end(), found.group().rstrip("\r\n"))
