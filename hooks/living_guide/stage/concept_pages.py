"""The page of a concept: what it means, how other languages say it, where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from living_guide.corpus import Corpus
from living_guide.glossary import Concept, Entry
from living_guide.markup.concepts import CONCEPT_PAGE, EXPLICIT
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.settings import LANGUAGE_FOLDER
from living_guide.stage.dates import written_date
from living_guide.stage.made_pages import Words, front_matter, language_name, plain, sort_key
from living_guide.stage.say_avoid import concept_table, is_shown
from living_guide.terms import occurrences, vocabulary

MOST_PAGES = 12
"""How many pages that use a concept are listed at once; the others lie in a fold."""


def concept_page(
    corpus: Corpus, concept: Concept, shown: Mapping[str, Concept], language: str, words: Words, order: int
) -> str:
    """The Markdown of a concept's page in a language."""
    entry = concept.entries[language]
    term = concept.term(language)
    lines = [
        *front_matter(term, entry.definition, order),
        f"# {plain(term)}",
        "",
        plain(entry.definition),
        "",
    ]
    if entry.note:
        lines += [plain(entry.note), ""]
    lines += _names(corpus, concept, language, words)
    lines += concept_table(entry, words)
    lines += _uses(corpus, concept, language, words)
    related = sorted(
        _relations(corpus, language)[concept.id], key=lambda item: sort_key(shown[item].term(language))
    )
    lines += _section(
        Text("See also"),
        "see-also",
        [
            f"[{plain(shown[item].term(language))}]({item}.md)"
            for item in sorted(related, key=lambda item: sort_key(shown[item].term(language)))
        ],
        words,
    )
    lines += _section(
        Text("Sources"), "sources", [_source(corpus, source, language) for source in entry.sources], words
    )
    lines += [f"[{Text('All terms, A to Z').said(words)}](index.md)", ""]
    return "\n".join(lines)


@lru_cache(maxsize=8)
def _relations(corpus: Corpus, language: str) -> dict[str, set[str]]:
    """Related concepts of each that a language shows: typed once, true in both directions."""
    concepts = {item.id: item for item in corpus.concepts.values() if is_shown(item, language)}
    related: dict[str, set[str]] = {identifier: set() for identifier in concepts}
    for concept in concepts.values():
        for form in concept.related:
            if form.text in related and form.text != concept.id:
                related[concept.id].add(form.text)
                related[form.text].add(concept.id)
    return related


def equivalents(corpus: Corpus, concept: Concept, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Code and name of each other language, and the concept's term and abbreviation in it."""
    for item in corpus.settings.languages:
        entry = concept.entries.get(item.code)
        if item.code != language and entry and entry.term:
            abbreviation = entry.abbreviation.text if entry.abbreviation else ""
            yield item.code, language_name(item, language), entry.term.text, abbreviation


def _names(corpus: Corpus, concept: Concept, language: str, words: Words) -> list[str]:
    """Abbreviation, other forms and other languages' terms, as a list of names and values."""
    entry, found = concept.entries[language], []
    if entry.abbreviation:
        found.append((Text("Abbreviation").said(words), plain(entry.abbreviation.text)))
    also = _other_forms(entry)
    if also:
        found.append((Text("Also written").said(words), ", ".join(map(plain, also))))
    for code, name, term, abbreviation in equivalents(corpus, concept, language):
        link = f"[{plain(term)}](../../{code}/glossary/{concept.id}.md){{ hreflang={code} lang={code} }}"
        found.append((name, f"{link} ({plain(abbreviation)})" if abbreviation else link))
    return [line for name, value in found for line in (plain(name), f":   {value}", "")]


def _other_forms(entry: Entry) -> list[str]:
    told = {form.text for form in (entry.term, entry.abbreviation) if form}
    return [form.text for form in entry.forms if form.text not in told]


def _uses(corpus: Corpus, concept: Concept, language: str, words: Words) -> list[str]:
    pages = uses(corpus, language).get(concept.id, [])
    items = [f"[{plain(page.title)}](../{page.key})" for page in pages]
    lines = _section(Text("Where it is used"), "where-it-is-used", items[:MOST_PAGES], words)
    more = len(items) - MOST_PAGES
    if more > 0:
        one, several = Text("and one more page"), Text("and {number} more pages", number=more)
        said = (one if more == 1 else several).said(words)
        lines += [f'??? note "{said}"', "", *(f"    - {item}" for item in items[MOST_PAGES:]), ""]
    return lines


@lru_cache(maxsize=8)
def uses(corpus: Corpus, language: str) -> dict[str, list[Page]]:
    """By id of a concept, the published pages of a language that name it or link to it, by title."""
    found: dict[str, list[Page]] = {}
    for page in sorted(corpus.pages_in(language), key=lambda page: sort_key(page.title)):
        if page.text("status") != "draft":
            for identifier in dict.fromkeys(_concepts_on(corpus, page)):
                found.setdefault(identifier, []).append(page)
    return found


@lru_cache(maxsize=8)
def used_by(corpus: Corpus, language: str) -> dict[str, list[str]]:
    """The same the other way: by key of a page, the ids of the concepts it names or links to."""
    found: dict[str, list[str]] = {}
    for identifier, pages in uses(corpus, language).items():
        for page in pages:
            found.setdefault(page.key, []).append(identifier)
    return found


def _concepts_on(corpus: Corpus, page: Page) -> Iterator[str]:
    terms = vocabulary(corpus, page.language).terms
    for found in occurrences(corpus)[page.language, page.key]:
        if found.phrase in terms:
            yield terms[found.phrase].id
    for link in page.document.links:
        target = CONCEPT_PAGE.search(link.target)
        if target:
            yield target[1]
    for prose in page.document.prose:
        if "[[" in prose.text:
            yield from (named[1] for named in re.finditer(EXPLICIT, prose.text))


def _section(title: Text, anchor: str, items: list[str], words: Words) -> list[str]:
    if not items:
        return []
    return [f"## {title.said(words)} {{ #{anchor} }}", "", *(f"- {item}" for item in items), ""]


def _source(corpus: Corpus, written: str, language: str) -> str:
    source = corpus.facets.source(written)
    if source is None:
        return plain(written)
    title, url = plain(str(source.get("title") or written)), source.get("url")
    spoken = source.get("language")
    is_other = isinstance(spoken, str) and LANGUAGE_FOLDER.fullmatch(spoken) and spoken != language
    mark = f"{{ lang={spoken} }}" if is_other else ""
    named = f"[{title}]({url}){mark}" if isinstance(url, str) and url.startswith("https://") else title
    rest = [str(source["publisher"])] if source.get("publisher") else []
    rest += [written_date(source["date"], language)] if source.get("date") else []
    return ", ".join([named, *(plain(item) for item in rest)])
