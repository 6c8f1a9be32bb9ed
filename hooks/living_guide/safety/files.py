"""Which files of the content folders may be published as they are: none that a browser would run."""

from __future__ import annotations

from pathlib import Path

from living_guide.safety.drawings import read_drawing

ASSET_SUFFIXES = (
    *(".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".csv", ".docx", ".ics", ".odt", ".ods", ".pdf", ".txt", ".vtt", ".xlsx"),
)
"""Types of what pages show and offer. Anything else is for people to read, or for nobody."""


def may_be_published(place: str, location: Path) -> bool:
    """Whether a file may go onto the site at a place: a known type, and no drawing that does things."""
    suffix = Path(place).suffix.lower()
    return suffix in ASSET_SUFFIXES and (suffix != ".svg" or not read_drawing(location.read_bytes()))
