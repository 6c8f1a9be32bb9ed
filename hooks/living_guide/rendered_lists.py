"""Lists and tables as Python-Markdown shows them, beside what CommonMark reads in the same page.

People preview pages where CommonMark is spoken. The site's renderer wants an empty line before a list
and before a table, and sets of four spaces for what is inside an item, and counts each list from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from html import unescape
from itertools import takewhile

from living_guide.lines import Line, lines_of
from living_guide.pages import Page
from living_guide.source import Span

_MARKER = r"(?:[-*+]|\d{1,9}[.)])[ \t]"
_SUSPECT = re.compile(
    rf"(?:^|[\r\n])[ \t>]*(?:[^\s>][^\r\n]*(?:\r\n?|\n)[ \t>]*(?:{_MARKER}|\|)"  # touches the line above
    rf"| {{2,3}}{_MARKER}|\d{{1,9}}[.)][ \t])"
)
_ITEM = re.compile(r"(?P<before>[ \t>]*)(?P<mark>[-*+]|(?P<number>\d{1,9})[.)])[ \t]+(?=\S)")
_ROW = re.compile(r"(?P<before>[ \t>]*)\|?.*\|")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PARENTHESIS = re.compile(r"^([ \t]*\d{1,9})\)(?=[ \t])", re.MULTILINE)
_CODE = re.compile(r"<pre\b.*?</pre>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)\b[^>]*>")
_WORD = re.compile(r"\w+")
_NOT_MOVED = ("```", "~~~", ">", "|", "!!!", "???", "===")
"""What begins so is not moved without asking: what stands inside would change."""
_MOST_ITEMS = 2_000
"""On one page: more are compared at a cost that grows with their square."""


_KEY = re.compile(r"[ \t]+[a-z][\w-]*:[ \t]*")
"""A line of YAML above its values."""
_GOES_ON = re.compile(r"[ \t>]*-[ \t]+[a-zà-ÿ]")
_ESCAPED = re.compile(r"[ \t>]*\d*(?P<sign>\\)[-*+.)][ \t]")
"""The first line of a list as other programs write it that fear one: `1\\. `, `\\- `."""
_WRAPPED = 60
"""Characters from which on a line may be one that was broken because it was full."""


class Misreading(Enum):
    """How what readers see differs from what was typed."""

    GLUED_LIST = "a list shown as running text"
    GLUED_TABLE = "a table shown as running text"
    FLATTENED = "a list inside an item shown beside it"
    ESCAPED = "a list whose first sign a backslash takes for a plain one"
    PARENTHESIS = "a list numbered with parentheses, shown as running text"
    NUMBER = "a number other than the one written"


@dataclass(frozen=True, slots=True)
class Misread:
    """A misreading, where it begins, and what would mend it (written over the span)."""

    kind: Misreading
    span: Span
    replacement: str | None = None
    written: int = 0
    shown: int = 0


@dataclass(slots=True)
class _Item:
    """An item: its first word, how many lists it stands in, and its number in an ordered one."""

    word: str
    depth: int
    number: int | None
    is_first: bool
    span: Span | None = None
    """Its marker as typed; None for what was rendered."""
    outermost: tuple[int, int] = (0, 0)
    """Where the list around all the lists around it begins and ends."""


@dataclass(slots=True)
class _Shown:
    items: list[_Item] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Lines of running text that begin like an item or a row of a table."""


def is_suspect(page: Page) -> bool:
    """Whether anything on the page looks like what the two parsers read differently."""
    return _SUSPECT.search(page.source.text, page.body) is not None


def misread(page: Page, html: str) -> Iterator[Misread]:
    """What the page's HTML shows otherwise than it was typed: one for each list or table."""
    shown = _shown(html)
    yield from _glued(page, shown.lines)
    if any(_ITEM.match(line) and line.lstrip("0123456789 ").startswith(")") for line in shown.lines):
        yield from _with_parentheses(page)
    yield from _narrow(page)
    typed = list(_typed(page))
    if len(typed) > _MOST_ITEMS or len(shown.items) > _MOST_ITEMS:
        return
    words = [item.word for item in typed], [item.word for item in shown.items]
    told: set[int] = set()
    for at, other, size in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks():
        for item, seen in zip(typed[at : at + size], shown.items[other : other + size], strict=True):
            yield from _compared(page, item, seen, told)


