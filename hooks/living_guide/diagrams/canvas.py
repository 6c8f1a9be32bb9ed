"""What diagrams are drawn with: lines, boxes, and words that are broken to fit. SVG without a style.

Lengths are in units of a drawing 320 wide: on the narrowest telephone one is nine tenths of a pixel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from unicodedata import east_asian_width

WIDTH = 320
LARGE, SMALL = 15, 13.5
_LEADING = 1.35
_NARROW, _WIDE = frozenset("iljtfrI.,;:!|'’()[] \u00a0\u202f-"), frozenset("mwMW—%@")
_BOLD = 1.08


@dataclass(slots=True)
class Canvas:
    """A drawing under way. Words begin at the side on which their language begins: `x` counts from there."""

    direction: str
    height: float = 0
    _drawn: list[str] = field(default_factory=list)

    def svg(self, name: str, title: str, description: str) -> str:
        """The whole drawing; `name` keeps its ids apart from those of others."""
        height = round(self.height)
        return (
            f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
            f'focusable="false" font-family="Atkinson, sans-serif" '
            f'aria-labelledby="{name}-title {name}-words" direction="{self.direction}">'
            f'<title id="{name}-title">{escape(title)}</title>'
            f'<desc id="{name}-words">{escape(description)}</desc>{"".join(self._drawn)}</svg>'
        )

    def words(
        self, text: str, x: float, y: float, room: float, *, bold: bool = False, centred: bool = False
    ) -> float:
        """Write a text whose first line's top is at `y`, broken to fit; where its last line ends."""
        size = LARGE if bold else SMALL
        weight = ' font-weight="700"' if bold else ""
        anchor = ' text-anchor="middle"' if centred else ""
        for line in lines(text, room, size * (_BOLD if bold else 1)):
            place = f'x="{self._x(x)}" y="{_number(y + size)}"'
            self._drawn.append(
                f'<text {place} font-size="{size}"{weight}{anchor} fill="currentColor">{escape(line)}</text>'
            )
            y += size * _LEADING
        return y

    def box(self, x: float, y: float, width: float, height: float, *, strong: bool = False) -> None:
        """A frame with a touch of the current colour inside; drawn before what stands in it."""
        left = self._x(x) if self.direction != "rtl" else self._x(x + width)
        tint, line = (".12", 2) if strong else (".06", 1)
        self._drawn.append(
            f'<rect x="{left}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}" rx="4" '
            f'fill="currentColor" fill-opacity="{tint}" stroke="currentColor" stroke-width="{line}"/>'
        )

    def line(self, *points: tuple[float, float], width: float = 2, kind: str = "") -> None:
        """A line through points, with round ends; `kind` is a class that may colour it."""
        way = "L".join(f"{self._x(x)} {_number(y)}" for x, y in points)
        named = f' class="{kind}"' if kind else ""
        self._drawn.append(
            f'<path d="M{way}"{named} fill="none" stroke="currentColor" stroke-width="{_number(width)}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def number(self, text: str, x: float, y: float) -> None:
        """A number in a ring whose middle is at a point."""
        self._drawn.append(
            f'<circle cx="{self._x(x)}" cy="{_number(y)}" r="12" fill="none" stroke="currentColor" '
            f'stroke-width="2"/><text x="{self._x(x)}" y="{_number(y + 5)}" font-size="{SMALL}" '
            f'font-weight="700" text-anchor="middle" fill="currentColor">{escape(text)}</text>'
        )

    def _x(self, x: float) -> str:
        return _number(WIDTH - x if self.direction == "rtl" else x)


def lines(text: str, room: float, size: float) -> list[str]:
    """A text broken at plain spaces into lines of at most `room`; a longer word stands alone."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}".strip(" ")
        if found[-1] and length(longer, size) > room:
            found.append(word)
        else:
            found[-1] = longer
    return found


def length(text: str, size: float) -> float:
    """How long a text is at most, in the fonts that readers may have: no font is asked."""
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.88
    return 0.68 if letter.isupper() else 0.55


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
