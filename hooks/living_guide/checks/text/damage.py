"""What copying and pasting damages: letters read in a wrong encoding, passages that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.safety.pages import is_slow

_GARBLED = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152-\u2122]|â[€„†‚][\u0080-\u00bf\u0152-\u2122]?|Å[\u0080-\u00bf\u0152-\u2122]"
)
_WORD = re.compile(r"[^ \t\r\n]+")
_SHORTEST = 40
"""Characters of a paragraph that nobody repeats on purpose."""


@check(Severity.WARNING)
def garbled_letters(corpus: Corpus) -> Iterator[Finding]:
    """Letters that a program read in a wrong encoding, or lost.

    It happens where a text goes from one program to another. Screen readers spell the signs out, and
    no search finds the word.

    Bad:  la rÃ©union
    Good: la réunion
    """
    for page in corpus.pages:
        found = list(_garbled(page))
        if found:
            (start, end, right), lines = found[0], sorted({page.source.position(at)[0] for at, _, _ in found})
            words = page.source.text[start:end]
            yield Finding(
                page.source.span(start, end),
                Text("“{words}” is garbled: it was “{right}”", words=words, right=right)
                if right
                else Text("a letter of “{words}” is lost", words=words),
                Text("write it anew, or copy the text again from its source")
                if len(lines) == 1
                else Text(
                    "copy the text again from its source, or mend lines {lines} by hand",
                    lines=", ".join(map(str, lines[:_MOST_LINES]))
                    + ("…" if len(lines) > _MOST_LINES else ""),
                ),
            )


_MOST_LINES = 5


def _garbled(page: Page) -> Iterator[tuple[int, int, str]]:
    """Start and end of the words, and what they were; nothing where a letter is lost for good."""
    text = page.source.text
    if text.isascii():
        return
    for word in _WORD.finditer(text, page.body):
        written = word.group()
        if written.isascii() or any(start <= word.start() < end for start, end in page.document.code):
            continue
        right = _GARBLED.sub(lambda found: _as_meant(found.group()), written)
        if "\ufffd" in written:
            yield word.start(), word.end(), ""
        elif right != written:
            yield word.start(), word.end(), right


def _as_meant(signs: str) -> str:
    """What the bytes of some signs mean in UTF-8; the signs themselves where they mean nothing there."""
    for encoding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return signs.encode(encoding).decode("utf-8")
    return signs


@check(Severity.WARNING)
def pasted_twice(corpus: Corpus) -> Iterator[Finding]:
    """A heading, a paragraph or a section that stands twice, one right below the other.

    It was pasted twice; readers look for the difference.

    Bad:  "## Steps" and, right below it, "## Steps"
    Good: "## Steps"
    """
    for page in corpus.pages:
        if is_slow(page):  # `safety-too-slow` tells
            continue
        blocks = [
            block
            for block in page.document.blocks
            if block.depth == 0 and block.kind in ("heading", "paragraph")
        ]
        text = page.source.text
        yield from _sections_twice(page)
        for first, second in pairwise(blocks):
            words = text[second.start : second.end].strip()
            if (
                first.kind == second.kind
                and words == text[first.start : first.end].strip()
                and (first.kind == "heading" or len(words) >= _SHORTEST)
                and not text[first.end : second.start].strip()
            ):
                yield Finding(
                    page.source.span(second.start, second.end),
                    Text("this stands right above already"),
                    Text("delete one of the two"),
                )


def _sections_twice(page: Page) -> Iterator[Finding]:
    """Sections that say word for word what the one right above them says, heading and all."""
    text = page.source.text
    starts = [block.start for block in page.document.blocks if block.depth == 0 and block.kind == "heading"]
    for above, start, end in zip(starts, starts[1:], [*starts[2:], len(text)], strict=False):
        words = text[start:end].strip()
        has_words = "\n" in words
        if has_words and words == text[above:start].strip():
            yield Finding(
                page.source.span(start, start + len(words)),
                Text("this section stands right above already"),
                Text("delete one of the two"),
            )


_CUT = re.compile(
    r"(?<!\w)([^\W\d_]{0,40}[a-zà-ÿ])-[ \t]{0,9}\r?\n[ \t>]{0,40}"
    r"(?!(?:and|or|to|et|ou|à|und|oder|y|o|e)\b)([a-zà-ÿ]{1,40})"
)
"""A word cut at a line’s end; “pre- and postwar” is none."""


@check(Severity.WARNING)
def cut_word(corpus: Corpus) -> Iterator[Finding]:
    """Words that hyphens cut at the ends of lines.

    Pages and PDF documents part words there; on the site the line goes on, and readers meet a hyphen and a
    space inside the word. No search finds it.

    Bad:  "la préven-" at the end of a line, and "tion" on the next
    Good: la prévention
    """
    for page in corpus.pages:
        text = page.source.text
        apart = [*page.document.code, *((item.span.start, item.span.end) for item in page.document.comments)]
        found = [
            cut
            for cut in _CUT.finditer(text, page.body)
            if not any(start <= cut.start() < end for start, end in apart)
        ]
        if len(found) > 1:  # one may be a dash
            first, lines = found[0], [str(page.source.position(cut.start())[0]) for cut in found]
            yield Finding(
                page.source.span(first.start(), first.end()),
                Text(
                    "the ends of lines cut words, such as “{first}-” and “{second}”: lines {lines}",
                    first=first[1],
                    second=first[2],
                    lines=", ".join(lines[:_MOST_LINES]) + ("…" if len(lines) > _MOST_LINES else ""),
                ),
                Text(
                    "write `{joined}` in one word, or `{kept}` on one line where the hyphen belongs to it",
                    joined=first[1] + first[2],
                    kept=f"{first[1]}-{first[2]}",
                ),
            )
