"""The glossary: concepts that are whole, of one mind, and used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from living_guide.checks import check
from living_guide.corpus import Corpus, known_language_folder
from living_guide.diagnostics import Finding, Severity
from living_guide.glossary import Concept, Entry, Form
from living_guide.located import Node
from living_guide.markup.concepts import EXPLICIT
from living_guide.messages import Text
from living_guide.schema import CONCEPT, ENTRY, Misfit, Shape, validate_fields


def _entries(corpus: Corpus) -> Iterator[tuple[Concept, Entry]]:
    for concept in corpus.concepts.values():
        for entry in concept.entries.values():
            yield concept, entry


def _written_forms(entry: Entry) -> Iterator[Form]:
    yield from entry.names()
    for words in entry.discouraged:
        yield from (*words.forms, *words.use, *words.allow, *words.only_after_determiner)


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
        if concept.root is None:
            continue
        node = concept.root.get("id")
        if node is None:
            yield Finding(
                concept.start(), Text("this concept has no id"), Text("write `id: {id}`", id=concept.id)
            )
        elif node.written and node.written != concept.id:
            yield node.finding(
                Text("the id `{id}` is not the file's name", id=node.written),
                Text("write `id: {id}`", id=concept.id),
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
        for code in corpus.settings.codes:
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


@check(Severity.ERROR)
def duplicate_form(corpus: Corpus) -> Iterator[Finding]:
    """One form that belongs to two concepts of a language.

    Nobody, reader or machine, could tell which of the two is meant.

    Bad:  "LLG" as abbreviation of two concepts
    Good: each form in one concept only
    """
    owners: dict[tuple[str, str], tuple[Concept, Form]] = {}
    avoided: dict[tuple[str, str], tuple[Concept, Form]] = {}
    for concept, entry in _entries(corpus):
        for form in entry.names():
            first_of = owners.setdefault((entry.language, form.folded), (concept, form))
            if first_of[0] is not concept:
                yield _owned_twice(form, *first_of)
        for words in entry.discouraged:
            for form in words.forms:
                first_of = avoided.setdefault((entry.language, form.folded), (concept, form))
                if first_of[0] is not concept:
                    yield _owned_twice(form, *first_of)


def _owned_twice(form: Form, concept: Concept, first: Form) -> Finding:
    return Finding(
        form.span,
        Text(
            "“{form}” belongs to `{id}` too ({path}:{line})",
            form=form.text,
            id=concept.id,
            path=concept.source.path,
            line=first.span.line,
        ),
        Text("keep it in one of the two"),
    )


@check(Severity.ERROR)
def contradictory_form(corpus: Corpus) -> Iterator[Finding]:
    """A form that the glossary both recommends and discourages.

    Authors would be told to write a word and told off for it.

    Bad:  "mapping" as a form of one concept, discouraged by another
    Good: one or the other
    """
    for code in corpus.settings.codes:
        names: dict[str, tuple[Concept, Form]] = {}
        for concept, entry in _entries(corpus):
            if entry.language == code:
                for form in entry.names():
                    names.setdefault(form.folded, (concept, form))
        for _, entry in _entries(corpus):
            for words in entry.discouraged if entry.language == code else ():
                for form in words.forms:
                    if form.folded in names:
                        owner, first = names[form.folded]
                        yield Finding(
                            form.span,
                            Text(
                                "“{form}” is discouraged here and a form of `{id}` ({path}:{line})",
                                form=form.text,
                                id=owner.id,
                                path=owner.source.path,
                                line=first.span.line,
                            ),
                            Text("decide which of the two it is"),
                        )


@check(Severity.ERROR)
def unknown_use(corpus: Corpus) -> Iterator[Finding]:
    """What to say instead is no term of the glossary.

    The word we send people to must itself be explained.

    Bad:  `use: [social fabric]` when no concept has that form
    Good: `use: [social cohesion]`
    """
    known: dict[str, dict[str, str]] = {}
    for _, entry in _entries(corpus):
        known.setdefault(entry.language, {}).update({form.folded: form.text for form in entry.names()})
    for _, entry in _entries(corpus):
        forms = known.get(entry.language, {})
        for words in entry.discouraged:
            for form in words.use:
                if form.folded not in forms:
                    near = corpus.nearest(form.text, list(forms.values()))
                    yield Finding(
                        form.span,
                        Text("“{form}” is no term of the glossary", form=form.text),
                        Text("did you mean “{name}”?", name=near)
                        if near
                        else Text("add it to the `forms` of a concept, or use another"),
                    )


@check(Severity.ERROR)
def unknown_related(corpus: Corpus) -> Iterator[Finding]:
    """A related concept that does not exist.

    Readers would miss the concept it was meant to lead to.

    Bad:  `related: [cohesion]`
    Good: `related: [social-cohesion]`
    """
    for concept in corpus.concepts.values():
        for form in concept.related:
            if form.text not in corpus.concepts or form.text == concept.id:
                near = corpus.nearest(form.text, [key for key in corpus.concepts if key != concept.id])
                yield Finding(
                    form.span,
                    Text("no other concept `{id}`", id=form.text),
                    Text("did you mean `{name}`?", name=near)
                    if near
                    else Text("concepts are the files of the glossary folder"),
                )


@check(Severity.WARNING)
def related_twice(corpus: Corpus) -> Iterator[Finding]:
    """Two concepts that each name the other as related.

    A relation is typed on one side and shown on both; the second is one more thing to maintain.

    Bad:  `hate` names `extremism`, and `extremism` names `hate`
    Good: only one of them does
    """
    for concept in corpus.concepts.values():
        for form in concept.related:
            other = corpus.concepts.get(form.text)
            if other and other.id < concept.id and concept.id in {item.text for item in other.related}:
                yield Finding(
                    form.span,
                    Text("`{id}` already names this concept as related", id=other.id),
                    Text("remove it here: it is shown on both sides"),
                )


@check(Severity.ERROR)
def empty_form(corpus: Corpus) -> Iterator[Finding]:
    """A form that is empty, or stands twice in one list.

    An empty form matches nothing; a repeated one is a slip that hides the form that was meant.

    Bad:  `forms: [threat, threat]`
    Good: `forms: [threat, threats]`
    """
    for _, entry in _entries(corpus):
        groups = [list(entry.names())]
        for words in entry.discouraged:
            groups += [list(words.forms), list(words.use), list(words.allow)]
        for group in groups:
            seen: set[str] = set()
            for form in group:
                if not form.text:
                    yield Finding(form.span, Text("this form is empty"), Text("fill it in, or remove it"))
                elif form.text in seen:
                    yield Finding(
                        form.span, Text("“{form}” stands twice", form=form.text), Text("remove one of them")
                    )
                seen.add(form.text)


@check(Severity.ERROR)
def typography(corpus: Corpus) -> Iterator[Finding]:
    """A form with a straight apostrophe or decomposed accents.

    The glossary is what pages are compared with and what readers see: it is written as in print.

    Bad:  groupe d'apprentissage
    Good: groupe d’apprentissage
    """
    for _, entry in _entries(corpus):
        for form in _written_forms(entry):
            if "'" in form.text:
                yield Finding(
                    form.span,
                    Text("“{form}” has a straight apostrophe", form=form.text),
                    Text("write “{form}”", form=form.text.replace("'", "’")),
                )
            if unicodedata.normalize("NFC", form.text) != form.text:
                yield Finding(
                    form.span,
                    Text("“{form}” has accents apart from their letters (NFD)", form=form.text),
                    Text("retype it, or save the file in the form NFC"),
                )


@check(Severity.ERROR)
def bad_source(corpus: Corpus) -> Iterator[Finding]:
    """A source that the list of sources does not know, or a word where a source should stand.

    Readers could not look up where a definition comes from.

    Bad:  `sources: [scn-inovations]`
    Good: `sources: [scn-innovations]`
    """
    known = corpus.facets.known("sources")
    for concept, entry in _entries(corpus):
        node = concept.root.get(entry.language) if concept.root else None
        sources = node.get("sources") if node else None
        for item in sources.strings() if sources else ():
            yield from _bad_source(corpus, item, list(known) if known is not None else None)


def _bad_source(corpus: Corpus, item: Node, known: list[str] | None) -> Iterator[Finding]:
    written = str(item.value or "").strip()
    looks_like_id = bool(written) and " " not in written and ":" not in written
    if not looks_like_id or known is None or written in known:
        return
    near = corpus.nearest(written, known)
    yield item.finding(
        Text("no `{id}` among the {group}", id=written, group="sources"),
        Text("did you mean `{name}`?", name=near)
        if near
        else Text("add it to the list of sources, or write title and year"),
    )


@check(Severity.INFO)
def unused_concept(corpus: Corpus) -> Iterator[Finding]:
    """A concept that no page links to or mentions.

    Only for information: perhaps a page should, perhaps the concept can go.

    Bad:  a concept whose terms stand on no page
    Good: a page that uses its term
    """
    used = {
        link.target.rpartition("/")[2].partition("#")[0].removesuffix(".md")
        for page in corpus.pages
        for link in page.document.links
    }
    used |= {
        found[1]
        for page in corpus.pages
        for prose in page.document.prose
        if "[[" in prose.text
        for found in re.finditer(EXPLICIT, prose.text)
    }
    for concept in corpus.concepts.values():
        if concept.id in used or any(
            form.folded in _everything_said(corpus, entry.language)
            for entry in concept.entries.values()
            for form in entry.names()
            if form.text
        ):
            continue
        yield Finding(
            concept.start(),
            Text("no page uses the concept `{id}`", id=concept.id),
            Text("use its term on a page, or remove the concept"),
        )


@lru_cache(maxsize=8)
def _everything_said(corpus: Corpus, language: str) -> str:
    words = (prose.text for page in corpus.pages_in(language) for prose in page.document.prose)
    return " ".join(" ".join(words).replace("'", "’").casefold().split())
