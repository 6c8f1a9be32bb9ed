"""Stretches of Markdown that are parsed on their own, each with a map back to its source.

CommonMark knows nothing of callouts (`!!! note`), details (`??? note`) and tabs (`=== "Title"`):
it takes their indented bodies for code. So each body is cut out, its indent removed, and parsed as
a region of its own, as deep as they nest. What is cut out or hidden leaves spaces behind, so that
offsets in the surrounding text stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from living_guide.lines import Line, lines_of
from living_guide.source import Source

MAX_DEPTH = 12
"""Containers inside containers; deeper ones are reported and not read."""

_CONTAINER = re.compile(
    r"""^(?P<indent>[ \t]*)(?P<mark>!!!|\?\?\?\+?|===[!+]?)[ ]?
    (?P<classes>[\w-]+(?:[ ]+[\w-]+)*)?[ ]*(?:"(?P<title>[^\n]*)")?[ \t]*$""",
    re.VERBOSE,
)
_MAYBE_CONTAINER = re.compile(r"^[ \t>]*(?:!!!|\?\?\?|===)", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")
_QUOTED = re.compile(r"^[ ]{0,3}>[ ]?")
_TIGHT = re.compile(
    r"^(?:(?P<heading>(?:(?:[ ]{4}|\t)*+|(?:[ ]{0,3}>[ ]?)++)#{1,6})(?=[^\s#])"
    r"|(?:<!--(?:(?!-->)[^\r\n])*+-->[ ]*+)++(?=[^\s<]))",
    re.MULTILINE,
)
"""Where words touch what stands before them."""
_NOTABLE = re.compile(r"[ \t`~<!?=>:*+\d-]")
"""How lines begin that matter to containers, lists and fences."""


@dataclass(frozen=True, slots=True)
class Region:
    """Text and where its pieces come from: offsets are code points, `origins` in the source."""

    source: Source
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    kind: str
    """`page`, `callout`, `details`, `tab`, `title` or `quote`."""
    depth: int = 0

    def origin(self, offset: int) -> int:
        """The source offset of an offset in the region."""
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of a stretch of the region; `end` exclusive."""
        if len(self.starts) == 1:
            first = self.origins[0]
            return first + start, first + (end if end > start else start)
        if end <= start:
            at = self.origin(start)
            return at, at
        return self.origin(start), self.origin(end - 1) + 1

    def part(self, pieces: list[tuple[int, int]], kind: str) -> Region:
        """The region made of stretches of this one."""
        starts, origins, texts, at = [], [], [], 0
        for start, end in pieces:
            if end <= start:
                continue
            starts.append(at)
            origins.append(self.origin(start))
            texts.append(self.text[start:end])
            at += end - start
        return Region(
            self.source,
            "".join(texts),
            tuple(starts) or (0,),
            tuple(origins) or (self.origins[-1],),
            kind,
            self.depth + 1,
        )


@dataclass(frozen=True, slots=True)
class Container:
    """A callout, details or tab: its source offsets, kind and what stands inside."""

    start: int
    end: int
    kind: str
    classes: str
    inside: tuple[Region, ...]
    too_deep: bool = False


def as_the_site_reads(region: Region) -> Region:
    """The region with what Python-Markdown does not need and CommonMark does.

    A space behind the signs of `##Steps`, which is a heading, and an empty line behind a comment that
    words follow on its line.
    """
    starts, origins, texts, at = [0], [region.origin(0)], [], 0
    more = 0
    for found in _TIGHT.finditer(region.text):
        added = " " if found["heading"] else "\n\n"
        texts += [region.text[at : found.end()], added]
        at = found.end()
        starts += [at + more, at + more + len(added)]
        origins += [region.origin(at) - len(added) + 1, region.origin(at)]
        more += len(added)
    text = "".join([*texts, region.text[at:]])
    return replace(region, text=text, starts=tuple(starts), origins=tuple(origins))


def split_containers(region: Region) -> tuple[str, list[Container]]:
    """The region's text with its containers blanked out, and those containers."""
    if not _MAYBE_CONTAINER.search(region.text):
        return region.text, []
    lines = list(lines_of(region.text))
    containers = list(_containers(region, lines))
    parts, at = [], 0
    for start, end, _ in containers:
        parts += [region.text[at:start], _blanked(region.text[start:end])]
        at = end
    return "".join([*parts, region.text[at:]]), [container for _, _, container in containers]


