"""Whether a file is what its name says, by its first bytes."""

from __future__ import annotations

import io
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
_TEXTS = (".txt", ".csv")
_ACTIVE = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!", b"mz", b"\x7felf")
_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml", ".ods": "content.xml"}
HEAD = 512
"""Bytes that tell what a file is."""
MAX_OFFICE_BYTES = 20_000_000


def is_what_it_says(suffix: str, head: bytes) -> bool:
    """Whether the first bytes of a file suit its suffix; a suffix we know nothing of is believed."""
    if suffix in _TEXTS:
        return b"\0" not in head and not head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_ACTIVE)
    if suffix in _BEGINS and not head.startswith(_BEGINS[suffix]):
        return False
    at, sign = _INSIDE.get(suffix, (0, b""))
    return head[at : at + len(sign)] == sign


def is_plain_office_file(suffix: str, location: Path) -> bool:
    """Whether an office file is one, and holds no macro.

    Raises:
        OSError: it cannot be read.
    """
    wanted = _PARTS.get(suffix)
    if wanted is None:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(location.read_bytes())) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    acts = (name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names)
    return wanted in names and not any(acts)
