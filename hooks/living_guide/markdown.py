"""A page's Markdown, read once: see `living_guide.document` for what comes out.

What Python-Markdown renders beyond CommonMark (callouts, tabs, attribute lists) is taken apart
before parsing; a test compares the two on every real page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.attributes import Attributes, without_attributes
from living_guide.document import HIDDEN, Block, Document
from living_guide.events import reference_definitions
from living_guide.fences import without_open_fences
from living_guide.gathering import Gathered
from living_guide.parsing import RegionReader
from living_guide.regions import Container, Region, as_the_site_reads, split_containers
from living_guide.source import Source

_NO_PROSE = re.compile(r"^[ \t]*-+8<-+.*$|\{\{(?:[^{}\n]++|\{[^{}\n]*+\})*+\}\}|\{%[^%\n]*%\}", re.MULTILINE)
"""Snippets and template marks: no words of the page, whatever becomes of them."""
_OPENING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
"""What may stand before the first words of a line: indents, marks of quotations and of items."""


def read_markdown(source: Source, start: int = 0) -> Document:
    """Read the Markdown that begins at a source offset (behind the front matter); never raises."""
    gathered = Gathered(source)
    page = as_the_site_reads(Region(source, without_open_fences(source.text[start:]), (0,), (start,), "page"))
    prepared = list(_prepare(gathered, page))
    for _, text, _ in prepared:
        for label, target in reference_definitions(text):
            gathered.references.setdefault(label, target)
    for region, text, attributes in prepared:
        RegionReader(gathered, region, text, attributes).read()
    return gathered.document()


def _prepare(gathered: Gathered, region: Region) -> Iterator[tuple[Region, str, list[Attributes]]]:
    """A region and those inside it, each with its text to parse and its attribute lists."""
    text, containers = split_containers(region)
    if "8<" in text or "{{" in text or "{%" in text:
        text = _NO_PROSE.sub(_blanked, text)
    text, attributes = without_attributes(text)
    yield region, text, attributes
    for container in containers:
        _keep_container(gathered, container)
        for inside in container.inside:
            yield from _prepare(gathered, inside)


def _blanked(found: re.Match[str]) -> str:
    """Spaces for a mark; a line or an item that begins with a template's keeps a sign, or looks indented."""
    blank = " " * len(found.group())
    line = found.string.rfind("\n", 0, found.start()) + 1
    before = found.string[line : found.start()]
    begins = found.group().startswith("{") and _OPENING.fullmatch(before) is not None
    return HIDDEN + blank[1:] if begins else blank


def _keep_container(gathered: Gathered, container: Container) -> None:
    gathered.blocks.append(Block(container.kind, container.start, container.end, 0))
    if container.too_deep:
        gathered.too_deep.append(gathered.source.span(container.start, container.start + 1))
