"""Web addresses that lead to this very guide, written in full, and the page or file that each means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import SplitResult, unquote, urlsplit

from living_guide.corpus import LAYERS, Corpus
from living_guide.pages import address_of

_THIS_COMPUTER = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "::1"))  # noqa: S104 - looked for, not opened
_FORGES = frozenset(("github.com", "gitlab.com", "codeberg.org"))
_OF_A_FILE = re.compile(
    rf"(?:-/)?(?:blob|raw|edit|tree|_edit|src/branch)/[^/]+/(?:.*/)?(?:{'|'.join(LAYERS)})/(?P<place>.+)"
)


class Where(Enum):
    """What an address of the guide itself leads to."""

    SITE = auto()
    PREVIEW = auto()
    """The site as it is shown on the computer of whoever writes, and nowhere else."""
    FORGE = auto()
    """A file where the project is edited."""


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """`place` is the path below the content folders (`fr/guides/words.md`); empty where it is unknown."""

    where: Where
    place: str = ""
    fragment: str = ""


def own_address(corpus: Corpus, address: str) -> OwnAddress | None:
    """What an address of this guide means; None for every other."""
    try:
        found = urlsplit(address.strip())
        host = (found.hostname or "").lower()
    except ValueError:  # "https://[half-an-ipv6": some other site's trouble
        return None
    fragment = unquote(found.fragment)
    own = urlsplit(corpus.settings.address)
    if own.netloc and found.netloc.lower() == own.netloc.lower() and found.path.startswith(own.path):
        return OwnAddress(Where.SITE, _published(corpus, found.path[len(own.path) :]), fragment)
    if host in _THIS_COMPUTER:
        path = found.path.removeprefix(own.path) if own.path else found.path
        return OwnAddress(Where.PREVIEW, _published(corpus, path), fragment)
    place = _edited(corpus, found, host)
    return OwnAddress(Where.FORGE, place, fragment) if place else None


def _published(corpus: Corpus, path: str) -> str:
    """The place of what is published at a path below the site's root; empty where nothing is."""
    path = unquote(path).lstrip("/").removesuffix("index.html")
    if path in corpus.assets:
        return path
    for language in corpus.settings.languages:
        if path.startswith(language.prefix):
            rest = path[len(language.prefix) :].rstrip("/")
            for key in (f"{rest}.md", f"{rest}/index.md" if rest else "index.md"):
                wanted = f"{rest}/" if rest else ""
                if address_of(key) == wanted and corpus.any_page(language.code, key):
                    return f"{language.code}/{key}"
    return ""


def _edited(corpus: Corpus, found: SplitResult, host: str) -> str:
    """The place of a file of this project that an address of a forge names; empty for every other.

    As long as nobody has said where the project lives, it is the page of the same name.
    """
    forge = corpus.settings.forge
    if forge is not None:
        known = urlsplit(forge.address)
        if found.netloc.lower() != known.netloc.lower() or not found.path.startswith(known.path):
            return ""
        path = found.path[len(known.path) :]
    elif host in _FORGES:
        path = found.path.lstrip("/").partition("/")[2].partition("/")[2]
    else:
        return ""
    named = _OF_A_FILE.fullmatch(path)
    place = unquote(named["place"]) if named else ""
    language, _, key = place.partition("/")
    return place if corpus.any_page(language, key) or place in corpus.assets else ""
