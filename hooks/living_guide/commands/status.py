"""`guide status`: what is translated, outdated, missing or due for a review."""

from __future__ import annotations

import argparse

from living_guide.commands import CLEAN, Said, Words, corpus_of
from living_guide.messages import Text
from living_guide.status import KINDS
from living_guide.tables import TABLES

SUMMARY = Text("what is translated, outdated, missing or due for a review")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `status`."""
    parser.add_argument("--format", choices=TABLES, default="text", help=said("how to print the report"))
    parser.add_argument(
        "--only",
        action="append",
        choices=[str(kind) for kind in KINDS],
        default=[],
        help=said("list only what to do of this kind; may stand several times"),
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print how each language stands today; never fails a build."""
    from living_guide.reviews import day_of_environment
    from living_guide.status import standings

    corpus = corpus_of(asked)
    print(TABLES[asked.format](corpus, standings(corpus, day_of_environment()), asked.only, words))
    return CLEAN
