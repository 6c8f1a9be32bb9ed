"""`guide offline`: the built site as a folder or a zip that opens by double-click."""

from __future__ import annotations

import argparse
from pathlib import Path

from living_guide.commands import CLEAN, Said, Words
from living_guide.messages import Text

SUMMARY = Text("copy the built site for reading without a server")
_SITE = Path("build/site")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `offline`."""
    parser.add_argument(
        "target", nargs="?", default="build/living-guide.zip", metavar="OUT", help=said("a folder, or a .zip")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Write the copy and say what to open."""
    from living_guide.publish.offline import offline_copy

    target = Path(asked.target)
    count = offline_copy(Path(asked.root) / _SITE, target)
    told = Text("{count} files in {path}; unpacked, open index.html", count=count, path=target)
    print(told.said(words))
    return CLEAN
