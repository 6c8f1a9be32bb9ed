"""Which files of the content folders may be published as they are: none that a browser would run."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # entities and document types are refused before it reads a byte
from pathlib import Path

ASSET_SUFFIXES = (
    *(".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".csv", ".docx", ".ics", ".odt", ".ods", ".pdf", ".txt", ".vtt", ".xlsx"),
)
"""Types of what pages show and offer. Anything else is for people to read, or for nobody."""

_ACTIVE = frozenset(
    ("script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio", "video")
)
_MOVES = frozenset(("animate", "set", "animatetransform", "animatemotion"))
_PROLOGUE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", re.IGNORECASE)
_LOADS = re.compile(r"@import|expression\(|url\(\s*[\"']?\s*(?!#|data:image/)[^)\s]", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)


def may_be_published(place: str, location: Path) -> bool:
    """Whether a file may go onto the site at a place: a known type, and no drawing that does things."""
    suffix = Path(place).suffix.lower()
    return suffix in ASSET_SUFFIXES and (suffix != ".svg" or drawing_fault(location.read_bytes()) is None)


def drawing_fault(data: bytes) -> str | None:
    """What in an SVG drawing runs or fetches something: tag, attribute or address; None in most."""
    if b"\0" in data:
        return "UTF-16"
    if found := _PROLOGUE.search(data):
        return found[0].decode()
    try:
        root = ET.fromstring(data)  # noqa: S314 - see the import
    except (ET.ParseError, ValueError, LookupError):
        return "XML"
    for element in root.iter():
        tag = _local(element.tag)
        if tag in _ACTIVE:
            return f"<{tag}>"
        if tag == "style" and _LOADS.search("".join(element.itertext())):
            return "<style>"
        for name, value in element.attrib.items():
            attribute = _local(name)
            if _does_things(tag, attribute, value):
                return f"{attribute}={value[:40]!r}"
    return None


def _does_things(tag: str, attribute: str, value: str) -> bool:
    if attribute.startswith("on"):
        return True
    if attribute in ("href", "src"):
        return not value.startswith("#") and not _PICTURE.match(value)
    if tag in _MOVES and attribute == "attributename":
        return _local(value).startswith(("href", "xlink:href", "on"))
    return _LOADS.search(value) is not None


def _local(name: object) -> str:
    """A name without its namespace, in lower case; comments have none."""
    return str(name).rpartition("}")[2].lower() if isinstance(name, str) else ""
