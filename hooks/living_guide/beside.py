"""A translation beside its original: what answers what, and how much weight a difference has.

While the original has changed, its changed blocks are for the rule on outdated translations to tell:
a difference there is nobody's mistake yet, and elsewhere it is a warning and never more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter

from living_guide.alignment import Bead, Blocks, Gap, align, gaps
from living_guide.corpus import Corpus
from living_guide.diagnostics import Severity
from living_guide.document import HIDDEN, Heading, Prose
from living_guide.folding import without_accents
from living_guide.pages import Page
from living_guide.pairs import Pair, sections
from living_guide.safety.pages import is_slow
from living_guide.source import Span
from living_guide.statements import addresses
from living_guide.translations import Freshness, State, all_freshness

FEW_SIGNS = 300
"""So many characters are taken to be as long in both languages: of short pages, lengths tell little."""
FEW_GAPS, DRIFT = 2, 0.6
"""Pages are far apart with more gaps, if their number times the share of both pages in them passes this."""
FEW_DOUBTS, MANY_DOUBTS = 6, 0.15
"""So many gaps, doubtful pairs and pairs of more than two blocks may be, for each pair."""
FEWEST_BLOCKS = 3
ENTRY_LEVEL, FEWEST_ENTRIES, IN_ORDER = 2, 6, 0.8
"""The level of a glossary’s entries, the fewest that make one, and how many of them follow the alphabet."""
ALIKE = 0.7
"""How much of the blocks of two pages must be of the same kinds, in the same order, to be a pair."""


class Beside:
    """A pair of pages and what is known of it; `Freshness` says what changed in the original."""

    def __init__(self, known: Freshness, page: Page) -> None:
        self.original, self.page, self.known = known.original, page, known

    @cached_property
    def beads(self) -> tuple[Bead, ...]:
        """The blocks that answer each other, in reading order, and those that nothing answers."""
        sizes = [sum(len(prose.text) for prose in page.document.prose) for page in (self.original, self.page)]
        ratio = (sizes[1] + FEW_SIGNS) / (sizes[0] + FEW_SIGNS)
        pages = (self.original, self.page)
        levels = {id(prose): heading.level for page in pages for prose, heading in headings(page)}
        marks = {key: found for page in pages for key, found in _marks(page).items()}
        languages = self.original.language, self.page.language
        return tuple(
            bead
            for section in sections(Pair(self.original, self.page))
            for bead in align(
                _said(section.original), _said(section.translation), languages, ratio, levels, marks
            )
        )

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every run of blocks that nothing answers."""
        return tuple(gaps(self.beads))

    def text_there(self, number: int) -> str:
        """What the original says from a bead on to the next, code and comments with it."""
        return _written(self.original, self._starts[0], number)

    def text_here(self, number: int) -> str:
        """The same for the translation."""
        return _written(self.page, self._starts[1], number)

    @cached_property
    def are_far_apart(self) -> bool:
        """Whether the pages differ in so much that nobody can be sure what answers what."""
        answered = [bead for bead in self.beads if bead.left and bead.right]
        unsure = sum(not bead.is_sure for bead in answered)
        joined = sum(len(bead.left) + len(bead.right) > 2 for bead in answered)
        alone = sum(gap.size for gap in self.gaps)
        whole = sum(len(prose.text) for bead in self.beads for prose in (*bead.left, *bead.right))
        has_drifted = len(self.gaps) > FEW_GAPS and len(self.gaps) * alone > DRIFT * whole
        doubts = len(self.gaps) + unsure + joined
        return has_drifted or doubts > max(FEW_DOUBTS, MANY_DOUBTS * len(answered))

    @cached_property
    def _starts(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Where the blocks of each side begin, and in which bead."""
        numbers = {id(prose): at for at, bead in enumerate(self.beads) for prose in (*bead.left, *bead.right)}
        left, right = (
            [(start, numbers[id(prose)]) for prose, start in _begun(page) if id(prose) in numbers]
            for page in (self.original, self.page)
        )
        return sorted(left), sorted(right)

    def number_there(self, offset: int) -> int:
        """The number of the bead in which, or behind which, an offset of the original is."""
        return _number(self._starts[0], offset)

    def number_here(self, offset: int) -> int:
        """The same for an offset of the translation."""
        return _number(self._starts[1], offset)

    def answered(self, number: int) -> int:
        """The number of a bead, or of the nearest above with blocks on both sides; -1 for none."""
        while number >= 0 and not (self.beads[number].left and self.beads[number].right):
            number -= 1
        return number

    def is_sure_at(self, number: int) -> bool:
        """Whether the blocks of a bead answer each other for certain."""
        return 0 <= number < len(self.beads) and self.beads[number].is_sure

    @property
    def is_behind(self) -> bool:
        return self.known.state is State.OUTDATED

    @property
    def weight(self) -> Severity:
        """What a certain contradiction is: an error only where the translation claims to be up to date."""
        return Severity.ERROR if self.known.state is State.FRESH else Severity.WARNING

    def is_told_already(self, place: Span | None) -> bool:
        """Whether a place in the original changed; `None` stands for what is there no more."""
        if not self.is_behind:
            return False
        changes = self.known.changes
        if place is None:
            return any(change.kind != "added" for change in changes)
        blocks = (change.block.span for change in changes if change.block)
        return any(
            block.start < max(place.end, place.start + 1) and place.start < block.end for block in blocks
        )

    @property
    def has_lost(self) -> bool:
        """Whether something is gone from the original, nobody knows from where."""
        return self.is_behind and any(change.kind == "removed" for change in self.known.changes)

    def last_line_here(self, number: int) -> Span:
        """The last line of the translation that belongs to a bead, or to the nearest above that has one."""
        return _last_line(self.page, [bead.right for bead in self.beads[: number + 1]])

    def last_line_there(self, number: int) -> Span:
        """The same in the original."""
        return _last_line(self.original, [bead.left for bead in self.beads[: number + 1]])


def _last_line(page: Page, sides: list[Blocks]) -> Span:
    blocks = next((side for side in reversed(sides) if side), None)
    return _line_at(page, blocks[-1].pieces[-1].end - 1 if blocks else page.body)


def headings(page: Page) -> Iterator[tuple[Prose, Heading]]:
    """The words of each heading of a page, and the heading."""
    found = iter(page.document.headings)
    heading = next(found, None)
    for prose in page.document.prose:
        while heading is not None and heading.span.end <= _start(prose):
            heading = next(found, None)
        if prose.kind == "heading" and heading is not None and heading.span.start <= _start(prose):
            yield prose, heading


def _said(blocks: Iterable[Prose]) -> list[Prose]:
    """The blocks that say something: a colon alone is none."""
    return [prose for prose in blocks if HIDDEN in prose.text or any(map(str.isalnum, prose.text))]


def _begun(page: Page) -> Iterator[tuple[Prose, int]]:
    """Each block of a page, and where what belongs to it begins: its marks and tags before it, too."""
    last = 0
    for prose in (*page.front_prose, *page.document.prose):
        start = _start(prose)
        line = last if prose.kind == "html" else page.source.text.rfind("\n", 0, start) + 1
        yield prose, max(line, min(last, start))
        last = prose.pieces[-1].end


def _marks(page: Page) -> dict[int, frozenset[str]]:
    """The addresses in each block of a page, by the identity of the block."""
    begun = sorted(((start, prose) for prose, start in _begun(page)), key=itemgetter(0))
    starts = [start for start, _ in begun]
    found: dict[int, set[str]] = {}
    for address in addresses(page):
        at = bisect_right(starts, address.span.start) - 1
        if at >= 0:
            found.setdefault(id(begun[at][1]), set()).add(address.neutral)
    return {key: frozenset(values) for key, values in found.items()}


def _written(page: Page, starts: list[tuple[int, int]], number: int) -> str:
    begins = next((start for start, at in starts if at == number), page.body)
    ends = next((start for start, at in starts if at > number), None)
    return page.source.text[begins:ends]


def _number(starts: list[tuple[int, int]], offset: int) -> int:
    at = bisect_right(starts, (offset, len(starts)))
    return starts[at - 1][1] if at else -1


def _start(prose: Prose) -> int:
    return prose.pieces[0].start


def _line_at(page: Page, offset: int) -> Span:
    """The whole line of an offset."""
    line, _ = page.source.position(offset)
    start = page.source.offset(line)
    return page.source.span(start, start + max(1, len(page.source.line(line))))


@lru_cache(maxsize=1)
def all_beside(corpus: Corpus) -> tuple[Beside, ...]:
    """Every translation beside its original; drafts apart, pages only begun, and what is too much to read."""
    return tuple(_pairs(corpus))


def _pairs(corpus: Corpus) -> Iterator[Beside]:
    for known in all_freshness(corpus):
        page = known.page
        if page is None or known.state is State.ORIGINAL or page.is_draft or known.original.is_draft:
            continue
        if is_slow(page) or is_slow(known.original):
            continue  # `safety-too-slow` tells: all else can wait, and takes long
        if _are_alphabetical(known.original, page):
            continue  # each language has its own order: nothing stands beside its counterpart
        if page.meta is not None or _is_alike(known.original, page):
            yield Beside(known, page)


def _are_alphabetical(original: Page, page: Page) -> bool:
    """Whether two pages have as many entries, each of them in the order of its own alphabet: a glossary."""
    sides = [_entries(original), _entries(page)]
    return len(sides[0]) == len(sides[1]) and all(map(_is_alphabetical, sides))


def _entries(page: Page) -> list[str]:
    headings = (heading for heading in page.document.headings if heading.level == ENTRY_LEVEL)
    return [without_accents(heading.text.lower()) for heading in headings]


def _is_alphabetical(entries: list[str]) -> bool:
    """Whether entries follow the alphabet; the steps of a procedure are numbered, or begin alike."""
    letters = {entry[:1] for entry in entries if entry[:1].isalpha()}
    in_order = sum(one <= other for one, other in pairwise(entries))
    is_long = len(entries) >= FEWEST_ENTRIES and len(letters) * 2 >= len(entries)
    return is_long and in_order >= IN_ORDER * (len(entries) - 1)


def _is_alike(original: Page, page: Page) -> bool:
    """Whether a page without front matter is a translation all the same: built much like its original."""
    theirs, ours = ([prose.kind for prose in side.document.prose] for side in (original, page))
    if min(len(theirs), len(ours)) < FEWEST_BLOCKS:
        return False
    return SequenceMatcher(None, theirs, ours, autojunk=False).ratio() >= ALIKE
