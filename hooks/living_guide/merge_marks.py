"""Marks that git leaves in a file where two people changed the same lines, and where they were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from living_guide.files import File, list_files
from living_guide.source import Source, Undecodable, decode

_MARK = re.compile(r"(?:^|(?<=\r))(?:<{7}|\|{7}|={7}|>{7})(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)", re.MULTILINE)
_NAMED = re.compile(r"[>|]{7}[ \t]+\S")
"""The end of a change, with the name that git gives it: nothing else begins so."""
_BEGINS = (b"<<<<<<<", b">>>>>>> ", b"||||||| ")
_TEXTS = frozenset(
    (
        *(".md", ".yml", ".yaml", ".csv", ".json", ".po", ".pot", ".svg", ".txt", ".vtt", ".ics"),
        *(".html", ".css", ".js", ".xml", ".toml"),
    )
)
_CODE = ("overrides", "hooks")
"""Folders beside the content in which a mark would reach readers, or stop everything."""
_MOST = 2_000_000
"""Bytes of the longest text that people merge by hand."""


def merge_marks(text: str, code: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Where each mark begins and ends, in the order of the text; nothing where no change begins.

    A heading underlined with seven `=` is no mark without a `<<<<<<<` before it, nor is a `>>>>>>>` that
    stands in `code`, the stretches of a page that show code.
    """
    found = [mark.span() for mark in _MARK.finditer(text)]
    first = next((at for at, (start, _) in enumerate(found) if text[start] == "<"), None)
    if first is not None:
        return found[first:]
    return [
        (start, end)
        for start, end in found
        if _NAMED.match(text, start) and not any(begin <= start < past for begin, past in code)
    ]


def marked_files(files: Sequence[File]) -> Iterator[Source]:
    """Of some files, the texts that hold what may be a mark."""
    for file in files:
        if file.suffix not in _TEXTS or file.is_symlink or file.size > _MOST:
            continue
        try:
            data = file.location.read_bytes()
        except OSError:
            continue  # `files-unreadable` tells
        if any(sign in data for sign in _BEGINS):
            source = decode(file.path, data)
            yield source.source if isinstance(source, Undecodable) else source


def project_files(root: Path) -> list[File]:
    """Files beside the content that make the site: the city's file, templates, styles, catalogues."""
    settings = [
        File(path.name, path.name, "", path, path.stat().st_size, path.is_symlink())
        for path in sorted(root.glob("mkdocs*.yml"))
    ]
    folders = [name for name in _CODE if (root / name).is_dir()]
    return [*settings, *(file for name in folders for file in list_files((root / name).resolve(), name))]
