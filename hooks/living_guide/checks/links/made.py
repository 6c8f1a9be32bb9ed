"""Lines that ask for something made from the data."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.diagrams.known import NAMES
from living_guide.marks import DIAGRAM, LIST, SAY_AVOID, marks
from living_guide.messages import Text
from living_guide.schema import PAGE_TYPES

_KNOWN = (SAY_AVOID, *(LIST + kind for kind in PAGE_TYPES), *(DIAGRAM + name for name in NAMES))


@check(Severity.ERROR)
def unknown_list(corpus: Corpus) -> Iterator[Finding]:
    """A line in double brackets asks for something that the guide cannot make.

    `[[say/avoid]]` becomes the table of words to prefer, `[[list/spotlight]]` the list of all pages of
    that type, `[[diagram/life-of-a-guide]]` that drawing. Readers would see the brackets.

    Bad:  [[list/spotlights]]
    Good: [[list/spotlight]]
    """
    for page in corpus.pages:
        for mark in marks(page):
            if mark.name not in _KNOWN:
                nearest = corpus.nearest(mark.name, list(_KNOWN))
                yield Finding(
                    mark.prose.span(0, len(mark.prose.text)),
                    Text("nothing is made from `[[{name}]]`", name=mark.name),
                    Text("write `[[{name}]]`", name=nearest)
                    if nearest
                    else Text("there is {known}", known=", ".join(f"[[{name}]]" for name in _KNOWN)),
                )
