"""What concepts lean on: other concepts, sources, and pages that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.glossary.forms import entries_of
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.located import Node
from living_guide.markup.concepts import EXPLICIT
from living_guide.messages import Text
from living_guide.stage.glossary_pages import concept_key
from living_guide.terms import occurrences, vocabulary


@check(Severity.ERROR)
def unknown_related(corpus: Corpus) -> Iterator[Finding]:
    """A related concept that does not exist.

    Readers would miss the concept it was meant to lead to.

    Bad:  `related: [cohesion]`
    Good: `related: [social-cohesion]`
    """
    for concept in corpus.concepts.values():
        for form in concept.related:
            if form.text not in corpus.concepts or form.text == concept.id:
                near = corpus.nearest(form.text, [key for key in corpus.concepts if key != concept.id])
                yield Finding(
                    form.span,
                    Text("no other concept `{id}`", id=form.text),
                    Text("did you mean `{name}`?", name=near)
                    if near
                    else Text(
                        "write the name of a file of the glossary folder, without `.yml`, or take this "
                        "word out"
                    ),
                    about=concept_key(form.text),
                )


@check(Severity.WARNING)
def related_twice(corpus: Corpus) -> Iterator[Finding]:
    """Two concepts that each name the other as related.

    A relation is typed on one side and shown on both; the second is one more thing to maintain.

    Bad:  `hate` names `extremism`, and `extremism` names `hate`
    Good: only one of them does
    """
    for concept in corpus.concepts.values():
        for form in concept.related:
            other = corpus.concepts.get(form.text)
            if other and other.id < concept.id and concept.id in {item.text for item in other.related}:
                yield Finding(
                    form.span,
                    Text("`{id}` already names this concept as related", id=other.id),
                    Text("remove it here: it is shown on both sides"),
                )


@check(Severity.ERROR)
def bad_source(corpus: Corpus) -> Iterator[Finding]:
    """A source that the list of sources does not know, or a word where a source should stand.

    Readers could not look up where a definition comes from.

    Bad:  `sources: [scn-inovations]`
    Good: `sources: [scn-innovations]`
    """
    known = corpus.facets.known("sources")
    for concept, entry in entries_of(corpus):
        node = concept.root.get(entry.language) if concept.root else None
        sources = node.get("sources") if node else None
        for item in sources.strings() if sources else ():
            yield from _bad_source(corpus, item, list(known) if known is not None else None)


def _bad_source(corpus: Corpus, item: Node, known: list[str] | None) -> Iterator[Finding]:
    written = str(item.value or "").strip()
    looks_like_id = bool(written) and " " not in written and ":" not in written
    if not looks_like_id or known is None or written in known:
        return
    near = corpus.nearest(written, known)
    yield item.finding(
        Text("no `{id}` among the {group}", id=written, group="sources"),
        Text("did you mean `{name}`?", name=near)
        if near
        else Text("add it to the list of sources, or write title and year"),
    )


@check(Severity.INFO)
def unused_concept(corpus: Corpus) -> Iterator[Finding]:
    """A concept that no page links to or mentions.

    Perhaps a page should. What is a draft still, or deprecated, need not be used.

    Bad:  a concept whose terms stand on no page
    Good: a page that uses its term
    """
    used = {
        link.target.rpartition("/")[2].partition("#")[0].removesuffix(".md")
        for page in corpus.pages
        for link in page.document.links
    }
    used |= {
        found[1]
        for page in corpus.pages
        for prose in page.document.prose
        if "[[" in prose.text
        for found in re.finditer(EXPLICIT, prose.text)
    }
    for (language, _), found_on_page in occurrences(corpus).items():
        terms = vocabulary(corpus, language).terms
        used |= {terms[item.phrase].id for item in found_on_page if item.phrase in terms}
    for concept in corpus.concepts.values():
        if concept.id not in used and concept.status in ("", "approved"):
            yield Finding(
                concept.start(),
                Text("no page uses the concept `{id}`", id=concept.id),
                Text("use its term on a page where it helps"),
            )
