"""A tool as a workbook that people fill in (Office Open XML, through openpyxl).

The first sheet says what it is for; each table has a sheet of its own, begins in cell A1, and is a
real table with a header row, which screen readers announce.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from living_guide.messages import Text
from living_guide.takeaway.archives import timeless
from living_guide.toolbox import Block, Tool

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Words = Mapping[str, str]

_LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_WIDTH = 26
"""Of a column, in characters."""
_BOX = "☐"
_FONT, _SHADE = "Arial", "E6EEF1"
_LINE = 24
"""Height of a row to be filled in, in points: room for a pen."""
_SIZES = {"title": 16, "heading": 13}


def sheet(tool: Tool, words: Words, publisher: str) -> bytes:
    """The tool as an `.xlsx` file; the same bytes whenever it is made."""
    from openpyxl import Workbook

    book = Workbook()
    about = book.properties
    about.title, about.description, about.creator = tool.title, tool.description, publisher
    about.language, about.lastModifiedBy = tool.language, publisher
    about.created = about.modified = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    front = book.worksheets[0]
    front.title = _free_name(book, Text("Read first").said(words))
    heading, rows = tool.title, [("title", tool.title), ("text", tool.description)]
    for block in tool.blocks:
        if block.kind == "table":
            name = _free_name(book, heading)
            _table(book.create_sheet(name), block, len(book.worksheets))
            rows.append(("text", Text("See the sheet “{name}”.", name=name).said(words)))
        else:
            rows += _rows(block)
        heading = block.text if block.kind == "heading" else heading
    _front(front, rows)
    file = io.BytesIO()
    book.save(file)
    return timeless(file.getvalue())


def _front(front: Worksheet, rows: list[tuple[str, str]]) -> None:
    """Everything but the tables, from top to bottom; what is to be filled in has a cell beside it."""
    from openpyxl.styles import Alignment, Border, Font, Side

    line = Side(style="thin", color="808080")
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 60, 60
    for number, (kind, text) in enumerate(rows, 1):
        cell = front.cell(number, 1, text)
        cell.data_type = "s"  # words that begin with `=` stay words
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(_FONT, _SIZES.get(kind, 11), bold=kind in ("title", "heading", "fill"))
        if kind == "fill":
            front.cell(number, 2).border = Border(bottom=line)
        elif kind not in ("title", "heading"):
            front.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
            front.row_dimensions[number].height = 15 * (1 + len(text) // 110)
    _paper(front)


def _rows(block: Block) -> list[tuple[str, str]]:
    if not block.items:
        return [(block.kind, block.text)]
    if block.kind == "steps":
        return [("item", f"{place}. {item}") for place, item in enumerate(block.items, 1)]
    mark = _BOX if block.kind == "checklist" else "•"
    return [("item", f"{mark} {item}") for item in block.items]


def _table(page: Worksheet, block: Block, number: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table

    line = Side(style="thin", color="808080")
    for row, cells in enumerate([block.items, *(block.rows or [("",) * len(block.items)])], 1):
        for column, text in enumerate(cells, 1):
            cell = page.cell(row, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border, cell.font = Border(line, line, line, line), Font(_FONT, 11, bold=row == 1)
            if row == 1:
                cell.fill = PatternFill("solid", _SHADE)
            if text:
                cell.value, cell.data_type = text, "s"
    last = get_column_letter(len(block.items))
    table = Table(displayName=f"table_{number}", ref=f"A1:{last}{page.max_row}")
    page.add_table(table)
    for row, cells in enumerate(block.rows, 2):
        if not any(cells):
            page.row_dimensions[row].height = _LINE
    page.freeze_panes = "A2"
    for column in range(1, len(block.items) + 1):
        page.column_dimensions[get_column_letter(column)].width = _WIDTH
    page.print_title_rows = "1:1"
    _paper(page)


def _paper(page: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0


def _free_name(book: Workbook, wanted: str) -> str:
    """A name for a sheet that the form allows and no other sheet has."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split())
    taken = {page.title.casefold() for page in book.worksheets}
    for number in range(1, len(taken) + 2):
        tail = f" {number}" if number > 1 else ""
        tried = name[: _LONGEST_NAME - len(tail)].rstrip() + tail
        if tried.casefold() not in taken:
            return tried
    raise AssertionError("one more name than sheets is always free")
