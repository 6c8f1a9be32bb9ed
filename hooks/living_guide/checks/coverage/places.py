"""What is said of named places and people can be traced to its source."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.city.merging import ADD
from living_guide.corpus import DATA, LAYERS, Corpus
from living_guide.coverage import COVERAGE, claims, headings_above, named, told
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.source import Span


def _written_pages(corpus: Corpus) -> Iterator[Page]:
    """The pages to look at: none where the project keeps no file on coverage."""
    if COVERAGE in corpus.data:
        yield from corpus.pages


@check(Severity.WARNING)
def unsourced_place(corpus: Corpus) -> Iterator[Finding]:
    """A page names a place or a person of the guide, and cites no source.

    What is said of a real city or a real person must be traceable.

    Bad:  “Grandview runs a citizens’ academy” on a page without `sources`
    Good:
        sources: [scn-johnson-county]
    """
    for page in _written_pages(corpus):
        found = next(named(corpus, page, ("places", "people")), None)
        if found is not None and not page.texts("sources"):
            yield Finding(
                found.span,
                Text("“{words}” is named on a page without sources", words=found.span.text),
                Text("add `sources: […]` to the front matter"),
            )


@check(Severity.WARNING)
def unclaimed_place(corpus: Corpus) -> Iterator[Finding]:
    """A section says something of a named place, and nobody noted where that is from.

    With an entry in `data/coverage.yml`, each fact leads to the lines of its source in one step.

    Bad:  “Grandview runs an academy” in a section that no claim names
    Good:
        page: spotlights/grandview.md
    """
    noted = {(claim.page, claim.section) for claim in claims(corpus)}
    for page in _written_pages(corpus):
        lacking: dict[str, tuple[Span, str]] = {}
        for found in told(corpus, page, ("places",)):
            above = [heading.anchor for heading in headings_above(page, found.span.start)]
            if not any((page.key, anchor) in noted for anchor in above or [""]):
                lacking.setdefault(found.span.text, (found.span, above[-1] if above else ""))
        if lacking:
            first, _ = next(iter(lacking.values()))
            sections = dict.fromkeys(section for _, section in lacking.values() if section)
            yield Finding(
                first,
                Text(
                    "this page speaks of {places}: where that is from is still to be noted for the guide",
                    places=", ".join(lacking),
                ),
                Text(
                    "nothing else to do if the page names its source: whoever looks after the guide notes "
                    "it under `{list}` in `{file}`, page `{page}`, {sections}",
                    **_list(page),
                    page=page.key,
                    sections=Text("sections {names}", names=", ".join(f"`{name}`" for name in sections))
                    if sections
                    else Text("without a section"),
                ),
            )


def _list(page: Page) -> dict[str, str]:
    """The list of claims in the layer of a page; a city adds to upstream's."""
    layer = page.path.partition("/")[0]
    return {
        "list": "claims" if layer == LAYERS[0] else f"claims: {ADD}:",
        "file": f"{layer}/{DATA}/{COVERAGE}.yml",
    }
