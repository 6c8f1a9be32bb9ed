"""A city's own version of something of upstream's: begun as a copy, and noted as knowing today's. Pure."""

from __future__ import annotations

from living_guide.city.merging import REPLACES
from living_guide.located import Node
from living_guide.pages import Page
from living_guide.source import Source


def noted_page(page: Page, version: str) -> str:
    """A page's text with the version of upstream's that it replaces among its first lines."""
    node, text = page.field(REPLACES), page.source.text
    if node is not None:
        return text[: node.start] + version + text[node.end :]
    line = f"{REPLACES}: {version}{_line_end(text)}"
    if not page.body:
        fence = f"---{_line_end(text)}"
        return f"{fence}{line}{fence}{_line_end(text)}{text}"
    at = max(text.rfind("---", 0, page.body), text.rfind("...", 0, page.body))
    return text[:at] + line + text[at:]


def noted_data(source: Source, root: Node | None, version: str) -> str:
    """The same for a file of data: its first line, where it has none yet."""
    node = root.get(REPLACES) if root is not None else None
    if node is not None:
        return source.text[: node.start] + version + source.text[node.end :]
    return f"{REPLACES}: {version}{_line_end(source.text)}{source.text}"


def begun_data(text: str, hint: str) -> str:
    """A file that says nothing yet: upstream's lines as comments, to be taken from."""
    lines = [*hint.split("\n"), *text.rstrip("\n").split("\n")]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def without_note(text: str, node: Node | None) -> str:
    """A text without the line that notes what it replaces: as upstream would write it."""
    if node is None:
        return text
    start = text.rfind("\n", 0, node.start) + 1
    end = text.find("\n", node.end)
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