def _compared(page: Page, item: _Item, seen: _Item, told: set[int]) -> Iterator[Misread]:
    first, past = item.outermost
    if item.span is None:
        return
    if seen.depth < item.depth:
        if first not in told:
            yield _set_in(page, item.span, first, past)
        told.add(first)
    elif item.number is not None and seen.number not in (None, item.number) and seen.is_first:
        yield Misread(Misreading.NUMBER, item.span, None, item.number, seen.number or 0)


def _narrow(page: Page) -> Iterator[Misread]:
    """Lists below a numbered item, set in by fewer columns than its words: both parsers flatten them."""
    items = {block.start for block in page.document.blocks if block.kind == "item" and block.depth == 0}
    above: tuple[int, re.Match[str]] | None = None
    """The column of the latest item that was not told, and its match."""
    told = False
    for line in lines_of(page.source.text[page.body :]):
        item = _ITEM.match(line.text)
        start = page.body + line.start
        if item is None or not items & {start, start + len(item["before"])} or ">" in item["before"]:
            if not line.blank and not line.indent:
                above = None
            continue
        if above and _is_narrow(above[0], above[1], line.indent, item):
            if not told:
                first = start + len(item["before"])
                yield Misread(Misreading.FLATTENED, page.source.span(first, first + len(item["mark"])))
            told = True
        else:
            above, told = (line.indent, item), False


def _is_narrow(indent: int, above: re.Match[str], deeper: int, item: re.Match[str]) -> bool:
    """Whether an item is set in below a numbered one, and does not go on with its numbers."""
    return (
        above["number"] is not None
        and 2 <= deeper - indent <= len(above["mark"])
        and (item["number"] is None or int(item["number"]) != int(above["number"]) + 1)
    )


def _set_in(page: Page, marker: Span, first: int, past: int) -> Misread:
    """A list inside an item, and the lines from there to the end of its list set in by fours."""
    text = page.source.text
    start = text.rfind("\n", 0, first) + 1
    here = text.rfind("\n", 0, marker.start) + 1
    opened: list[int] = []
    parts: list[str] = []
    for line in lines_of(text[start:past]):
        at, item = start + line.start, _ITEM.match(line.text)
        while opened and not line.blank and line.indent < opened[-1]:
            opened.pop()
        deeper = line.indent - (opened[-1] if opened else 0)
        if line.text.lstrip().startswith(_NOT_MOVED) or (deeper >= 4 and not line.blank):
            return Misread(Misreading.FLATTENED, marker)
        if at >= here:
            wanted = 0 if line.blank else 4 * len(opened) + (0 if item else deeper)
            parts.append(" " * wanted + text[at : start + line.end].lstrip(" \t"))
        if item:
            opened.append(line.indent + len(item.group()) - len(item["before"]))
    more, indent = "".join(parts), text[here : marker.start]
    certain = more.startswith(indent)
    span = page.source.span(marker.start, past) if certain else marker
    return Misread(Misreading.FLATTENED, span, more[len(indent) :] if certain else None)


def _shown(html: str) -> _Shown:
    """Items in reading order with the lists around them, and lines that begin like one."""
    html = _CODE.sub(" ", html)
    found, lists = _Shown(), list[list[int]]()
    for tag in _TAG.finditer(html):
        closes, name = tag[1], tag[2]
        if name in ("ul", "ol"):
            if closes:
                del lists[-1:]
            else:
                start = re.search(r'start="(\d+)"', tag.group())
                lists.append([0, int(start[1]) if start else 1, name == "ol"])
        elif name == "li" and not closes and lists:
            count, start_at, ordered = lists[-1]
            word = _first_word(unescape(_TAG.sub("", html[tag.end() : tag.end() + 400])))
            found.items.append(_Item(word, len(lists), start_at + count if ordered else None, count == 0))
            lists[-1][0] += 1
    plain = unescape(_TAG.sub("", html))
    found.lines = [line for line in plain.splitlines() if _ITEM.match(line) or line.lstrip().startswith("|")]
    return found


def _first_word(text: str) -> str:
    word = _WORD.search(text)
    return word.group() if word else ""


