"""The files of the content folders: found in a fixed order, read as text, never followed elsewhere."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from living_guide.source import Source, Undecodable, decode

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MAX_PAGE_BYTES = 200_000
"""A page people can read is far smaller; a larger one slows every build."""
MAX_ASSET_BYTES = 25_000_000
"""The most that common hosts take for one file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it lies in the tree. `path` is relative to the root, `place` to its layer."""

    path: str
    place: str
    layer: str
    location: Path
    size: int
    is_symlink: bool = False

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.place).suffix.lower()

    @property
    def folder(self) -> str:
        """The first folder of its place, or nothing."""
        head, slash, _ = self.place.partition("/")
        return head if slash else ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why."""

    file: File
    reason: str
    """`symlink`, `too-large`, `not-utf8`, `control-character`, `denied`."""
    source: Source
    offset: int = 0
    detail: str = ""


def list_files(folder: Path, layer: str) -> Iterator[File]:
    """Every file of a layer in a fixed order; links are listed, never followed."""
    if folder.is_symlink():
        yield File(path=layer, place="", layer=layer, location=folder, size=0, is_symlink=True)
        return
    for where, folders, names in os.walk(folder, onerror=_refuse, followlinks=False):
        folders.sort()
        linked = [name for name in folders if Path(where, name).is_symlink()]
        for name in sorted([*names, *linked]):
            location = Path(where, name)
            place = location.relative_to(folder).as_posix()
            try:
                status = location.lstat()
            except OSError:  # gone between listing and looking: an editor's temporary file
                continue
            yield File(
                path=f"{layer}/{place}",
                place=place,
                layer=layer,
                location=location,
                size=status.st_size,
                is_symlink=not stat.S_ISREG(status.st_mode),
            )


def _refuse(error: OSError) -> None:
    """A folder that cannot be listed would be missing from the site without a word."""
    raise error


def read_source(file: File) -> Source | Unreadable:
    """A file's text, or why it cannot be read; never raises."""
    if file.size > MAX_PAGE_BYTES:
        return Unreadable(file, "too-large", Source(file.path, ""), detail=str(file.size))
    try:
        source = decode(file.path, file.location.read_bytes())
    except OSError as error:
        return Unreadable(file, "denied", Source(file.path, ""), detail=error.strerror or "")
    if isinstance(source, Undecodable):
        detail = f"0x{source.byte:02X}"
        return Unreadable(file, "not-utf8", source.source, source.offset, detail)
    control = _CONTROL.search(source.text)
    if control:
        detail = f"U+{ord(control.group()):04X}"
        return Unreadable(file, "control-character", source, control.start(), detail)
    return source
