"""What readers take away: files to fill in, and pages to read on paper.

The libraries that make them come with the optional extra `takeaway`; without it a site is built
without these files and offers none.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

LIBRARIES = {"docx": "docx", "xlsx": "openpyxl", "png": "PIL"}
"""For each form of file that every build makes, the library that makes it; `png` are the social cards."""
PRINTER = "weasyprint"


def usual_forms() -> frozenset[str]:
    """The forms that every build makes, as far as their libraries are here."""
    return frozenset(form for form, library in LIBRARIES.items() if find_spec(library))


def can_print() -> bool:
    """Whether PDFs can be made here. Takes about half a second: the library is loaded."""
    try:
        import_module(PRINTER)
    except (ImportError, OSError):  # OSError: WeasyPrint is there, Pango, which it calls, is not
        return False
    return True
