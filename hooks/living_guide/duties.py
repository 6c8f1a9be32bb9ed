"""Sentences that oblige in one language and allow in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.beside import Beside
from living_guide.denials import is_as_long, is_untranslated
from living_guide.document import Prose
from living_guide.folding import fold
from living_guide.modality import Modality, modality
from living_guide.negation import negation
from living_guide.sentences import sentence_spans
from living_guide.source import Span


@dataclass(frozen=True, slots=True)
class Duty:
    """A sentence and its counterpart, of which one obliges and the other allows."""

    there: Span
    here: Span
    obliges_there: bool


def duties_beside(beside: Beside) -> Iterator[Duty]:
    """The sentences of a pair, aligned one to one, of which one side obliges and the other allows."""
    one, other = modality(beside.original.language), modality(beside.page.language)
    if one is None or other is None:
        return
    for bead in beside.beads:
        if bead.is_sure and len(bead.left) == len(bead.right) == 1:
            left, right = bead.left[0], bead.right[0]
            if (
                one.speaks(left.text)
                and other.speaks(right.text)
                and not is_untranslated(beside, left, right)
            ):
                yield from _in_block(beside, left, right, one, other)


def _in_block(beside: Beside, left: Prose, right: Prose, one: Modality, other: Modality) -> Iterator[Duty]:
    there = list(sentence_spans(left.text, beside.original.language))
    here = list(sentence_spans(right.text, beside.page.language))
    if len(there) != len(here):
        return
    for (start, end), (first, last) in zip(there, here, strict=True):
        theirs, ours = fold(left.text[start:end]).text, fold(right.text[first:last]).text
        differs = (one.obliges(theirs) and other.allows(ours)) or (one.allows(theirs) and other.obliges(ours))
        if differs and is_as_long(theirs, ours) and not _is_denied(beside, theirs, ours):
            yield Duty(left.span(start, end), right.span(first, last), one.obliges(theirs))


def _is_denied(beside: Beside, theirs: str, ours: str) -> bool:
    """Whether a “not” stands in either: “must not” is « ne peut pas »."""
    one, other = negation(beside.original.language), negation(beside.page.language)
    return bool((one and one.is_denied(theirs)) or (other and other.is_denied(ours)))
