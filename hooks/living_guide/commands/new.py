"""`guide new`: the skeleton of a page or a concept, in every language."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from pathlib import PurePosixPath

from living_guide.commands import CLEAN, Said, Unusable, Words, corpus_of
from living_guide.corpus import GLOSSARY, LAYERS, Corpus
from living_guide.messages import Text, language_of_environment
from living_guide.names import plain_path
from living_guide.schema import ID
from living_guide.skeletons import CONCEPT_TYPE, FOLDERS, TYPES, Wanted, skeleton

SUMMARY = Text("begin a page or a concept, in every language")
_LONGEST = 80


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `new`."""
    kinds = " | ".join(TYPES)
    parser.add_argument("type", metavar="TYPE", help=f"{said('what to begin:')} {kinds}")
    parser.add_argument(
        "slug", metavar="SLUG", help=said("its title, or its name in addresses: a-z, 0-9 and hyphens")
    )
    parser.add_argument("--title", help=said("its title in the language it is written in first"))
    parser.add_argument("--original", metavar="LANG", help=said("the language it is written in first"))
    parser.add_argument(
        "--local", action="store_true", help=said("the city's own: below `local`, not `docs`")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Write the files, none if one of them is there already; say which, and what comes next."""
    corpus, asked = corpus_of(asked), _named(asked)
    files = skeleton(corpus, _wanted(asked, corpus))
    for path in files:
        target = corpus.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(files[path])
        print(path)
    print()
    print(_next(asked).said(words))
    return CLEAN


def _named(asked: argparse.Namespace) -> argparse.Namespace:
    """What was asked, with a name made of a title: “Réunion publique” is `reunion-publique` in addresses."""
    words = " ".join(asked.slug.split())
    if "/" in words or (words.isascii() and " " not in words):
        return asked
    slug = plain_path(f"{words}.md").removesuffix(".md")
    return argparse.Namespace(**{**vars(asked), "slug": slug, "title": asked.title or words})


def _wanted(asked: argparse.Namespace, corpus: Corpus) -> Wanted:
    if asked.type not in TYPES:
        near = get_close_matches(asked.type, TYPES, 1)
        hint = (
            Text("did you mean `{name}`?", name=near[0])
            if near
            else Text("there is: {names}", names=", ".join(TYPES))
        )
        raise Unusable(Text("there is no type `{type}`; {hint}", type=asked.type, hint=hint))
    is_plain = re.fullmatch(ID, asked.slug) and plain_path(f"{asked.slug}.md") == f"{asked.slug}.md"
    if not is_plain or len(asked.slug) > _LONGEST or asked.slug == "index":
        raise Unusable(
            Text(
                "`{slug}` cannot be a page's name: use a-z, 0-9 and hyphens, at most {count} signs, "
                "as in `hold-a-listening-session`",
                slug=asked.slug,
                count=_LONGEST,
            )
        )
    codes = ", ".join(corpus.settings.codes)
    original = asked.original or (corpus.settings.codes or ("",))[0]
    if not codes:
        raise Unusable(Text("this guide has no language yet: make a folder such as `docs/en`"))
    if original not in corpus.settings.codes:
        raise Unusable(
            Text("this guide has no language `{code}`; it has: {names}", code=original, names=codes)
        )
    taken = _taken(asked, corpus)
    if taken:
        raise Unusable(Text("`{path}` is there already; nothing was written", path=taken[0]))
    title = " ".join((asked.title or "").split()) or asked.slug.replace("-", " ").capitalize()
    spoken = asked.lang or language_of_environment()
    return Wanted(asked.type, asked.slug, title, original, LAYERS[asked.local], spoken)


def _taken(asked: argparse.Namespace, corpus: Corpus) -> list[str]:
    """Files of that name, in any language and layer: a page and its address, or a concept."""
    if asked.type == CONCEPT_TYPE:
        return [
            file.path
            for file in corpus.files
            if file.place.startswith(f"{GLOSSARY}/") and PurePosixPath(file.place).stem == asked.slug
        ]
    folder = FOLDERS[asked.type]
    keys = (f"{folder}/{asked.slug}.md", f"{folder}/{asked.slug}/index.md")
    places = {f"{code}/{key}" for code in corpus.settings.codes for key in keys}
    return [file.path for file in corpus.files if file.place in places]


def _next(asked: argparse.Namespace) -> Text:
    if asked.type == CONCEPT_TYPE:
        return Text(
            "Write it and run `guide check`. Once it is whole in every language, set `status: approved`."
        )
    return Text(
        "Write them and run `guide check`. They are drafts: `make serve` shows them, nobody else sees them. "
        "To publish them, set `status: live` and mention them on `{index}`.",
        index=f"{FOLDERS[asked.type]}/index.md",
    )
