"""Words: what the glossary discourages, and what to say instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Prose
from living_guide.git import UNASKED, run_git
from living_guide.glossary import Concept, Form, read_concept
from living_guide.markup.concepts import EXPLICIT
from living_guide.mentions import attributed_quotes, is_mention
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.pairs import Pair, Section, pairs, sections
from living_guide.rewording import certain_replacement
from living_guide.sentences import sentence_spans
from living_guide.source import Source, decode
from living_guide.stage.glossary_pages import concept_key
from living_guide.terms import (
    Hit,
    Occurrence,
    hits,
    is_waived,
    misused,
    occurrences,
    occurrences_in,
    vocabulary,
)

_EXPLICIT = re.compile(EXPLICIT)
SEVERAL, SHOWN = 2, 5
"""Pages that lack a term which no page says, from which on the glossary is told; how many are named."""
_PATIENCE = 10.0
"""Seconds for git to show a file."""
_SOURCE = re.compile(r"\s*\([^()]*\)$")


@check(Severity.WARNING)
def discouraged(corpus: Corpus) -> Iterator[Finding]:
    """A word the glossary advises against.

    Words decide who comes to the table. Each concept says which to avoid, why, and what to say
    instead; how grave it is stands there too. Naming a word between quotation marks, official names,
    attributed quotations and words for a threat made to a person are always right.

    Bad:  Partners discussed the threat landscape.
    Good: Partners discussed the hate and extremism landscape.
    Good: Avoid the word “threat” in an invitation.
    """
    for hit in hits(corpus):
        if not is_waived(hit):
            yield Finding(
                hit.span, _message(hit), _hint(hit), _severity(hit), certain_replacement(hit), hit.form
            )


def _severity(hit: Hit) -> Severity:
    level = hit.rule.words.level
    return Severity(level) if level in set(Severity) else Severity.WARNING


def _message(hit: Hit) -> Text:
    words = hit.rule.words
    written = " ".join(hit.written.split())
    if not words.use:
        return Text("rather not “{written}”", written=written)
    return Text("rather than “{written}”, say {use}", written=written, use=_quoted(words.use))


def _hint(hit: Hit) -> Text:
    """Why in one sentence (the glossary's page has it all), and what to type where the word must stay."""
    words = hit.rule.words
    waiver = f"<!-- term-ok: {hit.form} -- … -->"
    keep = Text("To keep the word, write on a line of its own above the paragraph: `{waiver}`", waiver=waiver)
    why = _first_sentence(words.reason, hit.page.language)
    return Text("{why}. {more}", why=why, more=keep) if why else keep


def _first_sentence(reason: str, language: str) -> str:
    """Without its full stop, nor the source that it names at its end."""
    start, end = next(sentence_spans(reason, language), (0, 0))
    return _SOURCE.sub("", reason[start:end].rstrip("."))


def _quoted(forms: tuple[Form, ...]) -> Text:
    """Forms between the quotation marks of the reader's language."""
    names = [f"form{number}" for number in range(len(forms))]
    listed = ", ".join(f"{{{name}}}" for name in names)
    return Text(
        listed, **{name: Text("“{form}”", form=form.text) for name, form in zip(names, forms, strict=True)}
    )


@check(Severity.ERROR)
def unknown_concept(corpus: Corpus) -> Iterator[Finding]:
    """A glossary mark for a concept that does not exist.

    `[[concept-id]]` becomes a link with the concept's term, `[[concept-id|words]]` one with words of
    your own; a mark for no concept stays on the page as it is typed.

    Bad:  See [[leadership-group]].
    Good: See [[local-leadership-group]].
    """
    for page in corpus.pages:
        for prose, found in page.joined.found(_EXPLICIT):
            unknown = corpus.any_page(page.language, concept_key(found[1])) is None
            if unknown and prose.kind != "front-matter":
                near = corpus.nearest(found[1], list(corpus.concepts))
                yield Finding(
                    prose.span(found.start(1), found.end(1)),
                    Text("no concept `{id}` in this language", id=found[1]),
                    Text("did you mean `{name}`?", name=near)
                    if near
                    else Text("concepts are the files of the glossary folder"),
                )


@check(Severity.ERROR)
def inconsistent(corpus: Corpus) -> Iterator[Finding]:
    """A concept that a page and its translation do not call by the glossary's names.

    A reader who changes language must meet the same thing again. Concepts marked
    `consistency: required` are looked for on both sides. A rendering known to be wrong, or an
    abbreviation kept from the other language, is an error; a concept that one side never names is a
    warning.

    Bad:  Local Leadership Group (LLG) … Le LLG se réunit.
    Good: Local Leadership Group (LLG) … Le groupe de leadership local (GLL) se réunit.
    """
    required = {item.id for item in corpus.concepts.values() if item.consistency == "required"}
    lacking: dict[tuple[str, str], set[str]] = {}
    for pair in pairs(corpus) if required else ():
        for section in sections(pair):
            for this, that in section.blocks():
                yield from _wrong_renderings(corpus, pair.original, this, pair.translation, that, required)
                yield from _wrong_renderings(corpus, pair.translation, that, pair.original, this, required)
            if pair.translation.text("status") != "draft":  # which may still be empty
                for found, concept, prose in _absent(corpus, pair, section, required):
                    key = concept.id, pair.translation.language
                    lacking.setdefault(key, set()).add(pair.translation.key)
                    yield _not_named(pair, found, concept, prose)
    yield from _unsaid_terms(corpus, lacking)


def _unsaid_terms(corpus: Corpus, lacking: dict[tuple[str, str], set[str]]) -> Iterator[Finding]:
    """Terms that no page says, though several should: then it is the glossary that stands apart.

    `lacking` has, by concept and language, the pages whose original names the concept and that do not.
    """
    said: dict[str, set[str]] = {}
    for (language, _), found in occurrences(corpus).items():
        terms = vocabulary(corpus, language).terms
        said.setdefault(language, set()).update(
            terms[item.phrase].id for item in found if item.phrase in terms
        )
    for (concept_id, language), places in lacking.items():
        term = corpus.concepts[concept_id].entries[language].term
        if term is None or len(places) < SEVERAL or concept_id in said.get(language, ()):
            continue
        before = _term_before(corpus, corpus.concepts[concept_id], language)
        listed = (
            Text(
                "put “{before}” back, as the term or among `forms`, or write “{term}” on each",
                before=before,
                term=term.text,
            )
            if before and before != term.text
            else Text(
                "add to `forms` the words that these pages say, or write “{term}” on each", term=term.text
            )
        )
        yield Finding(
            term.span,
            Text(
                "the glossary says “{term}”, and no page does: {count} pages have another word for it: "
                "{pages}",
                term=term.text,
                count=len(places),
                pages=", ".join(f"`{key}`" for key in sorted(places)[:SHOWN])
                + ("…" if len(places) > SHOWN else ""),
            ),
            listed,
            Severity.WARNING,
        )


def _term_before(corpus: Corpus, concept: Concept, language: str) -> str:
    """What the concept was called in the last commit; nothing where git cannot tell.

    Asked only where no page says what it is called now.
    """
    shown = run_git(corpus.root, "show", f"HEAD:./{concept.source.path}", more=UNASKED, patience=_PATIENCE)
    if shown is None or shown.returncode:
        return ""
    source = decode(concept.source.path, shown.stdout)
    if not isinstance(source, Source):
        return ""
    entry = read_concept(source, (language,)).entries.get(language)
    return entry.term.text if entry and entry.term else ""


def _wrong_renderings(
    corpus: Corpus,
    said_on: Page,
    said: tuple[Prose, ...],
    page: Page,
    prose: tuple[Prose, ...],
    required: set[str],
) -> Iterator[Finding]:
    """Where one side says a concept, what the other side wrongly says for it."""
    concepts = {
        concept.id: found for found, concept in reversed(_said(corpus, said)) if concept.id in required
    }
    if not concepts:
        return
    right = {concept.id for _, concept in _said(corpus, prose)}
    for found, concept in _renderings(corpus, page, prose):
        if concept.id not in concepts or (concept.id in right and _avoided_in_both(concept, said_on, page)):
            continue
        source = concepts[concept.id]
        yield Finding(
            found.span,
            Text(
                "“{written}” stands here for “{term}” ({path}:{line})",
                written=found.written,
                term=source.written,
                path=said_on.path,
                line=source.span.line,
            ),
            Text("write “{term}”", term=concept.term(page.language)),
        )


def _avoided_in_both(concept: Concept, said_on: Page, page: Page) -> bool:
    """Whether a word to avoid may render one that is avoided there too: “threat” and « menace »."""
    entries = (concept.entries.get(said_on.language), concept.entries.get(page.language))
    return all(entry is not None and entry.discouraged for entry in entries)


def _renderings(corpus: Corpus, page: Page, prose: tuple[Prose, ...]) -> Iterator[tuple[Occurrence, Concept]]:
    """Words that stand for a concept and should not: discouraged ones, abbreviations of other languages."""
    words = vocabulary(corpus, page.language)
    for found in occurrences_in(corpus, prose):
        if found.phrase in words.discouraged:
            if found.span.start in misused(corpus)[page]:
                yield found, words.discouraged[found.phrase].concept
        elif found.phrase in words.foreign and found.phrase not in words.names:
            start = found.span.start
            cited = any(first <= start < last for first, last in attributed_quotes(page))
            mention = is_mention(found.prose.text, found.start, found.end)
            if found.written[0].isupper() and not cited and not mention:
                yield found, words.foreign[found.phrase]


def _absent(
    corpus: Corpus, pair: Pair, section: Section, required: set[str]
) -> Iterator[tuple[Occurrence, Concept, Prose]]:
    """Concepts that the original names in a section and the translation nowhere near, and the block there."""
    if not section.translation:
        return
    named = _said(corpus, section.translation)
    wrongly = _renderings(corpus, pair.translation, section.translation)
    present = {concept.id for _, concept in (*named, *wrongly)}
    for this, that in section.blocks():
        for found, concept in _said(corpus, this):
            if concept.id not in required or concept.id in present:
                continue
            if pair.translation.language not in concept.entries:
                continue
            present.add(concept.id)
            yield found, concept, (that or section.translation)[0]


def _not_named(pair: Pair, found: Occurrence, concept: Concept, prose: Prose) -> Finding:
    return Finding(
        prose.span(0, len(prose.text)),
        Text(
            "the original says “{written}” here ({path}:{line}); this page does not name it",
            written=found.written,
            path=pair.original.path,
            line=found.span.line,
        ),
        Text("the glossary's term is “{term}”", term=concept.term(pair.translation.language)),
        Severity.WARNING,
    )


def _said(corpus: Corpus, prose: tuple[Prose, ...]) -> list[tuple[Occurrence, Concept]]:
    """The concepts that some blocks name, by their right names or by the glossary's marks."""
    known = _said_by_block(corpus)
    return [item for block in prose for item in known.get(block, ())]


@lru_cache(maxsize=2)
def _said_by_block(corpus: Corpus) -> dict[Prose, list[tuple[Occurrence, Concept]]]:
    """What each block of all pages names; most name nothing and are left out."""
    found: dict[Prose, list[tuple[Occurrence, Concept]]] = {}
    for page in corpus.pages:
        terms = vocabulary(corpus, page.language).terms
        for item in occurrences(corpus)[page.language, page.key]:
            if item.phrase in terms:
                found.setdefault(item.prose, []).append((item, terms[item.phrase]))
        for block, mark in page.joined.found(_EXPLICIT):
            if mark[1] in corpus.concepts:
                item = Occurrence(block, *mark.span(2 if mark[2] else 1), "")
                found.setdefault(block, []).append((item, corpus.concepts[mark[1]]))
    return found
