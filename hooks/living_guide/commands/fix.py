"""`guide fix`: mend what is certain, and show it."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from living_guide.commands import CLEAN, FOUND, Said, Words, corpus_of, within
from living_guide.formats import counts
from living_guide.messages import Text

SUMMARY = Text("mend what is certain, and show it")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `fix`."""
    parser.add_argument("--dry-run", action="store_true", help=said("only show what would be mended"))
    parser.add_argument("paths", nargs="*", metavar="PATH", help=said("mend only these files or folders"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Show each change as a diff and write it; say what is left."""
    from living_guide.fixes import mend, write

    corpus = corpus_of(asked)
    changes, left = mend(corpus, partial(within, asked))
    for change in changes:
        print(change.diff(), end="")
        if not asked.dry_run:
            write(corpus.root, change)
    number = counts(left)
    would, has = (
        Text("files to mend: {count}", count=len(changes)),
        Text("files mended: {count}", count=len(changes)),
    )
    rest = Text("left to you: {found}", found=number.said())
    print(*(text.said(words) for text in (would if asked.dry_run else has, rest)), sep="\n", file=sys.stderr)
    return FOUND if number.errors else CLEAN
