"""What a page's source holds that a page may not: HTML, attribute lists, marks of other tools.

Read from the source itself, code left out, so that each harm has its exact place. What Python-Markdown
makes of the page is judged apart (`living_guide.safety.judging`); the two are held together in
`living_guide.safety.findings`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.attributes import parse_attributes
from living_guide.document import Document
from living_guide.safety.allowed import ANYWHERE, WRITTEN, is_free_class, may_have, may_say
from living_guide.safety.judging import Harm, Judged
from living_guide.safety.tokens import Kind, Token, tokens

LISTED = ANYWHERE | {"hreflang", "width", "height", "loading", "start", "download", "colspan", "rowspan"}
"""Attributes that a list between braces may set."""
_OF_THE_DOCUMENT = frozenset(
    ("body", "cookie", "defaultView", "document", "documentElement", "domain", "forms", "frames", "head")
) | frozenset(("history", "images", "links", "location", "name", "open", "parent", "self", "top", "window"))
"""Names by which scripts call parts of the page."""
_LIST = re.compile(r"\{:?([^{}\n]*)\}")
_ITEM = re.compile(r"""[#.][\w:.-]+|([^\s=}"']+)=(?:"[^"\n]*"|'[^'\n]*'|[^\s}]*)|[^\s=}]+""")
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})(?P<header>.*)$", re.MULTILINE)
_SNIPPET = re.compile(r"^[ \t>]*;?-{1,}8<-{1,}.*$", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{(?:(?:[^{}\n]++|\{[^{}\n]*+\})*+\}\})?|\{%(?:[^%\n]*%\})?")
"""A template's braces; others may stand inside, as in `{{ '[{}]({})'.format(…) }}`."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A harm and where it is written: source offsets, `end` exclusive."""

    judged: Judged
    start: int
    end: int


def without_code(text: str, document: Document, begin: int) -> str:
    """The source from `begin` on, spaces for code; headers of fences stay, since they are no code."""
    parts, at = [], 0
    for start, end in document.code:
        if start < at:
            continue
        header = _FENCE.match(text, text.rfind("\n", 0, start) + 1, end)
        kept = header.end() if header else start
        parts += [text[at:kept], re.sub(r"[^\r\n]", " ", text[kept:end])]
        at = max(end, kept)
    return " " * begin + "".join([*parts, text[at:]])[begin:]


def tags(prose: str) -> Iterator[Spot]:
    """Tags, attributes and other HTML beyond what a page may hold; `prose` is source without code.

    A tag that closes what was told where it opened is the same fault.
    """
    told = Counter[str]()
    for token in tokens(prose):
        if (token.kind is Kind.COMMENT and token.closed) or _is_target(prose, token):
            continue
        if token.kind is Kind.END:
            if told[token.name]:
                told[token.name] -= 1
            elif token.name not in WRITTEN:
                yield Spot(Judged(Harm.TAG, token.name), token.start, _end(prose, token))
        elif token.kind is not Kind.START:
            yield Spot(Judged(Harm.ODD_TAG, ""), token.start, min(token.end, token.start + 4))
        elif token.name not in WRITTEN:
            told[token.name] += 1
            yield Spot(Judged(Harm.TAG, token.name), token.start, _end(prose, token))
        else:
            yield from _attributes(token)


def _end(prose: str, token: Token) -> int:
    """Where to stop showing a tag: at its end, or at that of its line."""
    line = prose.find("\n", token.start, token.end)
    return token.end if line < 0 else line


_OPENS_TARGET = re.compile(r"\](?:\(|:)[ \t]*\Z")
_TARGET = re.compile(r"(?:\](?:\(|:)[ \t]*<[^<>\n]*>|<(?:https?://|mailto:|[\w.+-]+@)[^<>]*>)", re.IGNORECASE)


def _is_target(prose: str, token: Token) -> bool:
    """Whether it is an address between angle brackets: links are judged as such."""
    before = _OPENS_TARGET.search(prose, max(0, token.start - 8), token.start)
    return _TARGET.match(prose, before.start() if before else token.start) is not None


def _attributes(token: Token) -> Iterator[Spot]:
    for item in token.attributes:
        end = item.at + max(len(item.name), 1)
        if not may_have(token.name, item.name):
            yield Spot(Judged(Harm.ATTRIBUTE, token.name, item.name, item.value), item.at, end)
        elif item.name in ("id", "class") and not _is_free(token.name, item.name, item.value):
            yield Spot(Judged(Harm.NAME, token.name, item.name, item.value), item.at, end)


def _is_free(tag: str, attribute: str, value: str) -> bool:
    """Whether an id or a class may be written; some ids on a link hide what scripts call by that name."""
    shadows = attribute == "id" and tag in ("a", "img") and value in _OF_THE_DOCUMENT
    return may_say(tag, attribute, value) and not shadows


def attribute_lists(prose: str) -> Iterator[Spot]:
    """What lists between braces set beyond what they may, wherever they stand."""
    for found in _LIST.finditer(prose):
        for item in _ITEM.finditer(prose, *found.span(1)):
            judged = _listed(item.group(), item[1] or "")
            if judged is not None:
                yield Spot(judged, *item.span())


def _listed(written: str, name: str) -> Judged | None:
    if written.startswith("#"):
        return None if may_say("", "id", written[1:]) else Judged(Harm.NAME, "", "id", written[1:])
    if written.startswith("."):
        return None if is_free_class(written[1:]) else Judged(Harm.NAME, "", "class", written[1:])
    if not name:
        return None  # a word between braces is most often just that
    name = name.lower()
    value = parse_attributes(written).get(name, "") if name in ("id", "class") else ""
    if name in ("id", "class") and not may_say("", name, value):
        return Judged(Harm.NAME, "", name, value)
    return None if name in LISTED else Judged(Harm.LISTED, "", name)


def marks(text: str, prose: str, begin: int) -> Iterator[tuple[str, int, int]]:
    """Marks of template engines (`template`) outside code, and of snippets (`snippet`) anywhere."""
    for found in _TEMPLATE.finditer(prose):
        yield "template", *found.span()
    if "8<" in text:
        for found in _SNIPPET.finditer(text, begin):
            yield "snippet", *found.span()
