"""Where a link leads: the one place that knows how written targets become pages and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from urllib.parse import unquote

from babel import Locale, UnknownLocaleError

from living_guide.corpus import Corpus
from living_guide.document import Link
from living_guide.files import File
from living_guide.pages import Page

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
DELIBERATE = "hreflang"
"""`[text](../../en/page.md){ hreflang=en }` leads to another language on purpose."""


class Kind(Enum):
    """What a target turns out to be."""

    EXTERNAL = auto()
    ABSOLUTE = auto()
    OUTSIDE = auto()
    PAGE = auto()
    FILE = auto()
    HIDDEN = auto()
    """A page that the city does not show: readers are given the words without the link."""
    MISSING_PAGE = auto()
    MISSING_FILE = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """A link's end. `place` is its path below the content folders (`fr/guides/words.md`)."""

    kind: Kind
    place: str = ""
    language: str = ""
    key: str = ""
    fragment: str = ""
    page: Page | None = None
    file: File | None = None


def resolve(corpus: Corpus, page: Page, link: Link) -> Target:
    """Follow a link as the published site will."""
    written = link.target.strip()
    if _SCHEME.match(written) or written.startswith("//"):
        return Target(Kind.EXTERNAL)
    if written.startswith("/"):
        return Target(Kind.ABSOLUTE)
    path, _, fragment = written.partition("#")
    path = unquote(path.partition("?")[0])
    fragment = unquote(fragment)
    here = f"{page.language}/{page.key}"
    if not path:
        return Target(Kind.PAGE, here, page.language, page.key, fragment, page)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    if place.startswith("..") or place == ".":
        return Target(Kind.OUTSIDE, place)
    language, _, key = place.partition("/")
    if not key and language in corpus.settings.codes:
        key = "index.md"
    elif language not in corpus.settings.codes:
        language, key = "", ""
    if place.endswith(".md"):
        found = corpus.any_page(language, key)
        kind = Kind.PAGE if found else Kind.HIDDEN if corpus.hides(key) else Kind.MISSING_PAGE
        return Target(kind, place, language, key, fragment, found)
    file = corpus.assets.get(place)
    if file is not None:
        return Target(Kind.FILE, place, language, key, fragment, file=file)
    looks_like_page = "." not in posixpath.basename(place) and not link.is_image
    return Target(Kind.MISSING_PAGE if looks_like_page else Kind.MISSING_FILE, place, language, key, fragment)


def meant_language(page: Page, link: Link, target: Target) -> str:
    """The language that a link leads to on purpose: its mark's, or the one that its words name.

    `[English](../../en/page.md)` and « Lire en français » say to readers where they lead.
    """
    if link.attributes or link.kind != "link" or link.target_span.start <= link.span.start:
        return link.attributes.get(DELIBERATE, "")
    words = {word.casefold() for word in _WORD.findall(link.text)}
    named = len(words) <= _MOST_WORDS and not words.isdisjoint(_names(target.language, page.language))
    return target.language if named else ""


_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 5
"""In the words of a link that says in which language it goes on."""


@cache
def _names(code: str, reader: str) -> frozenset[str]:
    """What a language is called, in small letters: its code, and its names, in the feminine too."""
    try:
        spoken = Locale.parse(code, sep="-")
        names = {
            spoken.english_name,
            *(spoken.get_language_name(Locale.parse(other, sep="-")) for other in (code, reader)),
        }
    except (UnknownLocaleError, ValueError):
        return frozenset((code.casefold(),))
    known = {name.casefold() for name in names if name}
    return frozenset({code.casefold(), *known, *(f"{name}e" for name in known)})


def _numbers(path: str) -> list[str]:
    """The numbers in a file's name: the minutes of one year are not those of another."""
    return re.findall(r"\d+", posixpath.basename(path))


def relative(page: Page, place: str) -> str:
    """How `page` writes the way to a place below the content folders."""
    return posixpath.relpath(place, posixpath.dirname(f"{page.language}/{page.key}"))


class Places:
    """Every place a link can name, for spelling help. Built once a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        written = [f"{page.language}/{page.key}" for page in corpus.pages]
        made = [f"{code}/{key}" for code, key in corpus.generated]
        self.all = [*written, *made, *corpus.assets]
        self._folded = {place.casefold(): place for place in self.all}

    def in_other_case(self, place: str) -> str | None:
        """The place that differs from this one only in capitals."""
        found = self._folded.get(place.casefold())
        return found if found != place else None

    def nearest(self, place: str, suggest: Callable[[str, list[str]], str | None]) -> str | None:
        """The place that was probably meant: the same name elsewhere, or a similar spelling."""
        bare = place.rstrip("/")
        for candidate in (f"{bare}.md", f"{bare}/index.md"):
            if candidate in self.all:
                return candidate
        language = place.partition("/")[0]
        kind = posixpath.splitext(place)[1]
        near = [item for item in self.all if item.partition("/")[0] == language]
        if kind not in ("", ".md"):  # who wants a picture is not helped with a page
            near = [item for item in self.all if posixpath.splitext(item)[1] == kind]
        name = posixpath.basename(place)
        same_name = [item for item in near if posixpath.basename(item) == name != "index.md"]
        if same_name:
            return same_name[0]
        stems = {item.partition("/")[2].removesuffix(".md"): item for item in near}
        wanted = bare.partition("/")[2].removesuffix(".md")
        alike = [stem for stem in stems if _numbers(stem) == _numbers(wanted)]
        return stems.get(suggest(wanted, alike) or "")
