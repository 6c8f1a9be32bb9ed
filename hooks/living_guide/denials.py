"""Sentences that deny in one language and affirm in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.beside import Beside
from living_guide.document import Prose
from living_guide.folding import fold
from living_guide.negation import Negation, negation
from living_guide.pages import Page
from living_guide.sentences import sentence_spans
from living_guide.source import Span

_READ = ("paragraph", "item", "heading", "cell")


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence and its counterpart, of which one denies."""

    there: Span
    here: Span
    denied_there: bool


def denials_beside(beside: Beside) -> Iterator[Denial]:
    """The sentences of a pair, aligned one to one, of which only one side denies."""
    one, other = negation(beside.original.language), negation(beside.page.language)
    if one is None or other is None:
        return
    denying = _denying(beside.original, one) | _denying(beside.page, other)
    for section in beside.sections:
        found = [
            denial
            for left, right in section.blocks()
            if len(left) == len(right) == 1 and (id(left[0]) in denying or id(right[0]) in denying)
            for denial in _in_block(beside, left[0], right[0], one, other)
        ]
        yield from _but_for_moved(found)


def _but_for_moved(found: list[Denial]) -> Iterator[Denial]:
    """Without those that make up for each other: there, items only stand in another order."""
    there = [denial for denial in found if denial.denied_there]
    here = [denial for denial in found if not denial.denied_there]
    moved = min(len(there), len(here))
    yield from (*there[moved:], *here[moved:])


def _denying(page: Page, how: Negation) -> set[int]:
    """The identities of blocks in which something is denied."""
    joined = page.joined
    found, at = set[int](), 0
    text = joined.folded
    while match := how.certain.search(text.text, at):
        number = joined.block(text.origin(match.start()))
        if number >= len(joined.blocks):
            break
        found.add(id(joined.blocks[number]))
        at = match.end()
    return found


def _in_block(beside: Beside, left: Prose, right: Prose, one: Negation, other: Negation) -> Iterator[Denial]:
    if left.kind not in _READ:
        return
    theirs = list(sentence_spans(left.text, beside.original.language))
    ours = list(sentence_spans(right.text, beside.page.language))
    if len(theirs) != len(ours):
        return
    for (start, end), (first, last) in zip(theirs, ours, strict=True):
        there, here = fold(left.text[start:end]).text, fold(right.text[first:last]).text
        denied = one.is_denied(there)
        affirmed = other.is_affirmed(here) if denied else one.is_affirmed(there) and other.is_denied(here)
        if affirmed:
            yield Denial(left.span(start, end), right.span(first, last), denied)
