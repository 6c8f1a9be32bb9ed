"""What readers take away: files to fill in, and pages to read on paper.

The libraries that make them come with the optional extra `takeaway`; without it a site is built
without these files and offers none.
"""

from __future__ import annotations

from importlib.util import find_spec

MAKERS = {"docx": "docx", "xlsx": "openpyxl", "pdf": "weasyprint"}
"""For each form of file, the library that makes it."""


def forms() -> frozenset[str]:
    """The forms of file that can be made here."""
    return frozenset(form for form, library in MAKERS.items() if find_spec(library))
