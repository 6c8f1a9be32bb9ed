"""Which files of the content folders may be published, and what of them: nothing that a browser would run."""

from __future__ import annotations

from pathlib import Path

from living_guide.safety.drawings import read_drawing
from living_guide.safety.pictures import BrokenPicture, has_metadata, read_picture
from living_guide.safety.root_files import root_file

ASSET_SUFFIXES = (
    *(".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".csv", ".docx", ".ics", ".odt", ".ods", ".pdf", ".txt", ".vtt", ".xlsx"),
)
"""Types of what pages show and offer. Anything else is for people to read, or for nobody."""


def publishable(place: str, location: Path) -> bytes | None:
    """What is published of a file at a place: pictures without their metadata; None for nothing at all.

    Not published is what is of no known type, what speaks for the whole site, a drawing that does things,
    and a picture that is none.

    Raises:
        OSError: it cannot be read.
    """
    suffix = Path(place).suffix.lower()
    if suffix not in ASSET_SUFFIXES or root_file(place):
        return None
    data = location.read_bytes()
    if suffix == ".svg":
        return None if read_drawing(data) else data
    if suffix == ".avif":
        return None if has_metadata(data) else data
    try:
        picture = read_picture(suffix, data)
    except BrokenPicture:
        return None
    return picture.data if picture else data
