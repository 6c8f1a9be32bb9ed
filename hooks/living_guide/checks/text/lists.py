"""Lists and tables that the site shows otherwise than they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.rendered_lists import Misread, Misreading, is_suspect, misread
from living_guide.safety.pages import is_slow
from living_guide.safety.rendering import Renderer, Unrenderable
from living_guide.settings import read_configuration


@check(Severity.WARNING)
def glued_list(corpus: Corpus) -> Iterator[Finding]:
    """A list that touches the text above it.

    It is shown as running text, dashes included.

    Bad:  a line "Bring these:" and, right below it, "- a pen"
    Good: the line, an empty line, and then "- a pen"
    """
    for found in _misread(corpus, Misreading.GLUED_LIST):
        message = Text("this list touches the line above it, and is shown as running text")
        yield Finding(
            found.span, message, Text("leave an empty line before it"), replacement=found.replacement
        )


@check(Severity.WARNING)
def glued_table(corpus: Corpus) -> Iterator[Finding]:
    """A table that touches the text above it.

    It is shown as running text, with its bars.

    Bad:  a line "The numbers:" and, right below it, "| Year | Calls |"
    Good: the line, an empty line, and then "| Year | Calls |"
    """
    for found in _misread(corpus, Misreading.GLUED_TABLE):
        message = Text("this table touches the line above it, and is shown as running text")
        yield Finding(
            found.span, message, Text("leave an empty line before it"), replacement=found.replacement
        )


@check(Severity.WARNING)
def flattened_list(corpus: Corpus) -> Iterator[Finding]:
    """A list inside an item that is set in by fewer than four spaces.

    Its items are shown beside those they belong to.

    Bad:  "- Who speaks", and below it "- the mayor" behind two spaces
    Good: "- Who speaks", and below it "- the mayor" behind four spaces
    """
    for found in _misread(corpus, Misreading.FLATTENED):
        message = Text("this list stands inside an item, and is shown beside it")
        hint = Text("set it in by four spaces, and by four more for each list inside")
        yield Finding(found.span, message, hint, replacement=found.replacement)


@check(Severity.WARNING)
def list_parenthesis(corpus: Corpus) -> Iterator[Finding]:
    """A list numbered with parentheses.

    It is shown as running text.

    Bad:  1) First
    Good: 1. First
    """
    for found in _misread(corpus, Misreading.PARENTHESIS):
        message = Text("a list numbered with parentheses is shown as running text")
        yield Finding(found.span, message, Text("write a full stop: `1.`"), replacement=found.replacement)


@check(Severity.WARNING)
def list_number(corpus: Corpus) -> Iterator[Finding]:
    """An item that is shown with another number than the one written.

    Each list begins with 1, and a picture or a block of code that is not set in by four spaces ends one.

    Bad:  "1. Write:", a block of code at the margin, "2. Send it."
    Good: the same, with the block of code behind four spaces
    """
    for found in _misread(corpus, Misreading.NUMBER):
        yield Finding(
            found.span,
            Text("here {written} is written, and {shown} is shown", written=found.written, shown=found.shown),
            Text(
                "set in by four spaces what stands between items; where no list is meant: `{number}\\.`",
                number=found.written,
            ),
        )


@check(Severity.WARNING)
def typed_bullets(corpus: Corpus) -> Iterator[Finding]:
    """A list whose bullets are signs, as a word processor leaves them.

    It is shown as running text, one item behind the other, signs included.

    Bad:  a line "• a pen" and, right below it, "• a map"
    Good: an empty line, then "- a pen" and, right below it, "- a map"
    """
    for page in corpus.pages:
        for block in page.document.blocks:
            if block.kind == "paragraph":
                bullets = list(_BULLET.finditer(page.source.text, block.start, block.end))
                if len(bullets) > 1:
                    first = bullets[0]
                    yield Finding(
                        page.source.span(*first.span("bullet")),
                        Text("this list is shown as running text, with its “{sign}”", sign=first["bullet"]),
                        Text(
                            "leave an empty line, then begin each line with a hyphen: `- {words}`",
                            words=first["words"].strip(),
                        ),
                    )


_BULLET = re.compile(
    r"^[ \t]*(?P<bullet>[•◦▪▫‣⁃●○■□►▶➢➤✓✔✅☐☑→·–—\U0001F300-\U0001FAFF]\ufe0f?)"
    r"[ \t\u00a0\u202f]+(?P<words>\S.*)",
    re.MULTILINE,
)


def _misread(corpus: Corpus, kind: Misreading) -> Iterator[Misread]:
    return (found for found in _all_misread(corpus) if found.kind is kind)


@lru_cache(maxsize=1)
def _all_misread(corpus: Corpus) -> tuple[Misread, ...]:
    """What is shown otherwise than typed; only pages that look like it are rendered."""
    renderer = Renderer(lambda: read_configuration(corpus.root).get("markdown_extensions"))
    found: list[Misread] = []
    for page in corpus.pages:
        if is_suspect(page) and not is_slow(page):  # `safety-too-slow` tells
            try:
                html = renderer.render(page.source.text[page.body :]).html
            except Unrenderable:  # told by the rules on safety
                continue
            found += misread(page, html)
    return tuple(found)
