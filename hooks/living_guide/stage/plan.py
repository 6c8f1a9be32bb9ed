"""What the templates need to know of each page, worked out once and written as JSON.

An engine's processes, one a language, read the plan instead of the whole corpus; it holds plain
values only, so that another engine can read it as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from living_guide.city.colours import STYLESHEET, stylesheet
from living_guide.corpus import Corpus
from living_guide.diagrams.known import diagrams
from living_guide.history import History
from living_guide.language import Language
from living_guide.messages import catalogue
from living_guide.news import news
from living_guide.pages import HOME, Page
from living_guide.reading import minutes
from living_guide.stage.adapted import adapted
from living_guide.stage.addresses import relative_address
from living_guide.stage.answers import answers
from living_guide.stage.city_words import city_values, emergency
from living_guide.stage.dates import written_date
from living_guide.stage.directory import directory
from living_guide.stage.glossary_pages import FOLDER, concept_key
from living_guide.stage.legal import legal
from living_guide.stage.made_pages import SEARCH_PAGE
from living_guide.stage.navigation import navigation
from living_guide.stage.news_page import MOST_NEWS, NEWS, ON_HOME, news_view
from living_guide.stage.outward import archived_since, outward
from living_guide.stage.preview import ByPath, panel
from living_guide.stage.provenance import changes, dates
from living_guide.stage.related import related
from living_guide.stage.status_page import STATUS, STATUS_URL, status_view
from living_guide.stage.translated import reviewer, translation
from living_guide.status import standings
from living_guide.takeaway.offers import offers, whole
from living_guide.terms import vocabulary

_CHECKLIST = re.compile(r"^\s*[-*+] \[ \] ", re.MULTILINE)

View = dict[str, Any]
"""What `guide` is in a template; values are JSON's."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a site says that does not stand in its files."""

    history: History = field(default_factory=History)
    today: date | None = None
    """The day the site is made for."""
    findings: ByPath | None = None
    """What the checks found: given to those who write, never published."""
    forms: Collection[str] = ()
    """In which files to take away will be made."""


NO_FRAME = Frame()


def plan(corpus: Corpus, *, drafts: bool = False, frame: Frame = NO_FRAME) -> dict[str, Any]:
    """Menus by language, and a view for each place of the staged tree."""
    pages = {}
    for language in corpus.settings.languages:
        for key in corpus.keys:
            page = corpus.shown(language.code, key, drafts=drafts)
            if page is not None:
                pages[f"{language.code}/{key}"] = view(corpus, page, language, frame)
    for (code, key), page in corpus.generated.items():
        pages[f"{code}/{key}"] = view(corpus, page, corpus.settings.language(code), frame)
    found = standings(corpus, frame.today) if any(key == STATUS for _, key in corpus.generated) else []
    for code in corpus.settings.codes if found else ():
        language = corpus.settings.language(code)
        pages[f"{code}/{STATUS}"]["status"] = status_view(corpus, found, language, frame.today)
    for language in corpus.settings.languages:
        items = news(corpus, language.code, frame.history)
        for key, most in ((HOME, ON_HOME), (NEWS, MOST_NEWS)):
            place = f"{language.code}/{key}"
            if place in pages:
                pages[place]["news"] = news_view(items[:most], language, pages[place]["address"])
    menus = {code: navigation(corpus, code, drafts=drafts) for code in corpus.settings.codes}
    glossaries = {code: _glossary(corpus, code) for code in corpus.settings.codes}
    styles = [STYLESHEET] if stylesheet(corpus.settings.city) else []
    site = {"navigation": menus, "styles": styles, "archived": archived_since(corpus)}
    return {**site, "pages": pages, "glossaries": glossaries}


def _glossary(corpus: Corpus, language: str) -> dict[str, dict[str, str]]:
    """What links terms in running text: phrases to ids, ids to terms and definitions."""
    words = vocabulary(corpus, language)
    shown = {
        concept.id: concept.entries[language]
        for concept in corpus.concepts.values()
        if language in concept.entries and (language, concept_key(concept.id)) in corpus.generated
    }
    left_alone = dict.fromkeys([*words.names, *words.right, *words.discouraged], "")
    terms = {form: concept.id for form, concept in words.terms.items() if concept.id in shown}
    return {
        "phrases": {**left_alone, **terms},
        "terms": {identifier: entry.term.text for identifier, entry in shown.items() if entry.term},
        "definitions": {identifier: entry.definition for identifier, entry in shown.items()},
    }


