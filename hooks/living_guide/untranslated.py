"""Passages of a translation that are still in the language of its original."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, localedata

from living_guide.detection import reads_as, words_of
from living_guide.document import Prose
from living_guide.lexicon import facts
from living_guide.pages import Page

KINDS = ("paragraph", "item")
FEWEST_WORDS = 12
"""A shorter passage may be a name, a title or a motto, which stays as it is."""
FEWEST_OF_THE_SAME = 6
"""Words from which on what stands in both languages alike is taken for words that wait to be translated."""
MOST_OF_A_NOTE = 25
_QUOTED = ("“", "«", '"', "”", "»")


def untranslated(original: Page, page: Page) -> Iterator[tuple[Prose, ...]]:
    """Runs of blocks that nobody has translated, in reading order; quotations and titles of works may stay.

    A heading or a short item belongs to a run when it stands in the original, too, beside the rest.
    """
    same = {prose.text for prose in original.document.prose}
    run: list[Prose] = []
    for prose in page.document.prose:
        if prose.kind == "front-matter":
            continue
        if (prose.kind != "paragraph" and prose.text in same) or _waits(original, page, prose, same):
            run.append(prose)
        else:
            yield from _run(original, page, run, same)
            run = []
    yield from _run(original, page, run, same)


def _run(original: Page, page: Page, run: list[Prose], same: set[str]) -> Iterator[tuple[Prose, ...]]:
    if any(_waits(original, page, prose, same) for prose in run):
        yield tuple(run)


def _waits(original: Page, page: Page, prose: Prose, same: set[str]) -> bool:
    is_same = prose.text in same
    is_described = bool(facts(original.language).get("search")) and bool(facts(page.language).get("search"))
    words = len(words_of(prose.text))
    start = prose.pieces[0].start
    return (
        prose.kind in KINDS
        and words >= (FEWEST_OF_THE_SAME if is_same and is_described else FEWEST_WORDS)
        and not prose.text.lstrip().startswith(_QUOTED)
        and (reads_as(prose.text, original.language, page.language) or (is_same and not is_described))
        and not any(
            block.kind == "quote" and block.start <= start < block.end for block in page.document.blocks
        )
        and not _is_a_work(page, prose)
        and not _names_itself(prose.text, original.language)
    )


def _is_a_work(page: Page, prose: Prose) -> bool:
    """Whether most of the words are those of links: an article keeps its title."""
    start, end = prose.pieces[0].start, prose.pieces[-1].end
    linked = sum(
        len(link.text) for link in page.document.links if link.span.start < end and start < link.span.end
    )
    return prose.kind == "item" and 2 * linked > len(prose.text)


def _names_itself(text: str, language: str) -> bool:
    """Whether a few words say in which language they are: “to get this in English…” is for its readers."""
    if len(words_of(text)) > MOST_OF_A_NOTE or not localedata.exists(language):
        return False
    name = Locale.parse(language, sep="-").get_language_name(language)
    return name is not None and name.casefold() in text.casefold()
