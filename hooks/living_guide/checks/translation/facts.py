"""What a translation states otherwise than its original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from operator import attrgetter

from living_guide.beside import Beside, all_beside
from living_guide.checks import check
from living_guide.contradictions import Contradiction, figures_beside, names_beside
from living_guide.corpus import Corpus
from living_guide.denials import Denial, denials_beside
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.source import Span
from living_guide.statements import Address, addresses, named

EXCERPT = 90
"""Code points of a block that are shown."""


@check(Severity.WARNING)
def facts(corpus: Corpus) -> Iterator[Finding]:
    """A number, date, sum, name, address or “not” that is otherwise in the original.

    Readers of two languages act on two different facts, and each believes theirs. Dates and numbers
    may be written as each language writes them. Where the translation claims to be up to date and a
    figure stands in the place of another, it is an error; what is only missing or added, a name or a
    negation is a warning, as is everything while the original has changed.

    Bad:  answer within five working days / répondez dans les six jours ouvrés
    Good: on 3 December 2024, 12,000 residents / le 3 décembre 2024, 12 000 habitants
    """
    for beside in all_beside(corpus):
        for found in figures_beside(beside):
            yield from _told(beside, found)
        for found in names_beside(beside, named(corpus, beside.original), named(corpus, beside.page)):
            yield from _told(beside, found)
        yield from _addresses(beside)
        for denial in denials_beside(beside):
            yield from _denied(beside, denial)


def _told(beside: Beside, found: Contradiction) -> Iterator[Finding]:
    if beside.is_told_already(found.there or found.other) or (
        found.there is None and beside.is_told_already(None)
    ):
        return
    line, path = found.other.line, beside.original.path
    if found.there is None:
        message = Text(
            "“{here}” does not stand in `{path}`: look at line {line}",
            here=_said(found.here),
            path=path,
            line=line,
        )
    elif found.here is None:
        message = Text(
            "“{there}” of `{path}`, line {line}, is missing here",
            there=_said(found.there),
            path=path,
            line=line,
        )
    else:
        message = Text(
            "“{here}” here, “{there}” in `{path}`, line {line}",
            here=_said(found.here),
            there=_said(found.there),
            path=path,
            line=line,
        )
    severity = beside.weight if found.certain else Severity.WARNING
    yield Finding(found.place, message, _compare(found.other), severity)


def _compare(other: Span) -> Text:
    """The whole line of the original, for people to compare."""
    return Text("the original says: “{words}”", words=_line(other))


def _addresses(beside: Beside) -> Iterator[Finding]:
    lost, more = list(addresses(beside.original)), list(addresses(beside.page))
    for name in ("bare", "neutral"):  # what is the same to the letter is no translation of anything else
        lost, more = _left(lost, more, attrgetter(name)), _left(more, lost, attrgetter(name))
    lost, more = _but_for_twins(lost, more)
    for one, other in zip(lost, more, strict=False):
        yield from _told(beside, Contradiction(one.span, other.span, other.span, one.span, certain=True))
    for item in lost[len(more) :]:
        place = beside.answering(item.span)
        yield from _told(beside, Contradiction(item.span, None, place, item.span, certain=False))
    for item in more[len(lost) :]:
        there = beside.answering_there(item.span)
        yield from _told(beside, Contradiction(None, item.span, item.span, there, certain=False))


def _left(these: list[Address], others: list[Address], sameness: Callable[[Address], str]) -> list[Address]:
    """Addresses that the other side does not have, or not as often."""
    known = Counter(map(sameness, others))
    left = []
    for item in these:
        known[sameness(item)] -= 1
        if known[sameness(item)] < 0:
            left.append(item)
    return left


def _but_for_twins(lost: list[Address], more: list[Address]) -> tuple[list[Address], list[Address]]:
    """Without pages of a site that has them in a language of their own: `/plan` and `/fr/projet`."""
    left = list(more)
    for one in list(lost):
        for other in left:
            in_its_language = one.site == other.site and one.is_marked != other.is_marked
            if in_its_language or _are_sisters(one.site, other.site):
                lost.remove(one)
                left.remove(other)
                break
    return lost, left


def _are_sisters(one: str, other: str) -> bool:
    """Whether two hosts are two doors of one house: `blog.city.example` and `blogue.city.example`."""
    (left, _, house), (right, _, other_house) = one.partition("."), other.partition(".")
    return left != right and house == other_house and "." in house and "@" not in one + other


def _denied(beside: Beside, found: Denial) -> Iterator[Finding]:
    if not beside.is_told_already(found.there):
        path, line = beside.original.path, found.there.line
        message = (
            Text("this sentence denies nothing, and in `{path}`, line {line}, it does", path=path, line=line)
            if found.denied_there
            else Text("this sentence denies, and in `{path}`, line {line}, it does not", path=path, line=line)
        )
        yield Finding(found.here, message, Text("the original says: “{words}”", words=_said(found.there)))


def _said(span: Span | None) -> str:
    words = " ".join(span.text.split()) if span else ""
    return words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"


def _line(span: Span) -> str:
    """Some of the line around a place."""
    line, column = span.source.position(span.start)
    words = span.source.line(line).strip()
    start = max(0, column - 1 - EXCERPT // 2)
    return (
        ("…" if start else "")
        + words[start : start + EXCERPT].strip()
        + ("…" if start + EXCERPT < len(words) else "")
    )
