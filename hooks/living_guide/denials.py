"""Sentences that deny in one language and affirm in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from living_guide.alignment import by_heading
from living_guide.beside import Beside
from living_guide.detection import reads_as
from living_guide.document import Prose
from living_guide.folding import fold
from living_guide.negation import Negation, negation
from living_guide.pages import Page
from living_guide.sentences import sentence_spans
from living_guide.source import Span

LENGTHS, SLACK = (0.65, 1.5), 12
"""How long a sentence may be for each character of the other, and characters more."""
_READ = ("paragraph", "item", "heading", "cell")


Denying = Mapping[int, list[int]]
"""By the identity of a block, where in it something is denied."""


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
    theirs, ours = _denying(beside.original, one), _denying(beside.page, other)
    for group in by_heading(beside.beads):
        found = [
            denial
            for bead in group
            if bead.is_sure and len(bead.left) == len(bead.right) == 1
            if id(bead.left[0]) in theirs or id(bead.right[0]) in ours
            for denial in _in_block(beside, bead.left[0], bead.right[0], theirs, ours)
        ]
        yield from _but_for_moved(found)


def _but_for_moved(found: list[Denial]) -> Iterator[Denial]:
    """Without those that make up for each other: there, items only stand in another order."""
    there = [denial for denial in found if denial.denied_there]
    here = [denial for denial in found if not denial.denied_there]
    moved = min(len(there), len(here))
    yield from (*there[moved:], *here[moved:])


def _denying(page: Page, how: Negation) -> Denying:
    joined = page.joined
    text, found = joined.folded, dict[int, list[int]]()
    for match in how.certain.finditer(text.text):
        at = text.origin(match.start())
        number = joined.block(at)
        if number < len(joined.blocks):
            found.setdefault(id(joined.blocks[number]), []).append(at - joined.starts[number])
    return found


def _in_block(beside: Beside, left: Prose, right: Prose, theirs: Denying, ours: Denying) -> Iterator[Denial]:
    if left.kind not in _READ or is_untranslated(beside, left, right):
        return
    there = list(sentence_spans(left.text, beside.original.language))
    here = list(sentence_spans(right.text, beside.page.language))
    if len(there) != len(here):
        return
    denied_there, denied_here = (
        _numbers(there, theirs.get(id(left), ())),
        _numbers(here, ours.get(id(right), ())),
    )
    if len(denied_there) == len(denied_here):
        return  # as many on both sides: sentences that are only parted otherwise
    for number in sorted(denied_there ^ denied_here):
        (start, end), (first, last) = there[number], here[number]
        if number in denied_there:
            language, other, affirming = (
                beside.page.language,
                beside.original.language,
                right.text[first:last],
            )
        else:
            language, other, affirming = beside.original.language, beside.page.language, left.text[start:end]
        how, foreign = negation(language), negation(other)
        if foreign is not None and foreign.is_denied(fold(affirming).text):
            continue  # words left as they are: a title, “Saying No”
        is_alike = is_as_long(left.text[start:end], right.text[first:last])
        if how is not None and is_alike and how.is_affirmed(fold(affirming).text):
            yield Denial(left.span(start, end), right.span(first, last), number in denied_there)


def is_as_long(there: str, here: str) -> bool:
    """Whether two sentences may be each other’s translation word by word; questions ask both ways."""
    least, most = LENGTHS
    return least * len(there) <= len(here) <= most * len(there) + SLACK and not {"?", "…"} & {*there, *here}


def is_untranslated(beside: Beside, left: Prose, right: Prose) -> bool:
    """Whether a block says the same in the original's own words: nobody has translated it yet."""
    return right.text == left.text or reads_as(right.text, beside.original.language, beside.page.language)


def _numbers(sentences: list[tuple[int, int]], places: Iterable[int]) -> set[int]:
    """The numbers of the sentences in which these places lie."""
    starts = [start for start, _ in sentences]
    return {bisect_right(starts, place) - 1 for place in places}
