"""Mending what can be mended without asking: the replacements that findings carry.

A replacement is applied only where the page afterwards still has the same shape: the same blocks,
links, anchors and code. Bytes outside the replaced spans stay as they are.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from living_guide.checks import run_checks
from living_guide.corpus import Corpus
from living_guide.diagnostics import Diagnostic
from living_guide.document import HIDDEN, Document
from living_guide.pages import Page, read_page
from living_guide.shared_ids import page_with_ids, shared_ids
from living_guide.source import Source, decode

Choice = Callable[[list[Diagnostic]], list[Diagnostic]]
Edit = tuple[int, int, str]
"""Write these words over the source offsets from, to (exclusive)."""

_ROUNDS = 5
"""Findings that overlapped in one round are mended in the next; more than two were never needed."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_UNENDED = r"\ No newline at end of file"
_MARKUP = frozenset("*_`[]<>~|" + HIDDEN)
_NO_TARGETS: Mapping[tuple[int, int], str] = {}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """A page's text before and after; `path` is relative to the root."""

    path: str
    before: str
    after: str

    def diff(self) -> str:
        """As `diff -u` shows it."""
        before, after = _LINE.findall(self.before), _LINE.findall(self.after)
        lines = difflib.unified_diff(before, after, self.path, self.path)
        return "".join(line if line.endswith("\n") else f"{line}\n{_UNENDED}\n" for line in lines)


def mend(corpus: Corpus, chosen: Choice) -> tuple[list[Change], list[Diagnostic]]:
    """What becomes of the pages when all that is certain is mended, and the findings left.

    `chosen` picks the findings that may be mended and told.
    """
    original, found = corpus, chosen(run_checks(corpus))
    for _ in range(_ROUNDS):
        mended = list(_mended(corpus, found))
        if not mended:
            break
        corpus = corpus.with_pages(mended)
        found = chosen(run_checks(corpus))
    changes = [
        Change(before.path, before.source.text, after.source.text)
        for before, after in zip(original.pages, corpus.pages, strict=True)
        if before is not after
    ]
    return changes, found


def write(root: Path, change: Change) -> None:
    """Write a change into its file at once, keeping byte order mark, line ends and permissions.

    Raises:
        OSError: the file cannot be written, or is no longer the one that was read.
    """
    path = root / change.path
    data = path.read_bytes()
    now = decode(change.path, data)
    if not isinstance(now, Source) or now.text != change.before:
        raise OSError(None, "changed since it was read", str(path))
    mark = _BYTE_ORDER_MARK if data.startswith(_BYTE_ORDER_MARK) else b""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + change.after.encode())
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mended(corpus: Corpus, found: list[Diagnostic]) -> Iterator[Page]:
    pages = {page.path: page for page in corpus.pages}
    by_path = groupby(sorted(found, key=lambda item: item.order), key=lambda item: item.path)
    for path, diagnostics in by_path:
        page = pages.get(path)
        if page is not None:
            mended = _applied(page, _harmless(page, list(_edits(page, diagnostics))))
            if mended is not None and mended is not page:
                yield mended


def _harmless(page: Page, edits: list[Edit]) -> list[Edit]:
    """Those that change nothing but words, found by halves: nearly always it is all of them."""
    if _applied(page, edits) is not None:
        return edits
    if len(edits) == 1:
        return []
    middle = len(edits) // 2
    first, last = _harmless(page, edits[:middle]), _harmless(page, edits[middle:])
    return [*first, *last] if _applied(page, [*first, *last]) is not None else first


def _edits(page: Page, diagnostics: Iterator[Diagnostic]) -> Iterator[Edit]:
    """Replacements in reading order; of two that overlap, the first. Never in front matter."""
    behind = page.body
    for item in diagnostics:
        if item.replacement is not None:
            start = page.source.offset(item.line, item.column)
            end = page.source.offset(item.end_line, item.end_column)
            if start >= behind:
                behind = end
                yield start, end, item.replacement


def _applied(page: Page, edits: list[Edit]) -> Page | None:
    """The page with edits made; itself where there are none, None where it would change its shape."""
    if not edits:
        return page
    parts, at = [], 0
    for start, end, words in edits:
        parts += [page.source.text[at:start], words]
        at = end
    source = Source(page.path, "".join([*parts, page.source.text[at:]]))
    mended = page_with_ids(read_page(source, page.language, page.key), shared_ids(page))
    targets = {(start, end): words for start, end, words in edits}
    return mended if _shape(mended.document) == _shape(page.document, targets) else None


def _shape(document: Document, targets: Mapping[tuple[int, int], str] = _NO_TARGETS) -> tuple[object, ...]:
    """What must stay as it is whatever the words become; `targets` are those that are written anew."""
    return (
        [(block.kind, block.depth) for block in document.blocks],
        [(prose.kind, Counter(filter(_MARKUP.__contains__, prose.text))) for prose in document.prose],
        [
            (
                link.kind,
                targets.get((link.target_span.start, link.target_span.end), link.target),
                link.attributes,
            )
            for link in document.links
        ],
        list(document.anchors),
        [comment.text for comment in document.comments],
        [tag.raw for tag, _ in document.tags],
    )
