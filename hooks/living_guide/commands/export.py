"""`guide export`: the glossary for other tools, everything for whoever goes on, the schemas for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from living_guide.commands import CLEAN, Said, Words, corpus_of, project_root
from living_guide.corpus import Corpus
from living_guide.exchange import csv_form, writers
from living_guide.exchange.files import concepts_of
from living_guide.messages import Text, language_of_environment

SUMMARY = Text("the glossary for other tools, everything to take along, or schemas for editors")
_TARGET = "build/export.zip"


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `export`."""
    parser.add_argument("what", choices=["glossary", "everything", "schemas"])
    parser.add_argument(
        "target",
        nargs="?",
        default=_TARGET,
        metavar="OUT",
        help=said("where everything goes: a folder, or a .zip"),
    )
    parser.add_argument(
        "--to", choices=["tbx", "csv", "json"], default="json", help=said("the glossary’s form")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print the glossary in that form, or write everything, or the schemas."""
    if asked.what == "schemas":
        return _schemas(project_root(asked))
    corpus = corpus_of(asked)
    if asked.what == "everything":
        return _everything(corpus, Path(asked.target), words)
    concepts, codes = concepts_of(corpus), corpus.settings.codes
    if asked.to == "csv":
        language = asked.lang or language_of_environment()
        print(csv_form.write(concepts, codes, csv_form.separator_for(language)), end="")
    else:
        print(writers()[asked.to](concepts, codes), end="")
    return CLEAN


def _everything(corpus: Corpus, target: Path, words: Words) -> int:
    from living_guide.exchange.whole import ABOUT, whole
    from living_guide.publish.copies import write_copy

    count = write_copy(whole(corpus), target, ABOUT)
    print(Text("{count} files in {path}", count=count, path=target).said(words))
    return CLEAN


def _schemas(root: Path) -> int:
    """Below the project's folder, where editors look for them; what is written is named."""
    from living_guide.json_schemas import FOLDER, schema_files

    for place, text in schema_files().items():
        path = root / FOLDER / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(path.relative_to(root))
    return CLEAN
