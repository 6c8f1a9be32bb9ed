"""Blocks of code, as the site's own Markdown reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.safety.pages import is_slow
from living_guide.safety.rendering import Renderer, Unrenderable
from living_guide.settings import read_configuration
from living_guide.source import Span

_FENCES = ("```", "~~~")
_FRAME = " \t>"
"""What may stand before an otherwise empty line: indents and marks of quotations."""


@check(Severity.ERROR)
def glued_code(corpus: Corpus) -> Iterator[Finding]:
    """A block of code without an empty line before and after it.

    Its frame would land inside the paragraph, where no frame may stand, and the site would not be built.

    Bad:  Run this: ``` guide check ```
    Good: Run this:, then an empty line, then the block
    """
    renderer = Renderer(lambda: read_configuration(corpus.root).get("markdown_extensions"))
    for page in corpus.pages:
        text = page.source.text
        if not any(fence in text for fence in _FENCES) or is_slow(page):
            continue  # `safety-too-slow` tells
        try:
            rendered = renderer.render(text[page.body :])
        except Unrenderable:  # told by the rules on safety
            continue
        if rendered.has_glued_code:
            for span in list(_glued(page)) or [page.start()]:
                yield Finding(
                    span,
                    Text("this block of code has no empty line before or after it"),
                    Text("leave one on both sides, and close the block with a line like its first"),
                )


@check(Severity.WARNING)
def indented_words(corpus: Corpus) -> Iterator[Finding]:
    """A paragraph set in by four spaces or more, as in a letter.

    It is shown as code: in the letters of a typewriter, in one line that runs off the screen of a telephone,
    with its signs as they were typed.

    Bad:  four spaces, and then: The hall opens at nine, and there is coffee for everybody.
    Good: The hall opens at nine, and there is coffee for everybody.
    """
    for page in corpus.pages:
        text = page.source.text
        for block in page.document.blocks:
            if block.kind == "code" and _is_prose(text[block.start : block.end]):
                start = text.rfind("\n", 0, block.start) + 1
                begun = text[start : block.end]
                yield Finding(
                    page.source.span(start + len(begun) - len(begun.lstrip(_FRAME)), block.end),
                    Text("these words are set in by four spaces or more: readers see them as code"),
                    Text("delete the spaces before them; in a list, keep as many as its first words have"),
                )


def _is_prose(written: str) -> bool:
    """Whether a block of code holds sentences of a language, and no sign of a program."""
    words = written.split()
    if (
        written.lstrip(_FRAME).startswith(_FENCES)
        or len(words) < FEWEST_WORDS
        or _OF_A_PROGRAM.search(written)
    ):
        return False
    plain = sum(_PLAIN.fullmatch(word) is not None for word in words)
    return _SENTENCE.fullmatch(written.strip()) is not None and plain >= MOSTLY * len(words)


FEWEST_WORDS, MOSTLY = 8, 0.85
"""The fewest words of a paragraph, and how many of them are words of a language."""
_OF_A_PROGRAM = re.compile(r"[{}<>=;|$\\`@#_]|//|--|\w\(|://|\A\s*(?:[-*+]|\d+[.)])\s")
_PLAIN = re.compile(r"[(«“\"'’]*[^\W\d_][^\W\d_’'.-]*(?:[’'-][^\W\d_]+)*[.,:!?…)»”\"']*|\d+[.,:]?|[«»–—:!?;]")
_SENTENCE = re.compile(r"[«“\"(]?\s?[^\W\d_a-zà-ÿ].*[.!?…:]\s?[»”\")]?", re.DOTALL)
"""From a capital to a full stop."""


def _glued(page: Page) -> Iterator[Span]:
    """The first lines of blocks of code that touch something."""
    source = page.source
    for block in page.document.blocks:
        written = source.text[block.start : block.end]
        if block.kind != "code" or not written.lstrip(_FRAME).startswith(_FENCES):
            continue
        first = source.position(block.start)[0]
        last = source.position(block.start + len(written.rstrip()) - 1)[0]
        before = source.line(first - 1) if first > 1 else ""
        after = source.line(last + 1) if source.text[block.start + len(written.rstrip()) :].strip() else ""
        if before.strip(_FRAME + "\r\n") or after.strip(_FRAME + "\r\n"):
            start = block.start + len(written) - len(written.lstrip(_FRAME))
            yield source.span(start, start + 3)
