"""Signs of Markdown that are shown as they were typed, or taken for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from living_guide.checks import check
from living_guide.checks.text.lists import TYPED_BULLET
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Prose
from living_guide.fences import open_fences
from living_guide.lines import Line, lines_of
from living_guide.messages import Text, as_lines, counted
from living_guide.pages import Page
from living_guide.source import Span

_SPACE = "[ \u00a0\u202f\u2009]{1,3}"
_ADDRESS = (
    rf"(?:https?://[^\s()\[\]]+|www\.[^\s()\[\]]+|mailto:[^\s()\[\]]+|{HIDDEN}++"
    r"|[\w./%-]+\.(?:md|html?|pdf|docx?|odt|png|jpe?g)(?:\#[\w-]*)?)"
)
_NO_LINK = re.compile(
    rf"(?<!\w)\[(?!(?:[ xX]|\d+)\])(?P<words>[^\[\]]{{1,200}})\]"
    rf"(?:\[(?P<name>[^\[\]{HIDDEN}]{{0,100}})\](?![\[\w])|{_SPACE}\((?P<spaced>{_ADDRESS})\)|(?P<angle>{HIDDEN}++))"
    rf"|\([^()\[\]]{{1,200}}\)\[(?P<swapped>{_ADDRESS})(?:\]|(?<={HIDDEN}))"
)
_APART = re.compile(r"\[(?P<words>[^\[\]\r\n]{1,80})\]\s+\((?P<address>[^\s()]{1,200})\)")
_SWAPPED = re.compile(r"\((?P<words>[^()\r\n]{1,80})\)\[(?P<address>[^\s\[\]()]{1,200})\]")
_MAYBE_LINK = re.compile(rf"\][\[ \u00a0\u202f\u2009{HIDDEN}]|\)\[")
_SHOWN_ADDRESS = re.compile(r"<?(?:https?://|www\.|mailto:)")
_NOTE = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\](?!\()")
_DEFINED = re.compile(r"^[ \t>]*\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_HEADING = re.compile(r"[ \t>]*(?P<marks>#{1,6})(?=[^\s#!{\ufffc])")
_RULED = re.compile(r"(?:\r\n?|\n)[ \t>]*-+[ \t]*\Z")
_ROW = re.compile(
    rf"(?!(?:[-*+]|\d{{1,9}}[.)]|{TYPED_BULLET})\s)[^\s|](?![^\t\r\n]*:[*_]{{1,3}} *\t)[^\t\r\n]*\t+[^\s|]"
)
"""A line of cells, and no label between stars with a tab behind it."""
_MOST_ROWS = 12
"""Rows that are written out as they should be; of more, the first show how."""


@check(Severity.WARNING)
def open_fence(corpus: Corpus) -> Iterator[Finding]:
    """A block of code that is opened and not closed by the same signs.

    It is shown as running text, signs included, and so is all that was to stand in it.

    Bad:  ``` before the code, and ~~~ or ```` behind it
    Good: ``` before the code, and ``` behind it
    """
    for page in corpus.pages:
        for fence in open_fences(page.source.text[page.body :]):
            span = page.source.span(page.body + fence.start, page.body + fence.end)
            yield Finding(
                span,
                Text("nothing closes this block of code: it is shown as running text"),
                Text("behind the code, write {signs} on a line of its own", signs=span.text),
            )


@check(Severity.WARNING)
def broken_note(corpus: Corpus) -> Iterator[Finding]:
    """A footnote without its text, with two texts, or that nothing refers to.

    Its sign is shown as it was typed, one of its texts is lost, or it hangs in the air.

    Bad:  "as agreed[^2]", and no line that begins with "[^2]:"
    Good: "as agreed[^2]", and below "[^2]: By the council, in May."
    """
    for page in corpus.pages:
        text = page.source.text
        if "[^" not in text:
            continue
        apart = [*page.document.code, *_comments(page)]
        defined = [
            found for found in _DEFINED.finditer(text, page.body) if not _within(found.start("name"), apart)
        ]
        begins = {found.start("name") for found in defined}
        used = [
            found
            for found in _NOTE.finditer(text, page.body)
            if found.start("name") not in begins and not _within(found.start(), apart)
        ]
        yield from _notes(page, defined, used)


def _notes(page: Page, defined: list[re.Match[str]], used: list[re.Match[str]]) -> Iterator[Finding]:
    uses = {found["name"]: found for found in reversed(used)}
    known = {found["name"] for found in defined}
    for name, found in uses.items():
        if name not in known:
            yield Finding(
                page.source.span(*found.span()),
                Text("this footnote has no text: its sign is shown as typed"),
                Text("at the end of the page, write `[^{name}]: …`", name=name),
            )
    told: set[str] = set()
    for found in defined:
        span = page.source.span(found.start("name") - 2, found.end("name") + 1)
        name = found["name"]
        if name in told:
            message = Text("this footnote has a text already: only the last one is shown")
            yield Finding(span, message, Text("give one of them another name, there and where it is meant"))
        elif name not in uses:
            message = Text("nothing refers to the note `{name}`", name=name)
            yield Finding(
                span, message, Text("write `[^{name}]` where the note belongs, or delete it", name=name)
            )
        told.add(name)


def _within(at: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)


@check(Severity.WARNING)
def broken_link(corpus: Corpus) -> Iterator[Finding]:
    """A link that is none.

    Its brackets and its address are shown as they were typed, and lead nowhere.

    Bad:  [the steps] (steps.md), (the steps)[steps.md], [the steps]<https://example.org/>
    Good: [the steps](steps.md)
    """
    for page in corpus.pages:
        named: dict[str, list[tuple[Span, str]]] = {}
        for prose, found in page.joined.found(_NO_LINK, _MAYBE_LINK):
            if "[^" in found.group() or not _has_address(prose, found):
                continue
            span = prose.span(*found.span())
            if found["name"] is not None:
                name = " ".join((found["name"] or found["words"]).split())
                named.setdefault(name.casefold(), []).append((span, name))
                continue
            yield Finding(
                span,
                Text("this is no link: it is shown as it was typed"),
                _as_link(span.text),
            )
        for (span, name), *others in named.values():
            yield Finding(
                span,
                counted(
                    "this is no link: the address called `[{name}]` is given nowhere on this page",
                    "{count} links are none: the address called `[{name}]` is given nowhere on this page",
                    1 + len(others),
                    name=name,
                ),
                _definition_lacking(corpus, page, name),
            )


def _as_link(written: str) -> Text:
    """What to write in place of brackets that stand apart or are swapped."""
    parts = _APART.fullmatch(written) or _SWAPPED.fullmatch(written)
    if parts is None:
        return Text("write `[words](address)`, with nothing between `]` and `(`")
    scheme = "https://" if parts["address"].startswith("www.") else ""
    return Text("write `{link}`", link=f"[{parts['words']}]({scheme}{parts['address']})")


def _definition_lacking(corpus: Corpus, page: Page, name: str) -> Text:
    """What to write where a link names an address that the page does not give, or gives in a wrong way."""
    labels = {found["name"]: found for found in _LABEL.finditer(page.source.text, page.body)}
    misspelt = next((found for label, found in labels.items() if label.casefold() == name.casefold()), None)
    if misspelt is not None:
        return Text(
            "write line {line} in this way, at the margin: `[{name}]: address`, with nothing before the "
            "colon and no space in the address",
            line=page.source.position(misspelt.start("name"))[0],
            name=name,
        )
    near = corpus.nearest(name, [label for label, found in labels.items() if found["colon"] == ":"], 0.75)
    if near:
        return Text("did you mean `[{name}]`?", name=near)
    return Text("at the end of the page, write `[{name}]: https://…`, or here `[words](address)`", name=name)


_LABEL = re.compile(r"^[ \t>]*\[(?P<name>[^\[\]^\n][^\[\]\n]*)\](?P<colon>[ \t\u00a0\u202f]*:)", re.MULTILINE)
"""A line that says, or was to say, where a link leads."""


def _has_address(prose: Prose, found: re.Match[str]) -> bool:
    """Whether what is hidden where the address should be is one, and no code or picture."""
    for name, begins in (("spaced", ""), ("swapped", ""), ("angle", "<")):
        if (found[name] or "").startswith(HIDDEN):
            written = prose.span(*found.span(name)).text
            return written.startswith(begins) and _SHOWN_ADDRESS.match(written) is not None
    return True


@check(Severity.WARNING)
def heading_space(corpus: Corpus) -> Iterator[Finding]:
    """A line that begins with # and no space behind it.

    The site makes it a heading, other programs do not.

    Bad:  ##Steps
    Good: ## Steps
    """
    for page in corpus.pages:
        if "#" not in page.source.text:
            continue
        for line, start in _lines(page):
            found = _HEADING.match(line.text)
            if found and not _within(start + found.start("marks"), _hidden(page)):
                marks = found["marks"]
                yield Finding(
                    page.source.span(start + found.start("marks"), start + found.end("marks")),
                    Text("this line is shown as a heading, and has no space after `{marks}`", marks=marks),
                    Text("write `{marks} ` before a heading, `\\{marks}` where none is meant", marks=marks),
                    replacement=f"{marks} " if len(marks) > 1 else None,
                )


@check(Severity.WARNING)
def ruled_sentence(corpus: Corpus) -> Iterator[Finding]:
    """A sentence with a line of dashes right below it.

    The dashes make it a heading, in large letters and in the table of contents.

    Bad:  "We met in May." and, right below it, "---"
    Good: the sentence, an empty line, and then "---"
    """
    for page in corpus.pages:
        for heading in page.document.headings:
            written = heading.span.text
            if (
                written[:1].isalnum()
                and _is_ruled(written)
                and not _goes_on(page, heading.span.end)
                and heading.text.rstrip().endswith((".", ";", ":", ","))
            ):
                yield Finding(
                    heading.span,
                    Text("the dashes below make this sentence a heading"),
                    Text("leave an empty line before them"),
                )


def _goes_on(page: Page, end: int) -> bool:
    """Whether words of another tool, which are not read, stand behind the dashes: they begin an item."""
    text = page.source.text
    return text[end : text.find("\n", end) % (len(text) + 1)].strip() != ""


def _is_ruled(written: str) -> bool:
    """Whether a few dashes stand below words; a row as long as the words is meant to make a heading."""
    ruled = _RULED.search(written)
    return ruled is not None and 2 * ruled.group().count("-") < len(written[: ruled.start()])


@check(Severity.WARNING)
def pasted_table(corpus: Corpus) -> Iterator[Finding]:
    """Rows pasted from a spreadsheet.

    They are shown as running text: nothing tells one cell from the next.

    Bad:  two lines of words with tabs between them
    Good: "| Year | Calls |", below it "|---|---|", and a line like the first for each row
    """
    for page in corpus.pages:
        if "\t" not in page.source.text:
            continue
        for rows in _pasted_rows(page):
            first, start = rows[0]
            yield Finding(
                page.source.span(start, start + len(first.text)),
                Text("these rows of a spreadsheet are shown as running text"),
                _as_table([line.text for line, _ in rows]),
            )


def _pasted_rows(page: Page) -> Iterator[list[tuple[Line, int]]]:
    """Lines of cells with tabs between them that follow each other, two or more."""
    for is_row, lines in groupby(_lines(page), lambda item: _is_row(page, *item)):
        rows = list(lines)
        if is_row and len(rows) > 1:
            yield rows


def _is_row(page: Page, line: Line, start: int) -> bool:
    return _ROW.match(line.text) is not None and not _within(start, _hidden(page))


def _as_table(lines: list[str]) -> Text:
    """What to write: the rows themselves as a table, ready to copy."""
    rows = [[cell.strip().replace("|", "\\|") for cell in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    filled = [row + [""] * (width - len(row)) for row in rows[:_MOST_ROWS]]
    first, *others = (f"| {' | '.join(row)} |" for row in filled)
    return as_lines(
        Text("replace these lines with the following, and leave an empty line above and below:")
        if len(rows) <= _MOST_ROWS
        else Text("write these lines so, all to the last, with an empty line above and below:"),
        [first, "|---" * width + "|", *others],
    )


def _lines(page: Page) -> Iterator[tuple[Line, int]]:
    """The lines of a page's Markdown, and where they begin in its source."""
    return ((line, page.body + line.start) for line in lines_of(page.source.text[page.body :]))


def _hidden(page: Page) -> list[tuple[int, int]]:
    """Code, comments and HTML: what stands there is no Markdown."""
    html = ((block.start, block.end) for block in page.document.blocks if block.kind == "html")
    return [*page.document.code, *_comments(page), *html]


def _comments(page: Page) -> Iterator[tuple[int, int]]:
    return ((comment.span.start, comment.span.end) for comment in page.document.comments)
