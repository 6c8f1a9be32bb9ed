"""YAML in which every key and value knows where it stands.

Built from libyaml's events, never by constructing objects: aliases and tags are refused (a file of
1 KB can otherwise cost seconds and megabytes, or name Python objects), duplicate keys are reported
instead of the last one winning in silence, and depth is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from living_guide.diagnostics import Finding
from living_guide.messages import Text
from living_guide.scalars import Scalar, meant
from living_guide.source import Source
from living_guide.yaml_faults import unreadable

MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(NamedTuple):
    """A YAML value and its place: code point offsets into the source, `end` exclusive.

    `value` is a scalar, a list of nodes, or a dict from key to node; a dict's own keys have their
    places in `keys`. `written` is a scalar as it stands in the file, quotes aside.
    """

    source: Source
    start: int
    end: int
    value: Scalar | list[Node] | dict[str, Node]
    written: str = ""
    keys: Mapping[str, Node] = MappingProxyType({})

    def finding(self, message: Text, hint: Text | None = None, about: str = "") -> Finding:
        return Finding(self.source.span(self.start, max(self.end, self.start)), message, hint, about=about)

    def get(self, key: str) -> Node | None:
        """The value under `key`; None when this is no mapping, has no such key, or it is null."""
        node = self.value.get(key) if isinstance(self.value, dict) else None
        return None if node is None or node.value is None else node

    def items(self) -> list[Node]:
        """The items of a list; a lone scalar counts as a list of one, anything else as empty."""
        if isinstance(self.value, list):
            return self.value
        if isinstance(self.value, dict) or self.value is None:
            return []
        return [self]

    def text(self, key: str) -> str:
        """The scalar under `key` as it is written, or an empty string: a title `12:30` is no number."""
        node = self.get(key)
        return "" if node is None or isinstance(node.value, list | dict) else node.written

    def texts(self, key: str) -> list[str]:
        """The scalars of the list under `key`, as they are written."""
        node = self.get(key)
        return [item.written for item in node.strings()] if node else []

    def strings(self) -> Iterator[Node]:
        """The scalar items of a list."""
        return (item for item in self.items() if not isinstance(item.value, list | dict))

    def plain(self) -> Any:
        """The value without places: what `yaml.safe_load` would have given."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a YAML text is not accepted: `kind` is `broken` or `duplicate-key`."""

    kind: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Yaml:
    """A YAML text as read: its root (None when it is empty or broken) and its problems."""

    root: Node | None
    problems: tuple[Problem, ...]


class _Refused(Exception):
    """YAML that is not accepted: the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding.message))
        self.finding = finding


def parse_yaml(source: Source, start: int = 0, end: int | None = None) -> Yaml:
    """Read the YAML between two offsets of a source; never raises."""
    text = source.text[start:end]
    builder = _Builder(source, start)
    try:
        root = builder.document(text)
    except _Refused as refused:
        problem = refused.finding
    except yaml.reader.ReaderError as error:
        problem = _broken(source, start + error.position, str(error.reason))
    except yaml.MarkedYAMLError as error:
        problem = unreadable(source, start, error)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        problem = _broken(source, start, str(error).splitlines()[0] if str(error) else "not YAML")
    else:
        return Yaml(root, tuple(builder.duplicates))
    return Yaml(None, (Problem("broken", problem), *builder.duplicates))


def _broken(source: Source, offset: int, reason: str) -> Finding:
    offset = min(offset, len(source.text))
    return Finding(
        source.span(offset, min(offset + 1, len(source.text))),
        Text("this cannot be read: {reason}", reason=reason),
        Text("look at this line and the one above: often a colon, a quote or a space is missing"),
    )


class _Builder:
    """Turns events into nodes, without recursion of its own."""

    def __init__(self, source: Source, base: int) -> None:
        self.source, self.base = source, base
        self.duplicates: list[Problem] = []

    def document(self, text: str) -> Node | None:
        """The one document of a text."""
        root: Node | None = None
        stack: list[tuple[yaml.Event, list[Node]]] = []
        parser: Any = _LOADER(text)
        event = parser.get_event()
        while not isinstance(event, yaml.StreamEndEvent):
            node: Node | None = None
            if isinstance(event, yaml.NodeEvent):
                self._accept(event, len(stack))
                if isinstance(event, yaml.ScalarEvent):
                    node = self._scalar(event)
                else:
                    stack.append((event, []))
            elif isinstance(event, yaml.CollectionEndEvent):
                node = self._closed(*stack.pop(), event)
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refuse(
                    event,
                    Text("a line `---` too many stands here"),
                    Text("remove the line `---`: one file holds one document"),
                )
            if node is not None and stack:
                stack[-1][1].append(node)
            elif node is not None:
                root = node
            event = parser.get_event()
        return root

    def _accept(self, event: Any, depth: int) -> None:
        """Refuse what is not used here: aliases, anchors, tags, and what is nested too deep."""
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(
                event,
                Text("a value cannot begin with a `*`, as `*{name}` does", name=event.anchor),
                Text("write the value out where it is needed"),
            )
        if depth > MAX_DEPTH:
            raise self._refuse(
                event, Text("this is nested more than {depth} deep", depth=MAX_DEPTH), Text("flatten it")
            )
        if event.anchor or (event.tag and event.tag != "!"):
            raise self._refuse(
                event,
                Text("a value cannot begin with a `&` or a `!`"),
                Text("remove the word that begins with `!` or `&`"),
            )

    def _refuse(self, event: yaml.Event, message: Text, hint: Text) -> _Refused:
        start, end = self._bounds(event)
        return _Refused(Finding(self.source.span(start, max(end, start)), message, hint))

    def _bounds(self, event: Any) -> tuple[int, int]:
        return self.base + event.start_mark.index, self.base + event.end_mark.index

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        written: str = event.value
        value: Scalar = written
        if event.implicit[0]:
            try:
                value = meant(written)
            except (ValueError, OverflowError, KeyError, yaml.YAMLError):
                raise self._refuse(
                    event,
                    Text("`{value}` looks like a date or number but is none", value=written),
                    Text("correct it, or put it in quotes to keep it as text"),
                ) from None
        return Node(self.source, *self._bounds(event), value, written)

    def _closed(self, opened: yaml.Event, children: list[Node], event: yaml.Event) -> Node:
        start, (closing, end) = self._bounds(opened)[0], self._bounds(event)
        if closing == end:  # no bracket: the mark is where the next begins
            end = max((child.end for child in children), default=end)
        if isinstance(opened, yaml.SequenceStartEvent):
            return Node(self.source, start, end, children)
        value: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        for key, child in zip(children[::2], children[1::2], strict=True):
            if isinstance(key.value, list | dict):
                message = Text("a list or mapping cannot be a key")
                raise _Refused(key.finding(message, Text("use a plain word before the colon")))
            name = key.written
            if name in value:
                first = self.source.position(keys[name].start)[0]
                self.duplicates.append(
                    Problem(
                        "duplicate-key",
                        key.finding(
                            Text("`{key}` stands twice (first on line {line})", key=name, line=first),
                            Text("keep one of the two: only the first would count"),
                        ),
                    )
                )
                continue
            value[name], keys[name] = child, key
        return Node(self.source, start, end, value, keys=keys)
