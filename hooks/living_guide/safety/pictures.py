"""Photographs without what a camera notes in them: place, time, device, people, and smaller copies.

A picture is taken apart into the pieces of its format and put together again from those that a browser
needs to show it, so that no pixel is compressed anew and the same file always gives the same bytes. Kept
are colour profiles and, of Exif, the orientation alone. In pure Python, since a guide is built without
Pillow: see the extra `takeaway` in pyproject.toml.

Formats: JPEG ISO/IEC 10918-1 annex B, PNG https://www.w3.org/TR/png-3/, WebP RFC 9649, GIF89a.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Applications' blocks that browsers read: how often to repeat, and the colour profile."""
_JPEG_SCAN_ENDS = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class BrokenPicture(Exception):
    """A picture that ends too early, or is none; the message says in English what is missing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is published of a picture, and its size in pixels as it is stored."""

    data: bytes
    width: int
    height: int

    @property
    def pixels(self) -> int:
        return self.width * self.height


def read_picture(suffix: str, data: bytes) -> Picture | None:
    """A picture without its metadata; None for formats that are not taken apart (SVG, AVIF).

    Raises:
        BrokenPicture: it is not of that format, or ends too early.
    """
    reader = _READERS.get(suffix)
    if reader is None:
        return None
    try:
        picture = reader(data)
    except (struct.error, IndexError, ValueError) as error:
        raise BrokenPicture("it ends too early") from error
    if not picture.pixels:
        raise BrokenPicture("it has no pixels")
    return picture


def has_metadata(data: bytes) -> bool:
    """Whether an AVIF picture carries Exif or XMP, named in the table of its items (ISO/IEC 23008-12)."""
    table = data[: data.find(b"mdat")] if b"mdat" in data else data
    return b"Exif" in table or b"application/rdf+xml" in table


def _jpeg(data: bytes) -> Picture:
    if not data.startswith(b"\xff\xd8"):
        raise BrokenPicture("it is no JPEG")
    kept, size, orientation, at, scans = [data[:2]], (0, 0), 1, 2, 0
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise BrokenPicture("a part of it does not begin as it should")
        marker = data[at + 1]
        if marker == 0xD9:  # what follows the end is another picture, or a video
            kept.append(b"\xff\xd9")
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise BrokenPicture("it ends too early")
        body = data[at + 4 : end]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", body, 1)
            size = size if size[0] else (width, height)
        if marker == 0xE1 and body.startswith(b"Exif\0"):
            orientation = _orientation(body[6:]) if orientation == 1 else orientation
        elif _is_kept_of_jpeg(marker, body):
            kept.append(b"\xff" + data[at + 1 : end])
        at = end
        if marker == 0xDA:
            found = _JPEG_SCAN_ENDS.search(data, at)
            if found is None:
                raise BrokenPicture("it ends too early")
            at = found.end() - 2
            kept.append(data[end:at])
            scans += 1
    if not scans:
        raise BrokenPicture("it has no pixels")
    if orientation != 1:
        note = b"Exif\0\0" + _exif(orientation)
        # Behind JFIF, which is first by its own rule, and before anything else.
        place = 2 if len(kept) > 1 and kept[1].startswith(b"\xff\xe0") else 1
        kept.insert(place, b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note)
    return Picture(b"".join(kept), *size)


def _is_kept_of_jpeg(marker: int, body: bytes) -> bool:
    if marker == 0xE0:
        return body.startswith(b"JFIF\0") and body[12:14] == b"\0\0"  # without a small copy
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return body.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker >= 0xF0)


def _png(data: bytes) -> Picture:
    if not data.startswith(_PNG):
        raise BrokenPicture("it is no PNG")
    kept, size, orientation, at = [_PNG], (0, 0), 1, len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        (sum_,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(kind + body) != sum_:
            raise BrokenPicture("a part of it is damaged")
        if kind == b"IHDR":
            size = struct.unpack_from(">II", body)
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        elif kind == b"eXIf":
            orientation = _orientation(body)
        elif kind[:1].isupper():
            raise BrokenPicture("a part of it is of no known kind")
        if kind == b"IEND":
            break
        at = end
    if orientation != 1:
        kept.insert(2, _png_chunk(b"eXIf", _exif(orientation)))
    return Picture(b"".join(kept), *size)


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _webp(data: bytes) -> Picture:
    if not data.startswith(b"RIFF") or data[8:12] != b"WEBP":
        raise BrokenPicture("it is no WebP")
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 > len(data):
        raise BrokenPicture("it ends too early")
    kept: list[tuple[bytes, bytes]] = []
    orientation, size = 1, (0, 0)
    for kind, body in _riff(data[12 : length + 8]):
        if kind == b"EXIF":
            orientation = _orientation(body.removeprefix(b"Exif\0\0"))
        elif kind in _WEBP_KEPT:
            kept.append((kind, body))
            size = size if size[0] else _webp_size(kind, body)
    if orientation != 1:
        kept.append((b"EXIF", _exif(orientation)))
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if orientation != 1 else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
    chunks = b"WEBP" + b"".join(_riff_chunk(kind, body) for kind, body in kept)
    return Picture(b"RIFF" + struct.pack("<I", len(chunks)) + chunks, *size)


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise BrokenPicture("it ends too early")
        if kind == b"ANMF":  # a picture of a moving one: sixteen bytes, then pieces of its own
            inner = [piece for piece in _riff(body[16:]) if piece[0] in _WEBP_KEPT]
            body = body[:16] + b"".join(_riff_chunk(*piece) for piece in inner)
        yield kind, body
        at += 8 + length + length % 2


def _riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _gif(data: bytes) -> Picture:
    if not data.startswith((b"GIF87a", b"GIF89a")):
        raise BrokenPicture("it is no GIF")
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _colours(flags)
    kept = [data[:at]]
    while data[at] != 0x3B:
        begin = at
        if data[at] == 0x2C:
            at = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            keep = True
        elif data[at] == 0x21:
            label, named = data[at + 1], data[at + 3 : at + 14]
            at = _blocks_end(data, at + 2)
            keep = label == 0xF9 or (label == 0xFF and named in _GIF_KEPT)
        else:
            raise BrokenPicture("a part of it does not begin as it should")
        if keep:
            kept.append(data[begin:at])
    return Picture(b"".join([*kept, b"\x3b"]), width, height)


def _colours(flags: int) -> int:
    """Bytes of a table of colours, by the flags that announce it."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _orientation(tiff: bytes) -> int:
    """How a picture is to be turned (1 to 8; 1: not at all), from Exif; 1 where Exif is broken."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION and kind == 3:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _exif(orientation: int) -> bytes:
    """Exif that says how to turn a picture, and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


_READERS: dict[str, Callable[[bytes], Picture]] = {
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".png": _png,
    ".webp": _webp,
    ".gif": _gif,
}
PICTURES = frozenset(_READERS)
"""Suffixes of the formats that are taken apart."""
