"""Exceptions that a page's author makes on purpose, with a reason.

`<!-- guide-ok: rule-name -- reason -->` on its own line holds for the block that follows;
`<!-- term-ok: threat -- reason -->` does the same for a discouraged word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from living_guide.checks import RULES, check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Diagnostic, Finding, Severity
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.source import Span

_WAIVER = re.compile(r"(?P<kind>term-ok|guide-ok)\s*:?\s*(?P<subject>.*?)(?:\s*--\s*(?P<reason>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Waiver:
    """`kind` is `term-ok` or `guide-ok`; it holds for the source offsets `covers`."""

    kind: str
    subject: str
    reason: str
    span: Span
    covers: tuple[int, int]


def waivers(page: Page) -> Iterator[Waiver]:
    """The waivers of a page, complete or not."""
    for comment in page.document.comments:
        found = _WAIVER.fullmatch(comment.text)
        if found:
            reason = (found["reason"] or "").strip()
            subject = found["subject"].strip()
            yield Waiver(found["kind"], subject, reason, comment.span, comment.covers)


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
                    Text("write it as `<!-- {kind}: {subject} -- the reason -->`",
                         kind=waiver.kind, subject=waiver.subject or "…"),
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
def unused(corpus: Corpus, silenced: frozenset[Waiver] | None = None) -> Iterator[Finding]:
    """An exception that silences nothing.

    It was needed once; now it hides the next mistake. Judged after all other rules.

    Bad:  <!-- guide-ok: links-duplicate-text -- two forms --> above a block with one link
    Good: the block alone
    """
    if silenced is None:
        return
    for page in corpus.pages:
        for waiver in waivers(page):
            judged = waiver.kind == "guide-ok" and waiver.reason and waiver.subject in RULES
            if judged and waiver not in silenced:
                yield Finding(
                    waiver.span,
                    Text("this exception silences nothing"),
                    Text("remove it, or move it right above the block it is meant for"),
                )


def silence(corpus: Corpus, found: set[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings that no waiver covers, then those about waivers that covered nothing."""
    pages = {page.path: page for page in corpus.pages if page.document.comments}
    used: set[Waiver] = set()
    for diagnostic in found:
        page = pages.get(diagnostic.path)
        covering = next(_covering(page, diagnostic), None) if page else None
        if covering is None:
            yield diagnostic
        else:
            used.add(covering)
    rule = RULES["waiver-unused"]
    after = partial(unused, silenced=frozenset(used))
    yield from (Diagnostic.of(finding, rule.name, rule.severity) for finding in after(corpus))


def _covering(page: Page, diagnostic: Diagnostic) -> Iterator[Waiver]:
    offset = page.source.offset(diagnostic.line, diagnostic.column)
    for waiver in waivers(page):
        start, end = waiver.covers
        if waiver.kind == "guide-ok" and waiver.reason and waiver.subject == diagnostic.rule:
            if start <= offset < end and not diagnostic.rule.startswith(("waiver-", "safety-")):
                yield waiver
