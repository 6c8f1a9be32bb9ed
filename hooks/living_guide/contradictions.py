"""Where a translation states another figure or names somebody else than its original.

Only blocks that answer each other for certain are compared; where people put items in another order, those
that state the same find each other first. A figure that only moved to another block contradicts nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from living_guide.alignment import Bead, Blocks, by_heading
from living_guide.beside import Beside
from living_guide.document import Prose
from living_guide.figures.figure import Figure
from living_guide.figures.writing import written_in
from living_guide.source import Span
from living_guide.statements import Capitalised, Figures, Named, Stated, capitalised, stated

_COUNTED = ("share", "sum", "number", "rank")

ENOUGH = 2
"""So often another page keeps a name that is one."""
COGNATE = 0.6
"""How alike two words are of which one may be the other in its language."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What one side says and the other does not; at least one of `there` and `here` is given."""

    there: Span | None
    """In the original."""
    here: Span | None
    place: Span
    """Where in the translation it is shown."""
    other: Span
    """The block of the original that is meant, or the figure itself."""
    certain: bool
    """Whether one figure stands in the place of another."""
    instead: str = ""
    """What the translation would say in its own way; empty where that is not known."""


def figures_beside(beside: Beside) -> Iterator[Contradiction]:
    """The figures of a pair that contradict each other, then those that stand on one side only."""
    theirs, ours = stated(beside.original), stated(beside.page)
    if not theirs and not ours:
        return
    missing: list[tuple[Stated, Prose]] = []
    extra: list[tuple[Stated, Prose]] = []
    for left, right in answers(beside.beads, theirs, ours):
        lost, more = _but_for_copied(*_unanswered(_of(left, theirs), _of(right, ours)), right)
        swapped = _swapped(lost, more)
        told_of: set[tuple[int, int]] = set()  # “15th to 22nd” is two days, and one fault
        for one, other in swapped:
            places = {(id(item.prose), item.figure.start) for item in (one, other)}
            if not places & told_of:
                yield Contradiction(
                    one.span,
                    other.span,
                    other.span,
                    one.span,
                    certain=not other.figure.in_words,
                    instead=written_in(one.figure, beside.page.language),
                )
            told_of |= places
        told = {id(item) for pair in swapped for item in pair}
        missing += [(item, right[0]) for item in lost if id(item) not in told and _is_plain(item)]
        extra += [(item, left[0]) for item in more if id(item) not in told and _is_plain(item)]
    yield from _one_sided(beside, missing, extra, ours, theirs)


def _one_sided(
    beside: Beside,
    missing: list[tuple[Stated, Prose]],
    extra: list[tuple[Stated, Prose]],
    ours: Figures,
    theirs: Figures,
) -> Iterator[Contradiction]:
    """What stands on one side only, wherever on the page one looks."""
    all_ours = [item for found in ours.values() for item in found]
    all_theirs = [item for found in theirs.values() for item in found]
    for item, block in missing:
        if not _said_in(item, all_ours):
            yield Contradiction(item.span, None, _words(block), item.span, certain=False)
    for item, block in extra:
        if not _said_in(item, all_theirs):
            yield Contradiction(None, item.span, item.span, _words(block), certain=False)


def answers(beads: Iterable[Bead], theirs: Figures, ours: Figures) -> Iterator[tuple[Blocks, Blocks]]:
    """The blocks that answer each other for certain and state something else."""
    for group in by_heading(beads):
        differing = [
            bead
            for bead in group
            if bead.is_sure and any(_unanswered(_of(bead.left, theirs), _of(bead.right, ours)))
        ]
        lefts, rights = [bead.left for bead in differing], [bead.right for bead in differing]
        for left in list(lefts) if len(differing) > 1 else ():
            same = [right for right in rights if _agree(left, right, theirs, ours)]
            if same:
                lefts.remove(left)
                rights.remove(same[0])
        yield from zip(lefts, rights, strict=True)


def _agree(left: Blocks, right: Blocks, theirs: Figures, ours: Figures) -> bool:
    one, other = _of(left, theirs), _of(right, ours)
    return bool(one and other) and not any(_unanswered(one, other))


def _of(blocks: Iterable[Prose], figures: Figures) -> list[Stated]:
    return [item for prose in blocks for item in figures.get(id(prose), ())]


def _unanswered(theirs: list[Stated], ours: list[Stated]) -> tuple[list[Stated], list[Stated]]:
    """What has no answer on the other side; words may answer digits, and trifles need no answer."""
    if not theirs and not ours:
        return [], []
    lost, left = [], list(ours)
    for item in sorted(theirs, key=lambda one: one.figure.in_words):
        same = next((other for other in left if item.figure.means(other.figure)), None)
        if same is None:
            lost.append(item)
        else:
            left.remove(same)
    lost, left = _without_trifles(lost, left), _without_trifles(left, lost)
    if all(item.figure.in_words or item.figure.is_loose for item in lost) and not left:
        return [], []
    if all(item.figure.in_words or item.figure.is_loose for item in left) and not lost:
        return [], []
    return lost, left


def _but_for_copied(
    lost: list[Stated], more: list[Stated], right: Blocks
) -> tuple[list[Stated], list[Stated]]:
    """Without what a translation leaves in the original's words, as the date of a source that it cites."""
    copied: list[tuple[Prose, int, int]] = []
    left = []
    for item in lost:
        written = item.figure.written
        found = [(prose, at, at + len(written)) for prose in right if (at := prose.text.find(written)) >= 0]
        if found and item.figure.kind == "day":
            copied += found
        else:
            left.append(item)
    return left, [
        item
        for item in more
        if not any(item.prose is prose and start <= item.figure.start < end for prose, start, end in copied)
    ]


