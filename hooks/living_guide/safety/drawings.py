"""SVG files: drawings, and nothing that acts or fetches. Read by expat, which resolves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.parsers import expat

from living_guide.safety import stylesheets
from living_guide.safety.expansion import MAX_LEVELS, Expansion, TooMuch

SVG = "http://www.w3.org/2000/svg"
_OWN = (SVG, "")
"""Without a namespace, browsers show nothing; people write it all the same."""
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
ELEMENTS = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("textPath", "title", "desc", "defs", "symbol", "use", "marker", "linearGradient", "radialGradient"),
        *("stop", "clipPath", "mask", "pattern", "filter", "image", "style", "switch", "metadata", "view"),
        *("feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feFlood"),
        *("feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFuncA", "feFuncB"),
        *("feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology"),
        *("feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"),
        *("font", "font-face", "missing-glyph", "glyph", "hkern"),  # of LibreOffice: no browser reads them
    )
)
_EDITORS = re.compile(
    r"https?://(?:www\.inkscape\.org/|sodipodi\.sourceforge\.net/|www\.w3\.org/1999/02/22-rdf-syntax-ns"
    r"|creativecommons\.org/ns|web\.resource\.org/cc/|purl\.org/dc/|ns\.adobe\.com/|iptc\.org/std/"
    r"|www\.bohemiancoding\.com/|www\.serif\.com/|vectornator\.io|boxy-svg\.com|xml\.openoffice\.org/svg/"
    r"|www\.corel\.com/)|adobe:ns:meta/"
)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*")
_SHEETS_OF_W3C = re.compile(r"http://www\.w3\.org/(?:Graphics/SVG|TR/2001/REC-SVG-20010904)/[\w./-]*")
_SVG_DOCTYPE = re.compile(r"-//W3C//DTD SVG [\w. ]*//EN")
"""Not any of W3C's: with those of XHTML, browsers know words like `&commat;` for signs."""
_INSTRUCTIONS = frozenset(("xpacket",))
_UTF_8 = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))

_WORDS = re.compile(
    r"id|class|name|in|in2|result|lang|role|d|points|viewBox|unicode|glyph-name|font-family|title|type|media"
    r"|required(?:Features|Extensions)|systemLanguage|content(?:Script|Style)Type|(?:aria|data)-[\w.-]+"
)
"""Attributes that a browser reads as words, numbers or nothing at all, whatever they say."""
_ADDRESS = re.compile(r"[:/@]")
MAX_SIDE = 100_000
"""A side of a drawing, in whatever it is measured: of A0 at 1200 dots an inch, the longer has 56,173."""
MAX_OCTAVES = 16
"""Layers of noise, each drawn at each point."""
_LIMITS = {"width": MAX_SIDE, "height": MAX_SIDE, "numOctaves": MAX_OCTAVES}
_NUMBER = re.compile(r"\s*[+-]?(\d*\.?\d+(?:[eE][+-]?\d+)?|\d+)")


class Fault(StrEnum):
    """Why a drawing is refused."""

    BROKEN = "broken"
    ENCODING = "encoding"
    DECLARATION = "declaration"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    FETCHES = "fetches"
    STYLE = "style"
    TOO_MUCH = "too-much"
    TOO_LARGE = "too-large"


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
    return _Drawing(data).refused


class _Drawing:
    def __init__(self, data: bytes) -> None:
        self.refused: list[Refused] = []
        self._sheet: list[str] | None = None
        self._sheets: list[str] = []
        self._depth = 0
        self._expansion = Expansion()
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        try:
            self._parser.Parse(data, True)
            if not self.refused:
                self._expansion.check(self._sheets)
        except expat.ExpatError as error:
            name = expat.ErrorString(error.code) or ""
            self.refused.append(Refused(Fault.BROKEN, name, error.lineno, error.offset + 1))
        except TooMuch:
            self.refused.append(Refused(Fault.TOO_MUCH, "", 1, 1))
        except _Stop:
            pass

    def _refuse(self, fault: Fault, name: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        self.refused.append(Refused(fault, name, line, column + 1))

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in _UTF_8:
            self._refuse(Fault.ENCODING, encoding)
            raise _Stop

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        known = _SHEETS_OF_W3C.fullmatch(system or "http://www.w3.org/Graphics/SVG/")
        if internal or not known or not _SVG_DOCTYPE.fullmatch(public or "-//W3C//DTD SVG//EN"):
            self._refuse(Fault.DECLARATION, "<!DOCTYPE")
            raise _Stop

    def _entity(self, name: str, is_parameter: bool) -> None:
        self._refuse(Fault.DECLARATION, f"&{name};")

    def _instruction(self, target: str, data: str) -> None:
        if target not in _INSTRUCTIONS:
            self._refuse(Fault.DECLARATION, f"<?{target}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, local = name.rpartition(" ")
        if self._depth == 1 and (space not in _OWN or local != "svg"):
            self._refuse(Fault.BROKEN, local)
            raise _Stop
        if self._depth > MAX_LEVELS:
            self._refuse(Fault.TOO_MUCH, local)
            raise _Stop
        if self._sheet is not None or (local not in ELEMENTS if space in _OWN else not _EDITORS.match(space)):
            self._refuse(Fault.ELEMENT, local)
        if space in _OWN and local == "style":
            self._sheet = []
        for key, value in attributes.items():
            self._attribute(local, key, value)
        self._expansion.start(local, attributes)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        space, _, local = key.rpartition(" ")
        if local.lower().startswith("on") or not (space in ("", _XLINK) or _is_note(space, local)):
            self._refuse(Fault.ATTRIBUTE, local)
        elif local == "href" and space in ("", _XLINK):
            inline = tag in ("image", "feImage") and _INLINE_PICTURE.fullmatch(value.strip())
            if not value.strip().startswith("#") and not inline:
                self._refuse(Fault.FETCHES, local)
        elif not space and not _WORDS.fullmatch(local):
            self._value(local, value)

    def _value(self, name: str, value: str) -> None:
        """A value that a browser reads as CSS, or as it likes."""
        unknown = stylesheets.refused(value)
        if unknown in ("url", "\\"):
            self._refuse(Fault.FETCHES, name)
        elif name != "style" and _ADDRESS.search(stylesheets.without_parts(value)):
            self._refuse(Fault.ATTRIBUTE, name)
        elif unknown is not None:
            self._refuse(Fault.STYLE, unknown)
        elif name == "numOctaves" or (self._depth == 1 and name in _LIMITS):
            number = _NUMBER.match(value)
            if number and float(number[1]) > _LIMITS[name]:
                self._refuse(Fault.TOO_LARGE, name)

    def _text(self, words: str) -> None:
        if self._sheet is not None:
            self._sheet.append(words)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._expansion.end()
        if self._sheet is not None and name.rpartition(" ")[2] == "style":
            text, self._sheet = "".join(self._sheet), None
            self._sheets.append(text)
            unknown = stylesheets.refused(text)
            if unknown in ("url", "\\"):
                self._refuse(Fault.FETCHES, "style")
            elif unknown is not None:
                self._refuse(Fault.STYLE, unknown)


def _is_note(space: str, name: str) -> bool:
    """Whether an attribute says what an editor remembers, or the language and spaces of words."""
    return name in ("lang", "space", "id") if space == _XML else _EDITORS.match(space) is not None


def faults(data: bytes) -> Iterator[Refused]:
    """Each fault of a drawing once for each place."""
    yield from dict.fromkeys(read_drawing(data))
