"""How words are set: spaces, apostrophes, quotes, numbers, by the custom of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.lexicon import Lexicon, lexicon
from living_guide.markdown import HIDDEN, Prose
from living_guide.messages import Text
from living_guide.typography import OPENING, Profile, Role, guillemets

_DOTS = re.compile(r"(?<![./\d])\.{3}(?![./])|(?<=\d)\.{3}(?![./\d])")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])['‘´](?=[^\W\d_])")
_THOUSANDS = re.compile(
    r"(?<![\w.,/+-])(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\w/]|[ \u00a0\u202f.,-]?\d)"
)
_QUOTES = re.compile('["“”„«»]')
_SMILEY = re.compile(r"[:;]-?[()DPpOo/|*]|:[\w+-]+:")
_ENDS = frozenset(" \t\n\u00a0\u202f)]}»”\"’'…!?,.;:—–")
"""What may follow a punctuation mark that is one, and no part of a time, a ratio or an address."""
_BLANK = re.compile(r"(?:[\s>]|&#?\w+;)*")


def _typeset(corpus: Corpus) -> Iterator[tuple[Prose, Profile]]:
    """The prose of pages in languages whose custom is known."""
    for page in corpus.pages:
        for prose in page.prose:
            profile = corpus.settings.profile(prose.language or page.language)
            if profile is not None:
                yield prose, profile


def _finding(
    prose: Prose,
    start: int,
    end: int,
    message: Text,
    replacement: str | None,
    severity: Severity | None = None,
) -> Finding:
    """A finding on a stretch of prose; only what is written there letter by letter can be replaced."""
    span = prose.span(start, end)
    escaped = span.source.text[: span.start].endswith("\\")
    if prose.kind == "front-matter" or escaped or span.text != prose.text[start:end]:
        replacement = None
    hint = Text("`guide fix` mends it") if replacement is not None else Text("mend it by hand")
    return Finding(span, message, hint, severity, replacement)
