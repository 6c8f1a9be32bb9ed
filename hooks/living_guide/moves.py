"""Pages that were moved or renamed and left nothing behind: found by what they say.

A page is known by its blocks. What the old one said is in git, in the state last committed; without
git, a translation's record still holds the hash of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from living_guide.content import content
from living_guide.corpus import LAYERS, Corpus
from living_guide.git import UNASKED, run_git
from living_guide.messages import Text
from living_guide.pages import Page, read_page
from living_guide.revision import published
from living_guide.source import Source, decode
from living_guide.translations import record_name

ALIKE = 0.6
"""How much of the blocks of a page must be those of the one that is gone."""
_PATIENCE = 10.0
"""Seconds for git to show a file."""


@dataclass(frozen=True, slots=True)
class Move:
    """A page that had another key; `languages` are those in which it moved."""

    old: str
    new: str
    languages: tuple[str, ...]


@lru_cache(maxsize=8)
def moved(corpus: Corpus, key: str) -> Move | None:
    """Where the page that had this key is now; None when nobody can tell."""
    found: dict[str, list[str]] = {}
    for code in corpus.settings.codes:
        page = None if corpus.page(code, key) else _now(corpus, code, key)
        if page is not None:
            found.setdefault(page.key, []).append(code)
    if not found:
        return None
    new = max(found, key=lambda item: len(found[item]))
    return Move(key, new, tuple(found[new]))


def _now(corpus: Corpus, language: str, key: str) -> Page | None:
    candidates = [page for page in corpus.pages_in(language) if page.key != key]
    kept = corpus.data.get(record_name(language, key))
    itself = kept.root.text("itself") if kept and kept.root else ""
    for page in candidates if itself else ():
        if corpus.content(page).hash == itself:
            return page
    before = _before(corpus, language, key)
    return _most_alike(corpus, before, candidates) if before else None


def was_deleted(corpus: Corpus, language: str, key: str) -> bool:
    """Whether git knows such a page: from the last commit, the one before, or where this work began."""
    return any(f"{layer}/{language}/{key}" in _known_before(corpus) for layer in LAYERS)


def told_deleted(key: str) -> tuple[Text, Text]:
    """What to say where something still leads to a page that was deleted, and what to do."""
    return (
        Text("the page `{page}` was deleted, and this place still leads to it", page=key),
        Text(
            "to keep the page, put the file back (where it was deleted, choose “Revert”); to give it up, "
            "take its name out here and in each place named below, or write `redirect_from: [{page}]` "
            "between the lines `---` at the top of the page that takes its place; to find all places, "
            "search the project for `{name}`",
            page=key,
            name=key.rpartition("/")[2],
        ),
    )


@lru_cache(maxsize=1)
def _known_before(corpus: Corpus) -> frozenset[str]:
    """Files of the last commits; a pull request has one commit more than what it is compared with."""
    states = ("HEAD", "HEAD^", published(corpus.root))
    return frozenset().union(*(_listed(corpus, state) for state in dict.fromkeys(states)))


@lru_cache(maxsize=32)
def _before(corpus: Corpus, language: str, key: str) -> Page | None:
    """The page as it was last committed."""
    for layer in reversed(LAYERS):
        path = f"{layer}/{language}/{key}"
        if path not in _committed(corpus):
            continue
        shown = run_git(corpus.root, "show", f"HEAD:./{path}", more=UNASKED, patience=_PATIENCE)
        source = decode(path, shown.stdout) if shown is not None and shown.returncode == 0 else None
        if isinstance(source, Source):
            return read_page(source, language, key)
    return None


@lru_cache(maxsize=1)
def _committed(corpus: Corpus) -> frozenset[str]:
    """The files last committed; asked once, for a page may have thousands of links that lead nowhere."""
    return _listed(corpus, "HEAD")


def _listed(corpus: Corpus, state: str) -> frozenset[str]:
    asked = ("ls-tree", "-r", "-z", "--name-only", state, "--", *LAYERS)
    listed = run_git(corpus.root, *asked, more=UNASKED, patience=_PATIENCE)
    if listed is None or listed.returncode:
        return frozenset()
    return frozenset(listed.stdout.decode("utf-8", "surrogateescape").split("\0"))


def _most_alike(corpus: Corpus, before: Page, candidates: Iterable[Page]) -> Page | None:
    theirs = Counter(block.hash for block in content(before).blocks)
    alike = {page.key: page for page in candidates if _share(theirs, corpus, page) >= ALIKE}
    return max(alike.values(), key=lambda page: _share(theirs, corpus, page), default=None)


def _share(theirs: Counter[str], corpus: Corpus, page: Page) -> float:
    same = theirs & Counter(block.hash for block in corpus.content(page).blocks)
    return same.total() / max(1, theirs.total())
