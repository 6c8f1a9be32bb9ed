"""What is of private persons, and better not published for ever."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Prose
from living_guide.files import MAX_ASSET_BYTES, File
from living_guide.messages import Text, counted
from living_guide.pages import Page
from living_guide.private_data import MAY_HOLD, Detail, Kind, details, emails, known_details
from living_guide.safety.packages import words_of_package
from living_guide.safety.values import scalars
from living_guide.source import Source, Span

_CURE = Text(
    "take it out, here and in the other language: what is published is copied and stays; write a role or the "
    "switchboard’s number instead; where that person agreed in writing, put "
    "`<!-- guide-ok: text-private-data -- why -->` on a line above"
)


@check(Severity.INFO)
def private_data(corpus: Corpus) -> Iterator[Finding]:
    """A telephone number, an address or an e-mail address that may be a private person’s.

    Once published it stays in copies, wherever the page goes; people who are threatened are found by
    it. What stands in mkdocs.yml or in docs/data is the city’s own, and short and free numbers are
    nobody’s: those are not told. With a person’s name, or on a mobile telephone, it is a warning.

    Bad:  Call Mrs Dupont, 07700 900123, in the evening.
    Good: Ask for the residents’ service at the city’s switchboard.
    """
    public: Public | None = None
    for page in corpus.pages:
        found = _found(page)
        if found:
            public = public or Public(corpus)
            yield from _told([(span, detail) for span, detail in found if detail not in public])
    for file in corpus.assets.values():
        if file.suffix in _DOCUMENTS and file.size <= MAX_ASSET_BYTES:
            public = public or Public(corpus)
            yield from _in_document(file, public)


_DOCUMENTS = (".xlsx", ".docx", ".ods", ".odt", ".csv", ".txt")


def _in_document(file: File, public: Public) -> Iterator[Finding]:
    """One finding for what a document tells of people: how many details, never which."""
    try:
        is_text = file.suffix in (".csv", ".txt")
        text = file.location.read_text("utf-8", "replace") if is_text else words_of_package(file.location)
    except OSError:
        return  # `files-unreadable` tells
    found = [detail for detail in (*details(text), *emails(text)) if detail not in public]
    if found:
        named = [_KINDS[kind] for kind in Kind if any(detail.kind is kind for detail in found)]
        yield Finding(
            Source(file.path, "").span(0, 0),
            counted(
                "this document holds what looks like {count} way to reach a private person: {kinds}",
                "this document holds what looks like {count} ways to reach private persons: {kinds}",
                len(found),
                kinds=_listed(named),
            ),
            Text(
                "put an empty form here instead, or take these people out of it; what they believe, where "
                "they come from and what is said of them must never be online; if it was sent already, tell "
                "whoever looks after the guide today"
            ),
            Severity.WARNING if len(found) > 1 or any(detail.is_personal for detail in found) else None,
        )


class Public:
    """Ways to reach somebody that the city’s file and the shared data give: published on purpose."""

    def __init__(self, corpus: Corpus) -> None:
        words = [*_strings(corpus.settings.city)]
        for file in corpus.data.values():
            words += [node.written for node in scalars(file.root)] if file.root is not None else []
        self._known = {detail.known_by for text in words for detail in known_details(text)}

    def __contains__(self, detail: Detail) -> bool:
        said = detail.known_by
        if detail.kind is Kind.TELEPHONE:  # a local number is the end of a whole one
            return any(known.endswith(said) for known in self._known)
        return any(known.startswith(said) or said.startswith(known) for known in self._known)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _found(page: Page) -> list[tuple[Span, Detail]]:
    found = [
        (prose.span(detail.start, detail.end), detail)
        for prose in page.joined.having(MAY_HOLD)
        for detail in _of(page, prose)
    ]
    for link in page.document.links:
        if link.target.casefold().startswith("tel:"):
            found += ((link.target_span, detail) for detail in details(link.target.partition(":")[2]))
    if "@" in page.source.text:
        found += _emails(page)
    return sorted(found, key=lambda item: (item[0].start, -item[0].end))


def _emails(page: Page) -> Iterator[tuple[Span, Detail]]:
    """From the source: what is read of a page has no addresses in it."""
    comments = ((comment.span.start, comment.span.end) for comment in page.document.comments)
    unread = [*page.document.code, *comments]
    for detail in emails(page.source.text):
        if detail.start >= page.body and not any(start <= detail.start < end for start, end in unread):
            yield page.source.span(detail.start, detail.end), detail


def _of(page: Page, prose: Prose) -> Iterator[Detail]:
    above = _heading_above(page, prose.pieces[0].start)
    for detail in details(prose.text, above, _letterhead(page, prose)):
        if detail.kind is not Kind.ADDRESS or not _names_a_site(page, prose.span(detail.start, detail.end)):
            yield detail


_LETTERHEAD = 80
"""Characters that the name of an institution above its address may have."""


def _letterhead(page: Page, prose: Prose) -> str:
    """The line right above a line, where it may name whose address that is."""
    blocks = page.joined.blocks
    number = next(number for number, block in enumerate(blocks) if block is prose)
    above = blocks[number - 1].text if number else ""
    is_alone = len(prose.text) <= _LETTERHEAD and len(above) <= _LETTERHEAD
    return above if is_alone else ""


def _heading_above(page: Page, start: int) -> str:
    """The words of the nearest heading above a place."""
    above = (heading.text for heading in reversed(page.document.headings) if heading.span.start < start)
    return next(above, "")


def _names_a_site(page: Page, span: Span) -> bool:
    """Whether words are those of a link to a site: a place that is open to all."""
    return any(
        link.span.start <= span.start and span.end <= link.span.end
        for link in page.document.links
        if not link.target.casefold().startswith(("mailto:", "tel:"))
    )


def _told(found: list[tuple[Span, Detail]]) -> Iterator[Finding]:
    """One finding a place: what stands on one line, or one line after another, is told together."""
    place: list[tuple[Span, Detail]] = []
    for span, detail in found:
        if place and span.line > _last_line(place[-1][0]) + 1:
            yield _question(place)
            place = []
        place.append((span, detail))
    if place:
        yield _question(place)


def _last_line(span: Span) -> int:
    return span.source.position(span.end)[0]


def _question(place: list[tuple[Span, Detail]]) -> Finding:
    """What is asked names the kind and the lines, never the words: messages are copied and kept."""
    kinds = {detail.kind for _, detail in place}
    match next(iter(kinds)) if len(kinds) == 1 else None:
        case Kind.TELEPHONE:
            message = Text("this looks like a private person’s telephone number")
        case Kind.ADDRESS:
            message = Text("this looks like a private person’s home address")
        case Kind.EMAIL:
            message = Text("this looks like a private person’s e-mail address")
        case None:
            named = [_KINDS[kind] for kind in Kind if kind in kinds]
            message = Text("this looks like a private person’s {kinds}", kinds=_listed(named))
    span = place[0][0].source.span(place[0][0].start, max(other.end for other, _ in place))
    lines = sorted({span.source.position(other.start)[0] for other, _ in place})
    if len(lines) > 1:
        message = Text("{message} (lines {lines})", message=message, lines=", ".join(map(str, lines)))
    is_personal = any(detail.is_personal for _, detail in place)
    return Finding(span, message, _CURE, Severity.WARNING if is_personal else None)


def _listed(texts: list[Text]) -> Text:
    first, *others = texts
    for other in others:
        first = Text("{first}, {other}", first=first, other=other)
    return first


_KINDS = {
    Kind.TELEPHONE: Text("telephone number"),
    Kind.ADDRESS: Text("home address"),
    Kind.EMAIL: Text("e-mail address"),
}
