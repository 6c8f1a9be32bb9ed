"""`guide rollback`: publish the site before the published one again."""

from __future__ import annotations

import argparse
from pathlib import Path

from living_guide.commands import Said, Words
from living_guide.messages import Text, language_of_environment

SUMMARY = Text("go back to the site published before")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """Nothing more may be asked."""


def run(asked: argparse.Namespace, words: Words) -> int:
    """Swap back."""
    from living_guide.publish.build import rollback

    return rollback(Path(asked.root), asked.lang or language_of_environment())
