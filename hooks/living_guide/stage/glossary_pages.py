"""The glossary as pages: one a concept and an A to Z, in each language, made from the data."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from living_guide.glossary import Concept, Discouraged, Entry
from living_guide.messages import Text, catalogue

if TYPE_CHECKING:
    from living_guide.corpus import Corpus

Words = Mapping[str, str]
"""A catalogue: English sentence -> the same in the page's language."""

FOLDER = "glossary"
INDEX = f"{FOLDER}/index.md"
ORDER = 70
"""Place of the glossary among the sections."""

_MARKUP = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_{}[]<>&|#~=!^$"})


def concept_key(identifier: str) -> str:
    """The page of a concept, below a language's folder."""
    return f"{FOLDER}/{identifier}.md"


def glossary_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path of the data it comes from, and Markdown of each page in a language.

    A concept that has no entry in the language is left out there.
    """
    shown = {
        concept.id: concept
        for concept in corpus.concepts.values()
        if language in concept.entries and concept.entries[language].term and concept.status != "draft"
    }
    if not shown:
        return
    words = catalogue(language)
    yield INDEX, "docs/data/glossary/", _index(shown, language, words)
    for concept in shown.values():
        text = _concept(corpus, concept, shown, language, words)
        yield concept_key(concept.id), concept.source.path, text


def relations(concepts: dict[str, Concept]) -> dict[str, set[str]]:
    """Related concepts of each: typed once, true in both directions."""
    related: dict[str, set[str]] = {identifier: set() for identifier in concepts}
    for concept in concepts.values():
        for form in concept.related:
            if form.text in related and form.text != concept.id:
                related[concept.id].add(form.text)
                related[form.text].add(concept.id)
    return related


def sort_key(term: str) -> str:
    """Alphabetical order as a dictionary's: accents and case aside."""
    folded = unicodedata.normalize("NFKD", term.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(character for character in folded if character.isalnum() or character == " ")


def plain(text: str) -> str:
    """Text as Markdown that shows exactly this text, on one line."""
    return " ".join(text.split(" ")).replace("\n", " ").translate(_MARKUP)


def _index(concepts: dict[str, Concept], language: str, words: Words) -> str:
    title = Text("Glossary").said(words)
    description = Text("What the words of this guide mean, and which words to prefer.").said(words)
    lines = [*_front(title, description), f"# {plain(title)}", "", plain(description), ""]
    letter = ""
    for concept in sorted(concepts.values(), key=lambda item: sort_key(item.term(language))):
        term = concept.term(language)
        first = (sort_key(term).strip() or "#")[0].upper()
        if first != letter:
            letter = first
            anchor = f"letter-{letter.lower()}" if letter.isascii() and letter.isalnum() else "letter-other"
            lines += [f"## {plain(letter)} {{ #{anchor} }}", ""]
        entry = concept.entries[language]
        abbreviation = f" ({plain(entry.abbreviation.text)})" if entry.abbreviation else ""
        lines += [f"[{plain(term)}]({concept.id}.md){abbreviation}", f":   {plain(entry.definition)}", ""]
    return "\n".join(lines)


def _front(title: str, description: str) -> list[str]:
    short = description if len(description) <= 160 else description[:157].rsplit(" ", 1)[0] + "…"
    return [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(short, ensure_ascii=False)}",
        "type: page",
        f"order: {ORDER}",
        "---",
        "",
    ]


def _concept(corpus: Corpus, concept: Concept, shown: dict[str, Concept], language: str, words: Words) -> str:
    entry = concept.entries[language]
    term = concept.term(language)
    lines = [*_front(term, entry.definition), f"# {plain(term)}", "", plain(entry.definition), ""]
    if entry.note:
        lines += [plain(entry.note), ""]
    also = [plain(form.text) for form in entry.names() if form.text != term]
    if also:
        lines += [f"{Text('Also written:').said(words)} {', '.join(also)}.", ""]
    lines += _in_other_languages(corpus, concept, language, words)
    lines += _say_instead(entry, words)
    related = sorted(relations(shown)[concept.id], key=lambda item: sort_key(shown[item].term(language)))
    if related:
        lines += [f"## {Text('See also').said(words)} {{ #see-also }}", ""]
        lines += [f"- [{plain(shown[item].term(language))}]({item}.md)" for item in related]
        lines += [""]
    if entry.sources:
        lines += [f"## {Text('Sources').said(words)} {{ #sources }}", ""]
        lines += [f"- {_source(corpus, source)}" for source in entry.sources]
        lines += [""]
    back = Text("All terms, A to Z").said(words)
    lines += [f"[{back}](index.md)", ""]
    return "\n".join(lines)


def _in_other_languages(corpus: Corpus, concept: Concept, language: str, words: Words) -> list[str]:
    others = [
        (item, concept.entries[item.code])
        for item in corpus.settings.languages
        if item.code != language and item.code in concept.entries
    ]
    if not others:
        return []
    lines = [f"## {Text('In other languages').said(words)} {{ #in-other-languages }}", ""]
    for item, entry in others:
        term = entry.term.text if entry.term else concept.id
        abbreviation = f" ({plain(entry.abbreviation.text)})" if entry.abbreviation else ""
        target = f"../../{item.code}/{concept_key(concept.id)}"
        link = f"[{plain(term)}]({target}){{ hreflang={item.code} }}"
        lines.append(f"- {plain(item.name)}{Text(': ').said(words)}{link}{abbreviation}")
    return [*lines, ""]


def _say_instead(entry: Entry, words: Words) -> list[str]:
    if not entry.discouraged:
        return []
    heads = [Text("Rather avoid"), Text("Say"), Text("Why")]
    lines = [
        f"## {Text('Words to prefer').said(words)} {{ #words-to-prefer }}",
        "",
        "| " + " | ".join(head.said(words) for head in heads) + " |",
        "|---|---|---|",
    ]
    return [*lines, *(_row(item) for item in entry.discouraged), ""]


def _row(words: Discouraged) -> str:
    avoid = ", ".join(plain(form.text) for form in words.forms)
    use = ", ".join(plain(form.text) for form in words.use)
    return f"| {avoid or '–'} | {use or '–'} | {plain(words.reason) or '–'} |"


def _source(corpus: Corpus, written: str) -> str:
    source = corpus.facets.source(written)
    if source is None:
        return plain(written)
    title, url = plain(str(source.get("title") or written)), source.get("url")
    named = f"[{title}]({url})" if isinstance(url, str) and url.startswith("https://") else title
    rest = [str(source[name]) for name in ("publisher", "date") if source.get(name)]
    return ", ".join([named, *(plain(item) for item in rest)])
