"""How well colours can be told apart, and the nearest colour that can be: exact, nothing is rounded.

Contrast is that of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; nearness is lightness in
OKLCH, https://www.w3.org/TR/css-color-4/#ok-lab, where hue stays as people see it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of words and links, and of what is only looked at."""

_WRITTEN = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 1000
Colour = tuple[float, float, float]
"""Red, green, blue, or lightness and two more; between 0 and 1."""


def is_colour(written: str) -> bool:
    """Whether this is a colour as `#0f4c47` or `#fff`."""
    return _WRITTEN.fullmatch(written) is not None


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def weakest(colour: str, against: Iterable[str]) -> tuple[float, str]:
    """The least contrast of a colour, and with which of the others."""
    return min((contrast(colour, other), other) for other in against)


def nearest(colour: str, against: Iterable[str], least: float) -> str:
    """The colour of the same hue, as light as can be told apart from all the others.

    The colour itself where it can. Some lightness does wherever the others lie all on one side of it.
    """
    others = list(against)
    lightness, chroma, hue = _oklch(colour)
    for step in range(_STEPS + 1):
        for away in (step, -step) if step else (0,):
            changed = lightness + away / _STEPS
            if 0 <= changed <= 1:
                found = _written(changed, chroma, hue) if step else _whole(colour)
                if weakest(found, others)[0] >= least:
                    return found
    raise ValueError(f"no lightness of {colour} can be told from {others}")


def figure(ratio: float) -> str:
    """A contrast to two decimals, cut: 4.499 is not 4.5."""
    return f"{int(ratio * 100) / 100:.2f}"


def mixed(one: str, other: str, share: float) -> str:
    """So much of one colour, the rest of the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _hex((share * first + (1 - share) * second for first, second in pairs))


def _channels(written: str) -> list[float]:
    digits = _whole(written)[1:]
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def _whole(written: str) -> str:
    digits = written[1:].lower()
    return "#" + ("".join(sign * 2 for sign in digits) if len(digits) == 3 else digits)


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, value)) * 255):02x}" for value in channels)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _curved(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(written: str) -> float:
    red, green, blue = (_linear(value) for value in _channels(written))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(written: str) -> Colour:
    red, green, blue = (_linear(value) for value in _channels(written))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _written(lightness: float, chroma: float, hue: float) -> str:
    """A colour that screens can show: paler until it is one."""
    for share in range(100, -1, -2):
        channels = _rgb(lightness, chroma * share / 100, hue)
        if all(-1e-4 <= value <= 1 + 1e-4 for value in channels):
            break
    return _hex(_curved(max(0.0, value)) for value in channels)


def _rgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Linear red, green and blue, outside 0 to 1 where no screen shows it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
