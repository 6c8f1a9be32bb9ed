"""The city's file as text: its values with their places, and changes that leave the rest as it stands.

A value is written over the old one, or after the last one of the mapping it belongs to: comments,
order and whatever else people wrote stay. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from living_guide.city.dumping import block, flow
from living_guide.messages import Text, Told

Key = tuple[str | int, ...]
"""The way to a value: `("extra", "city", "name")`; a number is a place in a list."""


class CityFileError(Told):
    """The city's file cannot be changed without harm; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A scalar where it stands: `end` is exclusive, quotes included."""

    value: str
    start: int
    end: int


def places(text: str) -> dict[Key, Place]:
    """Every scalar by the way to it; nothing when the text is not YAML."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}  # the settings tell
    return dict(_scalars(root, (), set())) if root is not None else {}


def _scalars(node: yaml.Node, way: Key, seen: set[int]) -> Iterator[tuple[Key, Place]]:
    if isinstance(node, yaml.ScalarNode):
        yield way, Place(str(node.value), node.start_mark.index, node.end_mark.index)
    elif id(node) not in seen:  # an alias is told where it is defined
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from _scalars(value, (*way, str(key.value)), seen)
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                yield from _scalars(value, (*way, number), seen)


def repeated_keys(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Keys that stand twice in a mapping: name, start of the first, start and end of the other."""
    try:
        waiting, seen = [yaml.compose(text, yaml.SafeLoader)], set()
    except (yaml.YAMLError, RecursionError, ValueError):
        return  # the settings tell
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # an alias is told where it is defined
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for key, value in node.value:
                start, name = key.start_mark.index, str(key.value)
                if name != "<<" and first.setdefault(name, start) != start:
                    yield name, first[name], start, key.end_mark.index
                waiting.append(value)


def with_value(text: str, way: Key, value: Any) -> str:
    """The text with a value at the end of a way: a scalar, or a mapping of scalars for a list's new item.

    Raises:
        CityFileError: the text is no YAML mapping, or what stands on the way is something else.
    """
    node: yaml.Node = _root(text)
    for depth, name in enumerate(way):
        below = _child(node, name)
        if below is None:
            changed = _added(text, node, way[depth:], value)
            break
        node = below
    else:
        changed = text[: node.start_mark.index] + flow(value) + text[_end(text, node) :]
        if node.start_mark.index == node.end_mark.index:  # nothing stood behind the colon
            changed = text[: node.start_mark.index] + " " + flow(value) + text[node.end_mark.index :]
    if _at(_plain(changed), way) != value:
        raise _harmful(way)
    return changed


def _harmful(way: Key) -> CityFileError:
    return CityFileError(
        Text(
            "`{way}` cannot be changed without harm in mkdocs.yml: write it by hand",
            way=": ".join(map(str, way)),
        )
    )


def without(text: str, way: Key) -> str:
    """The text without the lines of a key, or of an item of a list; as it was where there is none."""
    node, found, last = _node_at(text, way[:-1]), _node_at(text, way), way[-1]
    if node is None or found is None:
        return text
    key = found
    if isinstance(node, yaml.MappingNode):
        key = next(key for key, _ in node.value if key.value == last)
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    ending = text.find("\n", _end(text, found))
    changed = text[:start] + (text[ending + 1 :] if ending >= 0 else "")
    expected = _plain(text)
    del _at(expected, way[:-1])[last]
    if _plain(changed) != expected:
        raise CityFileError(
            Text(
                "`{way}` cannot be taken out of mkdocs.yml without harm: do it by hand",
                way=": ".join(map(str, way)),
            )
        )
    return changed


def reordered(text: str, way: Key, order: Sequence[int]) -> str:
    """The text with the items of a list in another order: `order` names them by the places they have now.

    Raises:
        CityFileError: the items cannot change places without harm.
    """
    node = _node_at(text, way)
    if not isinstance(node, yaml.SequenceNode):
        return text
    spans = [(item.start_mark.index, _end(text, item)) for item in node.value]
    items = [text[start:end] for start, end in spans]
    changed = text
    for (start, end), number in reversed(list(zip(spans, order, strict=True))):
        changed = changed[:start] + items[number] + changed[end:]
    expected = _plain(text)
    listed = _at(expected, way)
    listed[:] = [listed[number] for number in order]
    if _plain(changed) != expected:
        raise _harmful(way)
    return changed


def value_at(text: str, way: Key) -> Any:
    """What stands at the end of a way; None where nothing does, or where the text is not YAML."""
    return _at(_plain(text), way)


def _root(text: str) -> yaml.Node:
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CityFileError(Text("mkdocs.yml cannot be read: `guide check` says why")) from error
    if not isinstance(root, yaml.MappingNode):
        raise CityFileError(Text("mkdocs.yml must hold names and values"))
    return root


def _node_at(text: str, way: Key) -> yaml.Node | None:
    node: yaml.Node | None = _root(text)
    for name in way:
        node = node and _child(node, name)
    return node


def _child(node: yaml.Node, name: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        found: yaml.Node = node.value[name]
        return found
    return None


def _end(text: str, node: yaml.Node) -> int:
    """Where the last scalar of a node ends: a collection's own mark lies beyond the comments behind it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    start: int = node.start_mark.index
    return start + len(text[start : node.end_mark.index].rstrip())


def _added(text: str, parent: yaml.Node, way: Key, value: Any) -> str:
    """The text with what is missing written behind the last line of its parent."""
    is_empty = isinstance(parent, yaml.ScalarNode) and not parent.value
    if isinstance(parent, yaml.CollectionNode) and parent.flow_style:
        kept = yaml.safe_load(text[parent.start_mark.index : parent.end_mark.index])
        kept = [*kept, _nested(way[1:], value)] if isinstance(kept, list) else {**kept, **_nested(way, value)}
        return text[: parent.start_mark.index] + flow(kept) + text[parent.end_mark.index :]
    if is_empty:
        column = len(text[text.rfind("\n", 0, parent.start_mark.index) + 1 :]) - len(
            text[text.rfind("\n", 0, parent.start_mark.index) + 1 :].lstrip(" ")
        )
        column, end = column + 2, parent.end_mark.index
    else:
        column, end = parent.start_mark.column, _end(text, parent)
    ending = text.find("\n", end)
    at = len(text) if ending < 0 else ending
    if isinstance(parent, yaml.SequenceNode):
        first, *rest = block(_nested(way[1:], value))
        lines = ["- " + first, *("  " + line for line in rest)]
    else:
        lines = block(_nested(way, value))
    return text[:at] + "".join("\n" + " " * column + line for line in lines) + (text[at:] or "\n")


def _nested(way: Key, value: Any) -> Any:
    for name in reversed(way):
        value = {name: value}
    return value


class _Plain(yaml.SafeLoader):
    """Reads the engine's tags (`!ENV`) as nothing."""


_Plain.add_multi_constructor("!", lambda loader, suffix, node: None)
_Plain.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def _plain(text: str) -> Any:
    try:
        return yaml.load(text, _Plain)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError):
        return None


def _at(plain: Any, way: Key) -> Any:
    for name in way:
        if isinstance(plain, dict):
            plain = plain.get(name)
        elif isinstance(plain, list) and isinstance(name, int) and name < len(plain):
            plain = plain[name]
        else:
            return None
    return plain
