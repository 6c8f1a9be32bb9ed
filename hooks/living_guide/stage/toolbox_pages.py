"""The toolbox as pages: one a tool and their list, in each language, made from the data.

A tool is a file `data/toolbox/<id>.yml` of blocks; see `living_guide.schema.TOOL`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from living_guide.located import Node
from living_guide.messages import Text, catalogue
from living_guide.stage.made_pages import Words, front_matter, plain

if TYPE_CHECKING:
    from living_guide.corpus import Corpus

FOLDER = "toolbox"
INDEX = f"{FOLDER}/index.md"
ORDER = 25
"""Place of the toolbox among the sections: right behind the guides."""
_BLANK = "…" * 12


def toolbox_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path of the data it comes from, and Markdown of each page in a language."""
    tools = sorted(_tools(corpus, language), key=lambda tool: (tool[1].text("order").zfill(6), tool[0]))
    if not tools:
        return
    words = catalogue(language)
    yield INDEX, "docs/data/toolbox/", _index([(name, entry) for name, _, entry in tools], words)
    for number, (name, tool, entry) in enumerate(tools, 1):
        yield f"{FOLDER}/{name}.md", tool.source.path, _tool(tool, entry, number, words)


def _tools(corpus: Corpus, language: str) -> Iterator[tuple[str, Node, Node]]:
    """Name, file and words of each tool that a language has."""
    for place, parsed in corpus.data.items():
        entry = parsed.root.get(language) if parsed.root else None
        if parsed.root and entry and place.startswith(f"{FOLDER}/") and entry.text("title"):
            yield PurePosixPath(place).name, parsed.root, entry


def _index(tools: list[tuple[str, Node]], words: Words) -> str:
    title = Text("Toolbox").said(words)
    description = Text("Documents to take away, change and fill in.").said(words)
    lines = [*front_matter(title, description, ORDER), f"# {plain(title)}", "", plain(description), ""]
    for name, entry in tools:
        lines += [f"[{plain(entry.text('title'))}]({name}.md)", f":   {plain(entry.text('description'))}", ""]
    return "\n".join(lines)


def _tool(tool: Node, entry: Node, number: int, words: Words) -> str:
    title, description = entry.text("title"), entry.text("description")
    emergency = tool.get("emergency")
    front = front_matter(title, description, number * 10)
    extra = ["type: tool", *(["emergency: true"] if emergency and emergency.value is True else [])]
    front[front.index("type: page") : front.index("type: page") + 1] = extra
    related = tool.texts("guides")
    if related:
        front.insert(-2, f"related: [{', '.join(related)}]")
    lines = [*front, f"# {plain(title)}", "", plain(description), ""]
    blocks = entry.get("blocks")
    for place, block in enumerate(blocks.items() if blocks else (), 1):
        lines += _block(block, place)
    lines += [f"[{Text('All tools').said(words)}](index.md)", ""]
    return "\n".join(lines)


def _block(block: Node, place: int) -> list[str]:
    """One block as Markdown; `place` numbers headings, the same in every language."""
    if block.get("heading"):
        return [f"## {plain(block.text('heading'))} {{ #part-{place} }}", ""]
    if block.get("text"):
        return [plain(block.text("text")), ""]
    if block.get("fill"):
        return [f"**{plain(block.text('fill'))}** {_BLANK}", ""]
    for name, mark in (("list", "-   "), ("steps", "1.  "), ("checklist", "- [ ] ")):
        if block.get(name):
            return [*(f"{mark}{plain(item)}" for item in block.texts(name)), ""]
    table = block.get("table")
    return _table(table) if table else []


def _table(table: Node) -> list[str]:
    columns = table.texts("columns")
    rows = table.get("rows")
    filled = [[str(cell.value or "") for cell in row.strings()] for row in (rows.items() if rows else ())]
    empty = table.get("empty_rows")
    blank = [[""] * len(columns)] * (empty.value if empty and isinstance(empty.value, int) else 0)
    lines = ["| " + " | ".join(map(plain, columns)) + " |", "|---" * len(columns) + "|"]
    lines += ["| " + " | ".join(plain(cell) or "&nbsp;" for cell in row) + " |" for row in [*filled, *blank]]
    return [*lines, ""]
