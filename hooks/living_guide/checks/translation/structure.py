"""How a translation is built otherwise than its original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from living_guide.beside import Beside, all_beside
from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Heading, Prose
from living_guide.messages import Text
from living_guide.source import Span
from living_guide.structure import Part, parts

ALIKE, UNLIKE = (0.62, 1.6), (0.85, 1.18)
"""How long a block may be beside its original, as a share of what the whole page is beside its own; and a
section that has fewer or more paragraphs."""
LONG_ENOUGH = 120
"""Code points from which on a length tells something."""


@check(Severity.WARNING)
def structure(corpus: Corpus) -> Iterator[Finding]:
    """A heading, list, table, image, callout or link that is otherwise in the original.

    A translation quietly says less where a part of it is gone. Order alone is nobody's mistake, nor
    are words: only what a page is built of is compared, part by part. Headings need no ids of their
    own: those of the original hold for every language as long as the headings are the same.

    Bad:  five items in the original, four in the translation
    Good: the same headings, lists, tables, images, callouts and links in both
    """
    for beside in all_beside(corpus):
        yield from _ids(beside)
        yield from _parts(corpus, beside)
        if _has_the_same_headings(beside):  # else a section that is missing would be told twice
            yield from _lengths(beside)


def _has_the_same_headings(beside: Beside) -> bool:
    pages = (beside.original, beside.page)
    one, other = ([heading.level for heading in page.document.headings] for page in pages)
    return one == other


def _ids(beside: Beside) -> Iterator[Finding]:
    """Headings that answer each other and have two different ids."""
    one, other = beside.original.document.headings, beside.page.document.headings
    if [heading.level for heading in one] != [heading.level for heading in other]:
        return
    ids = {heading.anchor for heading in one}
    for left, right in zip(one, other, strict=True):
        if right.explicit and right.anchor not in ids and not beside.is_told_already(left.span):
            yield Finding(
                right.span,
                Text(
                    "this heading has the id `{id}`, and in `{path}`, line {line}, it is `{other}`",
                    id=right.anchor,
                    path=beside.original.path,
                    line=left.span.line,
                    other=left.anchor,
                ),
                Text(
                    "write `{{ #{id} }}` behind it: links with `#{id}` then work in every language",
                    id=left.anchor,
                ),
            )


def _parts(corpus: Corpus, beside: Beside) -> Iterator[Finding]:
    one, other = list(parts(corpus, beside.original)), list(parts(corpus, beside.page))
    if Counter(part.sort for part in one) == Counter(part.sort for part in other):
        return
    theirs, ours = _by_kind(one), _by_kind(other)
    for kind in theirs | ours:
        lost, more = _unanswered(beside, kind, theirs.get(kind, []), ours.get(kind, []))
        for there, here in zip(lost, more, strict=False):
            if not beside.has_lost and not beside.is_told_already(there.span):
                message = _differs(beside, there, here)
                yield Finding(here.span, message, _alike_hint(there), about=_leads_to(here))
        for there in lost[len(more) :]:
            if not beside.is_told_already(there.span):
                place = beside.answering(_whole(there))
                yield Finding(place, _missing(beside, there), _add_here(there), about=_leads_to(there))
        for here in more[len(lost) :]:
            if not beside.is_told_already(None):
                hint = _add_there(beside, here)
                yield Finding(here.span, _extra(beside, here), hint, about=_leads_to(here))


def _by_kind(found: list[Part]) -> dict[str, list[Part]]:
    ordered = sorted(found, key=lambda part: part.kind)
    return {kind: list(group) for kind, group in groupby(ordered, key=lambda part: part.kind)}


def _unanswered(
    beside: Beside, kind: str, theirs: list[Part], ours: list[Part]
) -> tuple[list[Part], list[Part]]:
    """What has no counterpart, each side in reading order; headings answer by their ids first."""
    lost, left = list(theirs), list(ours)
    if kind == "heading":
        lost, left = _by_id(beside, lost, left)
    lost, left = _between_alike_ends(lost, left)
    for there in list(lost):
        same = next((here for here in left if here.shape == there.shape), None)
        if same is not None:
            lost.remove(there)
            left.remove(same)
    return lost, left


def _between_alike_ends(theirs: list[Part], ours: list[Part]) -> tuple[list[Part], list[Part]]:
    """The parts without those that both sides begin and end with: what differs is named at its place."""
    ahead = _alike(theirs, ours)
    behind = _alike(theirs[ahead:][::-1], ours[ahead:][::-1])
    return theirs[ahead : len(theirs) - behind], ours[ahead : len(ours) - behind]


def _alike(theirs: list[Part], ours: list[Part]) -> int:
    """How many parts both sides begin with."""
    both = zip(theirs, ours, strict=False)
    return next(
        (number for number, (there, here) in enumerate(both) if there.shape != here.shape),
        min(len(theirs), len(ours)),
    )


def _by_id(beside: Beside, theirs: list[Part], ours: list[Part]) -> tuple[list[Part], list[Part]]:
    """The headings without those of the same id and level."""
    one, other = (_ids_of(page.document.headings) for page in (beside.original, beside.page))
    there = {one[id(part.span)]: part for part in theirs}
    here = {other[id(part.span)]: part for part in ours}
    same = {name for name in there.keys() & here.keys() if there[name].shape == here[name].shape}
    return (
        [part for part in theirs if one[id(part.span)] not in same],
        [part for part in ours if other[id(part.span)] not in same],
    )


def _ids_of(headings: tuple[Heading, ...]) -> dict[int, str]:
    return {id(heading.span): heading.anchor for heading in headings}


def _differs(beside: Beside, there: Part, here: Part) -> Text:
    return Text(
        "{here} here, {there} in `{path}`, line {line}",
        here=here.name,
        there=there.name,
        path=beside.original.path,
        line=there.span.line,
    )


def _missing(beside: Beside, there: Part) -> Text:
    return Text(
        "after this line is missing: {there} of `{path}`, line {line}",
        there=there.name,
        path=beside.original.path,
        line=there.span.line,
    )


def _extra(beside: Beside, here: Part) -> Text:
    return Text("only here, and not in `{path}`: {here}", here=here.name, path=beside.original.path)


def _alike_hint(there: Part) -> Text:
    return Text("let both pages have the same; there it is: “{words}”", words=_words(there))


def _add_here(there: Part) -> Text:
    return Text("add it here, in the language of this page: “{words}”", words=_words(there))


def _add_there(beside: Beside, here: Part) -> Text:
    return Text(
        "add it there too, after line {line}: readers of both languages are owed the same",
        line=beside.answering_there(_whole(here)).line,
    )


def _whole(part: Part) -> Span:
    """A part from the beginning of its line where it stands alone there, as images do."""
    line, _ = part.span.source.position(part.span.start)
    alone = part.kind == "image" and part.span.source.line(line).lstrip().startswith("![")
    return part.span.source.span(part.span.source.offset(line)) if alone else part.span


def _leads_to(part: Part) -> str:
    """The key of the page that a link leads to."""
    return part.shape.partition("#")[0] if part.kind == "link" else ""


def _words(part: Part) -> str:
    line, _ = part.span.source.position(part.span.start)
    words = part.span.source.line(line).strip()
    return words if len(words) <= 90 else words[:90].rstrip() + "…"


def _lengths(beside: Beside) -> Iterator[Finding]:
    """Paragraphs that are gone, or much shorter than the page as a whole would have them."""
    usual = _ratio(beside.original.document.prose, beside.page.document.prose)
    for section in beside.sections if usual else ():
        for left, right in section.blocks():
            size = sum(len(prose.text) for prose in left)
            if size < LONG_ENOUGH or not right:
                continue
            ratio = _ratio(left, right) / usual
            least, most = ALIKE if len(left) == len(right) else UNLIKE
            if least <= ratio <= most:
                continue
            if beside.is_behind and any(beside.is_told_already(prose.span(0, 1)) for prose in left):
                continue
            if len(left) != len(right) and (beside.has_lost or abs(ratio - 1) * size < LONG_ENOUGH):
                continue
            yield _length(beside, left, right, ratio)


def _length(beside: Beside, left: tuple[Prose, ...], right: tuple[Prose, ...], ratio: float) -> Finding:
    there, here = _first_words(left), _first_words(right)
    path, line = beside.original.path, there.line
    message = (
        Text("this says much less than `{path}` from line {line} on", path=path, line=line)
        if ratio < 1
        else Text("this says much more than `{path}` from line {line} on", path=path, line=line)
    )
    words = " ".join(there.text.split())
    return Finding(
        here,
        message,
        Text(
            "let both pages have the same; there it is: “{words}”",
            words=words[:90] + ("…" if len(words) > 90 else ""),
        ),
    )


def _first_words(blocks: tuple[Prose, ...]) -> Span:
    prose = next((prose for prose in blocks if prose.kind != "heading"), blocks[0])
    return prose.span(0, len(prose.text))


def _ratio(left: tuple[Prose, ...], right: tuple[Prose, ...]) -> float:
    one, other = (sum(len(prose.text) for prose in side) for side in (left, right))
    return other / one if one else 0.0
