"""The empty page or concept that `guide new` writes: everything is there except what you know.

What is to be written stands in comments, which no reader sees: fields behind `# `, what they are
for behind `## `, and in the page `<!-- guide-todo: … -->`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from living_guide.corpus import GLOSSARY, Corpus
from living_guide.field_notes import OF_CONCEPTS, OF_PAGES
from living_guide.fixes import mend
from living_guide.json_schemas import FOLDER as SCHEMAS
from living_guide.messages import Text, catalogue
from living_guide.pages import read_page
from living_guide.schema import CONCEPT, ENTRY, FACET_OF_FIELD, FIELDS_OF_TYPE, FRONT_MATTER
from living_guide.shapes import Choice, Shape
from living_guide.skeleton_parts import PARTS, Part
from living_guide.source import Source
from living_guide.waivers import TO_WRITE

CONCEPT_TYPE = "concept"
FOLDERS = {
    "guide": "guides",
    "lesson": "lessons",
    "spotlight": "spotlights",
    "event": "events",
    "policy-note": "policy-notes",
}
"""Where pages of a type lie, below a language's folder."""
TYPES = (*FOLDERS, CONCEPT_TYPE)

_USUAL = ("description", "audience", "topics", "places", "sources", "related")
_ALSO = ("order", "published", "review_every")
_MORE_OF_AN_ENTRY = ("forms", "abbr", "note", "sources")
_GROUPS = {**FACET_OF_FIELD, "sources": "sources"}
_MOST_IDS = 12
"""So many ids are offered on one line; the note above them says where all are."""
_HOW = Text("## To use a line that begins with `# `, take the `# ` away.")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: `original` is the language it is written in first."""

    type: str
    slug: str
    title: str
    original: str
    layer: str
    """`docs`, or `local` for a city's own."""
    spoken: str
    """The author's own language: that of what stands in a concept's file, which all languages share."""


def skeleton(corpus: Corpus, wanted: Wanted) -> dict[str, str]:
    """Path below the root and text of each file, for every language of the project."""
    if wanted.type == CONCEPT_TYPE:
        path = f"{wanted.layer}/{GLOSSARY}/{wanted.slug}.yml"
        return {path: "\n".join((*_concept(corpus, wanted, catalogue(wanted.spoken)), ""))}
    key = f"{FOLDERS[wanted.type]}/{wanted.slug}.md"
    return {
        f"{wanted.layer}/{code}/{key}": "\n".join(_page(corpus, wanted, code))
        for code in corpus.settings.codes
    }


def _page(corpus: Corpus, wanted: Wanted, language: str) -> Iterator[str]:
    words = catalogue(language)
    is_original = language == wanted.original
    title = typeset(corpus, language, wanted.title) if is_original else Text("To translate").said(words)
    own = FIELDS_OF_TYPE.get(wanted.type, {})
    fields: Mapping[str, Shape] = {**FRONT_MATTER, **own}
    yield from ("---", _HOW.said(words))
    yield from (f"title: {json.dumps(title, ensure_ascii=False)}", f"type: {wanted.type}")
    if not is_original:
        if wanted.original != corpus.settings.codes[0]:
            yield from (f"## {OF_PAGES['original'].said(words)}", f"original: {wanted.original}")
        yield from (f"## {OF_PAGES['translation'].said(words)}", "# translation: {by: human}")
    for name in (*_USUAL, *own, *_ALSO):
        yield f"## {OF_PAGES[name].said(words)}"
        yield f"# {name}:{_offer(corpus, name, fields[name])}"
    yield from (f"## {OF_PAGES['status'].said(words)}", "status: draft", "---", "", f"# {title}", "")
    if not is_original:
        yield from (_todo(Text("The title: {title}", title=wanted.title), words), "")
    for part in PARTS[wanted.type]:
        yield from _part(part, words)


def _part(part: Part, words: Words) -> Iterator[str]:
    if part.heading is not None:
        yield from (f"{'#' * part.level} {part.heading.said(words)} {{ #{part.anchor} }}", "")
    if part.prompt is not None:
        yield from (_todo(part.prompt, words), "")


def _todo(prompt: Text, words: Words) -> str:
    return f"<!-- {TO_WRITE}: {prompt.said(words).replace('--', '–')} -->"


def typeset(corpus: Corpus, language: str, title: str) -> str:
    """A title with the signs and spaces of its language, as `guide fix` would leave it."""
    page = read_page(Source("title.md", f"# {title}\n"), language, "title.md")
    alone = Corpus(corpus.root, corpus.settings, (), {(language, page.key): page}, {}, {}, ())
    changes, _ = mend(alone, lambda found: [item for item in found if item.rule.startswith("typography-")])
    return changes[0].after.removeprefix("# ").rstrip("\n") if changes else title


def _concept(corpus: Corpus, wanted: Wanted, words: Words) -> Iterator[str]:
    yield f"# yaml-language-server: $schema=../../../{SCHEMAS}/{wanted.spoken}/concept.json"
    yield from (_HOW.said(words), f"id: {wanted.slug}")
    yield from (f"## {OF_CONCEPTS['status'].said(words)}", "status: draft")
    for name in ("consistency", "related"):
        yield f"## {OF_CONCEPTS[name].said(words)}"
        yield f"# {name}:{_offer(corpus, name, CONCEPT[name])}"
    for code in corpus.settings.codes:
        term = json.dumps(typeset(corpus, code, wanted.title), ensure_ascii=False)
        known = {"term": f" {term}" if code == wanted.original else "", "definition": ""}
        yield f"{code}:"
        for name, value in known.items():
            yield from (f"  ## {OF_CONCEPTS[name].said(words)}", f"  {name}:{value}")
        for name in _MORE_OF_AN_ENTRY:
            yield f"  ## {OF_CONCEPTS[name].said(words)}"
            yield f"  # {name}:{_offer(corpus, name, ENTRY.fields[name])}"


def _offer(corpus: Corpus, name: str, shape: Shape) -> str:
    """A value to start from: ids that the project knows, the words a field takes, or nothing."""
    if isinstance(shape, Choice):
        return f" {' | '.join(shape.values)}"
    known = list(corpus.facets.known(_GROUPS.get(name, "")) or ())
    return f" [{', '.join(known[:_MOST_IDS])}]" if known else ""
