"""`guide build`: check and publish the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from living_guide.commands import Said, Words
from living_guide.messages import Text, language_of_environment

SUMMARY = Text("check and publish the site")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `build`."""
    parser.add_argument("--strict", action="store_true", help=said("warnings count as errors"))
    parser.add_argument(
        "--pdf", action="store_true", help=said("make PDFs of the guides and of the whole hub")
    )
    parser.add_argument(
        "--for-publication",
        action="store_true",
        help=said("refuse what the city’s file still holds of the example it came with"),
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Build, verify and put into place."""
    from living_guide.publish.build import build

    language = asked.lang or language_of_environment()
    return build(
        Path(asked.root), language, strict=asked.strict, prints=asked.pdf, public=asked.for_publication
    )
