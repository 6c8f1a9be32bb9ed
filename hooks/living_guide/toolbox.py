"""The toolbox: documents and sheets that people take away and fill in, from `data/toolbox/<id>.yml`.

Pages and office files are made from the same tools; see `living_guide.schema.TOOL` for the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from living_guide.located import Node

if TYPE_CHECKING:
    from living_guide.corpus import Corpus

FOLDER = "toolbox"
LISTS = ("list", "steps", "checklist")
"""Blocks that hold items: points in any order, in a given order, and to be ticked."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a tool: a `heading`, a `text`, a line to `fill`, one of `LISTS`, or a `table`."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    """The items of a list; a table's columns."""
    rows: tuple[tuple[str, ...], ...] = ()
    """A table's rows, then those to be filled in: empty strings."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool in one language."""

    id: str
    path: str
    """Of the file it was read from, relative to the project."""
    order: str
    kind: str
    """`document` or `sheet`."""
    guides: tuple[str, ...]
    """Keys of the pages it belongs to."""
    emergency: bool
    language: str
    title: str
    description: str
    blocks: tuple[Block, ...]


def tools(corpus: Corpus, language: str) -> list[Tool]:
    """The tools that a language has, in their order."""
    return sorted(_tools(corpus, language), key=lambda tool: (tool.order.zfill(6), tool.id))


def _tools(corpus: Corpus, language: str) -> Iterator[Tool]:
    for place, parsed in corpus.data.items():
        root = parsed.root
        entry = root.get(language) if root else None
        if root is None or entry is None or not place.startswith(f"{FOLDER}/") or not entry.text("title"):
            continue
        emergency, blocks = root.get("emergency"), entry.get("blocks")
        yield Tool(
            id=PurePosixPath(place).name,
            path=root.source.path,
            order=root.text("order"),
            kind=root.text("kind") or "document",
            guides=tuple(root.texts("guides")),
            emergency=emergency is not None and emergency.value is True,
            language=language,
            title=entry.text("title"),
            description=entry.text("description"),
            blocks=tuple(block for item in (blocks.items() if blocks else ()) for block in _block(item)),
        )


def _block(node: Node) -> Iterator[Block]:
    for kind in ("heading", "text", "fill"):
        if node.get(kind):
            yield Block(kind, node.text(kind))
            return
    for kind in LISTS:
        if node.get(kind):
            yield Block(kind, items=tuple(node.texts(kind)))
            return
    table = node.get("table")
    if table:
        yield _table(table)


def _table(table: Node) -> Block:
    columns, rows = tuple(table.texts("columns")), table.get("rows")
    filled = tuple(
        tuple(str(cell.value or "") for cell in row.strings()) for row in (rows.items() if rows else ())
    )
    empty = table.get("empty_rows")
    number = empty.value if empty and isinstance(empty.value, int) else 0
    return Block("table", items=columns, rows=(*filled, *[("",) * len(columns)] * number))
