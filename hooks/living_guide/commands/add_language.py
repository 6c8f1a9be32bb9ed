"""`guide add-language`: begin a language; asked again, bring its interface's words up to date."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from living_guide.city.languages import own_name, with_language
from living_guide.commands import CLEAN, Said, Unusable, Words, corpus_of
from living_guide.corpus import LAYERS, Corpus
from living_guide.language import base_of
from living_guide.messages import CITY_LOCALE, Text
from living_guide.new_language import city_catalogue, home
from living_guide.settings import FILE_NAME, LANGUAGE_FOLDER, SettingsError, read_settings

SUMMARY = Text("begin a language, or bring the words of its interface up to date")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `add-language`."""
    parser.add_argument("code", metavar="CODE", help=said("its code, such as `es`, `ar` or `fr-CA`"))
    parser.add_argument(
        "--local", action="store_true", help=said("the city's own: below `local`, not `docs`")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Write what is missing, say what was written and what is left to translate."""
    if not re.fullmatch(LANGUAGE_FOLDER, asked.code):
        raise Unusable(
            Text("`{code}` is no code of a language: write it as `es` or `pt-BR`", code=asked.code)
        )
    corpus = corpus_of(asked)
    base = base_of(asked.code)
    is_variant = base != asked.code and base in corpus.settings.codes
    if asked.code not in corpus.settings.codes:
        _begin(corpus, asked.code, LAYERS[asked.local], is_variant)
    if is_variant:
        print()
        told = Text("What `{code}` does not say otherwise, `{base}` says for it.", code=asked.code, base=base)
        print(told.said(words))
        return CLEAN
    _interface(corpus.root, asked.code, words)
    print()
    lacking = sum(
        concept.status == "approved" and asked.code not in concept.entries
        for concept in corpus_of(asked).concepts.values()
    )
    print(
        Text(
            "{count} concepts of the glossary have no `{code}` yet: write it in `docs/data/glossary/`. "
            "`guide status` counts the pages. Once all is there, take `{code}` out of "
            "`in_preparation` in mkdocs.yml, and the checks will keep it whole.",
            count=lacking,
            code=asked.code,
        ).said(words)
    )
    return CLEAN


def _begin(corpus: Corpus, code: str, layer: str, is_variant: bool) -> None:
    path = corpus.root / FILE_NAME
    if not path.is_file():
        raise Unusable(Text("there is no `{path}`", path=FILE_NAME))
    before, original = path.read_text("utf-8"), corpus.original("index.md")
    name = own_name(code)
    if not name:
        raise Unusable(
            Text("no language is known by the code `{code}`; write one such as `es` or `pt-BR`", code=code)
        )
    path.write_text(with_language(before, code, name, begun=not is_variant), "utf-8")
    try:
        read_settings(corpus.root).language(code)
    except (SettingsError, StopIteration) as error:
        path.write_text(before, "utf-8")
        raise Unusable(
            Text("the language could not be added to mkdocs.yml: write it there yourself")
        ) from error
    print(FILE_NAME)
    target = corpus.root / layer / code / "index.md"
    if original is not None and not is_variant and not target.exists():
        _write(corpus.root, target, home(code, original.path))


def _interface(root: Path, code: str, words: Words) -> None:
    target = root / CITY_LOCALE / f"{code}.po"
    found = city_catalogue(code, target.read_text("utf-8") if target.is_file() else "")
    if found.text:
        _write(root, target, found.text)
    print()
    print(
        Text(
            "{done} of {total} texts of the interface are translated; the others show in English.",
            done=found.translated,
            total=found.total,
        ).said(words)
    )
    if found.is_drafted:
        print(
            Text(
                "They were drafted by a machine and no translator has reviewed them: ask one to, "
                "and write what should be otherwise into `{path}`.",
                path=f"{CITY_LOCALE}/{code}.po",
            ).said(words)
        )
    for sentence in found.unusable:
        print(
            Text("not used, it must have the same words in braces: {sentence}", sentence=sentence).said(words)
        )


def _write(root: Path, target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    print(target.relative_to(root).as_posix())