def _without_trifles(these: list[Stated], others: list[Stated]) -> list[Stated]:
    """Figures that count: a one in digits does when another figure in digits stands in its place."""
    replaced = any(not item.figure.in_words and not item.figure.is_trifle for item in others)
    return [item for item in these if not item.figure.is_trifle or (replaced and not item.figure.in_words)]


def _swapped(lost: list[Stated], more: list[Stated]) -> list[tuple[Stated, Stated]]:
    """Figures that stand in the place of others, in order: of the same kind first."""
    found, left = [], list(more)
    for item in lost:
        able = [other for other in left if _may_replace(other.figure, item.figure)]
        other = min(able, key=lambda one: one.figure.kind != item.figure.kind, default=None)
        if other is not None:
            found.append((item, other))
            left.remove(other)
    return found


def _may_replace(one: Figure, other: Figure) -> bool:
    """Whether a figure is written in another's place: a number for a sum, « le 15 » for “15 November”.

    A year stands for no amount, nor an amount for a year.
    """
    if one.written == other.written:
        return True  # with another unit
    if one.may_be_year != other.may_be_year and not (one.has_four_digits and other.has_four_digits):
        return False
    if one.kind == other.kind:
        return True
    for day, number in ((one, other), (other, one)):
        if day.kind == "day" and isinstance(day.value, tuple):
            return bool(number.magnitude == day.value[-1])
    amounts = ("share", "sum", "number", "rank")
    return other.kind in amounts and one.kind == "number"


def _is_plain(item: Stated) -> bool:
    """Whether it is certainly a figure: words that may be none are told of only when they contradict, and
    what is the 21st here is the XXIe there."""
    figure = item.figure
    return not (figure.in_words or figure.is_loose or figure.is_trifle) and figure.kind != "rank"


def _said_in(item: Stated, others: list[Stated]) -> bool:
    return any(item.figure.means(other.figure) for other in others)


def _words(prose: Prose) -> Span:
    return prose.span(0, len(prose.text))


def names_beside(
    beside: Beside, theirs: Mapping[int, list[Named]], ours: Mapping[int, list[Named]]
) -> Iterator[Contradiction]:
    """People and places that a page names and its twin does not, and those named in another's place."""
    known = {name.who for found in ours.values() for name in found}
    meant = {name.who for found in theirs.values() for name in found}
    if known == meant:
        return
    told: set[str] = set()
    for bead in beside.beads:
        if not bead.is_sure:
            continue
        lost = [name for name in _names(bead.left, theirs) if name.who not in known and name.who not in told]
        more = [name for name in _names(bead.right, ours) if name.who not in meant and name.who not in told]
        told |= {name.who for name in (*lost, *more)}
        for number in range(max(len(lost), len(more))):
            there = lost[number].span if number < len(lost) else None
            here = more[number].span if number < len(more) else None
            if there:
                yield Contradiction(there, here, here or _words(bead.right[0]), there, certain=False)
            elif here:
                yield Contradiction(None, here, here, _words(bead.left[0]), certain=False)


def _names(blocks: Blocks, named: Mapping[int, list[Named]]) -> list[Named]:
    found: dict[str, Named] = {}
    for prose in blocks:
        for name in named.get(id(prose), ()):
            found.setdefault(name.who, name)
    return list(found.values())


def kept_names_beside(beside: Beside) -> Iterator[Contradiction]:
    """Names that both pages write alike everywhere but in one block, where another stands in their place.

    Nobody has listed them: that the rest of the pages keeps them says that they are names. The capitals of
    the two blocks have to answer each other one by one but for that one.
    """
    theirs, ours = capitalised(beside.original), capitalised(beside.page)
    there = Counter(word.written for words in theirs.values() for word in words)
    here = Counter(word.written for words in ours.values() for word in words)
    for bead in beside.beads:
        if not bead.is_sure:
            continue
        left = [word for prose in bead.left for word in theirs.get(id(prose), ())]
        right = [word for prose in bead.right for word in ours.get(id(prose), ())]
        lost, more = _but_for_each_other(left, right), _but_for_each_other(right, left)
        if len(lost) != 1 or len(more) != 1:
            continue
        [one], [other] = lost, more
        is_kept = here[one.written] >= min(there[one.written] - 1, ENOUGH) > 0
        is_new = here[other.written] == there[other.written] + 1
        if is_kept and is_new and not _may_be_words(one.written, other.written, beside.page.joined.text):
            yield Contradiction(one.span, other.span, other.span, one.span, certain=False)


def _may_be_words(there: str, here: str, text: str) -> bool:
    """Whether two capitalised words are no names: « Modèle » for “Model”, or in lower case elsewhere."""
    if SequenceMatcher(None, there, here).ratio() > COGNATE:
        return True
    return re.search(rf"(?<!\w){re.escape(here.lower())}(?!\w)", text) is not None


def _but_for_each_other(these: list[Capitalised], others: list[Capitalised]) -> list[Capitalised]:
    """Words that the other side lacks; what begins a sentence may be any word, and answers only itself."""
    left = Counter(word.written for word in others)
    found = []
    for word in these:
        if left[word.written] > 0:
            left[word.written] -= 1
        elif not word.begins:
            found.append(word)
    return found
