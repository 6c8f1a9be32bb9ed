"""A tool as a word processor's document that people fill in (Office Open XML, through python-docx).

Real headings, lists, header rows and a language, so that a screen reader can move about; lines to
fill and boxes to tick are content controls (ECMA-376 part 1, 17.5.2), which keep their label.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from living_guide.messages import Text
from living_guide.takeaway.archives import timeless
from living_guide.toolbox import Block, Tool

if TYPE_CHECKING:
    from docx.document import Document

Words = Mapping[str, str]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_NAMES = f'xmlns:w="{_MAIN}" xmlns:w14="{_W14}"'
_STYLES = {"list": "List Bullet", "steps": "List Number"}
_WIDE = 5
"""Columns from which a table is easier to fill in on a page laid across."""
_COLOUR = "1F4E5F"
_SHADE = "E6EEF1"
_LONGEST_PROPERTY = 255
"""Characters that the form allows for what a document says of itself."""


def document(tool: Tool, words: Words, publisher: str) -> bytes:
    """The tool as a `.docx` file; the same bytes whenever it is made."""
    import docx
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Cm, Pt, RGBColor

    made = docx.Document()
    _describe(made, tool, publisher)
    section = made.sections[0]
    width, height = Cm(21), Cm(29.7)
    if any(block.kind == "table" and len(block.items) >= _WIDE for block in tool.blocks):
        section.orientation, width, height = WD_ORIENTATION.LANDSCAPE, height, width
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size, normal.paragraph_format.space_after = "Arial", Pt(11), Pt(6)
    for name in ("Title", "Heading 1"):
        font = made.styles[name].font
        font.name, font.color.rgb = "Arial", RGBColor.from_string(_COLOUR)
        _set_fonts(made.styles[name].element.rPr, "Arial")
    made.add_paragraph(tool.title, style="Title")
    made.add_paragraph(tool.description)
    numbered = 0
    for block in tool.blocks:
        if block.kind == "steps":
            numbered = _new_numbering(made)
        _add(made, block, words, numbered)
    _footer(made, publisher)
    file = io.BytesIO()
    made.save(file)
    return timeless(file.getvalue())


def _describe(made: Document, tool: Tool, publisher: str) -> None:
    from docx.oxml.ns import qn

    about = made.core_properties
    title, subject, author = (_short(words) for words in (tool.title, tool.description, publisher))
    about.title, about.subject, about.author = title, subject, author
    about.language, about.comments, about.last_modified_by = tool.language, "", author
    about.created = about.modified = datetime(1980, 1, 1, tzinfo=UTC)
    defaults = made.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")) if defaults is not None else ():
        language.set(qn("w:val"), tool.language)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_PROPERTY else words[: _LONGEST_PROPERTY - 1] + "…"


def _set_fonts(properties: Any, name: str) -> None:
    """A heading's style names its theme's fonts, which win over ours unless they are taken out."""
    from docx.oxml.ns import qn

    fonts = properties.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)


def _add(made: Document, block: Block, words: Words, numbered: int) -> None:
    match block.kind:
        case "heading":
            made.add_heading(block.text, level=1)
        case "text":
            made.add_paragraph(block.text)
        case "fill":
            _line_to_fill(made, block.text, words)
        case "table":
            _table(made, block)
        case "checklist":
            for item in block.items:
                _box_to_tick(made, item)
        case _:
            for item in block.items:
                paragraph = made.add_paragraph(item, style=_STYLES[block.kind])
                if block.kind == "steps":
                    _number(paragraph, numbered)


def _line_to_fill(made: Document, label: str, words: Words) -> None:
    paragraph = made.add_paragraph()
    paragraph.add_run(Text("{label}: ", label=label).said(words)).bold = True
    prompt = escape(Text("write here").said(words))
    _append(
        paragraph,
        f"<w:sdt {_NAMES}><w:sdtPr><w:alias w:val={quoteattr(label[:64])}/><w:showingPlcHdr/><w:text/>"
        '</w:sdtPr><w:sdtContent><w:r><w:rPr><w:color w:val="595959"/></w:rPr>'
        f"<w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def _box_to_tick(made: Document, item: str) -> None:
    paragraph = made.add_paragraph()
    _append(
        paragraph,
        f"<w:sdt {_NAMES}><w:sdtPr><w:alias w:val={quoteattr(item[:64])}/>"
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
        "</w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>",
    )
    paragraph.add_run(f" {item}")


def _table(made: Document, block: Block) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = made.add_table(rows=1, cols=len(block.items), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.items, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        _append(
            cell, f'<w:shd {_NAMES} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>', inside=qn("w:tcPr")
        )
    _append(table.rows[0], f"<w:tblHeader {_NAMES}/>", inside=qn("w:trPr"))  # read out, and on every page
    for row in block.rows:
        added = table.add_row()
        if not any(row):
            added.height = Cm(0.9)  # room for a pen
        _append(added, f"<w:cantSplit {_NAMES}/>", inside=qn("w:trPr"))
        for cell, text in zip(added.cells, row, strict=False):
            cell.text = text
    made.add_paragraph()


def _footer(made: Document, publisher: str) -> None:
    made.sections[0].footer.paragraphs[0].text = publisher


def _new_numbering(made: Document) -> int:
    """A numbering of its own for one list, which begins at 1: the id to give its paragraphs."""
    from docx.oxml.ns import qn

    numbering = made.part.numbering_part.element
    style = made.styles["List Number"].element
    used = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    [base] = [item for item in numbering.findall(qn("w:num")) if item.get(qn("w:numId")) == used]
    abstract = int(base.find(qn("w:abstractNumId")).get(qn("w:val")))
    added = numbering.add_num(abstract)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _number(paragraph: Any, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbering


def _append(owner: Any, xml: str, inside: str = "") -> None:
    """Add what python-docx has no words for; `inside` a child for properties, made when missing."""
    from docx.oxml import OxmlElement, parse_xml

    element = owner._element
    if inside:
        found = element.find(inside)
        if found is None:
            found = OxmlElement("w:" + inside.partition("}")[2])
            element.insert(0, found)
        element = found
    element.append(parse_xml(xml))
