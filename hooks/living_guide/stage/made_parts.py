"""What stands where a page asks for something made from the data."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.corpus import Corpus
from living_guide.diagrams.known import NAMES, diagram
from living_guide.marks import DIAGRAM, SAY_AVOID, listed_type, marks
from living_guide.pages import Page
from living_guide.stage.directory import plain_list
from living_guide.stage.say_avoid import short_table


def made_parts(corpus: Corpus, page: Page) -> Iterator[tuple[int, int, str]]:
    """Start and end of each mark, in source offsets, and the Markdown that takes its place."""
    for mark in marks(page):
        kind = listed_type(mark)
        if mark.name == SAY_AVOID:
            lines = short_table(corpus, page)
        elif mark.name.removeprefix(DIAGRAM) in NAMES:
            name = mark.name.removeprefix(DIAGRAM)
            lines = [diagram(corpus, name, corpus.settings.language(page.language)).place]
        elif kind is not None:
            lines = plain_list(corpus, page, kind)
        else:
            continue
        yield mark.start, mark.end, f"\n{mark.indent}".join(lines).rstrip()
