"""The command `guide`: thin, one function a subcommand, each returning the exit status."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from living_guide.checks import all_rules
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Diagnostic
from living_guide.exchange import ExchangeError, readers, writers
from living_guide.exchange.files import changed_files, concepts_of
from living_guide.formats import FORMATS, counts
from living_guide.manual import as_list, as_manual
from living_guide.messages import Text, Told, catalogue, language_of_environment, languages
from living_guide.ratchet import tighten
from living_guide.remembered import check_project

CLEAN, FOUND, UNUSABLE = 0, 1, 2
"""Exit statuses: nothing wrong, errors found, wrong usage or an unreadable project."""


class _Unusable(Told):
    """What was asked for cannot be done."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Never raises for what people give it."""
    arguments = _parser().parse_args(argv)
    words = catalogue(arguments.lang or language_of_environment())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int = arguments.run(arguments)
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


def _check(arguments: argparse.Namespace) -> int:
    checked = check_project(_root(arguments))
    chosen = _within(arguments, checked.findings)
    if arguments.ratchet:
        if arguments.paths:
            raise _Unusable(Text("`--ratchet` counts the whole guide: name no paths"))
        chosen = tighten(Path(arguments.root), chosen)
    printed = FORMATS[arguments.format]
    words = catalogue(arguments.lang or language_of_environment())
    text = printed(chosen, checked.pages, words)
    if text:
        print(text)
    errors, warnings = counts(chosen)
    return FOUND if errors or (arguments.strict and warnings) else CLEAN


def _fix(arguments: argparse.Namespace) -> int:
    from living_guide.fixes import mend, write

    corpus = _corpus(arguments)
    changes, left = mend(corpus, partial(_within, arguments))
    for change in changes:
        print(change.diff(), end="")
        if not arguments.dry_run:
            write(corpus.root, change)
    words = catalogue(arguments.lang or language_of_environment())
    errors, warnings = counts(left)
    would, has = (
        Text("files to mend: {count}", count=len(changes)),
        Text("files mended: {count}", count=len(changes)),
    )
    rest = Text("left to you: {errors} errors, {warnings} warnings", errors=errors, warnings=warnings)
    print(
        *(text.said(words) for text in (would if arguments.dry_run else has, rest)), sep="\n", file=sys.stderr
    )
    return FOUND if errors else CLEAN


