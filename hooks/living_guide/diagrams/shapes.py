"""The shapes a diagram may have: steps one below the other, and a stool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from living_guide.diagrams.canvas import WIDTH, Canvas

_PAD = 12
_GAP = 26
"""Between two boxes, for an arrow."""
_CLOSED = (".", "?", "!", "؟", "。")
"""How a sentence ends, in the scripts that our readers write."""


@dataclass(frozen=True, slots=True)
class Step:
    """A box: what happens, a remark below it, and smaller boxes inside it."""

    title: str
    remark: str = ""
    parts: tuple[Step, ...] = ()

    def said(self) -> str:
        """The step in plain words."""
        return sentences((self.title, self.remark, *(part.said() for part in self.parts)))


def sentences(parts: Iterable[str]) -> str:
    """Words one after the other, each closed by a full stop where nothing else closes it."""
    return " ".join(part if part.endswith(_CLOSED) else f"{part}." for part in parts if part)


def steps(canvas: Canvas, found: Sequence[Step], *, around: bool = False) -> None:
    """Boxes with arrows from one to the next; `around` leads from the last to the first again."""
    width = WIDTH - 2 - (22 if around else 0)
    y, middles = 1.0, []
    for number, step in enumerate(found, 1):
        if number > 1:
            _arrow(canvas, WIDTH / 2 - (11 if around else 0), y + 3, y + _GAP - 3)
            y += _GAP
        top = y
        y = _step(canvas, step, 1, y, width, f"{number}. ")
        middles.append((top + y) / 2)
    if around:
        out, inward = WIDTH - 6, 1 + width
        first, last = middles[0], middles[-1]
        canvas.line((inward + 2, last), (out, last), (out, first), (inward + 4, first))
        canvas.line((inward + 10, first - 6), (inward + 4, first), (inward + 10, first + 6))
    canvas.height = y + 1


def _step(canvas: Canvas, step: Step, x: float, y: float, width: float, number: str = "") -> float:
    """Draw a box; where it ends. Drawn twice: the first time on paper that is thrown away, to be measured."""
    end = _inside(Canvas(canvas.direction), step, x, y, width, number)
    canvas.box(x, y, width, end - y, strong=bool(number))
    return _inside(canvas, step, x, y, width, number)


def _inside(canvas: Canvas, step: Step, x: float, y: float, width: float, number: str) -> float:
    room, left = width - 2 * _PAD, x + _PAD
    y = canvas.words(f"{number}{step.title}", left, y + 9, room, bold=True)
    if step.remark:
        y = canvas.words(step.remark, left, y + 1, room)
    for position, part in enumerate(step.parts):
        if position:
            _arrow(canvas, x + width / 2, y + 2, y + 16)
        y = _step(canvas, part, left, y + (18 if position else 8), room)
    return y + 9


def _arrow(canvas: Canvas, x: float, start: float, end: float) -> None:
    canvas.line((x, start), (x, end))
    canvas.line((x - 6, end - 6), (x, end), (x + 6, end - 6))


def stool(canvas: Canvas, seat: str, legs: Sequence[str], ties: str) -> None:
    """A seat on numbered legs, tied to one another; below it what each leg and the ties are."""
    measured = Canvas(canvas.direction).words(seat, WIDTH / 2, 14, 210, bold=True, centred=True)
    bottom = measured + 6
    foot, rung = bottom + 118, bottom + 62
    tops = _spread(len(legs), 68, WIDTH - 68)
    feet = _spread(len(legs), 26, WIDTH - 26)
    across = [
        top + (end - top) * (rung - bottom) / (foot - bottom) for top, end in zip(tops, feet, strict=True)
    ]
    for top, end in zip(tops, feet, strict=True):
        canvas.line((top, bottom + 4), (end, foot - 12), width=9)
    if across:
        canvas.line((across[0], rung), (across[-1], rung), width=4, kind="lg-diagram__tie")
    canvas.box(40, 4, WIDTH - 80, bottom - 4, strong=True)
    canvas.words(seat, WIDTH / 2, 14, 210, bold=True, centred=True)
    for number, end in enumerate(feet, 1):
        canvas.number(str(number), end, foot + 4)
    y = foot + 32
    for number, leg in enumerate(legs, 1):
        canvas.number(str(number), 14, y + 10)
        y = max(canvas.words(leg, 36, y, WIDTH - 38, bold=True) + 8, y + 30)
    canvas.line((3, y + 9), (25, y + 9), width=4, kind="lg-diagram__tie")
    canvas.height = canvas.words(ties, 36, y, WIDTH - 38) + 2


def _spread(number: int, first: float, last: float) -> list[float]:
    apart = (last - first) / max(1, number - 1)
    return [first + apart * position for position in range(number)]
