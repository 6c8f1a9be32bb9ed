"""HTML as a browser's tokeniser takes it apart: tags, attributes, comments, and where they stand.

Tokens, not trees: `<body onload=…>` and a tag that never ends are seen, which a parser of fragments
drops. After the tokenisation of the HTML standard (https://html.spec.whatwg.org/#tokenization), in
linear time. Text between tokens is left out, for nobody asks for it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_OPENING = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z]|/(?=[^>]))")
_NAME_END = re.compile(r"[\t\n\f\r />]|\Z")
_BEFORE_ATTRIBUTE = re.compile(r"[\t\n\f\r /]*")
_ATTRIBUTE = re.compile(
    r"""(=?[^\t\n\f\r />=]*)
    (?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z)|([^\t\n\f\r >]*)))?""",
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")
_EMPTY_COMMENT = re.compile(r"<!--(?:-?>)")


class Kind(StrEnum):
    """What a token is; `ODD` is a declaration, an instruction or a comment that is malformed."""

    START = "start"
    END = "end"
    COMMENT = "comment"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name in lower case, its value without character references, its offset."""

    name: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its offsets into the text, `end` exclusive; `name` is in lower case."""

    kind: Kind
    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()
    closed: bool = True
    """Whether it ends before the text does."""


def tokens(text: str) -> Iterator[Token]:
    """Everything in a text that a browser does not show as words; never raises."""
    at = 0
    while found := _OPENING.search(text, at):
        start = found.start()
        opening = found.group()
        if opening == "<!--":
            token = _comment(text, start)
        elif opening in ("<!", "<?", "</"):
            end = text.find(">", start) + 1
            token = Token(Kind.ODD, "", start, end or len(text), closed=end > 0)
        else:
            token = _tag(text, start, Kind.END if opening.startswith("</") else Kind.START)
        yield token
        at = token.end


def _comment(text: str, start: int) -> Token:
    empty = _EMPTY_COMMENT.match(text, start)
    if empty:
        return Token(Kind.ODD, "", start, empty.end())
    end = _COMMENT_END.search(text, start + 4)
    if end is None:
        return Token(Kind.COMMENT, "", start, len(text), closed=False)
    return Token(Kind.COMMENT if end.group() == "-->" else Kind.ODD, "", start, end.end())


def _tag(text: str, start: int, kind: Kind) -> Token:
    begin = start + 1 + (kind is Kind.END)
    ended = _NAME_END.search(text, begin)
    at = ended.start() if ended else len(text)
    name = text[begin:at].lower()
    attributes: list[Attribute] = []
    while True:
        skipped = _BEFORE_ATTRIBUTE.match(text, at)
        at = skipped.end() if skipped else at
        if at >= len(text):
            return Token(kind, name, start, len(text), tuple(attributes), closed=False)
        if text[at] == ">":
            return Token(kind, name, start, at + 1, tuple(attributes))
        found = _ATTRIBUTE.match(text, at)
        if found is None or found.end() == at:  # what is left is a sign of a name: it always matches
            raise AssertionError(text[at : at + 20])
        value = next((part for part in found.groups()[1:] if part is not None), "")
        attributes.append(Attribute(found[1].lower(), html.unescape(value), at))
        at = found.end()
