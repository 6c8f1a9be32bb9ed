"""Headings that are none for those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text

_BOLD = re.compile(r"(\*\*|__)(?P<words>(?!\s)(?:(?!\1).){2,80}?(?<![\s.!?…:;,]))\1\s*")
_LAST_LEVEL = 6


@check(Severity.INFO)
def bold_heading(corpus: Corpus) -> Iterator[Finding]:
    """A line in bold that stands for a heading.

    It is in no table of contents, nobody can link to it, and a screen reader does not stop at it.

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
            if not found["words"][:1].isalnum():  # a remark between brackets, a quotation
                continue
            above = [item.level for item in page.document.headings if item.span.start < block.start]
            level = min((above[-1] if above else 1) + 1, _LAST_LEVEL)
            yield Finding(
                page.source.span(block.start, found.end("words") + 2),
                Text("this bold line stands for a heading"),
                Text("write `{heading}`", heading=f"{'#' * level} {found['words']}"),
            )
