"""`guide export`: the glossary for other tools."""

from __future__ import annotations

import argparse

from living_guide.commands import CLEAN, Said, Words, corpus_of
from living_guide.exchange import writers
from living_guide.exchange.files import concepts_of
from living_guide.messages import Text

SUMMARY = Text("the glossary for other tools")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `export`."""
    parser.add_argument("what", choices=["glossary"])
    parser.add_argument("--to", choices=["tbx", "csv", "json"], default="json", help=said("the form"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print the glossary in that form."""
    corpus = corpus_of(asked)
    print(writers()[asked.to](concepts_of(corpus), corpus.settings.codes), end="")
    return CLEAN
