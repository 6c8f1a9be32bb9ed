"""Whether a file is what its name says, by its first bytes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_BEGINS: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    ".ics": (b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
}
_INSIDE = {".webp": (8, b"WEBP"), ".avif": (4, b"ftyp")}
_OTHER = (
    b"<",
    b"#!",
    b"mz\x90",
    b"\x7felf",
    b"pk\x03\x04",
    b"%pdf-",
    b"\xd0\xcf\x11\xe0",
    b"rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
"""How web pages, programs, archives and old office files begin."""
_PARTS = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
}
_MACRO = re.compile(r"(?i)vbaproject\.bin$|^(?:Basic|Scripts)/")
HEAD = 512
"""Bytes that tell what a file is."""


def is_what_it_says(suffix: str, head: bytes) -> bool:
    """Whether the first bytes of a file suit its suffix, or at least no other kind that we know."""
    at, sign = _INSIDE.get(suffix, (0, b""))
    if head.startswith(_BEGINS.get(suffix, ())) and head[at : at + len(sign)] == sign:
        return True
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    others = [known for kind, known in _BEGINS.items() if kind != suffix]
    of_another = begins.startswith(_OTHER) or any(head.startswith(known) for known in others)
    return suffix == ".svg" or not of_another  # what a drawing holds is read, not guessed


def is_plain_office_file(suffix: str, location: Path) -> bool:
    """Whether an archive with an office file's suffix is one, and holds no macro.

    Raises:
        OSError: it cannot be read.
    """
    wanted = _PARTS.get(suffix)
    if wanted is None:
        return True
    try:
        with zipfile.ZipFile(location) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return wanted in names and not any(_MACRO.search(name) for name in names)
