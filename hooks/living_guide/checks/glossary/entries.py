"""Concept files: readable, of the right shape, named as they are called, complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from living_guide.checks import check
from living_guide.corpus import GLOSSARY, Corpus, known_language_folder
from living_guide.diagnostics import Finding, Severity
from living_guide.files import File
from living_guide.messages import Text
from living_guide.names import plain_path
from living_guide.schema import CONCEPT, ENTRY
from living_guide.shapes import Misfit, Shape, validate_fields
from living_guide.source import Source, Span


@check(Severity.ERROR)
def broken_yaml(corpus: Corpus) -> Iterator[Finding]:
    """A concept or data file that cannot be read.

    Everything it says would be missing from the glossary, the menus and the checks.

    Bad:
        term: Words: how to choose them
    Good:
        term: "Words: how to choose them"
    """
    parsed = [concept.yaml for concept in corpus.concepts.values()] + list(corpus.data.values())
    for yaml in parsed:
        for problem in yaml.problems:
            if problem.kind == "broken":
                yield problem.finding
        root = yaml.root
        if root is not None and not isinstance(root.value, dict):
            yield root.finding(
                Text("this file must hold names and values"),
                Text("write each field as `name: value` on its own line"),
            )
    for concept in corpus.concepts.values():
        if concept.yaml.root is None and not concept.yaml.problems:
            yield Finding(
                concept.start(), Text("this file is empty"), Text("write the concept, or delete the file")
            )


@check(Severity.ERROR)
def duplicate_key(corpus: Corpus) -> Iterator[Finding]:
    """A field stands twice in a concept or data file.

    One of the two would be lost without a word.

    Bad:
        term: hate
        term: hatred
    Good:
        term: hate
        forms: [hatred]
    """
    parsed = [concept.yaml for concept in corpus.concepts.values()] + list(corpus.data.values())
    for yaml in parsed:
        for problem in yaml.problems:
            if problem.kind == "duplicate-key":
                yield problem.finding


@check(Severity.ERROR)
def unknown_key(corpus: Corpus) -> Iterator[Finding]:
    """A field that concepts do not have.

    What stands under a misspelt name is never shown to anybody.

    Bad:
        definiton: The ties between residents.
    Good:
        definition: The ties between residents.
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "unknown-key")


@check(Severity.ERROR)
def invalid_value(corpus: Corpus) -> Iterator[Finding]:
    """A field of a concept holds something else than it should.

    The glossary's pages and the checks on words are made from these values.

    Bad:
        status: finished
    Good:
        status: approved
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "invalid-value")


def _misfits(corpus: Corpus) -> Iterator[Misfit]:
    own: dict[str, Shape] = {**CONCEPT, **dict.fromkeys(corpus.settings.codes, ENTRY)}
    for concept in corpus.concepts.values():
        if concept.root is None or not isinstance(concept.root.value, dict):
            continue
        # A site in one language may keep a glossary in several.
        others = [
            key
            for key, node in concept.root.value.items()
            if key not in own and isinstance(node.value, dict) and known_language_folder(key)
        ]
        yield from validate_fields(concept.root, {**own, **dict.fromkeys(others, ENTRY)})


@check(Severity.ERROR)
def wrong_id(corpus: Corpus) -> Iterator[Finding]:
    """A concept whose id is not its file's name.

    Pages and other concepts find it by that name.

    Bad:  docs/data/glossary/hate.yml with `id: hatred`
    Good: docs/data/glossary/hate.yml with `id: hate`
    """
    for concept in corpus.concepts.values():
        if concept.root is None:  # it cannot be read, and whoever mends it would learn this only then
            written = _ID.search(concept.source.text)
            if written is not None and written["id"] != concept.id:
                yield _wrong_id(concept.source.span(*written.span("id")), written["id"], concept.id)
            continue
        node = concept.root.get("id")
        if node is None:
            yield Finding(
                concept.start(), Text("this concept has no id"), Text("write `id: {id}`", id=concept.id)
            )
        elif node.written and node.written != concept.id:
            yield _wrong_id(node.source.span(node.start, node.end), node.written, concept.id)


_ID = re.compile(r"^id:[ \t]*[\"']?(?P<id>[\w-]+)", re.MULTILINE)


def _wrong_id(place: Span, written: str, name: str) -> Finding:
    hint = Text("write `id: {id}`", id=name)
    if " " in name or name != name.lower():
        right = plain_path(f"{name}.md").removesuffix(".md")
        hint = Text("call the file `{id}.yml`, and write `id: {id}` in it", id=right)
    return Finding(place, Text("the id `{id}` is not the file's name", id=written), hint)


@check(Severity.ERROR)
def duplicate_id(corpus: Corpus) -> Iterator[Finding]:
    """Two files for one concept.

    Only one of them would count, and nobody could say which.

    Bad:  glossary/hate.yml and glossary/people/hate.yml
    Good: one file a concept, in the glossary's folder
    """
    seen: dict[tuple[str, str], File] = {}
    for file in corpus.files:
        if file.place.startswith(f"{GLOSSARY}/") and file.suffix in (".yml", ".yaml"):
            first = seen.setdefault((file.layer, PurePosixPath(file.place).stem), file)
            if first is not file:
                yield Finding(
                    Source(file.path, "").span(0, 0),
                    Text("`{other}` is the same concept", other=first.path),
                    Text("merge the two files, or give one another name and id"),
                )


@check(Severity.ERROR)
def incomplete(corpus: Corpus) -> Iterator[Finding]:
    """An approved concept that lacks a language, a term or a definition.

    Readers of that language would find an empty page.

    Bad:  `status: approved` with no `fr:`
    Good: both languages, or `status: draft`
    """
    for concept in corpus.concepts.values():
        if concept.status != "approved" or concept.root is None:
            continue
        place = concept.root.get("status")
        for code in corpus.settings.promised:
            entry = concept.entries.get(code)
            missing = (
                code
                if entry is None
                else f"{code}: term"
                if entry.term is None or not entry.term.text
                else f"{code}: definition"
                if not entry.definition.strip()
                else None
            )
            if missing is not None:
                message = Text("this approved concept has no `{what}`", what=missing)
                hint = Text("write it, or set `status: draft`")
                yield place.finding(message, hint) if place else Finding(concept.start(), message, hint)
