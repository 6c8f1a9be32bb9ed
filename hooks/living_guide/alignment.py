"""Which blocks of a translation say what which blocks of its original say.

Gale and Church's alignment: of all ways to walk down both sides together, the cheapest. A block costs
little beside one as long as it should be (texts of two languages keep a ratio) that has the same figures,
names and words alike in both languages; a block that nothing answers costs more. One block may answer two.
William A. Gale, Kenneth W. Church: A Program for Aligning Sentences in Bilingual Corpora, 1993.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from living_guide.document import Prose
from living_guide.folding import without_accents
from living_guide.lexicon import facts

Blocks = tuple[Prose, ...]
MOST_CELLS = 250_000
"""Blocks of one side times blocks of the other: what is larger takes too long to align."""
ALONE, ALONE_LAST, ALIKE_KIND, OTHER_KIND = 3.5, 2.0, 0.5, 2.5
"""What it costs that nothing answers a block, or a list's last item, where people add; and that one answers
another kind."""
JOINED, ITEM_JOINED, ITEMS_JOINED = 2.0, 3.2, 4.5
"""What it costs that one block answers two; where one, or both, are items of a list."""
VARIANCE = 6.8
"""How much lengths vary, in characters squared a character (Gale and Church)."""
LIKENESS = 12.0
"""What shared words are worth: all of them, if both blocks had the same."""
WORTH = 3
"""How many words an address is worth."""
FARTHEST = 6.0
SURE = 3.0
"""A pair that costs less is one."""
UNLIKELY = 5.0
"""A pair that costs more, in sections of the same build, makes one look for others."""
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_STEM = 5
_RUNNING = {"paragraph", "item", "html"}
_JOINABLE = ("paragraph", "html", "item")
"""Blocks that translators part or put together; cells and headings they count."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Blocks that answer each other; a side is empty where nothing answers the other."""

    left: Blocks
    right: Blocks
    cost: float = 0.0

    @property
    def is_joined(self) -> bool:
        """Whether one block answers two."""
        return len(self.left) + len(self.right) > 2

    @property
    def is_sure(self) -> bool:
        joined = JOINED if self.is_joined else 0.0
        return bool(self.left and self.right) and self.cost - joined < SURE


@dataclass(frozen=True, slots=True)
class _Block:
    prose: Prose
    size: int
    words: frozenset[str]
    level: int
    """Of a heading; 0 for what is none."""
    is_last: bool
    """Whether it is the last item of a list."""


def align(
    left: Sequence[Prose],
    right: Sequence[Prose],
    languages: tuple[str, str],
    ratio: float,
    levels: Mapping[int, int],
    marks: Mapping[int, frozenset[str]],
) -> list[Bead]:
    """The beads of two runs of blocks, in order.

    `ratio` is how long the right is for each character on the left; By the identity of
    their blocks, `levels` are those of headings, and `marks` what is the same in both languages: addresses.
    """
    one = list(_blocks(left, languages[0], levels, marks))
    other = list(_blocks(right, languages[1], levels, marks))
    if [prose.kind for prose in left] == [prose.kind for prose in right]:
        beside = [
            Bead((here.prose,), (there.prose,), _cost([here], [there], ratio))
            for here, there in zip(one, other, strict=True)
        ]
        if all(bead.cost < UNLIKELY for bead in beside):
            return beside
    if len(one) * len(other) > MOST_CELLS:
        return [Bead(tuple(left), tuple(right), math.inf)]
    best = [[math.inf] * (len(other) + 1) for _ in range(len(one) + 1)]
    came: list[list[tuple[int, int]]] = [[(0, 0)] * (len(other) + 1) for _ in range(len(one) + 1)]
    best[0][0] = 0.0
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            for step in _STEPS:
                before = best[i - step[0]][j - step[1]] if i >= step[0] and j >= step[1] else math.inf
                if before >= best[i][j]:
                    continue
                cost = before + _cost(one[i - step[0] : i], other[j - step[1] : j], ratio)
                if cost < best[i][j]:
                    best[i][j], came[i][j] = cost, step
    return list(reversed(list(_walked(left, right, best, came))))


