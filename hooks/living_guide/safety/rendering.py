"""A page as the site's own Markdown extensions render it: what would be published is what is judged.

Only extensions that come with Python-Markdown and its usual companion are loaded: a project's
configuration is no reason to import anything else. One that includes other files is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from living_guide.markup.alignment import Alignment

USUAL: tuple[str | dict[str, Any], ...] = (
    "admonition",
    "attr_list",
    "def_list",
    {"footnotes": {"BACKLINK_TITLE": "{}"}},
    "tables",
    {"toc": {"permalink": "#", "toc_depth": 3}},
    "pymdownx.details",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
    "pymdownx.tasklist",
)
"""Upstream's extensions, for a folder of pages without a configuration of its own."""
_BUILT_IN = ("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes")
_BUILT_IN_TOO = ("md_in_html", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks")
_KNOWN = {name for short in (*_BUILT_IN, *_BUILT_IN_TOO) for name in (short, f"markdown.extensions.{short}")}
_COMPANION = re.compile(r"pymdownx\.[a-z0-9]+")
_INCLUDES = ("pymdownx.snippets", "pymdownx.b64")
_GLUED = re.compile(r'<p>(?:(?!</?p>).)*?<div class="highlight"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, and the pieces of it that its author wrote as HTML or set as code."""

    html: str
    raw: tuple[str, ...]

    @property
    def has_glued_code(self) -> bool:
        """Whether a frame of code lies inside a paragraph: no browser leaves it there."""
        return _GLUED.search(self.html) is not None


class Unrenderable(Exception):
    """Markdown that the renderer does not come to an end with."""


class Renderer:
    """Renders one page after the other with a project's extensions."""

    def __init__(self, configured: Callable[[], Sequence[Any] | None]) -> None:
        self._configured = configured

    @cached_property
    def _markdown(self) -> Markdown:
        """Set up when the first page is rendered: most runs render none."""
        return _engine(self._configured()) or _engine(USUAL) or Markdown()

    @cached_property
    def _made(self) -> tuple[_StashSize, _StashSize]:
        """How much HTML is stashed when tree processors begin, and when inline Markdown does (priority 20).

        Before, blocks of HTML were stashed; later come tags in a line: both an author wrote. What lies
        between, such as boxes to tick, tree processors of extensions made.
        """
        md = self._markdown
        start, end = _StashSize(md), _StashSize(md)
        md.treeprocessors.register(start, "before-extensions", 1000)
        md.treeprocessors.register(end, "before-inline", 20.5)
        return start, end

    def render(self, text: str) -> Rendered:
        """Render a page's Markdown, front matter apart.

        Raises:
            Unrenderable: the renderer gave up.
        """
        self._markdown.reset()
        start, end = self._made
        try:
            html = self._markdown.convert(text)
        except Exception as error:  # whatever a page makes a library do is told as that page's fault
            raise Unrenderable(type(error).__name__) from error
        stash = self._markdown.htmlStash.rawHtmlBlocks
        written = (*stash[: start.size], *stash[end.size :])
        return Rendered(html, tuple(piece for piece in written if isinstance(piece, str)))


class _StashSize(Treeprocessor):
    """Notes how many pieces of raw HTML lie in the stash when its turn comes."""

    size = 0

    def run(self, root: ET.Element) -> None:
        self.size = len(self.md.htmlStash.rawHtmlBlocks)


def _engine(configured: Sequence[Any] | None) -> Markdown | None:
    """An engine with these extensions, or None when there are none or they cannot be set up so."""
    names: list[str] = []
    settings: dict[str, Mapping[str, Any]] = {}
    for item in configured or ():
        for name, options in item.items() if isinstance(item, dict) else [(str(item), None)]:
            if name in _KNOWN or (_COMPANION.fullmatch(name) and name not in _INCLUDES):
                names.append(name)
                given = options if isinstance(options, dict) else {}
                settings[name] = {key: value for key, value in given.items() if value is not None}
    try:
        return Markdown(extensions=[*names, Alignment()], extension_configs=settings) if names else None
    except Exception:  # settings that an extension refuses: the engine will tell the city
        return None
