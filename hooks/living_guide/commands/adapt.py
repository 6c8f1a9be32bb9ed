"""`guide adapt PATH…`: begin the city's own version of a page or concept, or note what it knows."""

from __future__ import annotations

import argparse
from pathlib import PurePosixPath

from living_guide.city.adapting import begun_data, noted_data, noted_page
from living_guide.city.notes import replaced_values
from living_guide.commands import CLEAN, Said, Unusable, Words, corpus_of, place_in
from living_guide.corpus import GLOSSARY, LAYERS, Corpus
from living_guide.messages import Text
from living_guide.pages import Page

SUMMARY = Text("begin your own version of a page or term, or note that yours knows upstream’s of today")

_UPSTREAM, _OWN = LAYERS
_Done = tuple[str, str, Text]
"""Path, text to write, and what to tell."""


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `adapt`."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=said("upstream’s file, as in `docs/fr/guides/choose-your-words.md`, or your own in its place"),
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Write what was asked for; nothing at all when one of the paths cannot be used."""
    corpus = corpus_of(asked)
    for path, text, told in [_adapted(corpus, written, words) for written in asked.paths]:
        location = corpus.root / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text(text, "utf-8", newline="")
        print(told.said(words))
    return CLEAN


def _adapted(corpus: Corpus, written: str, words: Words) -> _Done:
    path = PurePosixPath(place_in(corpus.root, written))
    layer, _, place = path.as_posix().partition("/")
    if layer not in LAYERS:
        raise Unusable(Text("`{path}` lies neither in `docs/` nor in `local/`", path=written))
    if place.startswith(f"{GLOSSARY}/"):
        return _concept(corpus, path.stem, place, words)
    language, _, key = place.partition("/")
    page = corpus.page(language, key)
    original = corpus.beneath.page(language, key) or page
    if page is None or original is None or original.path.startswith(f"{_OWN}/"):
        raise Unusable(Text("upstream has no page or term `{path}`", path=f"{_UPSTREAM}/{place}"))
    if page.front.problems or page.unclosed:
        raise Unusable(Text("`{path}`: mend its first lines, as `guide check` says", path=page.path))
    return _page(corpus, page, original, place)


def _page(corpus: Corpus, page: Page, original: Page, place: str) -> _Done:
    own = f"{_OWN}/{place}"
    text = noted_page(page, corpus.content(original).hash)
    if page is original:
        return own, text, Text("{path} is begun as a copy: change what you want to say otherwise", path=own)
    return own, text, _knows(own, original.path)


def _concept(corpus: Corpus, identifier: str, place: str, words: Words) -> _Done:
    own, refined = f"{_OWN}/{place}", corpus.beneath.concepts.get(identifier)
    if refined is not None:
        original, mine = refined
        version = replaced_values(original, mine)
        if not version:
            raise Unusable(Text("`{path}` says nothing otherwise than upstream: nothing to note", path=own))
        return own, noted_data(mine.source, mine.root, version), _knows(own, original.source.path)
    concept = corpus.concepts.get(identifier)
    if concept is None or concept.source.path.startswith(f"{_OWN}/"):
        raise Unusable(Text("upstream has no page or term `{path}`", path=f"{_UPSTREAM}/{place}"))
    hint = Text(
        "Write only what you say otherwise; the rest stays upstream’s. A list takes the place of the\n"
        "whole list; `{{add: […], remove: […]}}` changes it. Then run `guide adapt` on this file again."
    )
    return (
        own,
        begun_data(concept.source.text, hint.said(words) + "\n"),
        Text("{path} is begun: take the `# ` away from what you want to say otherwise", path=own),
    )


def _knows(own: str, upstream: str) -> Text:
    return Text("{path} notes that it knows {upstream} as it is today", path=own, upstream=upstream)
