"""Ids of sections, which links name: each stands once on a page."""

from __future__ import annotations

from collections.abc import Iterator

from markdown.extensions.toc import slugify

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.pages import Page


@check(Severity.ERROR)
def duplicate_anchor(corpus: Corpus) -> Iterator[Finding]:
    """The same id stands twice on a page, or takes the place of another section’s.

    A link to a section leads to the first place of that name. A section without an id of its own has
    one made from its words: written elsewhere, that id takes the links that were meant for it.

    Bad:
        ## Before { #steps }
        ## After { #steps }
    Good:
        ## Before { #steps-before }
        ## After { #steps-after }
    """
    for page in corpus.pages:
        for anchor, span in page.document.repeated_anchors:
            first = page.document.anchors[anchor].line
            yield Finding(
                span,
                Text(
                    "the id `{name}` stands twice on this page (first on line {line})",
                    name=anchor,
                    line=first,
                ),
                Text("give one of the two another id, and change the links to it"),
            )
        yield from _taken(page)


def _taken(page: Page) -> Iterator[Finding]:
    """Ids that somebody wrote and that another section has from its words."""
    written = {heading.anchor: heading for heading in page.document.headings if heading.explicit}
    for heading in page.document.headings:
        name = "" if heading.explicit or heading.shared else slugify(heading.text, "-")
        other = written.get(name)
        if other is not None and heading.anchor != name:
            yield Finding(
                other.span,
                Text(
                    "the id `{name}` is also the one that the section on line {line} has from its words",
                    name=name,
                    line=heading.span.line,
                ),
                Text("give this section another id, and change the links to it"),
            )
