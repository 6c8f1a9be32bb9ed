"""Headings that are none for those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from living_guide.checks import check
from living_guide.checks.links.followed import followed
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Heading
from living_guide.messages import Text, counted
from living_guide.pages import Page
from living_guide.source import Span

_BOLD = re.compile(r"(\*\*|__)(?P<words>(?!\s)(?:(?!\1).){2,80}?(?<![\s.!?…:;,]))\1\s*")
_NUMBER = re.compile(r"\d+")
_LAST_LEVEL = 6
_LABEL = re.compile(
    r"(?i)(?:note|n\.?b\.?|attention|important|warning|caution|tip|remarque|astuce|avertissement|exemple|example"
    r"|q(?:uestion)?|r(?:éponse)?|a(?:nswer)?|todo|à faire)(?:[ \u00a0]?\d+)?"
)
"""Words that mark what follows, and are no title of it."""
_TAG = re.compile(r"h[1-6]")
_WITH_A_HARD_SPACE = re.compile(r"^(?P<signs>#{1,6})[\u00a0\u202f].*$", re.MULTILINE)
"""A heading for the site’s Markdown, and for no other."""
_WORDS = re.compile(r"#+|\{[^{}]*\}\s*$")
"""What is no word in the line of a heading: its signs, and the id behind it."""


def _is_label(page: Page, words: str, at: int) -> bool:
    """Whether bold words are a label, or stand where such lines return, as speakers’ names do."""
    if _LABEL.fullmatch(words):
        return True
    starts = [item.span.start for item in page.document.headings]
    title = page.document.headings[0].span if starts else None
    if title and page.source.text[title.end : at] == "\n":
        return True  # touches the page's title: a second line of it
    first = max((start for start in starts if start < at), default=0)
    last = min((start for start in starts if start > at), default=len(page.source.text))
    lines = _BOLD_LINE.findall(page.source.text, first, last)
    return len(set(lines)) < len(lines)


_BOLD_LINE = re.compile(r"^(?:\*\*|__)(?=\S)(.{2,80})(?:\*\*|__)[ \t]*$", re.MULTILINE)


@check(Severity.INFO)
def bold_heading(corpus: Corpus) -> Iterator[Finding]:
    """A line in bold that stands for a heading.

    It is in no table of contents, nobody can link to it, and a screen reader does not stop at it.
    Where the other language has a heading there, it is a warning, and an error where links lead to it.

    Bad:  **Step 1** alone on its line, with text below it
    Good: ### Step 1
    """
    for page in corpus.pages:
        text = page.source.text
        blocks = [
            block for block in page.document.blocks if text[block.start - 1 : block.start] in ("", "\n")
        ]
        for block, following in pairwise(blocks):
            found = _BOLD.fullmatch(text, block.start, block.end)
            if block.kind != "paragraph" or found is None or following.kind not in ("paragraph", "list"):
                continue
            is_remark = not found["words"][:1].isalnum()  # between brackets, or a quotation
            if is_remark or _is_label(page, found["words"], block.start):
                continue
            span = page.source.span(block.start, found.end("words") + 2)
            yield _bold(corpus, page, span, found["words"])


def _bold(corpus: Corpus, page: Page, span: Span, words: str) -> Finding:
    lost = _heading_lost_at(corpus, page, span.start, words)
    if lost is None:
        above = [item.level for item in page.document.headings if item.span.start < span.start]
        level = min((above[-1] if above else 1) + 1, _LAST_LEVEL)
        hint = Text("write `{heading}`", heading=f"{'#' * level} {words}")
        return Finding(span, Text("this bold line stands for a heading"), hint)
    leading = sum(target.page is page and target.fragment == lost.anchor for _, _, target in followed(corpus))
    message = Text("this bold line has taken the place of the heading of `#{anchor}`", anchor=lost.anchor)
    if leading:
        message = counted(
            "this bold line has taken the place of the heading of `#{anchor}`, to which {count} link leads",
            "this bold line has taken the place of the heading of `#{anchor}`, to which {count} links lead",
            leading,
            anchor=lost.anchor,
        )
    heading = f"{'#' * lost.level} {words} {{ #{lost.anchor} }}"
    severity = Severity.ERROR if leading else Severity.WARNING
    return Finding(span, message, Text("write `{heading}`", heading=heading), severity, subject=lost.anchor)


def _heading_lost_at(corpus: Corpus, page: Page, at: int, words: str) -> Heading | None:
    """The heading that another language has between the two beside a bold line, and this page nowhere."""
    above = [item.anchor for item in page.document.headings if item.span.start < at]
    below = [item.anchor for item in page.document.headings if item.span.start > at]
    for other in corpus.keys[page.key].values():
        order = [item.anchor for item in other.document.headings]
        first = order.index(above[-1]) + 1 if above and above[-1] in order else 0
        last = order.index(below[0]) if below and below[0] in order else len(order)
        lost = [
            item
            for item in other.document.headings[first:last]
            if item.explicit and item.anchor not in page.document.anchors
        ]
        alike = [item for item in lost if _number(item.text) == _number(words)]
        if lost and other is not page:
            return (alike or lost)[0]
    return None


def _number(words: str) -> str:
    """The number that a heading begins with; empty for none."""
    found = _NUMBER.match(words)
    return found[0] if found else ""


@check(Severity.WARNING)
def skipped_level(corpus: Corpus) -> Iterator[Finding]:
    """A heading two levels or more below the one above it.

    Whoever listens to the page goes from heading to heading, and looks for the level that is missing.
    The level says what belongs to what; how large the letters are is no reason.

    Bad:  ## Reasons and, below it, #### Code is law
    Good: ## Reasons and, below it, ### Code is law
    """
    for page in corpus.pages:
        for (above, _), (level, heading) in pairwise(_levels(page)[1:]):  # below the title: the page's style
            if level > above + 1 > 2 and heading is not None:  # above may be a second title, told as that
                yield Finding(
                    page.source.span(heading.start, heading.start + level),
                    Text(
                        "this heading of level {level} (`{signs}`) stands below one of level {above} "
                        "(`{same}`)",
                        level=level,
                        signs="#" * level,
                        above=above,
                        same="#" * above,
                    ),
                    Text(
                        "write `{signs}` here, or `{same}` where it is no part of the section above",
                        signs="#" * (above + 1),
                        same="#" * above,
                    ),
                )
                break  # those that follow keep to its level


def _levels(page: Page) -> list[tuple[int, Span | None]]:
    """The levels of a page's headings in order; where each was written with `#` at the margin."""
    text = page.source.text
    headings = [(heading.span, heading.level) for heading in page.document.headings]
    headings += [(span, int(tag.name[1])) for tag, span in page.document.tags if _TAG.fullmatch(tag.name)]
    headings += [
        (page.source.span(*found.span()), len(found["signs"]))
        for found in _WITH_A_HARD_SPACE.finditer(text, page.body)
        if not any(start <= found.start() < end for start, end in page.document.code)
    ]
    headings.sort(key=lambda heading: heading[0].start)
    return [
        (level, span if span.text.startswith("#") and text[span.start - 1 : span.start] in "\r\n" else None)
        for span, level in headings
        if span.text.startswith("<") or text[span.start - 1 : span.start] in "\r\n"
    ]


