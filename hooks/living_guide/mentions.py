"""Words that a page names or cites without saying them itself."""

from __future__ import annotations

import re

from living_guide.pages import Page

_CLOSED_BY = {"“": "”", "«": "»", "„": "“”", "‹": "›", "‘": "’", "'": "'", '"': '"'}
_APOSTROPHES = "'’"
_OPENING = re.compile(r"(?:[“«„‹\"]|(?<!\w)[‘'])\s*\Z")
_CLOSING = re.compile(r"\s*[.,;:!?…]*\s*([”»“›\"’'])(\w?)")
_LOOKED_AT = 4
"""Characters before a word in which its quotation mark stands: the mark and a space or two."""
_SIGNATURE = re.compile(r"(?:—|–|--)\s*\S|.*<cite\b")
_MARGIN = re.compile(r"^[ \t>]*", re.MULTILINE)


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone between quotation marks: named, not used.

    The punctuation that American typography puts inside the marks may stand there too.
    """
    opening = _OPENING.search(text, max(0, start - _LOOKED_AT), start)
    closing = _CLOSING.match(text, end)
    if opening is None or closing is None:
        return False
    mark, sign, behind = opening.group()[0], closing[1], closing[2]
    if sign not in _CLOSED_BY[mark] or (sign in _APOSTROPHES and behind):
        return False
    return mark != '"' or text.count('"', 0, start) % 2 == 1  # the same sign closes what stood before


def attributed_quotes(page: Page) -> list[tuple[int, int]]:
    """Source offsets of the block quotes that say whose words they are: not ours to change."""
    return [
        (block.start, block.end)
        for block in page.document.blocks
        if block.kind == "quote" and _is_signed(page.source.text[block.start : block.end])
    ]


def _is_signed(quote: str) -> bool:
    """Whether a dash and a name follow the words; one that begins them is speech."""
    lines = _MARGIN.sub("", quote).strip().splitlines()
    last_paragraph = next((at for at in range(len(lines) - 1, 0, -1) if not lines[at].strip()), 0)
    if lines and lines[0][:1] in ("—", "–"):
        return False
    return any(_SIGNATURE.match(line) for line in lines[max(1, last_paragraph) :]) or "<cite" in quote
