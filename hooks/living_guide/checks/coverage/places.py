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
        seen = set()
        for found in told(corpus, page, ("places",)):
            above = [heading.anchor for heading in headings_above(page, found.span.start)]
            section = above[-1] if above else ""
            if section in seen or any((page.key, anchor) in noted for anchor in above or [""]):
                continue
            seen.add(section)
            yield Finding(
                found.span,
                Text(
                    "this says something of “{words}”, and nobody noted where it is from",
                    words=found.span.text,
                ),
                Text(
                    "tell whoever looks after the guide the source: it is noted under `{list}` in `{file}`, "
                    "page `{page}`, section `{section}`",
                    **_list(page),
                    page=page.key,
                    section=section,
                )
                if section
                else Text(
                    "tell whoever looks after the guide the source: it is noted under `{list}` in `{file}`, "
                    "page `{page}`",
                    **_list(page),
                    page=page.key,
                ),
            )


def _list(page: Page) -> dict[str, str]:
    """The list of claims in the layer of a page; a city adds to upstream's."""
    layer = page.path.partition("/")[0]
    return {
        "list": "claims" if layer == LAYERS[0] else f"claims: {ADD}:",
        "file": f"{layer}/{DATA}/{COVERAGE}.yml",
    }
