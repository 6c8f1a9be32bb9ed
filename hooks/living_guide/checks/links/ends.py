"""Where links lead: to something that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from living_guide.checks import check
from living_guide.checks.links.followed import (
    followed,
    has_moved,
    places_of,
    suggestion,
    way_to,
    without_scheme,
)
from living_guide.city.legal import KEYS as AT_THE_FOOT
from living_guide.corpus import LAYERS, Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Link
from living_guide.marks import listed_type, marks
from living_guide.messages import Text
from living_guide.moves import told_deleted, was_deleted
from living_guide.pages import Page
from living_guide.pairs import lost_heading
from living_guide.targets import Kind, Target, relative

_MOST_NAMES = 12
"""Sections of a page that are named where none is near to what was written."""
_FOOTNOTE_ANCHORS = ("fn:", "fnref:", "fn-", "fnref-")


@check(Severity.ERROR)
def missing_page(corpus: Corpus) -> Iterator[Finding]:
    """A link leads to a page that does not exist.

    Readers who follow it meet a 404, and nobody tells the author.

    Bad:  See [the academy](citizen-academy.md).
    Good: See [the academy](run-a-citizens-academy.md).
    """
    places = places_of(corpus)
    for page, link, target in followed(corpus):
        if target.kind is not Kind.MISSING_PAGE or places.in_other_case(target.place):
            continue
        here = target.language in corpus.keys.get(target.key, ())
        if (target.key in corpus.keys and not here) or (target.language, target.key) in corpus.unread:
            continue  # it exists only in another language or cannot be read: other rules tell
        if was_deleted(corpus, target.language, target.key) and not has_moved(corpus, target):
            message, hint = told_deleted(target.key)
        else:
            message, hint = without_scheme(link) or (
                Text("no page `{target}`", target=link.target),
                suggestion(corpus, page, target) or way_to(link.target),
            )
        yield Finding(link.target_span, message, hint, about=target.key)


@check(Severity.ERROR)
def missing_file(corpus: Corpus) -> Iterator[Finding]:
    """A link leads to a file that does not exist.

    Readers who want the agenda or the form meet a 404.

    Bad:  [the agenda](../assets/agenda.docx) when there is no such file
    Good: [the agenda](../../assets/downloads/agenda.docx)
    """
    places = places_of(corpus)
    for page, link, target in followed(corpus):
        missing = target.kind is Kind.MISSING_FILE and not link.is_image
        if missing and not places.in_other_case(target.place):
            message, hint = without_scheme(link) or (
                Text("no file `{target}`", target=link.target),
                suggestion(corpus, page, target) or Text("put the file there, or correct the path"),
            )
            yield Finding(link.target_span, message, hint)


@check(Severity.ERROR)
def missing_image(corpus: Corpus) -> Iterator[Finding]:
    """An image that does not exist.

    Readers see a broken frame.

    Bad:  ![The workshop](workshop.png) when there is no such file
    Good: ![The workshop](../../assets/images/workshop.png)
    """
    places = places_of(corpus)
    for page, link, target in followed(corpus):
        missing = target.kind in (Kind.MISSING_FILE, Kind.MISSING_PAGE, Kind.PAGE)
        if link.is_image and missing and not places.in_other_case(target.place):
            yield Finding(
                link.target_span,
                Text("no image `{target}`", target=link.target),
                suggestion(corpus, page, target) or Text("put the image there, or correct the path"),
            )


@check(Severity.ERROR)
def missing_anchor(corpus: Corpus) -> Iterator[Finding]:
    """A link to a section that the page does not have.

    The reader lands at the top of the page and searches.

    Bad:  [the steps](words.md#step) when the heading's id is `steps`
    Good: [the steps](words.md#steps)
    """
    for page, link, target in followed(corpus):
        if target.page is None or not target.fragment or link.is_image:
            continue
        anchors = target.page.document.anchors
        if target.fragment in anchors or target.fragment.startswith(_FOOTNOTE_ANCHORS):
            continue
        if page.path.startswith(f"{LAYERS[0]}/") and target.page.path.startswith(f"{LAYERS[-1]}/"):
            yield Finding(
                target.page.start(),
                Text(
                    "`{path}` leads to `#{anchor}`, which this page lacks",
                    path=page.path,
                    anchor=target.fragment,
                ),
                Text(
                    "give the heading that answers it this id: `## Heading {{ #{anchor} }}`",
                    anchor=target.fragment,
                ),
            )
            continue
        left = _of_a_word_processor(page, link) if target.page is page else None
        if left is not None:
            yield from left
            continue
        yield Finding(
            link.target_span,
            Text("no section `#{anchor}` in `{path}`", anchor=target.fragment, path=target.page.path),
            _section_meant(corpus, target.page, target.fragment, _named(page, target)),
            about=target.key if target.page is not page else "",
        )


_COMMENT = re.compile(r"(?i)(?:cmnt|_?msocom|_?msoanchor)(?P<back>_?ref|(?<=msoanchor))?_?(?P<number>\d+)")
"""What Google Docs and Word call the two ends of a comment."""
_NOTE = re.compile(
    r"(?i)_?(?:ftnt?|edn|sd(?:foot|end)note)(?P<back>_?ref)?(?P<number>\d+)(?P<behind>sym|anc)?"
)
"""What Word, Google Docs and LibreOffice call the two ends of a footnote."""


def _of_a_word_processor(page: Page, link: Link) -> list[Finding] | None:
    """What is said of a comment or a footnote that came along with its marks; None for another link.

    It is told where it is called; its other end, which leads back there, is named.
    """
    fragment = link.target.removeprefix("#")
    comment, note = _COMMENT.fullmatch(fragment), _NOTE.fullmatch(fragment)
    called = comment or note
    if called is None:
        return None
    ends = {other.target: other.span.line for other in page.document.links}
    kinds = _COMMENT if comment else _NOTE
    lines = [
        line
        for target, line in ends.items()
        if target != link.target
        and (end := kinds.fullmatch(target.removeprefix("#")))
        and end["number"] == called["number"]
    ]
    if _leads_back(called):
        return [] if lines else None
    if comment:
        message = Text("this was the mark of a comment in a word processor")
        hint = Text("delete it, and the comment below: readers would see both")
        if lines:
            hint = Text("delete it, and the comment on line {line}: readers would see both", line=lines[0])
    else:
        message = Text("this was the mark of a footnote in a word processor, and leads nowhere here")
        hint = Text(
            "write `[^{number}]` here, and `[^{number}]: ` before the note’s words", number=called["number"]
        )
    return [Finding(link.span, message, hint)]


def _leads_back(end: re.Match[str]) -> bool:
    groups = end.groupdict()
    return groups["back"] is not None or groups.get("behind") == "sym"


def _named(page: Page, target: Target) -> set[str]:
    """Sections of a page that other links of a page name: in a list of contents, none of them is meant."""
    return {
        link.target.partition("#")[2]
        for link in page.document.links
        if target.page is page and link.target.startswith("#")
    }


def _section_meant(corpus: Corpus, page: Page, anchor: str, named: Set[str]) -> Text:
    """What to write: the heading that the page lacks where another language has it, or a section it has."""
    answering = lost_heading(corpus, page, anchor)
    if answering is not None:
        other, heading = answering
        return Text(
            "that page has lost the heading which `{path}` has on line {line}, “{words}”: write it there "
            "again, ending in `{{ #{anchor} }}`",
            path=other.path,
            line=heading.span.line,
            words=heading.text,
            anchor=anchor,
        )
    anchors = page.document.anchors
    free = [name for name in anchors if name not in named]
    near = corpus.nearest(anchor, free, 0.6 if named else 0.7) or corpus.nearest(anchor, list(anchors), 0.9)
    if near:
        return Text("did you mean `#{name}`?", name=near)
    if anchors:
        names = [f"#{name}" for name in free or anchors]
        more = "…" if len(names) > _MOST_NAMES else ""
        return Text("sections there: {names}", names=", ".join(names[:_MOST_NAMES]) + more)
    return Text("give a heading there an id: `## Heading {{ #{anchor} }}`", anchor=anchor)


@check(Severity.ERROR)
def wrong_case(corpus: Corpus) -> Iterator[Finding]:
    """A link whose capitals differ from the file's.

    It works on the author's Mac or PC and breaks on the web server.

    Bad:  [words](Choose-Your-Words.md)
    Good: [words](choose-your-words.md)
    """
    places = places_of(corpus)
    for page, link, target in followed(corpus):
        if target.kind in (Kind.MISSING_PAGE, Kind.MISSING_FILE):
            real = places.in_other_case(target.place)
            if real:
                yield Finding(
                    link.target_span,
                    Text("`{target}` is spelt with other capitals", target=link.target),
                    Text("write `{name}`", name=relative(page, real)),
                )


@check(Severity.WARNING)
def orphan_page(corpus: Corpus) -> Iterator[Finding]:
    """A page that cannot be reached from home by following links.

    It is in the menu, but no text ever leads to it, and readers follow texts.

    Bad:  a new guide that no page mentions
    Good: a line with a link on its section's index page
    """
    onward: dict[tuple[str, str], set[str]] = {}
    for page, _, target in followed(corpus):
        if target.page is not None and target.language == page.language:
            onward.setdefault((page.language, page.key), set()).add(target.key)
    for page in corpus.pages:
        kinds = {listed_type(mark) for mark in marks(page)} - {None}
        if kinds:  # few pages list others, and looking for those takes time
            listed = (other.key for other in corpus.pages_in(page.language) if other.text("type") in kinds)
            onward.setdefault((page.language, page.key), set()).update(listed)
    for code in corpus.settings.codes:
        if corpus.page(code, "index.md") is None:
            continue
        reached, waiting = {"index.md", *AT_THE_FOOT}, ["index.md", *AT_THE_FOOT]
        while waiting:
            new = onward.get((code, waiting.pop()), set()) - reached
            reached |= new
            waiting += new
        for page in corpus.pages_in(code):
            if page.key not in reached and page.text("status") != "draft":
                yield Finding(
                    page.start(),
                    Text("no link leads from home to this page"),
                    Text("mention it on its section's page or in a related guide"),
                )