def _within(arguments: argparse.Namespace, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings in the paths asked for; all of them when none was."""
    if not arguments.paths:
        return found
    root = Path(arguments.root).resolve()
    wanted = []
    for written in arguments.paths:
        path = Path(os.path.normpath(Path.cwd() / written))
        if not path.exists() and not path.is_symlink():
            raise _Unusable(Text("there is no `{path}`", path=written))
        if root != path and root not in path.parents:
            raise _Unusable(Text("`{path}` lies outside the project `{root}`", path=written, root=root))
        wanted.append(path.relative_to(root).as_posix())
    return [
        item
        for item in found
        if any(path == "." or item.path == path or item.path.startswith(path + "/") for path in wanted)
    ]


def _corpus(arguments: argparse.Namespace) -> Corpus:
    return read_corpus(_root(arguments))


def _root(arguments: argparse.Namespace) -> Path:
    """The project's folder, if it is one."""
    root = Path(arguments.root)
    if not root.is_dir():
        raise _Unusable(Text("there is no folder `{path}`", path=arguments.root))
    if not (root / "docs").is_dir() and not (root / "local").is_dir():
        raise _Unusable(Text("`{path}` holds no guide: there is no folder `docs` in it", path=arguments.root))
    return root


def _explain(arguments: argparse.Namespace) -> int:
    rules = all_rules()
    rule = rules.get(arguments.rule)
    words = catalogue(arguments.lang or language_of_environment())
    if rule is None:
        import difflib

        near = difflib.get_close_matches(arguments.rule, list(rules), 1)
        hint = Text("did you mean `{name}`?", name=near[0]) if near else Text("`guide list` shows all rules")
        no_rule = Text("there is no rule `{rule}`; {hint}", rule=arguments.rule, hint=hint)
        raise _Unusable(no_rule)
    print(as_manual(rule, words))
    return CLEAN


def _list(arguments: argparse.Namespace) -> int:
    print(as_list(all_rules().values(), catalogue(arguments.lang or language_of_environment())))
    return CLEAN


def _readability(arguments: argparse.Namespace) -> int:
    from living_guide.readability import REPORTS, measures

    words = catalogue(arguments.lang or language_of_environment())
    print(REPORTS[arguments.format](measures(_corpus(arguments)), words))
    return CLEAN


def _build(arguments: argparse.Namespace) -> int:
    from living_guide.publish.build import build

    words = catalogue(arguments.lang or language_of_environment())
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that engines end with us
    return build(Path(arguments.root), words, strict=arguments.strict)


def _export(arguments: argparse.Namespace) -> int:
    corpus = _corpus(arguments)
    print(writers()[arguments.to](concepts_of(corpus), corpus.settings.codes), end="")
    return CLEAN


def _import(arguments: argparse.Namespace) -> int:
    corpus = _corpus(arguments)
    path = Path(arguments.file)
    form = arguments.form or path.suffix.removeprefix(".")
    if form not in readers():
        raise _Unusable(Text("the form of `{path}` is unknown: say `--from tbx`, csv or json", path=path))
    try:
        concepts = readers()[form](path.read_text("utf-8"), corpus.settings.codes)
        changed = list(changed_files(corpus, concepts))
    except ExchangeError as error:
        raise _Unusable(Text("{path}: {reason}", path=path, reason=error.message)) from error
    except UnicodeDecodeError as error:
        raise _Unusable(Text("{path}: not UTF-8 text", path=path)) from error
    for target, text in changed:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        print(target.relative_to(corpus.root))
    return CLEAN


def _parser() -> argparse.ArgumentParser:
    language = language_of_environment()
    words = catalogue(language)

    def said(sentence: str) -> str:
        return Text(sentence).said(words)

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", default=".", metavar="DIR", help=said("the project's folder"))
    common.add_argument("--lang", choices=languages(), help=said("language of the messages"))
    parser = argparse.ArgumentParser(prog="guide", description=said("Keeps a living guide true."))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[common], help=said("say what is wrong, and where"))
    check.add_argument("--format", choices=FORMATS, default="text", help=said("how to print the findings"))
    check.add_argument("--strict", action="store_true", help=said("warnings count as errors"))
    check.add_argument(
        "--ratchet", action="store_true", help=said("warnings may become fewer, never more: ratchet.json")
    )
    check.add_argument("paths", nargs="*", metavar="PATH", help=said("report only on these files or folders"))
    check.set_defaults(run=_check)

    fix = commands.add_parser("fix", parents=[common], help=said("mend what is certain, and show it"))
    fix.add_argument("--dry-run", action="store_true", help=said("only show what would be mended"))
    fix.add_argument("paths", nargs="*", metavar="PATH", help=said("mend only these files or folders"))
    fix.set_defaults(run=_fix)

    explain = commands.add_parser("explain", parents=[common], help=said("the manual of a rule"))
    explain.add_argument("rule", metavar="RULE")
    explain.set_defaults(run=_explain)

    listing = commands.add_parser("list", parents=[common], help=said("all rules, a line each"))
    listing.set_defaults(run=_list)

    reading = commands.add_parser("readability", parents=[common], help=said("how hard pages are to read"))
    reading.add_argument(
        "--format", choices=["text", "json"], default="text", help=said("how to print the report")
    )
    reading.set_defaults(run=_readability)

    exporting = commands.add_parser("export", parents=[common], help=said("the glossary for other tools"))
    exporting.add_argument("what", choices=["glossary"])
    exporting.add_argument("--to", choices=["tbx", "csv", "json"], default="json", help=said("the form"))
    exporting.set_defaults(run=_export)

    importing = commands.add_parser("import", parents=[common], help=said("take back an exported glossary"))
    importing.add_argument("what", choices=["glossary"])
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--from", dest="form", choices=["tbx", "csv", "json"], help=said("the form"))
    importing.set_defaults(run=_import)

    building = commands.add_parser("build", parents=[common], help=said("check and publish the site"))
    building.add_argument("--strict", action="store_true", help=said("warnings count as errors"))
    building.set_defaults(run=_build)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