_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def _walked(
    left: Sequence[Prose],
    right: Sequence[Prose],
    best: list[list[float]],
    came: list[list[tuple[int, int]]],
) -> Iterator[Bead]:
    i, j = len(left), len(right)
    while i or j:
        di, dj = came[i][j]
        yield Bead(tuple(left[i - di : i]), tuple(right[j - dj : j]), best[i][j] - best[i - di][j - dj])
        i, j = i - di, j - dj


def _blocks(
    run: Sequence[Prose], language: str, levels: Mapping[int, int], marks: Mapping[int, frozenset[str]]
) -> Iterator[_Block]:
    stop = facts(language).get("search", {}).get("stop_words", ())
    for prose, following in zip_longest(run, run[1:]):
        text = without_accents(prose.text.lower())
        words = frozenset(word[:_STEM] for word in _WORD.findall(text) if word not in stop)
        own = frozenset(f"{mark}#{time}" for mark in marks.get(id(prose), ()) for time in range(WORTH))
        is_last = prose.kind == "item" and (following is None or following.kind != "item")
        yield _Block(prose, len(prose.text), words | own, levels.get(id(prose), 0), is_last)


def _cost(left: list[_Block], right: list[_Block], ratio: float) -> float:
    if not left or not right:
        return ALONE_LAST if any(block.is_last for block in (*left, *right)) else ALONE
    together = 0.0
    if len(left) + len(right) > 2:
        joins = left if len(left) > 1 else right
        if any(block.prose.kind not in _JOINABLE for block in joins):
            return math.inf
        items = sum(block.prose.kind == "item" for block in joins)
        together = (JOINED, ITEM_JOINED, ITEMS_JOINED)[items]
    one, other = sum(block.size for block in left), sum(block.size for block in right)
    words = frozenset[str]().union(*(block.words for block in left))
    theirs = frozenset[str]().union(*(block.words for block in right))
    length = _unlikely(one, other, ratio)
    alike = 2 * len(words & theirs) / (len(words) + len(theirs)) if words and theirs else 0.0
    kinds = {block.prose.kind for block in left} ^ {block.prose.kind for block in right}
    return (
        length
        + together
        + (
            abs(left[0].level - right[0].level)
            if not kinds
            else ALIKE_KIND
            if kinds <= _RUNNING
            else OTHER_KIND
        )
        - min(LIKENESS * alike, 4.0)
        + 1.0
    )


def _unlikely(one: int, other: int, ratio: float) -> float:
    """How surprising it is that a block of one length answers one of another, in nats."""
    mean = (one * ratio + other) / 2
    delta = abs(other - one * ratio) / math.sqrt(max(mean, 1.0) * VARIANCE)
    return min(FARTHEST, -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-9)))


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of blocks that nothing answers, and what stands around it; either is None at an end."""

    left: Blocks
    right: Blocks
    before: Bead | None
    after: Bead | None
    at: int
    """The number of its first bead."""

    @property
    def size(self) -> int:
        """Characters."""
        return sum(len(prose.text) for prose in (*self.left, *self.right))

    @property
    def is_flanked(self) -> bool:
        """Whether what stands around it answers each other for certain."""
        return all(bead.is_sure for bead in (self.before, self.after) if bead)

    @property
    def is_sure(self) -> bool:
        """Whether something is gone for certain: on one side only, between blocks that answer each other."""
        return self.is_flanked and bool(self.left) != bool(self.right)


def gaps(beads: Sequence[Bead]) -> Iterator[Gap]:
    """The gaps between blocks that answer each other, in reading order."""
    at = 0
    for alone, group in groupby(beads, key=lambda bead: not (bead.left and bead.right)):
        run = list(group)
        at += len(run)
        if alone:
            yield Gap(
                tuple(prose for bead in run for prose in bead.left),
                tuple(prose for bead in run for prose in bead.right),
                beads[at - len(run) - 1] if at > len(run) else None,
                beads[at] if at < len(beads) else None,
                at - len(run),
            )


def by_heading(beads: Iterable[Bead]) -> Iterator[list[Bead]]:
    """The beads of a page in groups, each of which begins with a heading but for the first."""
    group: list[Bead] = []
    for bead in beads:
        if group and any(prose.kind == "heading" for prose in (*bead.left, *bead.right)):
            yield group
            group = []
        group.append(bead)
    if group:
        yield group
