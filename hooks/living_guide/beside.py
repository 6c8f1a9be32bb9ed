"""A translation beside its original: what answers what, and how much weight a difference has.

While the original has changed, its changed blocks are for the rule on outdated translations to tell:
a difference there is nobody's mistake yet, and elsewhere it is a warning and never more.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from living_guide.corpus import Corpus
from living_guide.diagnostics import Severity
from living_guide.document import Prose
from living_guide.pages import Page
from living_guide.pairs import Pair, Section, sections
from living_guide.safety.pages import is_slow
from living_guide.source import Span
from living_guide.translations import Freshness, State, all_freshness

FEWEST_BLOCKS = 3
ALIKE = 0.7
"""How much of the blocks of two pages must be of the same kinds, in the same order, to be a pair."""


class Beside:
    """A pair of pages and what is known of it; `Freshness` says what changed in the original."""

    def __init__(self, known: Freshness, page: Page) -> None:
        self.original, self.page, self.known = known.original, page, known

    @cached_property
    def sections(self) -> list[Section]:
        return sections(Pair(self.original, self.page))

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

    def answering(self, place: Span) -> Span:
        """The line of the translation after which belongs what stands at a place of the original."""
        return _after(self.original, self.page, place)

    def answering_there(self, place: Span) -> Span:
        """The line of the original after which would stand what the translation alone says at a place."""
        return _after(self.page, self.original, place)


def _after(said: Page, lacking: Page, place: Span) -> Span:
    """The last line of the block that answers the one before `place`, in the section that answers its own."""
    own = {heading.anchor: heading for heading in lacking.document.headings}
    before = [heading for heading in said.document.headings if heading.span.start <= place.start]
    shared = next((heading for heading in reversed(before) if heading.anchor in own), None)
    begins = shared.span.start if shared else said.body - 1
    number = sum(begins < _start(prose) < place.start for prose in said.document.prose) - (shared is None)
    first = own[shared.anchor].span.start if shared else lacking.body
    there = {heading.anchor for heading in said.document.headings}
    later = (item for item in lacking.document.headings if item.span.start > first and item.anchor in there)
    ends = next((heading.span.start for heading in later), None)
    blocks = [
        prose
        for prose in lacking.document.prose
        if first <= _start(prose) and (ends is None or _start(prose) < ends)
    ]
    number = min(number, len(blocks) - 1)
    offset = blocks[number].pieces[-1].end - 1 if number >= 0 else first
    return _line_at(lacking, offset)


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
        if page.meta is not None or _is_alike(known.original, page):
            yield Beside(known, page)


def _is_alike(original: Page, page: Page) -> bool:
    """Whether a page without front matter is a translation all the same: built much like its original."""
    theirs, ours = ([prose.kind for prose in side.document.prose] for side in (original, page))
    if min(len(theirs), len(ours)) < FEWEST_BLOCKS:
        return False
    return SequenceMatcher(None, theirs, ours, autojunk=False).ratio() >= ALIKE
