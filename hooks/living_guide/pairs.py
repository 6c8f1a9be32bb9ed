"""A page and its translation, side by side: which section, which block answers which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.corpus import Corpus
from living_guide.document import Heading, Prose
from living_guide.pages import Page


@dataclass(frozen=True, slots=True)
class Pair:
    """The original of a page and one translation of it."""

    original: Page
    translation: Page


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, in both languages."""

    original: tuple[Prose, ...]
    translation: tuple[Prose, ...]

    def blocks(self) -> Iterator[tuple[tuple[Prose, ...], tuple[Prose, ...]]]:
        """Block beside block where both sides have the same kinds in the same order, else all at once."""
        if [prose.kind for prose in self.original] == [prose.kind for prose in self.translation]:
            for one, other in zip(self.original, self.translation, strict=True):
                yield (one,), (other,)
        else:
            yield self.original, self.translation


_Part = tuple[int, str, tuple[Prose, ...]]
"""Level, anchor and prose of what stands under a heading."""


def pairs(corpus: Corpus) -> Iterator[Pair]:
    """Every page with each of its translations."""
    for key, versions in corpus.keys.items():
        original = corpus.original(key)
        for page in versions.values():
            if original is not None and page is not original:
                yield Pair(original, page)


def lost_heading(corpus: Corpus, page: Page, anchor: str) -> tuple[Page, Heading] | None:
    """The heading with this id in another language’s version of a page that has none; and that version."""
    for other in corpus.keys.get(page.key, {}).values():
        for heading in other.document.headings if other is not page else ():
            if heading.anchor == anchor and heading.explicit:
                return other, heading
    return None


def sections(pair: Pair) -> list[Section]:
    """The sections of a pair: by order where headings agree, else by the ids they share, else one.

    Headings agree when they have the same levels, and none has the id of one that stands elsewhere.

    Front matter is a section of its own: titles answer titles.
    """
    front = Section(pair.original.front_prose, pair.translation.front_prose)
    one, other = _parts(pair.original), _parts(pair.translation)
    if _agree(one, other):
        matched = [Section(left[2], right[2]) for left, right in zip(one, other, strict=True)]
    elif {anchor for _, anchor, _ in one[1:]} & {anchor for _, anchor, _ in other[1:]}:
        matched = _by_anchor(one, other)
    else:
        matched = [Section(pair.original.document.prose, pair.translation.document.prose)]
    return [front, *matched]


def _agree(one: list[_Part], other: list[_Part]) -> bool:
    if [level for level, _, _ in one] != [level for level, _, _ in other]:
        return False
    elsewhere = {anchor: at for at, (_, anchor, _) in enumerate(other)}
    return all(elsewhere.get(anchor, at) == at for at, (_, anchor, _) in enumerate(one))


def _parts(page: Page) -> list[_Part]:
    """Level, anchor and prose of what stands before the first heading and under each."""
    headings = page.document.headings
    starts = [-1, *(heading.span.start for heading in headings)]
    levels = [0, *(heading.level for heading in headings)]
    anchors = ["", *(heading.anchor for heading in headings)]
    found: list[list[Prose]] = [[] for _ in starts]
    number = 0
    for prose in page.document.prose:
        at = prose.pieces[0].start
        while number + 1 < len(starts) and starts[number + 1] <= at:
            number += 1
        found[number].append(prose)
    return [(level, anchor, tuple(part)) for level, anchor, part in zip(levels, anchors, found, strict=True)]


def _by_anchor(one: list[_Part], other: list[_Part]) -> list[Section]:
    """Sections that share an id answer each other; those between belong to the one before."""
    shared = {anchor for _, anchor, _ in one} & {anchor for _, anchor, _ in other}

    def grouped(parts: list[_Part]) -> dict[str, tuple[Prose, ...]]:
        groups: dict[str, tuple[Prose, ...]] = {}
        current = ""
        for _, anchor, prose in parts:
            current = anchor if anchor in shared else current
            groups[current] = groups.get(current, ()) + prose
        return groups

    left, right = grouped(one), grouped(other)
    return [Section(left[anchor], right.get(anchor, ())) for anchor in left]
