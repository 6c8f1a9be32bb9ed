"""The toolbox as pages: one a tool and their list, in each language, made from the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from living_guide.messages import Text, catalogue
from living_guide.stage.made_pages import Words, front_matter, plain
from living_guide.toolbox import FOLDER, Block, Tool, tools

if TYPE_CHECKING:
    from living_guide.corpus import Corpus

INDEX = f"{FOLDER}/index.md"
ORDER = 25
"""Place of the toolbox among the sections: right behind the guides."""
_BLANK = "…" * 12
_MARKS = {"list": "-   ", "steps": "1.  ", "checklist": "- [ ] "}


def toolbox_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path of the data it comes from, and Markdown of each page in a language."""
    found = tools(corpus, language)
    if not found:
        return
    words = catalogue(language)
    yield INDEX, f"docs/data/{FOLDER}/", _index(found, words)
    for number, tool in enumerate(found, 1):
        yield tool_key(tool.id), tool.path, _tool(tool, number, words)


def tool_key(identifier: str) -> str:
    """Key of the page of a tool."""
    return f"{FOLDER}/{identifier}.md"


def _index(found: list[Tool], words: Words) -> str:
    title = Text("Toolbox").said(words)
    description = Text("Documents to take away, change and fill in.").said(words)
    lines = [*front_matter(title, description, ORDER), f"# {plain(title)}", "", plain(description), ""]
    for tool in found:
        lines += [f"[{plain(tool.title)}]({tool.id}.md)", f":   {plain(tool.description)}", ""]
    return "\n".join(lines)


def _tool(tool: Tool, number: int, words: Words) -> str:
    front = front_matter(tool.title, tool.description, number * 10)
    extra = ["type: tool", *(["emergency: true"] if tool.emergency else [])]
    front[front.index("type: page") : front.index("type: page") + 1] = extra
    if tool.guides:
        front.insert(-2, f"related: [{', '.join(tool.guides)}]")
    lines = [*front, f"# {plain(tool.title)}", "", plain(tool.description), ""]
    for place, block in enumerate(tool.blocks, 1):
        lines += _block(block, place)
    lines += [f"[{Text('All tools').said(words)}](index.md)", ""]
    return "\n".join(lines)


def _block(block: Block, place: int) -> list[str]:
    """One block as Markdown; `place` numbers headings, the same in every language."""
    match block.kind:
        case "heading":
            return [f"## {plain(block.text)} {{ #part-{place} }}", ""]
        case "text":
            return [plain(block.text), ""]
        case "fill":
            return [f"**{plain(block.text)}** {_BLANK}", ""]
        case "table":
            return _table(block)
    return [*(f"{_MARKS[block.kind]}{plain(item)}" for item in block.items), ""]


def _table(table: Block) -> list[str]:
    lines = ["| " + " | ".join(map(plain, table.items)) + " |", "|---" * len(table.items) + "|"]
    lines += ["| " + " | ".join(plain(cell) or "&nbsp;" for cell in row) + " |" for row in table.rows]
    return [*lines, ""]