@check(Severity.WARNING)
def second_title(corpus: Corpus) -> Iterator[Finding]:
    """A heading of level 1 below the page's title.

    A page has one title, from which its list of contents goes down: what stands below a second one is missing
    from that list, and a screen reader announces another page.

    Bad:  # Neighbours’ day and, further down, # What you need
    Good: # Neighbours’ day and, further down, ## What you need
    """
    for page in corpus.pages:
        levels = _levels(page)
        titles = [
            (number, heading)
            for number, (level, heading) in enumerate(levels)
            if level == 1
            and (heading is None or heading.text[1:2].isspace())  # else `text-heading-space` tells
        ]
        number, heading = next((title for title in titles[1:] if title[1] is not None), (0, None))
        if heading is None:
            continue
        has_parts = len(titles) > 2 or any(level == 2 for level, _ in levels[number + 1 : number + 2])
        yield Finding(
            page.source.span(heading.start, heading.start + 1),
            Text("this is a second title: readers’ list of contents ends above it"),
            Text("write `##` here, and one `#` more before each heading below it")
            if has_parts
            else Text("write `##` here"),
        )


@check(Severity.WARNING)
def empty_heading(corpus: Corpus) -> Iterator[Finding]:
    """A heading without words.

    It leaves a gap in the table of contents, and a screen reader announces a heading that says nothing.

    Bad:  ## alone on its line
    Good: ## Steps
    """
    for page in corpus.pages:
        for heading in page.document.headings:
            written = heading.span.text
            untitled = (
                heading is page.heading and page.field("title") is None
            )  # `front-matter-missing-title` tells
            if written.startswith("#") and not untitled and not _WORDS.sub("", written).strip():
                yield Finding(
                    page.source.span(heading.span.start, heading.span.start + heading.level),
                    Text("this heading has no words"),
                    Text("write them behind `{signs} `, or delete the line", signs="#" * heading.level),
                )
