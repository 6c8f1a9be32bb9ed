"""What a PDF does besides being read, and whom it names: found in its objects, compressed ones too.

Format: ISO 32000-2, 7.3.5 (names, whose signs may be written `#4a`), 7.5.7 (object streams), 12.6 (actions).
Nothing is interpreted: the names by which a PDF acts stand in it whatever its structure.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape

MOST_BYTES = 50_000_000
"""Of all object streams of a file unpacked: more is no document, but a bomb."""
HIDDEN_OBJECTS = "ObjStm"
"""Objects that cannot be looked into: packed in another way, locked, broken or endless."""


def _name(name: str, then: str = r"(?=[\s/<>\[\](){}%]|\Z)") -> re.Pattern[bytes]:
    """A name of the format, each sign of it as such or by its number; what stands behind it ends it."""
    signs = (f"(?:{sign}|#{ord(sign) // 16}(?i:{ord(sign) % 16:x}))" for sign in name)
    return re.compile(f"/{''.join(signs)}{then}".encode())


_ACTING = ("JavaScript", "Launch", "RichMedia", "ImportData", "EmbeddedFile")
_ACTS = {name: _name(name) for name in _ACTING}
_ATTACHED = _name("EF", r"\s{0,9}(?:<<|\d{1,9}\s{1,9}\d{1,5}\s{1,9}R)")
_PACKED, _FILTER = _name("ObjStm"), _name("Filter")
_LOCKED = _name("Encrypt")
_FONT, _PICTURE = _name("Font"), re.compile(rb"/Subtype\s{0,9}/Image(?=[\s/>])")
_AUTHOR = re.compile(
    rb"/Author\s{0,9}(?:\((?P<text>(?:[^\\()]|\\.){0,300})\)|<(?P<hex>[0-9A-Fa-f\s]{0,1200})>)", re.DOTALL
)
_CREATOR = re.compile(rb"<rdf:li[^>]{0,200}>([^<]{1,300})<")
_WRITTEN = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def acting_entry(data: bytes) -> str:
    """The name of the first entry by which a PDF runs, starts or carries something; empty where none does."""
    for objects in _objects(data):
        if objects is None:
            return HIDDEN_OBJECTS
        for name, entry in _ACTS.items():
            if entry.search(objects):
                return name
        if _ATTACHED.search(objects):
            return "EmbeddedFile"
    return ""


def is_scanned(data: bytes) -> bool:
    """Whether a PDF holds pictures of pages and no letters, which no screen reader and no search can read.

    False where its objects cannot be looked into.
    """
    has_pictures = False
    for objects in _objects(data):
        if objects is None or _FONT.search(objects):
            return False
        has_pictures = has_pictures or _PICTURE.search(objects) is not None
    return has_pictures


def author(data: bytes) -> str:
    """Who wrote a PDF, as its properties tell; empty where they do not."""
    if _LOCKED.search(data):
        return ""
    for objects in _objects(data):
        if objects is None:
            break  # `safety-disguised` tells
        if found := _AUTHOR.search(objects):
            return _text(found).strip()
    at = data.find(b"<dc:creator>")
    creator = _CREATOR.search(data, at, at + 1000) if at >= 0 else None
    return unescape(creator[1].decode("utf-8", "replace")).strip() if creator else ""


def _objects(data: bytes) -> Iterator[bytes | None]:
    """The file, then what each of its object streams unpacks to; None for one that cannot be looked into."""
    yield data
    left, before, locked = MOST_BYTES, 0, _LOCKED.search(data)
    at = data.find(b"stream")
    while at >= 0:
        # Every "endstream" holds the word too: between two of them lies a stream, or what describes the next.
        described = data[before:at]
        before = at + len(b"stream")
        # One without a filter has been read with the file.
        if not described.endswith(b"end") and _PACKED.search(described) and _FILTER.search(described):
            objects = _unpacked(data, before, left) if locked is None else None
            yield objects
            left -= len(objects or b"")
        at = data.find(b"stream", before)


def _unpacked(data: bytes, start: int, most: int) -> bytes | None:
    """An object stream from where its keyword ends, unless it is longer than `most` or in another form."""
    start += 2 if data.startswith(b"\r\n", start) else 1
    end = data.find(b"endstream", start)
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(data[start:end], most) if end >= 0 else b""
    except zlib.error:
        return None
    return objects if unpacking.eof else None


def _text(found: re.Match[bytes]) -> str:
    """A text string: UTF-16 or UTF-8 with its mark, else (nearly) Latin-1."""
    if found["hex"] is not None:
        digits = b"".join(found["hex"].split())
        written = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    else:
        written = _WRITTEN.sub(_sign, found["text"])
    if written.startswith((b"\xfe\xff", b"\xff\xfe")):
        return written.decode("utf-16", "replace")
    if written.startswith(b"\xef\xbb\xbf"):
        return written.decode("utf-8-sig", "replace")
    return written.decode("cp1252", "replace")


def _sign(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) % 256]) if sign.isdigit() else _SIGNS.get(sign, sign)
