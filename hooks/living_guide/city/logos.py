"""A city's logos: where they are named, and what colours their files say they are painted with. Pure.

An SVG says it: in attributes, styles and gradients. What a picture inside it or a PNG holds is not
measured, and said not to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from living_guide.city.contrast import is_colour
from living_guide.city.file import Key

LOGOS: Mapping[str, Key] = {"light": ("theme", "logo"), "dark": ("extra", "city", "logo_on_dark")}
"""Where the city's file names its logo, by palette: a path in `docs` or `local`."""
_PAINTS = ("fill", "stroke", "stop-color", "color", "flood-color")
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"))
_DECLARED = re.compile(rf"(?<![\w-])(?P<name>{'|'.join(_PAINTS)})\s*:\s*(?P<value>[^;}}!]+)", re.IGNORECASE)
_NAMED = {"black": "#000", "white": "#fff", "currentcolor": "#000"}
_RGB = re.compile(r"rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)")
_NO_PAINT = frozenset(("none", "transparent", "inherit", "context-fill", "context-stroke"))


@dataclass(slots=True)
class Painted:
    """The colours of a drawing, as `#rrggbb`; `is_whole` when nothing in it could not be told."""

    colours: dict[str, None] = field(default_factory=dict)
    is_whole: bool = True


def painted(data: bytes) -> Painted:
    """The colours of an SVG; never raises."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError:
        reader.found.is_whole = False
    if reader.style:
        reader.note(reader.style)
    elif reader.has_bare:
        reader.found.colours["#000"] = None
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Painted()
        self.style = ""
        self.has_bare = False
        self._fills: list[bool] = []
        """Whether each element around says how it is filled."""
        self._in_style = False
        self.parser = expat.ParserCreate()
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def note(self, declarations: str) -> None:
        for found in _DECLARED.finditer(declarations):
            self._paint(found["value"])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        says = "fill" in attributes or "fill" in attributes.get("style", "")
        self._fills.append(says)
        self._in_style = tag == "style"
        self.has_bare = self.has_bare or (tag in _SHAPES and not any(self._fills))
        self.found.is_whole = self.found.is_whole and tag not in ("image", "feImage")
        for paint in _PAINTS:
            if paint in attributes:
                self._paint(attributes[paint])
        self.note(attributes.get("style", ""))

    def _end(self, name: str) -> None:
        self._fills.pop()
        self._in_style = False

    def _text(self, words: str) -> None:
        if self._in_style:
            self.style += words

    def _paint(self, written: str) -> None:
        value = written.strip().lower()
        if value in _NO_PAINT or value.startswith("url("):
            return  # nothing, or what says its colours elsewhere
        for colour in _colours(value):
            self.found.colours[colour] = None
            return
        self.found.is_whole = False


def _colours(value: str) -> Iterator[str]:
    known = _NAMED.get(value, value)
    if is_colour(known):
        yield known
    rgb = _RGB.fullmatch(value)
    if rgb and all(int(number) < 256 for number in rgb.groups()):
        yield "#" + "".join(f"{int(number):02x}" for number in rgb.groups())
