"""A translation beside its original: what answers what, and how much weight a difference has.

While the original has changed, its changed blocks are for the rule on outdated translations to tell:
a difference there is nobody's mistake yet, and elsewhere it is a warning and never more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from living_guide.corpus import Corpus
from living_guide.diagnostics import Severity
from living_guide.pages import Page
from living_guide.pairs import Pair, Section, sections
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
        """Where the translation should say what stands at a place of the original: its section's heading."""
        headings = self.original.document.headings
        number = bisect_right([heading.span.start for heading in headings], place.start)
        own = {heading.anchor: heading.span for heading in self.page.document.headings}
        for heading in reversed(headings[:number]):
            if heading.anchor in own:
                return own[heading.anchor]
        title = self.page.heading
        return title.span if title else self.page.start()


@lru_cache(maxsize=1)
def all_beside(corpus: Corpus) -> tuple[Beside, ...]:
    """Every translation beside its original; drafts apart, and pages only begun."""
    return tuple(_pairs(corpus))


def _pairs(corpus: Corpus) -> Iterator[Beside]:
    for known in all_freshness(corpus):
        page = known.page
        if page is None or known.state is State.ORIGINAL or page.is_draft or known.original.is_draft:
            continue
        if page.meta is not None or _is_alike(known.original, page):
            yield Beside(known, page)


def _is_alike(original: Page, page: Page) -> bool:
    """Whether a page without front matter is a translation all the same: built much like its original."""
    theirs, ours = ([prose.kind for prose in side.document.prose] for side in (original, page))
    if min(len(theirs), len(ours)) < FEWEST_BLOCKS:
        return False
    return SequenceMatcher(None, theirs, ours, autojunk=False).ratio() >= ALIKE
