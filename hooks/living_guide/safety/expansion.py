"""How much a drawing draws: parts that are drawn many times, by parts that are drawn many times.

`<use>` draws a part again; patterns, masks, markers, clip paths and filters draw theirs wherever they are
used. Ten lines in which each draws the one before ten times draw ten thousand million shapes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from living_guide.safety.stylesheets import declarations, parts, rules

MAX_DRAWN = 10_000
"""Elements that a drawing may add to its own by pointing at its parts: with 30,000, Chromium shows nothing
for 2 seconds on a good machine; with 300,000, for longer than 25."""
MAX_LEVELS = 250
"""Elements inside elements, and parts that draw parts (libxml2 reads 256 levels)."""

MAX_POINTING = 500_000
"""Elements that rules of style sheets point at parts from, each as often as a rule means it."""

_NOT_IN_PLACE = frozenset(("clipPath", "defs", "filter", "marker", "mask", "metadata", "pattern", "symbol"))
_FREE = frozenset(("linearGradient", "radialGradient"))
"""Paint that a browser works out once."""
_NUMBER = re.compile(r"\d*\.?\d+")


class TooMuch(Exception):
    """It draws too many shapes, or draws itself."""


@dataclass(slots=True)
class Part:
    """An element: its names, what it points at by property (`href` with the rest), and what is in it."""

    tag: str
    classes: tuple[str, ...] = ()
    line: str = ""
    """The numbers of a path or polygon."""
    references: list[tuple[str, str]] = field(default_factory=list)
    inside: list[Part] = field(default_factory=list)


class Count(NamedTuple):
    """Elements that a part draws, the corners of its lines, and how many levels it has."""

    drawn: int
    corners: int
    levels: int


@dataclass
class Expansion:
    """Adds up a drawing's elements as they are read."""

    root: Part | None = None
    by_id: dict[str, Part] = field(default_factory=dict)
    all: list[Part] = field(default_factory=list)
    open: list[Part] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = attributes.get("d") or attributes.get("points") or ""
        part = Part(tag, tuple(attributes.get("class", "").split()), line)
        for name, value in attributes.items():
            if name.rpartition(" ")[2] == "href":
                if value.strip().startswith("#"):
                    part.references.append(("href", value.strip()[1:]))
            elif name == "style":
                part.references += _pointed(value)
            elif "url(" in value.lower():
                part.references += [(name, identity) for identity in parts(value)]
        if "id" in attributes:
            self.by_id.setdefault(attributes["id"], part)
        if self.open:
            self.open[-1].inside.append(part)
        self.root = self.root or part
        self.all.append(part)
        self.open.append(part)

    def end(self) -> None:
        self.open.pop()

    def check(self, sheets: list[str]) -> None:
        """Count what is drawn.

        Raises:
            TooMuch: more than `MAX_DRAWN` besides its own elements, or deeper than `MAX_LEVELS`.
        """
        self._apply(sheets)
        if self.root and any(part.references for part in self.all):
            counts: dict[int, Count] = {}
            has_markers = any("marker" in name for part in self.all for name, _ in part.references)
            for part in self.all:  # what is pointed at from nowhere may be pointed at from elsewhere
                self._count(part, counts, set(), has_markers)
            if counts[id(self.root)].drawn - len(self.all) > MAX_DRAWN:
                raise TooMuch

    def _apply(self, sheets: list[str]) -> None:
        found = dict.fromkeys(rule for sheet in sheets for rule in rules(sheet))
        named = self._by_selector() if found else {}
        pointing = 0
        for element, block in found:
            parts_meant = self.all if element == "*" else named.get(element, [])
            pointed = [(f"~{name}", identity) for name, identity in _pointed(block)]
            pointing += len(parts_meant) * len(pointed)
            if pointing > MAX_POINTING:
                raise TooMuch
            for part in parts_meant:
                part.references += pointed

    def _by_selector(self) -> dict[str, list[Part]]:
        named: dict[str, list[Part]] = defaultdict(list)
        for part in self.all:
            named[part.tag].append(part)
            for name in part.classes:
                named[f".{name}"].append(part)
        for identity, part in self.by_id.items():
            named[f"#{identity}"].append(part)
        return named

    def _count(self, part: Part, counts: dict[int, Count], above: set[int], has_markers: bool) -> Count:
        if id(part) in counts:
            return counts[id(part)]
        if len(above) > MAX_LEVELS:
            raise TooMuch
        above.add(id(part))
        drawn, direct, painted, marked, levels = 1, 0, 0, 0, 0
        corners = 1 + len(_NUMBER.findall(part.line)) // 2 if has_markers else 1
        for inner in part.inside:
            count = self._count(inner, counts, above, has_markers)
            levels = max(levels, count.levels)
            if inner.tag not in _NOT_IN_PLACE:
                drawn += count.drawn
                corners += count.corners
        for name, identity in part.references:
            target = self.by_id.get(identity) or self.by_id.get(unquote(identity))
            if target is None or target.tag in _FREE:
                continue
            if id(target) in above:
                if name.startswith("~"):  # a rule of a style sheet may be meant for others
                    continue
                raise TooMuch
            count = self._count(target, counts, above, has_markers)
            levels = max(levels, count.levels)
            match name.removeprefix("~"):
                case "fill" | "stroke":
                    painted += count.drawn
                case "marker" | "marker-start" | "marker-mid" | "marker-end":
                    marked += count.drawn
                case "href":
                    drawn += count.drawn
                    corners += count.corners
                case _:
                    direct += count.drawn
        above.discard(id(part))
        if levels >= MAX_LEVELS:
            raise TooMuch
        most = len(self.all) + 2 * MAX_DRAWN
        total = drawn * (1 + painted) + corners * marked + direct
        counts[id(part)] = Count(min(total, most), min(corners, 100 * most), levels + 1)
        return counts[id(part)]


def _pointed(block: str) -> Iterator[tuple[str, str]]:
    if "url(" in block.lower():
        for name, value in declarations(block):
            yield from ((name, identity) for identity in parts(value))
