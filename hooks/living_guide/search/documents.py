"""What is searched: the published pages of one language, each with its fields and its sections.

Read from the corpus, so that menus, code, fallback pages and drafts never get in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.corpus import Corpus
from living_guide.coverage import questions
from living_guide.document import HIDDEN
from living_guide.glossary import Concept, Entry
from living_guide.manual import HANDBOOK
from living_guide.markup.concepts import EXPLICIT
from living_guide.pages import Page
from living_guide.search.analyser import analyser
from living_guide.search.asked import asked
from living_guide.stage.glossary_pages import FOLDER, INDEX
from living_guide.stage.made_pages import SEARCH_PAGE
from living_guide.stage.say_avoid import ANCHOR, avoided

CONCEPT = "concept"
"""The type of a concept's page; those of other pages are front matter's."""
BODY, FACETS, QUESTIONS, ABROAD = "body", "facets", "questions", "abroad"
FIELDS = ("title", "terms", "headings", "description", "avoid", "foreign", FACETS, QUESTIONS, ABROAD, BODY)
"""In the order in which the index numbers them; the last three travel apart."""
_NAMED = re.compile(EXPLICIT)
_MADE = re.compile(r"\[\[[a-z-]+/[a-z-]+\]\]")
"""A line that asks for a table or a list: what it becomes is said on other pages."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its anchor and what stands below it; the page's beginning has neither of the two."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page as search knows it. Its place in the list of documents is its number in the index."""

    page: Page
    kind: str
    concept: str
    """The id of the concept it is about, if it is about one."""
    roles: tuple[str, ...]
    places: tuple[str, ...]
    sections: tuple[Section, ...]
    fields: dict[str, str]

    @property
    def headings(self) -> list[Section]:
        return [section for section in self.sections if section.anchor]


def documents(corpus: Corpus, language: str) -> list[Document]:
    """Every page that readers of a language may be led to, in the order of their addresses.

    The handbook of the rules is for authors, whom messages lead there.
    """
    typed, abroad = _questions(corpus, language), _abroad(corpus, language)
    pages = (
        page
        for page in (*corpus.all_pages(language), *corpus.inherited(language))
        if is_searchable(page) and not (page.generated and page.key.startswith(f"{HANDBOOK}/"))
    )
    ordered = sorted(pages, key=lambda page: page.url)
    return [_document(corpus, page, typed, abroad) for page in ordered]


def is_searchable(page: Page) -> bool:
    """Whether readers may be led to a page: not to drafts, nor from search to search."""
    return page.text("status") != "draft" and page.key != SEARCH_PAGE


def _document(
    corpus: Corpus, page: Page, typed: dict[str, list[str]], abroad: dict[str, list[str]]
) -> Document:
    concept = _concept(corpus, page)
    sections = tuple(_sections(corpus, page))
    if page.generated and page.key == INDEX:
        sections = ()  # each of its entries has a page of its own
    elif concept:
        sections = tuple(section for section in sections if section.anchor in ("", ANCHOR))
    entry = concept.entries.get(page.language) if concept else None
    roles, places = tuple(page.texts("audience")), tuple(page.texts("places"))
    kind = CONCEPT if concept else page.text("type") or "page"
    labels = [
        corpus.facets.label(group, identifier, page.language)
        for group, identifiers in (("places", places), ("topics", page.texts("topics")))
        for identifier in identifiers
    ]
    fields = {
        "title": page.title,
        "terms": _lines(form.text for form in entry.names()) if entry else "",
        "headings": _lines(section.heading for section in sections),
        QUESTIONS: _lines(typed.get(page.key, ())),
        ABROAD: _lines(abroad.get(page.key, ())),
        "description": page.text("description"),
        "avoid": _lines(form.text for form in avoided(entry)) if entry else "",
        "foreign": _lines(foreign_names(concept, page.language)) if concept else "",
        FACETS: _lines(labels),
        BODY: _lines(section.text for section in sections),
    }
    return Document(page, kind, concept.id if concept else "", roles, places, sections, fields)


def foreign_names(concept: Concept, language: str) -> Iterator[str]:
    """What the other languages call a concept: readers know some words only in one of them."""
    for code, entry in concept.entries.items():
        if code != language:
            yield from (form.text for form in (*entry.names(), *avoided(entry)))


def entry_of(corpus: Corpus, document: Document) -> Entry | None:
    """What the glossary says in the document's language of the concept it is about."""
    concept = corpus.concepts.get(document.concept)
    return concept.entries.get(document.page.language) if concept else None


def _lines(texts: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return "\n".join(text for text in texts if text)


def _concept(corpus: Corpus, page: Page) -> Concept | None:
    if not page.generated or not page.key.startswith(f"{FOLDER}/"):
        return None
    return corpus.concepts.get(page.key.removeprefix(f"{FOLDER}/").removesuffix(".md"))


def _questions(corpus: Corpus, language: str) -> dict[str, list[str]]:
    """By page, the questions that it answers: those of `data/questions.yml`, and what readers type."""
    found: dict[str, list[str]] = {}
    for question in questions(corpus):
        if language in question.asked:
            found.setdefault(question.page, []).append(question.asked[language])
    for entry in asked(corpus):
        texts = (str(text.value) for text in entry.texts.get(language, ()))
        found.setdefault(entry.page.written, []).extend(texts)
    return found


def _abroad(corpus: Corpus, language: str) -> dict[str, list[str]]:
    """By page, what readers type of it in the first of the other languages, but for what tells nothing there.

    Officials know some of the trade's words in one language only, and mix the two.
    """
    tongue = language.partition("-")[0]
    other = next((code for code in corpus.settings.codes if code.partition("-")[0] != tongue), None)
    if other is None:
        return {}
    words = analyser(other)
    found = {
        page.key: [page.title] for page in corpus.all_pages(other) if not page.key.startswith(f"{FOLDER}/")
    }
    for key, texts in _questions(corpus, other).items():
        found.setdefault(key, []).extend(thought for text in texts for thought in text.split(","))
    telling = (
        (key, " ".join(words.telling(unit[0] for unit in words.units(text))))
        for key, texts in found.items()
        for text in texts
    )
    told: dict[str, list[str]] = {}
    for key, text in telling:
        told.setdefault(key, []).append(text)
    return told


def _sections(corpus: Corpus, page: Page) -> Iterator[Section]:
    """The page's beginning, then a section for each heading; the page's own title is no section."""
    headings = [heading for heading in page.document.headings if heading.level > 1]
    starts = [heading.span.start for heading in headings]
    texts: list[list[str]] = [[] for _ in range(len(headings) + 1)]
    for prose in page.document.prose:
        if prose.kind == "heading" or not prose.pieces:
            continue
        text = _read(corpus, prose.text, page.language)
        if text:
            texts[bisect_right(starts, prose.pieces[0].start)].append(text)
    yield Section("", "", "\n".join(texts[0]))
    for heading, blocks in zip(headings, texts[1:], strict=True):
        yield Section(heading.anchor, _read(corpus, heading.text, page.language), "\n".join(blocks))


def _read(corpus: Corpus, text: str, language: str) -> str:
    """A block's words as readers see them, on one line."""

    def named(found: re.Match[str]) -> str:
        concept = corpus.concepts.get(found[1])
        return found[2] or (concept.term(language) if concept else "")

    text = _NAMED.sub(named, _MADE.sub("", text)) if "[[" in text else text
    return " ".join(text.replace(HIDDEN, " ").split())
