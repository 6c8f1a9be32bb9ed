"""`guide import`: take back an exported glossary."""

from __future__ import annotations

import argparse
import codecs
import sys
from pathlib import Path

from living_guide.commands import CLEAN, Said, Unusable, Words, corpus_of
from living_guide.exchange import TOO_DEEP, ExchangeError, readers
from living_guide.exchange.files import changed_files
from living_guide.messages import Text

SUMMARY = Text("take back an exported glossary")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `import`."""
    parser.add_argument("what", choices=["glossary"])
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--from", dest="form", choices=["tbx", "csv", "json"], help=said("the form"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Write the concepts that changed, and say which."""
    corpus = corpus_of(asked)
    path = Path(asked.file)
    form = asked.form or path.suffix.removeprefix(".")
    if form not in readers():
        raise Unusable(Text("the form of `{path}` is unknown: say `--from tbx`, csv or json", path=path))
    try:
        concepts = readers()[form](_text(path, words), corpus.settings.codes)
        changed = list(changed_files(corpus, concepts))
    except ExchangeError as error:
        raise Unusable(Text("{path}: {reason}", path=path, reason=error.message)) from error
    except RecursionError as error:
        raise Unusable(Text("{path}: {reason}", path=path, reason=TOO_DEEP)) from error
    except UnicodeDecodeError as error:
        raise Unusable(Text("{path}: this is no text", path=path)) from error
    for target, text in changed:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        print(target.relative_to(corpus.root))
    return CLEAN


def _text(path: Path, words: Words) -> str:
    """A file's text in any of the encodings that spreadsheets write; says so where it had to guess."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = Text(
            "{path}: read as Windows-1252, as older Excels write it; look whether accents came through",
            path=path,
        )
        print(f"guide: {told.said(words)}", file=sys.stderr)
        return data.decode("cp1252")
