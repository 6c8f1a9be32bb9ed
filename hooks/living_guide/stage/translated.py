"""What readers are told of a translation: who made and checked it, and what has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from living_guide.corpus import Corpus
from living_guide.document import Heading
from living_guide.pages import Page
from living_guide.stage.addresses import relative_address
from living_guide.translations import Change, State, freshness

REVIEWERS = "reviewers"
"""Group of the facets that says which roles there are for those who review."""
MOST_SECTIONS, MOST_BLOCKS, MOST_WORDS = 8, 3, 9
"""How much of what changed is named: the original says the rest."""

_MARKUP = re.compile(r"[*_`]|\]\([^)]*\)|!?\[|^#+\s+")


def reviewer(corpus: Corpus, said: str, language: str) -> str | None:
    """The role of whoever reviewed; None for what is none: a name is never shown."""
    known = corpus.facets.known(REVIEWERS) or {}
    return corpus.facets.label(REVIEWERS, said, language) if said in known else None


def translation(corpus: Corpus, page: Page, here: str, language: str) -> dict[str, Any] | None:
    """How a page was translated, and how it stands to its original; None for what is no translation.

    `here` is the address of the page, `language` the reader's.
    """
    if page.generated or page.field("translation") is None:
        return None
    found = freshness(corpus, page.language, page.key)
    if found.state is State.ORIGINAL:
        return None
    original = corpus.settings.language(found.original.language)
    url = relative_address(here, original.prefix + found.original.url)
    made = found.provenance
    return {
        "by": made.by or None,
        "is_reviewed": bool(made.reviewed_by),
        "reviewed_by": reviewer(corpus, made.reviewed_by, language),
        "original": original.code,
        "original_name": original.name,
        "original_dir": original.direction,
        "original_url": url,
        "is_outdated": found.state is State.OUTDATED,
        "changed": _sections(found.original, found.changes, url),
    }


def _sections(original: Page, changes: Iterable[Change], url: str) -> list[dict[str, Any]]:
    """The sections of the original that changed, each with the first words of what did."""
    found: dict[str, dict[str, Any]] = {}
    for change in changes:
        heading = _above(original, change)
        anchor = heading.anchor if heading else ""
        section = found.setdefault(
            anchor,
            {
                "title": heading.text if heading else original.title,
                "url": f"{url}#{anchor}" if anchor else url,
                "blocks": [],
            },
        )
        is_heading = heading is not None and change.block is not None and change.block.kind == "heading"
        words = "" if is_heading else _first_words(original, change)
        if words and len(section["blocks"]) < MOST_BLOCKS:
            section["blocks"].append({"kind": change.kind, "words": words})
    return list(found.values())[:MOST_SECTIONS]


def _above(original: Page, change: Change) -> Heading | None:
    """The heading of the section in which a block stands; None for the opening, or what is gone."""
    if change.block is None:
        return None
    at = change.block.span.start
    headings = [item for item in original.document.headings if item.level > 1 and item.span.start <= at]
    return headings[-1] if headings else None


def _first_words(original: Page, change: Change) -> str:
    text = change.was
    if change.block is not None:
        span = change.block.span
        text = next(
            (prose.text for prose in original.prose if span.start <= prose.pieces[0].start < span.end),
            change.block.text,
        )
    words = _MARKUP.sub("", text).split()
    return " ".join(words[:MOST_WORDS]) + ("…" if len(words) > MOST_WORDS else "")
