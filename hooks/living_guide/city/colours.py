"""The city's own colour: judged in both palettes, and written as a stylesheet behind the guide's own.

`extra: city: colours:` holds `light`, for bands, links and headings on light paper, and may hold `dark`,
for links and headings on dark paper; without it, it is the nearest that can be read there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from living_guide.city.contrast import TEXT, contrast, is_colour, mixed, nearest, weakest

PALETTES = ("light", "dark")
STYLESHEET = "assets/stylesheets/colours.css"
"""Where it lies in the staged tree, when the city has a colour of its own."""
_BAND = 0.5
"""How much of the light palette's colour is in the dark palette's bands."""


@cache
def surfaces(palette: str) -> Mapping[str, Any]:
    """The paper, and what a colour of this palette is seen against."""
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "surfaces.yml").read_text("utf-8"))
    found: dict[str, Any] = read[palette]
    return found


def seen_against(palette: str) -> list[str]:
    """Everything a colour of this palette must be told from: on light paper it is a band as well."""
    known = surfaces(palette)
    return [*known["behind"], *(known["before"] if palette == "light" else ())]


def fault(colour: str, palette: str) -> tuple[float, str, str] | None:
    """The contrast that is too little, with what, and the nearest colour that does; None when all is well."""
    found, other = weakest(colour, seen_against(palette))
    return None if found >= TEXT else (found, other, nearest(colour, seen_against(palette), TEXT))


def stylesheet(city: Mapping[str, Any]) -> str:
    """The city's colour for every palette; nothing where it has none that can be used."""
    light, dark = on_paper(city), _chosen(city, "dark")
    if light is None:
        return ""
    dark = dark or nearest(light, seen_against("dark"), TEXT)
    before = surfaces("dark")["before"]
    band = nearest(mixed(light, surfaces("dark")["paper"], _BAND), before, TEXT)
    by_day = _rule(light, light, light)
    by_night = _rule(dark, band, dark)
    return (
        f':root, [data-md-color-scheme="auto"], [data-md-color-scheme="default"] {by_day}\n'
        f'[data-md-color-scheme="slate"] {by_night}\n'
        f'@media (prefers-color-scheme: dark) {{ [data-md-color-scheme="auto"] {by_night} }}\n'
        f"@media print {{ body[data-md-color-scheme] {by_day} }}\n"
    )


def on_paper(city: Mapping[str, Any]) -> str | None:
    """The city's colour for light paper, if it has one that can be used."""
    return _chosen(city, "light")


def _chosen(city: Mapping[str, Any], palette: str) -> str | None:
    written = city.get("colours")
    colour = written.get(palette) if isinstance(written, dict) else None
    is_good = isinstance(colour, str) and is_colour(colour) and fault(colour, palette) is None
    return colour if is_good else None


def _rule(ink: str, band: str, link: str) -> str:
    return f"{{ --lg-pine: {ink}; --lg-pine-paper: {band}; --lg-link: {link}; }}"


__all__ = ["PALETTES", "STYLESHEET", "contrast", "fault", "seen_against", "stylesheet", "surfaces"]
