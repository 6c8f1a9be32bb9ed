"""`guide readability`: how hard pages are to read."""

from __future__ import annotations

import argparse

from living_guide.commands import CLEAN, Said, Words, corpus_of
from living_guide.messages import Text

SUMMARY = Text("how hard pages are to read")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `readability`."""
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help=said("how to print the report")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print each page's measures."""
    from living_guide.readability import REPORTS, measures

    print(REPORTS[asked.format](measures(corpus_of(asked)), words))
    return CLEAN
