"""Names of files: which ones mean something else to a machine, and which make a good address."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from living_guide.folding import without_accents

LONGEST = 80
"""Signs of a name in an address: a longer one cannot be read out, and breaks in a letter."""
LONGEST_FILE = 160
"""Signs of a picture's or a document's name: machines take 255 bytes, and copies get longer names."""
_ODD = re.compile(r"[<>:\"|?*\\{}%#\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_KEPT_BY_WINDOWS = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LETTERS = {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "đ": "d"}


def is_odd(part: str) -> bool:
    """Whether a part of a path is hidden, or holds signs that mean something to a machine."""
    if part.startswith(".") and part != ".gitkeep":
        return True
    ends = part != part.strip() or part.startswith("-") or part.endswith(".")
    return ends or _ODD.search(part) is not None or _KEPT_BY_WINDOWS.fullmatch(part) is not None


def plain_path(key: str) -> str:
    """The path that a page should have for an address that can be typed and read out; itself where it has.

    >>> plain_path("guides/Réunion d’équipe.md"), plain_path("a/README.md"), plain_path("guides/words.md")
    ('guides/reunion-d-equipe.md', 'a/index.md', 'guides/words.md')
    """
    path = PurePosixPath(key)
    folders = [_plain(part) for part in path.parts[:-1]]
    stem = "index" if path.stem.lower() == "readme" else _plain(path.name[: -len(path.suffix)])
    return "/".join([*folders, f"{stem}.md"])


def _plain(part: str) -> str:
    if _PLAIN.fullmatch(part) and len(part) <= LONGEST and not _KEPT_BY_WINDOWS.fullmatch(part):
        return part
    letters = "".join(_LETTERS.get(sign, sign) for sign in part)
    words = re.findall(r"[a-z0-9]+", without_accents(letters).lower())
    plain = "-".join(words)[:LONGEST].rstrip("-") or "page"
    return f"{plain}-page" if _KEPT_BY_WINDOWS.fullmatch(plain) else plain


def plain_file_name(name: str) -> str:
    """The name that a picture or a document should have; itself where it can be written as it is.

    Accents, capitals and spaces may stay. Letters in two parts (NFD), as some machines write accents,
    are not found by a link that writes them in one.
    """
    composed = unicodedata.normalize("NFC", name)
    if len(composed) <= LONGEST_FILE and composed.isprintable():
        return composed
    suffix = PurePosixPath(name).suffix
    return _plain(name.removesuffix(suffix)) + suffix.lower()
