"""The forms of concepts: each in one place, written as in print, of one mind with the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.glossary import Concept, Entry, Form
from living_guide.messages import Text


def entries_of(corpus: Corpus) -> Iterator[tuple[Concept, Entry]]:
    for concept in corpus.concepts.values():
        for entry in concept.entries.values():
            yield concept, entry


def _written_forms(entry: Entry) -> Iterator[Form]:
    yield from entry.names()
    for words in entry.discouraged:
        yield from (*words.forms, *words.use, *words.allow, *words.only_after_determiner)


@check(Severity.ERROR)
def duplicate_form(corpus: Corpus) -> Iterator[Finding]:
    """One form that belongs to two concepts of a language.

    Nobody, reader or machine, could tell which of the two is meant.

    Bad:  "LLG" as abbreviation of two concepts
    Good: each form in one concept only
    """
    owners: dict[tuple[str, str], tuple[Concept, Form]] = {}
    avoided: dict[tuple[str, str], tuple[Concept, Form]] = {}
    for concept, entry in entries_of(corpus):
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
        for concept, entry in entries_of(corpus):
            if entry.language == code:
                for form in entry.names():
                    names.setdefault(form.folded, (concept, form))
        for _, entry in entries_of(corpus):
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
    for _, entry in entries_of(corpus):
        known.setdefault(entry.language, {}).update({form.folded: form.text for form in entry.names()})
    for _, entry in entries_of(corpus):
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
def empty_form(corpus: Corpus) -> Iterator[Finding]:
    """A form that is empty, or stands twice in one list.

    An empty form matches nothing; a repeated one is a slip that hides the form that was meant.

    Bad:  `forms: [threat, threat]`
    Good: `forms: [threat, threats]`
    """
    for _, entry in entries_of(corpus):
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
    for _, entry in entries_of(corpus):
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
