"""How a translation stands to its original: what it was made from, and what changed there since.

A translation's front matter names the hash of the original it was made from (`translation.of`). The
record beside it, `data/translations/<language>/<path>.yml`, keeps the hashes of the original's blocks
and the translation's own at that moment, so that a change can be shown block by block, and a hash
that was only written anew is seen. Its seal spares the work where not even a letter was typed since.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from living_guide.content import BLOCK_DIGITS, Content, ContentBlock, digest, hash_of
from living_guide.corpus import Corpus
from living_guide.located import Node
from living_guide.pages import Page

RECORDS = "translations"
"""Folder of the records below a layer's `data`."""
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])|&(?=[#\w])|\{(?=[{%])")
MACHINE, HUMAN = "machine", "human"


class State(StrEnum):
    """What a page is in a language."""

    ORIGINAL = "original"
    FRESH = "fresh"
    OUTDATED = "outdated"
    UNSTAMPED = "unstamped"
    """A translation that does not say which state of the original it was made from."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made a translation and who answers for it; empty where nobody has said so."""

    by: str = ""
    """`human` or `machine`."""
    reviewed_by: str = ""
    reviewed: str = ""
    """Day of the review, as written: 2026-11-22."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What `guide translated` wrote down when the translation was last stamped."""

    blocks: tuple[tuple[str, str], ...]
    """Hash and words of each block of the original, as it was."""
    itself: str
    """The translation's own hash."""
    unchanged_of: str
    unchanged_because: str
    """Why the translation could stay as it was when it was stamped for this hash."""
    node: Node

    @property
    def of(self) -> str:
        return hash_of(key for key, _ in self.blocks)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A block of the original that is not as it was: `changed`, `added` or `removed`."""

    kind: str
    block: ContentBlock | None
    """As it stands today; None when it was removed."""
    was: str
    """What stood there; empty when it was added."""


@dataclass(frozen=True, slots=True, eq=False)
class Freshness:
    """A page in a language, beside its original."""

    language: str
    key: str
    state: State
    original: Page
    page: Page | None
    provenance: Provenance = Provenance()
    changes: tuple[Change, ...] = ()
    """Empty, too, when an outdated translation has no record: then nobody knows which."""
    restamped: bool = False
    """The hash in front matter was written anew, though the translation is as it was."""


def plain_words(text: str) -> str:
    """A block's words on one line, as records keep them: nothing in it is HTML or a template."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return _MARKUP.sub(r"\g<0> ", printable)


def record_name(language: str, key: str) -> str:
    """The name of a translation's record among the corpus's data."""
    return f"{RECORDS}/{language}/{key.removesuffix('.md')}"


def seal(original: Page, of: str) -> str:
    """A digest of the original's file, letter by letter, and of the hash that stands for what it says.

    While it holds, the original needs no reading to know that it says what it said.
    """
    return digest(f"{of} {original.language}/{original.key} {original.source.text}")[:BLOCK_DIGITS]


def _is_sealed(corpus: Corpus, page: Page, original: Page, of: str) -> bool:
    parsed = corpus.data.get(record_name(page.language, page.key))
    root = parsed.root if parsed else None
    return root is not None and root.text("seal") == seal(original, of)


def record(corpus: Corpus, page: Page) -> Record | None:
    """What was written down about a translation; None without a record that can be read."""
    parsed = corpus.data.get(record_name(page.language, page.key))
    root = parsed.root if parsed else None
    if root is None or not root.text("blocks"):
        return None
    lines = (line.partition(" ") for line in root.text("blocks").splitlines() if line.strip())
    unchanged = root.get("unchanged")
    return Record(
        tuple((key, words) for key, _, words in lines),
        root.text("itself"),
        unchanged.text("of") if unchanged else "",
        unchanged.text("because") if unchanged else "",
        root,
    )


def provenance(page: Page) -> Provenance:
    """What a page's front matter says of who translated and reviewed it."""
    node = page.field("translation")
    if node is None:
        return Provenance()
    return Provenance(node.text("by"), node.text("reviewed_by"), page.text("reviewed"))


def stamp(page: Page) -> str:
    """The hash of the original that a translation says it was made from."""
    node = page.field("translation")
    found = node.get("of") if node else None
    return found.written.strip() if found else ""


def freshness(corpus: Corpus, language: str, key: str) -> Freshness:
    """How the page `key` stands in a language.

    Raises:
        KeyError: no language has that page.
    """
    original = corpus.original(key)
    if original is None:
        raise KeyError(key)
    page = corpus.page(language, key)
    if page is None:
        return Freshness(language, key, State.MISSING, original, None)
    if page is original:
        return Freshness(language, key, State.ORIGINAL, original, page)
    of, made = stamp(page), provenance(page)
    if not of:
        return Freshness(language, key, State.UNSTAMPED, original, page, made)
    if _is_sealed(corpus, page, original, of):
        return Freshness(language, key, State.FRESH, original, page, made)
    now, kept = corpus.content(original), record(corpus, page)
    same = _same_meaning(original, now)
    restamped = of in same and kept is not None and _only_restamped(corpus, page, of, same, kept)
    if of in same and not restamped:
        return Freshness(language, key, State.FRESH, original, page, made)
    known = kept is not None and (restamped or kept.of == of)
    changes = tuple(changed(kept.blocks, now)) if kept and known else ()
    return Freshness(language, key, State.OUTDATED, original, page, made, changes, restamped)


@lru_cache(maxsize=1)
def all_freshness(corpus: Corpus) -> tuple[Freshness, ...]:
    """Every page in every language of the site, by page."""
    return tuple(freshness(corpus, code, key) for key in corpus.keys for code in corpus.settings.codes)


def _same_meaning(original: Page, now: Content) -> set[str]:
    """Hashes that stand for what the original says today, by its own word (`minor_edits`)."""
    same, node = {now.hash}, original.field("minor_edits")
    edits = [(edit.text("was"), edit.text("now")) for edit in node.items()] if node else []
    for was, became in reversed(edits):
        if became in same:
            same.add(was)
    return same


def _only_restamped(corpus: Corpus, page: Page, of: str, same: set[str], kept: Record) -> bool:
    """Whether the stamp is newer than the record, and yet the translation says what it said then."""
    if kept.of in same or kept.unchanged_of == of:
        return False
    return corpus.content(page).hash == kept.itself


def changed(before: tuple[tuple[str, str], ...], now: Content) -> Iterator[Change]:
    """What was changed, added and removed; a block that only moved is none of these."""
    old, new = [key for key, _ in before], [block.hash for block in now.blocks]
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left = [words for key, words in before[start:end] if _taken(gone, key)]
        right = [block for block in now.blocks[first:last] if _taken(come, block.hash)]
        for number in range(max(len(left), len(right))):
            block = right[number] if number < len(right) else None
            was = left[number] if number < len(left) else ""
            kind = "removed" if block is None else "changed" if number < len(left) else "added"
            yield Change(kind, block, was)


def _taken(counted: Counter[str], key: str) -> bool:
    """Whether one more of these is left, taking it."""
    counted[key] -= 1
    return counted[key] >= 0
