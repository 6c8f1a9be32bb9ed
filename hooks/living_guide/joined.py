"""All the prose of a page as one text: what makes a rule about words cheap.

A page has some fifty blocks, and nearly all of them are in order. To search each on its own costs a
Python call for each; one search over the whole page runs in C and passes over what is in order. So a
rule says what a block must hold to be of interest, and looks closely only at the blocks that do:

    for page in corpus.pages:
        for prose, found in page.joined.found(_DOTS):
            yield Finding(prose.span(*found.span()), …)

The fastest expressions begin with a character or a class of few (`[;:!?]`), not with a lookbehind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from living_guide.document import HIDDEN, Prose
from living_guide.folding import Folded, fold

BETWEEN = HIDDEN
"""Stands before, between and behind the blocks: no letter, no space, in no phrase."""


class Joined:
    """The blocks of a page and their text in one; offsets are code points into `text`."""

    __slots__ = ("_folded", "blocks", "starts", "text")

    def __init__(self, blocks: Sequence[Prose]) -> None:
        self.blocks = blocks
        self.text = BETWEEN.join(["", *(prose.text for prose in blocks), ""])
        lengths = (len(prose.text) + len(BETWEEN) for prose in blocks)
        self.starts = list(accumulate(lengths, initial=len(BETWEEN)))
        """Where each block begins; last, where one more would."""
        self._folded: Folded | None = None

    @property
    def folded(self) -> Folded:
        """The text as words are compared; made when first asked for."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    def block(self, offset: int) -> int:
        """The number of the block that an offset lies in, or right before."""
        return bisect_right(self.starts, offset + len(BETWEEN)) - 1

    def having(self, expression: re.Pattern[str]) -> Iterator[Prose]:
        """The blocks in which an expression is found, in reading order, each once.

        It sees the whole page: what it needs to find a block must stand inside the block, and neither
        `^` nor `$` means the block's beginning or end. It may find more than the rule is after.
        """
        at = 0
        while found := expression.search(self.text, at):
            number = self.block(found.start())
            if number == len(self.blocks):
                return
            yield self.blocks[number]
            at = self.starts[number + 1] - len(BETWEEN)

    def found(
        self, expression: re.Pattern[str], where: re.Pattern[str] | None = None
    ) -> Iterator[tuple[Prose, re.Match[str]]]:
        """Where an expression is found: each match with its block, and as found in that block alone.

        `where` may be a simpler expression, faster to search, for the blocks that can hold a match.
        """
        for prose in self.having(where or expression):
            for found in expression.finditer(prose.text):
                yield prose, found

    def written(self, words: str) -> Iterator[tuple[Prose, int]]:
        """Where some words stand, letter for letter: the block, and the offset in it."""
        at = self.text.find(words)
        while at >= 0:
            number = self.block(at)
            yield self.blocks[number], at - self.starts[number]
            at = self.text.find(words, at + 1)
