"""`guide translated`: stamp translations, so that a later change of the original is seen."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from living_guide.commands import CLEAN, FOUND, Said, Unusable, Words, chosen, corpus_of
from living_guide.corpus import Corpus
from living_guide.messages import Text
from living_guide.pages import Page

if TYPE_CHECKING:
    from living_guide.stamping import Stamp

SUMMARY = Text("say that translations are up to date with their originals")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `translated`."""
    parser.add_argument(
        "--unchanged", metavar="REASON", help=said("why nothing had to change in the translation")
    )
    parser.add_argument(
        "--by", choices=["human", "machine"], help=said("who translated, where the page does not say so yet")
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help=said("translated pages, or folders of them"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Stamp each translation and say so; those that are refused stay as they are, and make the status."""
    from living_guide.stamping import NotStamped, stamped

    if asked.unchanged is not None and not asked.unchanged.strip():
        raise Unusable(Text("`--unchanged` wants a reason in words"))
    corpus, refused = corpus_of(asked), 0
    for page in _asked_for(asked, corpus):
        try:
            made = stamped(corpus, page, unchanged=(asked.unchanged or "").strip(), by=asked.by or "")
        except NotStamped as told:
            refused += 1
            print(told.message.said(words), file=sys.stderr)
        else:
            _write(corpus, made)
            print(Text("stamped {path}: {hash}", path=page.path, hash=made.of).said(words))
    return FOUND if refused else CLEAN


def _write(corpus: Corpus, made: Stamp) -> None:
    """The page first: a record alone would speak of a state that the page does not name."""
    from living_guide.fixes import write

    if made.page.before != made.page.after:
        write(corpus.root, made.page)
    path = corpus.root / made.record_path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.record, "utf-8", newline="\n")


def _asked_for(asked: argparse.Namespace, corpus: Corpus) -> list[Page]:
    """The pages named, and the translations in the folders named; nothing is done if one names none."""
    found: dict[str, Page] = {}
    for path in asked.paths:
        below = chosen(argparse.Namespace(root=asked.root, paths=[path]))
        pages = [page for page in corpus.pages if below(page.path)]
        keys = {page.key for page in pages}
        for file in (item.file for item in corpus.unreadable if item.file.suffix == ".md"):
            if below(file.path) or file.place.partition("/")[2] in keys:
                raise Unusable(Text("`{path}` cannot be read: `guide check` says why", path=file.path))
        if len(pages) > 1:
            pages = [page for page in pages if corpus.original(page.key) is not page]
        if not pages:
            raise Unusable(Text("there is no translated page in {paths}", paths=path))
        found |= {page.path: page for page in pages}
    return list(found.values())
