"""SVG files: drawings, and nothing that acts or fetches. Read by expat, which resolves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
_OWN = (SVG, "")
"""Without a namespace, browsers show nothing; people write it all the same."""
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
_SHAPES = (
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
    *("textPath", "title", "desc", "defs", "symbol", "use", "marker", "linearGradient", "radialGradient"),
    *("stop", "clipPath", "mask", "pattern", "filter", "image", "style", "switch", "metadata", "view"),
)
ELEMENTS = frozenset(_SHAPES)
_EDITORS = re.compile(
    r"https?://(?:www\.inkscape\.org/|sodipodi\.sourceforge\.net/|www\.w3\.org/1999/02/22-rdf-syntax-ns"
    r"|creativecommons\.org/ns|web\.resource\.org/cc/|purl\.org/dc/|ns\.adobe\.com/"
    r"|www\.bohemiancoding\.com/|www\.serif\.com/|vectornator\.io|boxy-svg\.com)"
)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*")
_FETCHES = re.compile(
    r"url\s*+\(\s*+[\"']?+\s*+(?!#)|@import|expression\s*\(|-moz-binding|behavior\s*:|\\", re.IGNORECASE
)
_ACTS = re.compile(r"^[\s\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b|live)\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")


_WORDS = ("id", "class", "aria-label", "lang")


class Fault(StrEnum):
    """Why a drawing is refused."""

    BROKEN = "broken"
    ENCODING = "encoding"
    DECLARATION = "declaration"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    FETCHES = "fetches"


@dataclass(frozen=True, slots=True)
class Refused:
    """A fault, the name it is about, its line and column (from 1, in bytes)."""

    fault: Fault
    name: str
    line: int
    column: int


class _Stop(Exception):
    """Nothing that follows may be read."""


def read_drawing(data: bytes) -> list[Refused]:
    """What a drawing holds that none may hold; never raises."""
    declared = _DECLARED.match(data[:200])
    if declared and declared[1].decode("ascii", "replace").lower() not in ("utf-8", "us-ascii", "ascii"):
        return [Refused(Fault.ENCODING, declared[1].decode("ascii", "replace"), 1, 1)]
    return _Drawing(data).refused


class _Drawing:
    def __init__(self, data: bytes) -> None:
        self.refused: list[Refused] = []
        self._style = ""
        self._in_style = False
        self._depth = 0
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        try:
            self._parser.Parse(data, True)
            if not self._depth and not self.refused and not data.strip():
                self._refuse(Fault.BROKEN, "empty")
        except expat.ExpatError as error:
            name = expat.ErrorString(error.code) or ""
            self.refused.append(Refused(Fault.BROKEN, name, error.lineno, error.offset + 1))
        except _Stop:
            pass

    def _refuse(self, fault: Fault, name: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        self.refused.append(Refused(fault, name, line, column + 1))

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal or (system and not system.startswith("http://www.w3.org/Graphics/SVG/")):
            self._refuse(Fault.DECLARATION, "<!DOCTYPE")
            raise _Stop

    def _instruction(self, target: str, data: str) -> None:
        self._refuse(Fault.DECLARATION, f"<?{target}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, local = name.rpartition(" ")
        if self._depth == 1 and (space not in _OWN or local != "svg"):
            self._refuse(Fault.BROKEN, local)
            raise _Stop
        if space in _OWN:
            if local not in ELEMENTS and not local.startswith("fe"):
                self._refuse(Fault.ELEMENT, local)
            self._in_style = local == "style"
            self._style = ""
        elif not _EDITORS.match(space):
            self._refuse(Fault.ELEMENT, local)
        for key, value in attributes.items():
            self._attribute(local, key, value)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        space, _, local = key.rpartition(" ")
        if local.lower().startswith("on") or (space == _XML and local == "base"):
            self._refuse(Fault.ATTRIBUTE, local)
        elif local == "href" and space in ("", _XLINK):
            inline = tag in ("image", "feImage") and _INLINE_PICTURE.fullmatch(value.strip())
            if not value.strip().startswith("#") and not inline:
                self._refuse(Fault.FETCHES, local)
        elif (
            local in ("src", "srcdoc", "formaction")
            or _ACTS.match(value)
            or (space not in ("",) and not (space in (_XML, _XLINK) or _EDITORS.match(space)))
        ):
            self._refuse(Fault.ATTRIBUTE, local)
        elif (
            not space
            and _FETCHES.search(value)
            and ("(" in value or "\\" in value or "@" in value or ":" in value)
        ):
            self._refuse(Fault.FETCHES, local)

    def _text(self, words: str) -> None:
        if self._in_style:
            self._style += words

    def _end(self, name: str) -> None:
        if self._in_style and _FETCHES.search(self._style):
            self._refuse(Fault.FETCHES, "style")
        self._in_style = False


def _known(space: str) -> bool:
    """Whether attributes of a namespace do nothing but note what an editor wants to remember."""
    return space in ("", _XML, _XLINK) or _EDITORS.match(space) is not None


def faults(data: bytes) -> Iterator[Refused]:
    """Each fault of a drawing once for each place."""
    yield from dict.fromkeys(read_drawing(data))
