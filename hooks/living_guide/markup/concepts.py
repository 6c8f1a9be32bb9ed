"""Glossary links in running text, as a Python-Markdown extension.

The first use of a concept in a page (or in each section) becomes a link to the concept's page, and
`[[concept-id]]` or `[[concept-id|words]]` is one anywhere. Nothing but the `<a>` around the words is
added: without the links a page has the same tokens. Definitions are for the template to print; the
links name them (`aria-describedby`), so that screen readers say them and a script can show them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from living_guide.folding import fold
from living_guide.phrases import Phrases, longest

EXPLICIT = r"\[\[([a-z0-9]+(?:-[a-z0-9]+)*)(?:\|([^\[\]\n|]+))?\]\]"
"""`[[id]]` or `[[id|words]]`."""
DEFINITION_ID = "lg-def-"
CONCEPT_PAGE = re.compile(r"(?:^|/)glossary/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.md|/)?(?:#.*)?$")
_HEADING = re.compile(r"h[1-6]")
_LEFT_ALONE = {"a", "button", "code", "kbd", "label", "pre", "script", "style", "summary"}
_TITLES = ("admonition-title", "tabbed-labels")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as links need it: its term, and its address as the page writes it."""

    term: str
    address: str


class Glossary:
    """The concepts of a language, ready to be found in text.

    `phrases` maps each folded phrase to a concept's id, or to nothing: a phrase that is to be left as
    it is, though a term may stand in it.
    """

    def __init__(self, phrases: Mapping[str, str], terms: Mapping[str, str]) -> None:
        self.phrases = phrases
        self.terms = terms
        self._found = Phrases(phrases)

    def uses(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and id of each concept named in a text, in order."""
        found = longest(self._found.find(fold(text), text))
        return sorted(
            (start, end, self.phrases[phrase]) for start, end, phrase in found if self.phrases[phrase]
        )


@dataclass(slots=True)
class PageLinks:
    """What one page needs: its glossary, how it reaches a concept, where it stands itself."""

    glossary: Glossary
    prefix: str
    """What stands before a concept's id in the address of its page: `../../glossary/`."""
    itself: str = ""
    """The concept this page is about, never linked on it."""
    each_section: bool = False
    linked: list[str] = field(default_factory=list)
    """Ids of the concepts linked, in order: whose definitions the template prints."""

    def link(self, identifier: str, words: str) -> ET.Element:
        """The link of a concept around some words."""
        link = ET.Element("a", {"href": f"{self.prefix}{identifier}/"})
        link.text = AtomicString(words)
        self.describe(link, identifier)
        return link

    def describe(self, link: ET.Element, identifier: str) -> None:
        """Tie a link to its concept's definition."""
        link.set("class", " ".join(filter(None, [link.get("class"), "lg-term"])))
        link.set("aria-describedby", DEFINITION_ID + identifier)
        if identifier not in self.linked:
            self.linked.append(identifier)


class ConceptLinks(Extension):
    """Set `page` before each page is converted; without one, nothing is linked."""

    page: PageLinks | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.inlinePatterns.register(_Explicit(self, md), "living-guide-concept", 175)
        # After MkDocs' own walk over links (0), which knows nothing of addresses made here.
        md.treeprocessors.register(_FirstUses(self, md), "living-guide-first-uses", -10)


class _Explicit(InlineProcessor):
    def __init__(self, extension: ConceptLinks, md: Markdown) -> None:
        super().__init__(EXPLICIT, md)
        self.extension = extension

    # Python-Markdown's base class returns more kinds of things than an inline link needs.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        page = self.extension.page
        if page is None or m[1] not in page.glossary.terms:
            return None, None, None
        return page.link(m[1], m[2] or page.glossary.terms[m[1]]), m.start(0), m.end(0)


class _FirstUses(Treeprocessor):
    def __init__(self, extension: ConceptLinks, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ET.Element) -> None:
        page = self.extension.page
        if page is None:
            return
        raw_links = any(str(raw).lstrip().lower().startswith("<a") for raw in self.md.htmlStash.rawHtmlBlocks)
        for section in _sections(root) if page.each_section else [list(root)]:
            used = {page.itself, *_linked_by_hand(section, page)}
            for block in section:
                if not (raw_links and STX in "".join(block.itertext())):
                    _link_first_uses(block, page, used)


def _sections(root: ET.Element) -> Iterator[list[ET.Element]]:
    section: list[ET.Element] = []
    for block in root:
        if _HEADING.fullmatch(str(block.tag)) and section:
            yield section
            section = []
        section.append(block)
    yield section


def _linked_by_hand(blocks: list[ET.Element], page: PageLinks) -> Iterator[str]:
    """Concepts that the author links already; their definitions open as well."""
    for block in blocks:
        for link in block.iter("a"):
            found = CONCEPT_PAGE.search(link.get("href") or "")
            if found and found[1] in page.glossary.terms:
                if "lg-term" not in (link.get("class") or "") and found[1] != page.itself:
                    page.describe(link, found[1])
                yield found[1]


def _link_first_uses(element: ET.Element, page: PageLinks, used: set[str]) -> None:
    name, kind = str(element.tag), element.get("class") or ""
    if name in _LEFT_ALONE or _HEADING.fullmatch(name) or any(title in kind for title in _TITLES):
        return
    before = list(element)
    if element.text and not isinstance(element.text, AtomicString):
        element.text, links = _linked(element.text, page, used)
        for number, link in enumerate(links):
            element.insert(number, link)
    for child in before:
        _link_first_uses(child, page, used)
        if child.tail and not isinstance(child.tail, AtomicString):
            child.tail, links = _linked(child.tail, page, used)
            for number, link in enumerate(links, list(element).index(child) + 1):
                element.insert(number, link)


def _linked(text: str, page: PageLinks, used: set[str]) -> tuple[str, list[ET.Element]]:
    """The text up to the first link, and the links, each with the text behind it as its tail."""
    links: list[ET.Element] = []
    at, first = 0, text
    for start, end, identifier in page.glossary.uses(text):
        if identifier in used:
            continue
        used.add(identifier)
        if links:
            links[-1].tail = text[at:start]
        else:
            first = text[:start]
        links.append(page.link(identifier, text[start:end]))
        at = end
    if links:
        links[-1].tail = text[at:]
    return first, links


def glossaries(written: Mapping[str, Any]) -> dict[str, Glossary]:
    """The glossaries of a plan, by language."""
    return {code: Glossary(item["phrases"], item["terms"]) for code, item in written.items()}
