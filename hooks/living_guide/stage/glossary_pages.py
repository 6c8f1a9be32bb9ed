"""The glossary as pages: one a concept and an A to Z, in each language, made from the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from living_guide.glossary import Concept
from living_guide.messages import Text, catalogue
from living_guide.stage.concept_pages import concept_page, equivalents
from living_guide.stage.made_pages import Words, bare_words, front_matter, plain, sort_key
from living_guide.stage.say_avoid import ANCHOR, avoided, glossary_table, is_shown, without_inflections

if TYPE_CHECKING:
    from living_guide.corpus import Corpus

FOLDER = "glossary"
INDEX = f"{FOLDER}/index.md"
ORDER = 70
"""Place of the glossary among the sections."""


def concept_key(identifier: str) -> str:
    """The page of a concept, below a language's folder."""
    return f"{FOLDER}/{identifier}.md"


def glossary_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path of the data it comes from, and Markdown of each page in a language.

    A concept that has no entry in the language is left out there.
    """
    shown = {concept.id: concept for concept in corpus.concepts.values() if is_shown(concept, language)}
    if not shown:
        return
    words = catalogue(language)
    yield INDEX, "docs/data/glossary/", _index(corpus, shown, language, words)
    for concept in shown.values():
        text = concept_page(corpus, concept, shown, language, words, ORDER)
        yield concept_key(concept.id), concept.source.path, text


def _index(corpus: Corpus, shown: Mapping[str, Concept], language: str, words: Words) -> str:
    title = Text("Glossary").said(words)
    description = Text("What the words of this guide mean, and which words to prefer.").said(words)
    by_letter: dict[str, list[Concept]] = {}
    for concept in sorted(shown.values(), key=lambda item: sort_key(item.term(language))):
        first = (sort_key(concept.term(language)).strip() or "#")[0].upper()
        by_letter.setdefault(first, []).append(concept)
    lines = [*front_matter(title, description, ORDER), f"# {plain(title)}", "", plain(description), ""]
    table = glossary_table(shown, language, words)
    if table:
        lines += [f"[{Text('Words to prefer, and why').said(words)}](#{ANCHOR})", ""]
    lines += [f"- [{plain(letter)}](#{_anchor(letter)}){{ .lg-letter }}" for letter in by_letter]
    lines += [""]
    for letter, concepts in by_letter.items():
        lines += [f"## {plain(letter)} {{ #{_anchor(letter)} }}", ""]
        for concept in concepts:
            lines += _entry(corpus, concept, language, words)
    return "\n".join([*lines, *table])


def _anchor(letter: str) -> str:
    is_plain = letter.isascii() and letter.isalnum()
    return f"letter-{letter.lower()}" if is_plain else f"letter-u{ord(letter[0]):x}"


def _entry(corpus: Corpus, concept: Concept, language: str, words: Words) -> list[str]:
    """A term, its equivalents, its definition; `data-find` is what the filter looks in."""
    entry, also = concept.entries[language], list(equivalents(corpus, concept, language))
    discouraged = avoided(entry)
    told = [form.text for form in (*entry.names(), *discouraged)]
    foreign = [
        form.text
        for code, _, _, _ in also
        if (other := concept.entries.get(code)) is not None
        for form in other.names()
    ]
    find = bare_words([*told, *foreign])
    abbreviation = f" ({plain(entry.abbreviation.text)})" if entry.abbreviation else ""
    term = f"[{plain(concept.term(language))}]({concept.id}.md)"
    lines = [f'{term}{abbreviation} {{ #{concept.id} data-find="{find}" }}', f":   {plain(entry.definition)}"]
    colon = Text(": ").said(words)
    for code, name, foreign_term, short in also:
        said = f"*{plain(foreign_term)}*{{ lang={code} }}" + (f" ({plain(short)})" if short else "")
        lines.append(f":   {plain(name)}{colon}{said}")
    if discouraged:
        listed = ", ".join(plain(form.text) for form in without_inflections(discouraged))
        lines.append(f":   {Text('Rather avoid').said(words)}{colon}{listed}")
    return [*lines, ""]


__all__ = ["FOLDER", "INDEX", "concept_key", "glossary_pages", "sort_key"]
