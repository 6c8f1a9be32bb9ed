"""Heading ids that a translation shares with its original, so that `#step-3` works in every language.

Nobody has to write them: where the headings of both have the same levels in the same order, a heading
without an id of its own gets the one that its counterpart has, written or made from its words. The
page's own title keeps the id made from its words: nobody links to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from living_guide.corpus import Corpus
from living_guide.pages import Page

Edit = tuple[int, int, str]
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]*(?=[.\w][^{}\n]*\}\s*$)")
_UNDERLINE = re.compile(r"[ \t]*\r?\n[^\n]*\Z")


def with_shared_ids(corpus: Corpus) -> Corpus:
    """The corpus with the ids of originals on the headings of their translations."""
    pages = []
    for page in corpus.pages:
        original = corpus.original(page.key)
        if original is not None and original is not page:
            named = page_with_ids(page, _ids(original, page))
            if named is not page:
                pages.append(named)
    return corpus.with_pages(pages) if pages else corpus


def page_with_ids(page: Page, ids: Sequence[str]) -> Page:
    """The page with these ids on its headings that have none of their own; "" leaves one as it is."""
    document = page.document
    wanted = {
        heading: anchor
        for heading, anchor in zip(document.headings, ids, strict=False)
        if anchor not in ("", heading.anchor) and not heading.explicit
    }
    if not wanted:
        return page
    given_up = {id(heading.span) for heading in wanted}
    anchors = {name: span for name, span in document.anchors.items() if id(span) not in given_up}
    headings = []
    for heading in document.headings:
        anchor = wanted.get(heading, "")
        if anchor and anchor not in anchors:
            heading = replace(heading, anchor=anchor, shared=True)
        anchors.setdefault(heading.anchor, heading.span)
        headings.append(heading)
    return replace(page, document=replace(document, headings=tuple(headings), anchors=anchors))


def shared_ids(page: Page) -> list[str]:
    """What `page_with_ids` needs to give another reading of the page the ids that this one has."""
    return [heading.anchor if heading.shared else "" for heading in page.document.headings]


def id_edits(page: Page) -> Iterator[Edit]:
    """How the ids are written for an engine: source offsets, and what to write there."""
    for heading in page.document.headings:
        if heading.shared:
            text, start = page.source.text, heading.span.start
            words = heading.span.text
            underlined = None if words.lstrip().startswith("#") else _UNDERLINE.search(words)
            at = start + (underlined.start() if underlined else len(words))
            ending = text.find("\n", at)
            found = _ATTRIBUTES.search(text, start, len(text) if ending < 0 else ending)
            if found:
                yield found.end(), found.end(), f"#{heading.anchor} "
            else:
                yield at, at, f" {{ #{heading.anchor} }}"


def _ids(original: Page, page: Page) -> list[str]:
    """The original's ids in order; none where the headings do not answer each other."""
    one, other = original.document.headings, page.document.headings
    if [heading.level for heading in one] != [heading.level for heading in other]:
        return []
    written = {heading.anchor: at for at, heading in enumerate(other) if heading.explicit}
    if any(written.get(heading.anchor, at) != at for at, heading in enumerate(one)):
        return []
    return ["" if heading.level == 1 else heading.anchor for heading in one]
