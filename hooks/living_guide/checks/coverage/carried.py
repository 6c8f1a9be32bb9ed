"""Each thing the guide must carry is on its pages, and each question leads to an answer."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.coverage import (
    Claim,
    Item,
    carrier,
    claims,
    is_left_to_city,
    items,
    questions,
    says,
    sourced,
)
from living_guide.diagnostics import Finding, Severity
from living_guide.located import Node
from living_guide.messages import Text
from living_guide.pages import Page


@check(Severity.ERROR)
def uncovered(corpus: Corpus) -> Iterator[Finding]:
    """Something the guide must carry is on no page, or not in every language.

    Readers of both languages are owed the same; what nobody counts gets lost when pages change.

    Bad:
        practice-13:
          pages: []
    Good:
        practice-13:
          pages: [lessons/language-matters.md]
    """
    for item in items(corpus):
        if not item.pages:
            yield item.name.finding(
                Text("no page carries `{item}`: {told}", item=item.name.written, told=item.told or "…"),
                Text("write it, and name its pages under `pages`"),
            )
        for place in item.pages:
            if not str(place.value).endswith(".md"):
                continue  # what is no path at all is an invalid value
            if is_left_to_city(corpus, str(place.value), place):
                continue
            yield from _missing(corpus, place, str(place.value))
            yield from _unsaid(corpus, item, place)


def _missing(corpus: Corpus, place: Node, key: str) -> Iterator[Finding]:
    """The languages in which a page is not there; a translation may lag, its original may not."""
    codes = corpus.settings.promised
    found = [code for code in codes if (code, key) in corpus.unread or carrier(corpus, code, key)]
    if not found and key in corpus.keys:
        yield place.finding(
            Text("`{target}` is a draft: nobody can read it yet", target=key),
            Text("publish it with `status: live`, or name another page"),
        )
    elif not found:
        near = corpus.nearest(key, list(corpus.keys))
        yield place.finding(
            Text("no page `{target}`", target=key),
            Text("did you mean `{name}`?", name=near)
            if near
            else Text("paths are written from the language's folder: `guides/page.md`"),
            about=key,
        )
    if not found:
        return
    original = corpus.original(key)
    lags = original is not None and original.field("translation") is None
    for code in codes:
        if code not in found:
            yield Finding(
                place.source.span(place.start, place.end),
                Text("this page does not exist in `{language}`", language=code),
                Text("write it, or name pages that exist in every language"),
                Severity.WARNING if lags else None,
                about=key,
            )


def _unsaid(corpus: Corpus, item: Item, place: Node) -> Iterator[Finding]:
    """The languages in which a page says none of the words that show it carries the item."""
    for code, words in item.say.items():
        page = carrier(corpus, code, str(place.value))
        if page is not None and words and not says(corpus, page, words):
            message = Text(
                "`{path}` should say “{words}”, and does not any more: this is one of the things that the "
                "guide has promised to say (`{item}`)",
                path=page.path,
                words=" / ".join(words),
                item=item.name.written,
            )
            hint = Text(
                "put these words back on that page; if the change is meant, ask whoever looks after the "
                "guide to change the words here, under `say`"
            )
            yield Finding(place.source.span(place.start, place.end), message, hint, _lagging(page))


def _lagging(page: Page) -> Severity | None:
    """A translation that is behind stops nobody's work on the original."""
    return Severity.WARNING if page.field("translation") else None


@check(Severity.ERROR)
def uncited(corpus: Corpus) -> Iterator[Finding]:
    """A page states what others said, and cites none of those who said it.

    A reader must be able to go from a fact to its source in one step.

    Bad:  a page that carries `practice-13`, without `sources`
    Good:
        sources: [scn-innovations]
    """
    for entry in sourced(corpus):
        if not entry.sources:
            yield entry.name.finding(
                Text("this has no source"),
                Text("name under `sources` who says it, and on which lines"),
            )
            continue
        for page in _pages(corpus, entry):
            if not set(page.texts("sources")) & set(entry.sources):
                field = page.field("sources")
                yield Finding(
                    page.source.span(field.start, field.end) if field else page.start(),
                    Text("this page carries `{item}` and cites none of its sources", item=entry.called),
                    Text("add one of these to `sources`: {names}", names=", ".join(sorted(entry.sources))),
                    _lagging(page),
                )


def _pages(corpus: Corpus, entry: Item | Claim) -> Iterator[Page]:
    """The pages, in every language, that people wrote: those made from data cite where the data do."""
    for key in entry.keys:
        if is_left_to_city(corpus, key, entry.name):
            continue
        found = (carrier(corpus, code, key) for code in corpus.settings.promised)
        yield from (page for page in found if page and not page.generated)


@check(Severity.ERROR)
def unknown_section(corpus: Corpus) -> Iterator[Finding]:
    """A fact is said to stand on a page or in a section that does not exist.

    Whoever checks the fact looks for it in vain.

    Bad:
        section: what-they-do
    Good:
        section: what-the-city-does
    """
    for claim in claims(corpus):
        yield from _section(corpus, claim.name, claim.page, claim.section)


@check(Severity.ERROR)
def unanswered_question(corpus: Corpus) -> Iterator[Finding]:
    """A question that people bring leads to no section, or not in every language.

    It is the first thing a reader in a hurry tries.

    Bad:
        section: answer
    Good:
        section: step-4
    """
    for question in questions(corpus):
        yield from _section(corpus, question.name, question.page, question.section)
        for code in corpus.settings.promised:
            if code not in question.asked:
                yield question.name.finding(
                    Text("this question is not asked in `{language}`", language=code),
                    Text("write it under `{language}`", language=code),
                )


def _section(corpus: Corpus, name: Node, key: str, section: str) -> Iterator[Finding]:
    """The languages in which a page or its section is not there."""
    if not key:
        yield name.finding(Text("this names no page"), Text("write its path under `page`"))
        return
    if is_left_to_city(corpus, key, name):
        return
    missing = list(_missing(corpus, name, key))
    yield from missing
    for code in corpus.settings.promised:
        page = carrier(corpus, code, key)
        if page is None or not section:
            continue
        anchors = [heading.anchor for heading in page.document.headings]
        if section not in anchors:
            near = corpus.nearest(section, anchors)
            yield Finding(
                name.source.span(name.start, name.end),
                Text("`{path}` has no section `{section}`", path=page.path, section=section),
                Text("did you mean `{name}`?", name=near)
                if near
                else Text("its sections are: {names}", names=", ".join(anchors)),
                _lagging(page),
            )