def _blanked(text: str) -> str:
    return re.sub(r"[^\r\n]+", lambda found: " " * len(found.group()), text)


def _containers(region: Region, lines: list[Line]) -> Iterator[tuple[int, int, Container]]:
    number, list_indents = 0, [0]
    while number < len(lines):
        line = lines[number]
        if line.text and not _NOTABLE.match(line.text):  # mere words, at the margin
            list_indents = [0]
            number += 1
            continue
        fence = _FENCE.match(line.text)
        if fence:
            number = _after_fence(lines, number, fence)
            continue
        if line.text.lstrip().startswith("<!--"):
            number = _after_comment(lines, number)
            continue
        if not line.blank:
            list_indents = _list_indents(list_indents, line)
        header = _CONTAINER.match(line.text)
        if header and line.indent < list_indents[-1] + 4 and _is_container(header):
            last = _last_body_line(lines, number)
            kind, inside = _inside(region, lines, number, last, header)
        elif _QUOTED.match(line.text):
            last = _last_quoted_line(lines, number)
            inside = _unquoted(region, lines[number : last + 1])
            if not _MAYBE_CONTAINER.search(inside[0].text):
                number = last + 1
                continue
            kind = "quote"
        else:
            number += 1
            continue
        start, end = line.start, lines[last].end
        too_deep = region.depth + 1 > MAX_DEPTH
        classes = header["classes"] or "" if header else ""
        origin = region.span(start, end)
        container = Container(*origin, kind, classes, () if too_deep else inside, too_deep)
        yield start, end, container
        number = last + 1


def _is_container(header: re.Match[str]) -> bool:
    if header["mark"].startswith("="):
        return header["title"] is not None
    return header["classes"] is not None or header["title"] is not None


def _list_indents(open_indents: list[int], line: Line) -> list[int]:
    """Columns at which content of the lists open at this line begins."""
    kept = [0, *(indent for indent in open_indents[1:] if indent <= line.indent)]
    item = re.match(r"^[ \t]*(?:[-*+]|\d{1,9}[.)]|:)[ \t]+", line.text)
    if item and line.indent < kept[-1] + 4:
        kept.append(line.indent + 2)
    return kept


def _after_fence(lines: list[Line], number: int, opened: re.Match[str]) -> int:
    mark, indent = opened["mark"], lines[number].indent
    if mark[0] == "`" and "`" in opened["rest"]:
        return number + 1
    for later in range(number + 1, len(lines)):
        closing = lines[later].text.strip()
        if closing and set(closing) == {mark[0]} and len(closing) >= len(mark):
            return later + 1
        if indent >= 4 and not lines[later].blank and lines[later].indent < 2:
            return later
    return len(lines)


def _after_comment(lines: list[Line], number: int) -> int:
    """A comment hides what stands in it; one that never ends hides nothing."""
    closing = (later for later in range(number, len(lines)) if "-->" in lines[later].text)
    return next(closing, number) + 1


def _last_body_line(lines: list[Line], header: int) -> int:
    needed = lines[header].indent + 4
    last = header
    for number in range(header + 1, len(lines)):
        if lines[number].blank:
            continue
        if lines[number].indent < needed:
            break
        last = number
    return last


def _last_quoted_line(lines: list[Line], first: int) -> int:
    last = first
    while last + 1 < len(lines) and _QUOTED.match(lines[last + 1].text):
        last += 1
    return last


def _inside(
    region: Region, lines: list[Line], header: int, last: int, found: re.Match[str]
) -> tuple[str, tuple[Region, ...]]:
    kind = {"!": "callout", "?": "details", "=": "tab"}[found["mark"][0]]
    width = lines[header].indent + 4
    body = [(line.after_indent(width), line.end) for line in lines[header + 1 : last + 1]]
    parts = []
    if found["title"]:
        at = lines[header].start
        parts.append(region.part([(at + found.start("title"), at + found.end("title"))], "title"))
    if body:
        parts.append(region.part(body, kind))
    return kind, tuple(parts)


def _unquoted(region: Region, lines: list[Line]) -> tuple[Region]:
    pieces = []
    for line in lines:
        mark = _QUOTED.match(line.text)
        pieces.append((line.start + (mark.end() if mark else 0), line.end))
    return (region.part(pieces, "quote"),)