def view(corpus: Corpus, page: Page, language: Language, frame: Frame = NO_FRAME) -> View:
    """What the templates may say of a page shown in a language."""
    is_search = page.generated and page.key == SEARCH_PAGE
    is_glossary = page.generated and page.key.startswith(f"{FOLDER}/")
    stands_in = page.language != language.code
    is_foreign = page.language not in (language.code, corpus.settings.base(language.code))
    own_language = corpus.settings.language(page.language)
    versions = _versions(corpus, page.key)
    address = corpus.settings.address
    here = language.prefix + page.url
    told = dates(page, frame.history, frame.today, language.code)
    return {
        "language": language.code,
        "dir": language.direction,
        "path": page.path,
        "address": here,
        "root": language.prefix,
        "each_section": corpus.settings.city.get("link_terms") == "section",
        "concept": page.key.removeprefix(f"{FOLDER}/").removesuffix(".md") if page.generated else "",
        "canonical": address + own_language.prefix + page.url if address and not is_search else None,
        "alternates": [] if is_search else _alternates(corpus, versions, page.url),
        "languages": [
            {
                "code": item.code,
                "name": item.name,
                "url": relative_address(here, item.prefix + page.url),
                "current": item.code == language.code,
            }
            for item in corpus.settings.languages
            if item.code in versions or page.key in corpus.keys or (item.code, page.key) in corpus.generated
        ],
        "city": city_values(corpus, language.code),
        "emergency": emergency(corpus, page, language.code),
        "is_glossary": is_glossary,
        "is_made": page.generated and page.text("type") == "page" and not is_glossary,
        "type": corpus.facets.label("types", kind, language.code) if (kind := page.text("type")) else None,
        "audience": [corpus.facets.label("roles", role, language.code) for role in page.texts("audience")],
        "reviewed_by": reviewer(corpus, page.text("reviewed_by"), language.code),
        "owner": page.text("owner") or None,
        "adapted": adapted(corpus, page),
        "legal": legal(corpus, here, language),
        "sources": _sources(corpus, page, language.code),
        "directory": directory(corpus, page, language),
        "diagrams": {found.name: found.figure for found in diagrams(corpus, page)},
        "related": related(corpus, page, language),
        "take_away": _take_away(corpus, page, language, frame.forms),
        "translation": translation(corpus, page, here, language.code),
        "fallback": {
            "language": page.language,
            "language_name": own_language.name,
            "dir": own_language.direction,
            "url": relative_address(here, own_language.prefix + page.url),
        }
        if is_foreign
        else None,
        "is_search": is_search,
        "noindex": stands_in or is_search or corpus.settings.archived is not None,
        "answers": answers(corpus, page, language),
        "status_url": relative_address(here, language.prefix + STATUS_URL)
        if (language.code, STATUS) in corpus.generated
        else None,
        "findings": panel(frame.findings, page, language.code) if frame.findings is not None else None,
        "changes": changes(page, frame.history, language.code),
        **outward(corpus, page, language, frame.history, told["changed"] or told["published"], frame.forms),
        "minutes": minutes(page),
        "has_checklist": _CHECKLIST.search(page.source.text) is not None,
        **told,
    }


def _versions(corpus: Corpus, key: str) -> dict[str, Page]:
    found = {code: corpus.any_page(code, key) for code in corpus.settings.codes}
    return {code: page for code, page in found.items() if page is not None and page.language == code}


def _alternates(corpus: Corpus, versions: Mapping[str, Page], url: str) -> list[dict[str, str]]:
    """The same page in each language that has it, and where to send everybody else."""
    if not corpus.settings.address:
        return []
    found = {
        item.code: corpus.settings.address + item.prefix + url
        for item in corpus.settings.languages
        if item.code in versions
    }
    if not found:
        return []
    first = corpus.settings.first
    default = found.get(first.code) if first else None
    everybody = default or next(iter(found.values()))
    return [{"hreflang": code, "url": url} for code, url in {**found, "x-default": everybody}.items()]


def _sources(corpus: Corpus, page: Page, language: str) -> list[dict[str, str]]:
    node = page.field("sources")
    found = []
    for item in node.items() if node else ():
        plain = item.plain()
        source = plain if isinstance(plain, dict) else corpus.facets.source(str(plain))
        source = source or {"title": str(plain)}
        note = source.get("note")
        shown = {**source, "note": note.get(language) if isinstance(note, dict) else note}
        if shown.get("date"):
            shown["date"] = written_date(shown["date"], language)
        url = shown.get("url")
        shown["url"] = url if isinstance(url, str) and url.startswith(("https://", "http://")) else None
        found.append({key: str(value) for key, value in shown.items() if value})
    return found


def _take_away(corpus: Corpus, page: Page, language: Language, forms: Collection[str]) -> dict[str, Any]:
    """Files of the page, and of the hub as a whole, with their addresses seen from the page."""
    here, words, everything = language.prefix + page.url, catalogue(language.code), whole(language, forms)
    return {
        "page": [
            {"label": offer.label.said(words), "form": offer.form, "url": relative_address(here, offer.url)}
            for offer in offers(corpus, page, language, forms)
        ],
        "hub": relative_address(here, everything.url) if everything else None,
    }
