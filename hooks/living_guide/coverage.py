"""What the guide must carry, and where it does: `data/coverage.yml` and `data/questions.yml`.

The first ties what readers must find (a practice, a lesson, a figure) and every fact about a named
place to the pages that tell it and to the sources that say it; the second ties the questions people
bring to the sections that answer them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from living_guide.corpus import LAYERS, Corpus
from living_guide.document import Heading
from living_guide.folding import fold, fold_form
from living_guide.located import Node
from living_guide.pages import Page
from living_guide.terms import Occurrence, occurrences, proper_names, vocabulary

COVERAGE, QUESTIONS = "coverage", "questions"
"""The names of the data files."""
_RUNNING = ("paragraph", "item", "cell", "html")
"""Kinds of prose that state facts; headings, titles and descriptions point to them."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: where the file names it, and on which of its lines, from 1, it says the thing."""

    name: Node
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something the guide must carry: a practice, a lesson, a takeaway, a figure, a name."""

    name: Node
    told: str
    pages: tuple[Node, ...]
    sources: Mapping[str, Cited]
    """By id, those who say it."""
    say: Mapping[str, tuple[str, ...]]
    """By language, words of which at least one stands on each page."""

    @property
    def called(self) -> str:
        return self.name.written

    @property
    def keys(self) -> list[str]:
        """Its pages' paths below a language's folder."""
        return list(dict.fromkeys(str(page.value) for page in self.pages))


@dataclass(frozen=True, slots=True)
class Claim:
    """A section that states facts about a named place, a person, a date or a figure."""

    name: Node
    page: str
    section: str
    """The anchor of its heading; nothing for what stands above the first of them."""
    sources: Mapping[str, Cited]

    @property
    def called(self) -> str:
        return f"{self.page}#{self.section}" if self.section else self.page

    @property
    def keys(self) -> list[str]:
        return [self.page]


@dataclass(frozen=True, slots=True)
class Question:
    """A question people bring, and the section that answers it."""

    name: Node
    page: str
    section: str
    asked: Mapping[str, str]
    """Its words by language, where there are any."""


def items(corpus: Corpus) -> Iterator[Item]:
    """What the guide must carry, as far as the file can be read."""
    listed = _part(corpus, COVERAGE, "items")
    for name, node in _entries(listed):
        say = node.get("say")
        pages = node.get("pages")
        yield Item(
            name=name,
            told=node.text("told"),
            pages=tuple(pages.strings()) if pages else (),
            sources=_sources(node),
            say={code.written: tuple(map(str, _words(words))) for code, words in _entries(say)},
        )


def claims(corpus: Corpus) -> Iterator[Claim]:
    """The sections that state facts about somebody or somewhere."""
    listed = _part(corpus, COVERAGE, "claims")
    for node in listed.items() if listed else ():
        if isinstance(node.value, dict):
            place = node.get("section") or node.get("page") or node
            yield Claim(place, node.text("page"), node.text("section"), _sources(node))


def sourced(corpus: Corpus) -> Iterator[Item | Claim]:
    """Everything the guide says on the word of others."""
    yield from items(corpus)
    yield from claims(corpus)


def questions(corpus: Corpus) -> Iterator[Question]:
    """The questions people bring."""
    for name, node in _entries(_root(corpus, QUESTIONS)):
        if isinstance(node.value, dict):
            asked = {code: text for code in corpus.settings.codes if (text := node.text(code).strip())}
            yield Question(name, node.text("page"), node.text("section"), asked)


def _root(corpus: Corpus, file: str) -> Node | None:
    parsed = corpus.data.get(file)
    return parsed.root if parsed else None


def _part(corpus: Corpus, file: str, name: str) -> Node | None:
    root = _root(corpus, file)
    return root.get(name) if root else None


def _entries(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """Names and values of a mapping."""
    if node is not None and isinstance(node.value, dict):
        yield from ((node.keys[name], value) for name, value in node.value.items())


def _sources(node: Node) -> dict[str, Cited]:
    found = {}
    for name, lines in _entries(node.get("sources")):
        numbers = (line for line in _words(lines) if isinstance(line, int))
        found[name.written] = Cited(name, tuple(numbers))
    return found


def _words(node: Node) -> Iterator[object]:
    return (item.value for item in node.strings())


def carrier(corpus: Corpus, language: str, key: str) -> Page | None:
    """The page that readers of a language find: drafts are not published."""
    page = corpus.any_page(language, key)
    return None if page is None or page.text("status") == "draft" else page


def is_left_to_city(corpus: Corpus, key: str, said: Node) -> bool:
    """Whether upstream's files say something of a page that the city hides or has its own version of."""
    is_changed = corpus.hides(key) or any(page.key == key for page in corpus.beneath.pages)
    return is_changed and said.source.path.startswith(f"{LAYERS[0]}/")


def says(corpus: Corpus, page: Page, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands on a page; a term of the glossary counts in all its forms."""
    terms = vocabulary(corpus, page.language).terms
    forms = {fold_form(word) for word in words}
    for concept in {terms[form] for form in forms if form in terms}:
        forms |= {fold_form(form.text) for form in concept.entries[page.language].names()}
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", _folded(page)) for form in forms)


@lru_cache(maxsize=512)
def _folded(page: Page) -> str:
    return fold("\n".join(prose.text for prose in page.prose)).text


def headings_above(page: Page, offset: int) -> list[Heading]:
    """The headings that a source offset stands under, outermost first, the page's own left out."""
    open_: list[Heading] = []
    for heading in page.document.headings:
        if heading.span.start > offset:
            break
        while open_ and open_[-1].level >= heading.level:
            open_.pop()
        open_.append(heading)
    return [heading for heading in open_ if heading.level > 1]


@lru_cache(maxsize=8)
def _names(corpus: Corpus, language: str, groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_form, proper_names(corpus, language, groups)))


def named(corpus: Corpus, page: Page, groups: tuple[str, ...]) -> Iterator[Occurrence]:
    """Where the body of a page names somebody or somewhere of these groups of `names.yml`."""
    names = _names(corpus, page.language, groups)
    for found in occurrences(corpus)[page.language, page.key]:
        if found.phrase in names and found.prose.kind != "front-matter":
            yield found


def told(corpus: Corpus, page: Page, groups: tuple[str, ...]) -> Iterator[Occurrence]:
    """The same where something is said of them: in running text, not in headings or links."""
    for found in named(corpus, page, groups):
        start = found.span.start
        in_link = any(link.span.start <= start < link.span.end for link in page.document.links)
        if found.prose.kind in _RUNNING and not in_link:
            yield found
