"""The command `guide`: reads what was asked, hands it to the subcommand, says what went wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from living_guide.commands import CLEAN, UNUSABLE, all_commands
from living_guide.messages import Text, Told, catalogue, language_of_environment, languages


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Never raises for what people give it."""
    try:
        return _run(argv)
    except Told as told:  # the catalogue itself cannot be read
        print(f"guide: {told}", file=sys.stderr)
        return UNUSABLE


def _run(argv: Sequence[str] | None) -> int:
    asked = _parser().parse_args(argv)
    words = catalogue(asked.lang or language_of_environment())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int = asked.run(asked, words)
    except Told as told:
        print(f"guide: {told.message.said(words)}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # the reader of our pipe went away: not our trouble
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        message = Text("{path}: {reason}", path=error.filename or "", reason=error.strerror or error)
        print(f"guide: {message.said(words)}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print(f"guide: {Text('stopped').said(words)}", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    words = catalogue(language_of_environment())

    def said(sentence: str) -> str:
        return Text(sentence).said(words)

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", default=".", metavar="DIR", help=said("the project's folder"))
    common.add_argument("--lang", choices=languages(), help=said("language of the messages"))
    parser = argparse.ArgumentParser(prog="guide", description=said("Keeps a living guide true."))
    added = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in all_commands().items():
        one = added.add_parser(name, parents=[common], help=command.SUMMARY.said(words))
        command.arguments(one, said)
        one.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
