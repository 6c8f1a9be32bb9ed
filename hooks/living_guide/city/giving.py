"""A city's improvement as upstream would write it: without what is only the city's. Pure."""

from __future__ import annotations

from living_guide.city.adapting import without_note
from living_guide.city.file import Key, with_value
from living_guide.city.merging import REPLACES, laid
from living_guide.located import Node, parse_yaml
from living_guide.pages import read_page
from living_guide.source import Source

CITYS_OWN = (REPLACES, "owner", "reviewed", "reviewed_by")
"""What a page says of the city that keeps it: who looks after it and has read it there."""


def given_page(own: str, upstream: str) -> str:
    """A page for upstream; what upstream's own says of who keeps and reviewed it stays as it is there."""
    page, beneath = read_page(Source("", own), "", ""), read_page(Source("", upstream), "", "")
    text = own
    nodes = [(name, node) for name in CITYS_OWN if (node := page.field(name)) is not None]
    for name, node in sorted(nodes, key=lambda item: item[1].start, reverse=True):
        theirs = beneath.field(name)
        if theirs is None:
            text = without_note(text, node)
        else:
            text = text[: node.start] + _written(theirs) + text[node.end :]
    return text


def given_data(own: str, upstream: str) -> str:
    """Upstream's file with the city's values in it: comments and everything else stay as upstream has them.

    Raises:
        CityFileError: what stands there cannot be changed without harm.
    """
    mine, theirs = parse_yaml(Source("", own)), parse_yaml(Source("", upstream))
    if not upstream or mine.root is None or theirs.root is None:
        return without_note(own, mine.root.get(REPLACES) if mine.root else None)
    text = upstream
    for way, value in _values(mine.root, theirs.root):
        text = with_value(text, way, value)
    return text


def _values(own: Node, upstream: Node, way: Key = ()) -> list[tuple[Key, object]]:
    """The ways to what a city says, with the values that come out when it is laid over upstream's."""
    if not isinstance(own.value, dict):
        return []
    found: list[tuple[Key, object]] = []
    for name, value in own.value.items():
        under = upstream.value.get(name) if isinstance(upstream.value, dict) else None
        if name == REPLACES and not way:
            continue
        if under is not None and isinstance(under.value, dict) and isinstance(value.value, dict):
            found += _values(value, under, (*way, name))
        else:
            found.append(((*way, name), value.plain() if under is None else laid(under, value).plain()))
    return found


def _written(node: Node) -> str:
    return node.source.text[node.start : node.end]
