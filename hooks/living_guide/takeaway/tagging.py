"""What WeasyPrint leaves out of a PDF's structure, added before the file is written.

Screen readers ask a header cell whether it heads a column or a row, and a link what it is called:
WeasyPrint tells them the cells' ids, and the link's address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

_PRINTED = 4
"""The flag of an annotation that is on paper what it is on a screen."""

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import Document


def complete(document: Document, pdf: PDF) -> None:
    """Give header cells their scope (ISO 32000-1, table 349) and links their words (table 164)."""
    from pydyf import Dictionary, String

    elements = {
        item.reference: item
        for item in pdf.objects
        if isinstance(item, Dictionary) and item.get("Type") == "/StructElem"
    }
    for element in elements.values():
        if element["S"] == "/TH":
            heads_columns = "/THead" in _around(element, elements)
            element["A"]["Scope"] = "/Column" if heads_columns else "/Row"
    for page in document.pages:
        for _kind, _target, _place, box in page.links:
            if box.link_annotation is not None:
                words = " ".join("".join(box.element.itertext()).split())
                box.link_annotation.update({"Contents": String(words), "F": _PRINTED})


def _around(element: Mapping[str, Any], elements: Mapping[bytes, Mapping[str, Any]]) -> Iterator[str]:
    """What an element lies in, from the nearest outwards."""
    while (above := elements.get(element["P"])) is not None:
        yield above["S"]
        element = above
