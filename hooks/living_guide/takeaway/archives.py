"""Office files are zip archives; here they lose what two makings of one file would differ in."""

from __future__ import annotations

import io
import re
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can tell."""
_FROM_UNIX = 3
_ABOUT = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
"""When it was saved: openpyxl writes the clock's time over the one it was given."""


def timeless(archive: bytes) -> bytes:
    """The same archive with every member in its place, dated 1980, compressed alike everywhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _EARLIEST)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _FROM_UNIX
            content = old.read(member)
            if member.filename == _ABOUT:
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(info, content, compresslevel=9)
    return made.getvalue()
