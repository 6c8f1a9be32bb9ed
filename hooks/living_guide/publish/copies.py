"""Files to take along, as a folder or a zip: complete or not at all, and never over what is not ours."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from living_guide.messages import Text, Told

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, so that the same files give the same zip."""

Files = Iterable[tuple[str, bytes]]
"""Place and bytes of each file, in a fixed order."""


class CopyError(Told):
    """No copy can be made; the message says why."""


def write_copy(files: Files, target: Path, sign: str) -> int:
    """Write files to a folder, or to a `.zip`; how many there are.

    What is there already is replaced, a folder only if it holds the file `sign`, by which a copy is known;
    nothing is left half-written under its name.

    Raises:
        CopyError: the target is no folder of ours.
        OSError: it cannot be written.
    """
    if target.is_dir() and any(target.iterdir()) and not (target / sign).is_file():
        raise CopyError(Text("`{path}` holds something else: name a new folder", path=target))
    temporary = target.with_name(f".{target.name}.new")
    _remove(temporary)
    target.parent.mkdir(parents=True, exist_ok=True)
    write = _write_zip if target.suffix == ".zip" else _write_folder
    try:
        count = write(files, temporary, target.stem)
        _remove(target)
        temporary.rename(target)
    finally:
        _remove(temporary)
    return count


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write_folder(files: Files, target: Path, name: str) -> int:
    count = 0
    for place, data in files:
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    return count


def _write_zip(files: Files, target: Path, name: str) -> int:
    """Everything below one folder, so that unpacking does not litter."""
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in files:
            entry = zipfile.ZipInfo(f"{name}/{place}", _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
            count += 1
    return count
