"""What an office file does besides being read: programs, objects, and what it fetches when it is opened.

Formats: Office Open XML, ISO/IEC 29500-2 (parts and relationships), and OpenDocument, OASIS 1.3.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from html import unescape
from pathlib import Path

_ACTING_PART = re.compile(
    r"(?i)vbaProject\.bin$|(?:^|/)(?:activeX|externalLinks|embeddings)/(?!.*\.xlsx$).|^(?:Basic|Scripts)/"
    r"|^Object [^/]*/(?!content\.xml|styles\.xml|meta\.xml|settings\.xml).|\.(?:exe|dll|js|vbs|ole)$"
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_FETCHES = re.compile(rb"TargetMode\s*=\s*[\"']\s*External")
_IS_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_ACTS = re.compile(rb"<!ENTITY|\bDDE(?:AUTO)?\b(?=[^<]{0,200}</(?:\w+:)?instrText)|<script:event-listener\b")
_NAMES = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)\b[^>]{0,200}>([^<]{1,300})</")
_PROPERTIES = ("docProps/core.xml", "meta.xml")
_LONG_PROPERTIES = 100_000
"""Bytes that the properties of a document never have."""
MOST_BYTES = 50_000_000
"""Of a file unpacked: more is no letter, but a bomb."""


class BrokenPackage(Exception):
    """An archive that cannot be unpacked, or that unpacks to far more than anybody reads."""


def acting_part(location: Path) -> str:
    """The name of the first part that acts or fetches; empty where none does.

    Raises:
        BrokenPackage: it is damaged, locked with a password, or too large unpacked.
        OSError: it cannot be read.
    """
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(location) as archive:
            for part in archive.infolist():
                if _ACTING_PART.search(part.filename):
                    return part.filename
                with archive.open(part) as opened:
                    data = opened.read(left + 1)  # what a header says of its size may be a lie
                left -= len(data)
                if left < 0:
                    raise BrokenPackage
                if part.filename.lower().endswith((".rels", ".xml")) and _acts(part.filename, data):
                    return part.filename
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BrokenPackage from error
    return ""


def words_of_package(location: Path) -> str:
    """The words of a text or a table, a line for each paragraph or cell; nothing of a broken package.

    Raises:
        OSError: it cannot be read.
    """
    words: list[str] = []
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(location) as archive:
            for part in archive.infolist():
                if _WORDS.search(part.filename) and left > 0:
                    with archive.open(part) as opened:
                        data = opened.read(left)
                    left -= len(data)
                    words.append(unescape(_MARK_UP.sub("\n", data.decode("utf-8", "replace"))))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError):
        return ""  # `safety-disguised` tells
    return "\n".join(words)


_WORDS = re.compile(r"^(?:word/document|xl/sharedStrings|xl/worksheets/[^/]+|content)\.xml$")
_MARK_UP = re.compile(r"(?:<[^>]*>\s*)+")


def _acts(name: str, data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    if name.lower().endswith(".rels"):
        relations = (found.group() for found in _RELATION.finditer(data))
        if any(_FETCHES.search(relation) and not _IS_LINK.search(relation) for relation in relations):
            return True
    return _ACTS.search(data) is not None


def authors(location: Path) -> list[str]:
    """Who wrote an office file, and who saved it last, as its properties tell.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(location) as archive:
            names = set(archive.namelist())
            data = b""
            for part in _PROPERTIES:
                if part in names:
                    with archive.open(part) as opened:
                        data += opened.read(_LONG_PROPERTIES)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError):
        return []  # `safety-disguised` tells
    return [unescape(name.decode("utf-8", "replace")).strip() for name in _NAMES.findall(data)]
