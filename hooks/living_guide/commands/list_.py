"""`guide list`: all rules, a line each."""

from __future__ import annotations

import argparse

from living_guide.checks import all_rules
from living_guide.commands import CLEAN, Said, Words
from living_guide.manual import as_list
from living_guide.messages import Text

SUMMARY = Text("all rules, a line each")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """Nothing more may be written after `list`."""


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print the names and what each is about."""
    print(as_list(all_rules().values(), words))
    return CLEAN
