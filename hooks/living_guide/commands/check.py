"""`guide check`: say what is wrong, and where."""

from __future__ import annotations

import argparse
from pathlib import Path

from living_guide.commands import CLEAN, FOUND, Said, Unusable, Words, project_root, within
from living_guide.formats import FORMATS, counts
from living_guide.messages import Text
from living_guide.ratchet import tighten
from living_guide.remembered import check_project

SUMMARY = Text("say what is wrong, and where")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `check`."""
    parser.add_argument("--format", choices=FORMATS, default="text", help=said("how to print the findings"))
    parser.add_argument("--strict", action="store_true", help=said("warnings count as errors"))
    parser.add_argument(
        "--ratchet", action="store_true", help=said("warnings may become fewer, never more: ratchet.json")
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=said("report only on these files or folders")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print the findings; errors make the status, and with `--strict` warnings too."""
    checked = check_project(project_root(asked))
    chosen = within(asked, checked.findings)
    if asked.ratchet:
        if asked.paths:
            raise Unusable(Text("`--ratchet` counts the whole guide: name no paths"))
        chosen = tighten(Path(asked.root), chosen)
    text = FORMATS[asked.format](chosen, checked.pages, words)
    if text:
        print(text)
    errors, warnings = counts(chosen)
    return FOUND if errors or (asked.strict and warnings) else CLEAN
