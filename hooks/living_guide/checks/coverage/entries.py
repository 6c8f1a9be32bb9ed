"""The files `data/coverage.yml` and `data/questions.yml` themselves."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.coverage import COVERAGE, QUESTIONS, sourced
from living_guide.diagnostics import Finding, Severity
from living_guide.located import Node
from living_guide.messages import Text
from living_guide.schema import COVERAGE as COVERAGE_SHAPE
from living_guide.schema import QUESTION, QUESTION_ID, WORDS
from living_guide.shapes import Keyed, Mapped, Misfit, Shape, validate


def _misfits(corpus: Corpus) -> Iterator[Misfit]:
    languages = dict.fromkeys(corpus.spoken, WORDS)
    question = Keyed(QUESTION_ID, Mapped({**QUESTION, **languages}))
    shapes: dict[str, Shape] = {COVERAGE: Mapped(COVERAGE_SHAPE), QUESTIONS: question}
    for file, shape in shapes.items():
        parsed = corpus.data.get(file)
        if parsed and parsed.root:
            yield from validate(parsed.root, shape, f"{file}.yml")


@check(Severity.ERROR)
def unknown_key(corpus: Corpus) -> Iterator[Finding]:
    """A name that the files on coverage do not have, or a source that nobody described.

    What stands under a misspelt name is checked by nothing.

    Bad:
        practise-13:
    Good:
        practice-13:
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "unknown-key")
    known = corpus.facets.known("sources")
    for name in _cited(corpus) if known is not None else ():
        if name.written not in (known or {}):
            near = corpus.nearest(name.written, list(known or {}))
            yield name.finding(
                Text("no `{id}` among the {group}", id=name.written, group="sources"),
                Text("did you mean `{name}`?", name=near)
                if near
                else Text("known {group}: {names}", group="sources", names=", ".join(sorted(known or {}))),
            )


def _cited(corpus: Corpus) -> Iterator[Node]:
    """Where the file on coverage names a source."""
    for entry in sourced(corpus):
        yield from (cited.name for cited in entry.sources.values())


@check(Severity.ERROR)
def invalid_value(corpus: Corpus) -> Iterator[Finding]:
    """A field of the files on coverage holds something else than it should.

    People follow a line number to its source, and a path to its page.

    Bad:
        sources: {scn-innovations: [A55]}
    Good:
        sources: {scn-innovations: [55]}
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "invalid-value")