def _glued(page: Page, shown: list[str]) -> Iterator[Misread]:
    """The first line of each list and table that touches the text above it and is shown as text."""
    source, keys, at = page.source, [_key(line) for line in shown], 0
    breaks = "\r\n" if "\r\n" in source.text else "\n"
    begins, inside = True, False
    lines = [*lines_of(source.text[page.body :])]
    for number, (above, line, below) in enumerate(
        zip([None, *lines], lines, [*lines[1:], None], strict=False)
    ):
        start = page.body + line.start
        words = line.text.strip(" \t>")
        is_item, is_row = _ITEM.match(line.text) is not None, words.startswith("|")
        if not words or any(first <= start < past for first, past in page.document.code):
            begins, inside = True, False
        elif is_item and not begins and _is_for_another_tool(above, below):
            inside = True
        elif begins:
            begins, inside = False, is_item or is_row  # what begins so is a list or a table
        elif (
            (is_row or (is_item and _is_meant(above, line, lines[number + 1 :])))
            and not inside
            and _key(words) in keys[at:]
        ):
            at, inside = keys.index(_key(words), at) + 1, True
            escaped = _ESCAPED.match(above.text) if above and is_item else None
            if above and escaped:
                sign = page.body + above.start + escaped.start("sign")
                yield Misread(Misreading.ESCAPED, source.span(sign, sign + 1))
                continue
            before = line.text[: len(line.text) - len(line.text.lstrip(" \t>"))]
            first = start + len(before)
            kind = Misreading.GLUED_TABLE if is_row else Misreading.GLUED_LIST
            certain = ">" not in before and (is_item or _has_rule(source.text, start))
            mended = f"{breaks}{before}{source.text[first]}" if certain else None
            yield Misread(kind, source.span(first, first + 1), mended)


def _is_for_another_tool(above: Line | None, below: Line | None) -> bool:
    """Whether a list is a table of contents (`{:toc}`), stands in a template, or holds values in YAML."""
    over, under = (line.text if line else "" for line in (above, below))
    return (
        under.lstrip().startswith("{:toc")
        or over.lstrip().startswith("{%")
        or _KEY.fullmatch(over) is not None
    )


def _is_meant(above: Line | None, line: Line, below: Sequence[Line]) -> bool:
    """Whether a line that begins like an item is one, and no sentence that goes on with a dash or a year."""
    mark = line.text.strip(" \t>")[:1]
    for other in takewhile(lambda other: not other.blank, below):
        if _ITEM.match(other.text) and (other is below[0] or other.text.strip(" \t>")[:1] == mark in "-*+"):
            return True
    number = line.text.strip(" \t>")[:3]
    words = above.text.rstrip() if above is not None else ""
    if _GOES_ON.match(line.text) and len(words) > _WRAPPED and words[-1] not in ":.;!?*":
        return False
    return words.endswith((":", "*")) or (
        not (words[-1:].isalnum() or words.endswith(",")) and not number[:1].isdigit()
    )


def _with_parentheses(page: Page) -> Iterator[Misread]:
    """Lists numbered `1)`, which the renderer does not take for lists."""
    source = page.source
    for block in page.document.blocks:
        if block.kind != "list":
            continue
        written = source.text[block.start : block.end]
        if _PARENTHESIS.match(written):
            certain = not re.search(r"^[ \t]*>", written, re.MULTILINE)
            mended = _PARENTHESIS.sub(r"\1.", written) if certain else None
            yield Misread(Misreading.PARENTHESIS, source.span(block.start, block.end), mended)


def _has_rule(text: str, start: int) -> bool:
    lines = text[start : start + 4000].splitlines()
    return len(lines) > 1 and _RULE.match(lines[1]) is not None


def _key(line: str) -> tuple[str, str]:
    line = line.strip(" \t>")
    return line[:1], _first_word(line[1:])


def _typed(page: Page) -> Iterator[_Item]:
    """Items as CommonMark reads them: lists around each, and the number it counts to."""
    source = page.source
    lists: list[tuple[int, int, list[int | None]]] = []
    for block in sorted(page.document.blocks, key=lambda block: (block.start, -block.end)):
        while lists and lists[-1][1] <= block.start:
            lists.pop()
        if block.kind == "list":
            lists.append((block.start, block.end, [None, 0]))
        elif block.kind == "item" and lists:
            mark = _ITEM.match(source.text[block.start : block.start + 40])
            if mark is None:
                continue
            counted = lists[-1][2]
            if mark["number"] is not None:
                counted[0] = int(mark["number"]) if counted[0] is None else counted[0] + 1
            counted[1] = (counted[1] or 0) + 1
            first = block.start + len(mark["before"])
            span = source.span(first, first + len(mark["mark"]))
            word = _first_word(source.text[block.start + mark.end() : block.end])
            yield _Item(word, len(lists), counted[0], counted[1] == 1, span, lists[0][:2])
