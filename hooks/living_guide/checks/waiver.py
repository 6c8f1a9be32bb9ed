"""Exceptions: each says why, names a rule that exists, and is needed. See `living_guide.waivers`."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import RULES, check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Diagnostic, Finding, Severity
from living_guide.messages import Text
from living_guide.source import Span
from living_guide.terms import unused_term_waivers
from living_guide.waivers import Waiver, waivers


@check(Severity.ERROR)
def without_reason(corpus: Corpus) -> Iterator[Finding]:
    """An exception that does not say why.

    The next person cannot tell whether it still holds.

    Bad:  <!-- guide-ok: links-duplicate-text -->
    Good: <!-- guide-ok: links-duplicate-text -- two editions of the same form -->
    """
    for page in corpus.pages:
        for waiver in waivers(page):
            if not waiver.reason or not waiver.subject:
                yield Finding(
                    waiver.span,
                    Text("this exception gives no reason"),
                    Text(
                        "write it as `<!-- {kind}: {subject} -- the reason -->`",
                        kind=waiver.kind,
                        subject=waiver.subject or "…",
                    ),
                )


@check(Severity.ERROR)
def unknown_rule(corpus: Corpus) -> Iterator[Finding]:
    """An exception to a rule that does not exist.

    It silences nothing, and its author believes that it does.

    Bad:  <!-- guide-ok: link-missing -- printed on paper -->
    Good: <!-- guide-ok: links-missing-page -- printed on paper -->
    """
    for page in corpus.pages:
        for waiver in waivers(page):
            if waiver.kind == "guide-ok" and waiver.subject and waiver.subject not in RULES:
                near = corpus.nearest(waiver.subject, list(RULES))
                yield Finding(
                    waiver.span,
                    Text("there is no rule `{rule}`", rule=waiver.subject),
                    Text("did you mean `{name}`?", name=near)
                    if near
                    else Text("`guide list` shows all rules"),
                )


@check(Severity.WARNING)
def unused(corpus: Corpus) -> Iterator[Finding]:
    """An exception that silences nothing.

    It was needed once; now it hides the next mistake.

    Bad:  <!-- guide-ok: links-duplicate-text -- two forms --> above a block with one link
    Good: the block alone
    """
    # Exceptions to rules are judged in `silence`: only there is it known what they silenced.
    for page in corpus.pages:
        if page.document.comments:
            yield from map(_unused, unused_term_waivers(corpus, page))


def _unused(span: Span) -> Finding:
    return Finding(
        span,
        Text("this exception silences nothing"),
        Text("remove it, or move it right above the block it is meant for"),
    )


def silence(corpus: Corpus, found: set[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings that no waiver covers, and one for each waiver that covered none."""
    pages = {page.path: tuple(waivers(page)) for page in corpus.pages if page.document.comments}
    used: set[Waiver] = set()
    for diagnostic in found:
        covering = next(_covering(pages.get(diagnostic.path, ()), diagnostic), None)
        if covering is None:
            yield diagnostic
        else:
            used.add(covering)
    rule = RULES["waiver-unused"]
    for written in pages.values():
        for waiver in written:
            judged = waiver.kind == "guide-ok" and waiver.reason and waiver.subject in RULES
            if judged and waiver not in used:
                yield Diagnostic.of(_unused(waiver.span), rule.name, rule.severity)


def _covering(written: tuple[Waiver, ...], diagnostic: Diagnostic) -> Iterator[Waiver]:
    if not written or diagnostic.rule.startswith(("waiver-", "safety-")):
        return
    offset = written[0].span.source.offset(diagnostic.line, diagnostic.column)
    for waiver in written:
        start, end = waiver.covers
        named = waiver.kind == "guide-ok" and waiver.reason and waiver.subject == diagnostic.rule
        if named and start <= offset < end:
            yield waiver
