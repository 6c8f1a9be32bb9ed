"""Addresses that pages and terms had before (`redirect_from`), and where each leads now, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.located import Node
from living_guide.pages import Page
from living_guide.schema import FORMER
from living_guide.stage.glossary_pages import concept_key

FIELD = "redirect_from"
NOT_FOUND = "404.html"
"""The page of each language that servers give out where there is none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A page says that it had an address; `written` is where it says so."""

    language: Language
    """In which this holds: the original speaks for every language, a translation for its own."""
    old: str
    """Below the language's folder, as it is published: `guides/old-name/`."""
    page: Page
    """What readers of the language are shown now."""
    written: Node


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where an address leads; both lie below the site's root and do not begin with a slash."""

    language: Language
    old: str
    new: str
    page: Page


def former_address(written: str) -> str:
    """Where a page was published whose path this was; an address is one already.

    >>> former_address("guides/old-name.md"), former_address("guides/index.md"), former_address("a/b.html")
    ('guides/old-name/', 'guides/', 'a/b.html')
    >>> former_address("guides/index.html")  # servers give out this file for that address
    'guides/'
    """
    for index in ("index.md", "index.html"):
        if written == index or written.endswith(f"/{index}"):
            return written.removesuffix(index)
    return written.removesuffix(".md") + "/" if written.endswith(".md") else written


def claims(corpus: Corpus) -> Iterator[Claim]:
    """Every former address that has the form of one, wherever pages and concepts say so."""
    for key in corpus.keys:
        original = corpus.original(key)
        for language in corpus.settings.languages:
            shown = corpus.shown(language.code, key)
            if shown is None or original is None:
                continue
            for page in dict.fromkeys((original, shown)):
                yield from _claims(language, shown, page.field(FIELD))
    for concept in corpus.concepts.values():
        node = concept.root.get(FIELD) if concept.root else None
        for language in corpus.settings.languages if node else ():
            made = corpus.generated.get((language.code, concept_key(concept.id)))
            if made is not None:
                yield from _claims(language, made, node)


def _claims(language: Language, shown: Page, node: Node | None) -> Iterator[Claim]:
    for item in node.items() if node else ():
        if isinstance(item.value, str) and re.fullmatch(FORMER.pattern, item.value):
            yield Claim(language, former_address(item.value), shown, item)


def page_at(corpus: Corpus, language: Language, address: str) -> Page | None:
    """The page that is published at an address of a language, one that stands in for it included."""
    stem = address.removesuffix("/")
    for key in (f"{stem}.md", f"{stem}/index.md" if stem else "index.md"):
        page = corpus.shown(language.code, key, drafts=True) if key in corpus.keys else None
        page = page or corpus.generated.get((language.code, key))
        if page is not None and page.url == address:
            return page
    return None


def redirects(corpus: Corpus) -> list[Redirect]:
    """What leads where, in the order of the addresses: claims that nothing stands against.

    The rules of the family `redirects` tell about the others; what is published is never covered.
    """
    found: dict[str, Redirect] = {}
    for claim in claims(corpus):
        old = claim.language.prefix + claim.old
        is_free = claim.old != NOT_FOUND and page_at(corpus, claim.language, claim.old) is None
        if is_free and not names_language(corpus, claim.old):
            new = claim.language.prefix + claim.page.url
            found.setdefault(old, Redirect(claim.language, old, new, claim.page))
    return [found[old] for old in sorted(found)]


def names_language(corpus: Corpus, old: str) -> bool:
    """Whether an address begins with a language's folder, which is not part of it."""
    return old.partition("/")[0] in corpus.settings.codes
