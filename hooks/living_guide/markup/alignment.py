"""How a table's columns are aligned, said by a class: the policy lets no `style` work in a page."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

CLASSES = {
    "text-align: left;": "lg-start",
    "text-align: center;": "lg-center",
    "text-align: right;": "lg-end",
}


class Alignment(Extension):
    """Replaces what Python-Markdown's tables write for `:---`, `:-:` and `---:`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Before attribute lists (8): a style that a page brings itself is left, and refused.
        md.treeprocessors.register(_Classes(md), "living-guide-alignment", 9)


class _Classes(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and cell.get("style") in CLASSES:
                cell.set("class", CLASSES[cell.attrib.pop("style")])
