"""One fault, one finding: what only comes of another is told with it, and counts with it.

Every finding stays, and machines see them all; a consequence names its cause, and people are shown
the cause alone. A cause weighs at least as much as what comes of it, so that nothing turns green.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from living_guide.corpus import GLOSSARY, LAYERS, Corpus
from living_guide.diagnostics import Diagnostic, Severity
from living_guide.pages import Page

SPOILING = (
    "front-matter-broken-yaml",
    "files-not-utf8",
    "files-unreadable",
    "files-name",
    "glossary-broken-yaml",
    "front-matter-not-first",
    "safety-too-slow",
    "files-merge-conflict",
)
"""Rules that find a page of which the rest cannot be judged: much of what is said of it comes of that.

The last explains the others, too.
"""
_OF_FRONT_MATTER = ("front-matter-broken-yaml", "front-matter-not-first")
"""Those of them that leave the page’s text as it is."""
_OF_FIELDS = ("coverage-", "front-matter-", "translation-", "links-orphan-page")
"""Rules that ask for what a page's front matter says."""
_BESIDE = ("translation-structure", "translation-facts", "terms-inconsistent", "coverage-uncited")
"""Rules that tell one gap many times, at one place."""
_FIRST = ("redirects-moved-page", "links-missing-page", "front-matter-missing-page", "translation-missing")
"""Of findings about a page that is gone, those that say it best."""
_PAGE = re.compile(rf"(?:{'|'.join(LAYERS)})/[^/]+/(?P<key>.+\.md)")


def with_causes(corpus: Corpus, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in reading order, each consequence with the cause it comes of."""
    ordered = _as_grave(sorted(found, key=lambda item: item.order))
    because: dict[int, Diagnostic] = {}
    for cause, consequence in (
        *_of_private_data(ordered),
        *_of_untranslated_pages(ordered),
        *_of_other_languages(ordered),
        *_of_moved_pages(ordered),
        *_of_drafts(ordered),
        *_of_copied_concepts(corpus, ordered),
        *_of_unsaid_terms(ordered),
        *_of_doubled_keys(ordered),
        *_of_lost_headings(ordered),
        *_of_spoilt_pages(corpus, ordered),
        *_of_absent_pages(corpus, ordered),
        *_of_the_same_words(ordered),
        *_at_the_same_place(ordered),
        *_of_lost_words(ordered),
    ):
        if cause is not consequence and _weighs(cause) <= _weighs(consequence):
            because.setdefault(id(consequence), cause)
    return [replace(item, because=_root(item, because)) if id(item) in because else item for item in ordered]


def _as_grave(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings; one on an id that was changed is an error where links to the old one break by it."""
    broken = {
        (values["path"], values["anchor"])
        for item in found
        if item.rule == "links-missing-anchor"
        for values in (dict(item.message.values),)
        if "path" in values
    }
    lacked = {
        item.about: item.severity
        for item in reversed(found)
        if item.about and item.rule.startswith("coverage-")
    }

    def raised(item: Diagnostic) -> Diagnostic:
        if (item.path, _meant_id(item)) in broken:
            return replace(item, severity=Severity.ERROR)
        if _is_draft(item) and item.about in lacked:
            return replace(item, severity=min(item.severity, lacked[item.about], key=list(Severity).index))
        return item

    return [raised(item) for item in found]


def _is_draft(item: Diagnostic) -> bool:
    """Whether a finding tells that a page is a draft, not that it is missing."""
    return item.rule == "translation-missing" and "draft" in item.message.msgid


def _meant_id(item: Diagnostic) -> object:
    """The id that a heading should have, of a finding on an id that differs from the original’s."""
    values = dict(item.message.values) if item.rule == "translation-structure" else {}
    return values["other"] if {"id", "other"} <= values.keys() else None


def _weighs(item: Diagnostic) -> int:
    return list(Severity).index(item.severity)


def _root(item: Diagnostic, because: dict[int, Diagnostic]) -> str:
    """The first cause: none is told as a consequence of what is itself one."""
    seen = {id(item)}
    while id(item) in because and id(because[id(item)]) not in seen:
        item = because[id(item)]
        seen.add(id(item))
    return item.name


Pairs = Iterator[tuple[Diagnostic, Diagnostic]]
"""A cause and what comes of it."""


def _of_spoilt_pages(corpus: Corpus, found: list[Diagnostic]) -> Pairs:
    pages = {page.path: page for page in corpus.pages}
    spoilt: dict[str, Diagnostic] = {}
    for item in found:
        first = spoilt.get(item.path)
        if item.rule in SPOILING and (first is None or (item.rule == SPOILING[-1] != first.rule)):
            spoilt[item.path] = item
    of_key = {_key(path): cause for path, cause in spoilt.items()}
    for item in found:
        cause = spoilt.get(item.path)
        if item.rule == "glossary-wrong-id":
            continue  # read from the line itself, whatever else cannot be read
        if item.rule in SPOILING and (cause is None or cause.rule != SPOILING[-1]):
            continue
        if cause is not None and _depends(pages.get(item.path), cause, item):
            yield cause, item
        elif item.about and item.about in of_key:
            yield of_key[item.about], item


def _depends(page: Page | None, cause: Diagnostic, item: Diagnostic) -> bool:
    """Whether what is said of a page with broken front matter may only come of that."""
    if cause.rule == "files-name":
        return item.rule in ("links-orphan-page", "translation-missing")
    if page is None or page.unclosed or cause.rule not in _OF_FRONT_MATTER:
        return True
    ends = max(cause.end_line, page.source.position(page.body)[0])
    return item.line <= ends or item.rule.startswith(_OF_FIELDS)


def _of_absent_pages(corpus: Corpus, found: list[Diagnostic]) -> Pairs:
    """What leads to a page that is not there, in a language or in any; where it has moved to is the cause."""
    by_key: dict[str, list[Diagnostic]] = {}
    for item in found:
        if item.about and not all(corpus.any_page(code, item.about) for code in corpus.settings.promised):
            by_key.setdefault(item.about, []).append(item)
    for items in by_key.values():
        first = min(items, key=lambda item: (_weighs(item), _rank(item), item.order))
        yield from ((first, item) for item in items)
        if first.rule == _FIRST[0]:
            new = next(page.key for page in corpus.pages if page.path == first.path)
            for item in found:
                if item.about == new or (item.rule == "links-orphan-page" and _key(item.path) == new):
                    yield first, item


def _key(path: str) -> str:
    """The key of a page, or of the page that is made of a concept."""
    found = _PAGE.fullmatch(path)
    _, is_concept, identifier = path.partition(f"/{GLOSSARY}/")
    return found["key"] if found else f"glossary/{identifier.removesuffix('.yml')}.md" if is_concept else ""


def _rank(item: Diagnostic) -> int:
    return _FIRST.index(item.rule) if item.rule in _FIRST else len(_FIRST)


def _of_private_data(found: list[Diagnostic]) -> Pairs:
    """What should not be there need not be in the other language either, and is not to be repeated."""
    private = [item for item in found if item.rule == "text-private-data"]
    for item in found if private else ():
        if item.rule in ("translation-facts", "translation-structure"):
            yield from (
                (cause, item)
                for cause in private
                if cause.path == item.path and cause.line <= item.line <= cause.end_line
            )


def _of_untranslated_pages(found: list[Diagnostic]) -> Pairs:
    """A page that is whole in the language of its original lacks all words of its own."""
    whole: dict[str, Diagnostic] = {}
    for item in found:
        values = dict(item.message.values)
        if item.rule == "translation-untranslated" and values.get("count") == values.get("total", 0):
            whole.setdefault(item.path, item)
    for item in found if whole else ():
        values = dict(item.message.values)
        if item.rule == "coverage-uncovered" and str(values.get("path")) in whole:
            yield whole[str(values["path"])], item
        elif item.path in whole and item.rule in _OF_OTHER_LANGUAGE:
            yield whole[item.path], item


_OF_OTHER_LANGUAGE = ("terms-inconsistent", "translation-structure", "translation-facts")
"""Rules that hold a page against its original."""


def _of_other_languages(found: list[Diagnostic]) -> Pairs:
    """A passage in another language has that one’s typography, and is not what the original says."""
    passages = [
        item
        for item in found
        if item.rule in _IN_ANOTHER_LANGUAGE or (item.rule == "safety-html" and item.line < item.end_line)
    ]
    for item in found if passages else ():
        if item.rule in (*_OF_OTHER_LANGUAGE, *_OF_ITS_FOLDER) or item.rule.startswith("typography-"):
            yield from (
                (cause, item)
                for cause in passages
                if cause.path == item.path and cause.line <= item.line <= cause.end_line
            )


_OF_ITS_FOLDER = ("links-orphan-page", "translation-missing", "translation-unstamped")
"""Rules that tell of a page at its beginning what is otherwise in the folder of its own language."""
_IN_ANOTHER_LANGUAGE = ("translation-untranslated", "accessibility-other-language", "text-pasted-mail")
"""Rules that tell a passage which was not written for this page, as its translation or otherwise."""


def _of_moved_pages(found: list[Diagnostic]) -> Pairs:
    """Where a page has a new name, both languages lead to it anew, and notes on it have the old one."""
    moved = {item.path: item for item in found if item.rule == "redirects-moved-page"}
    for path, cause in moved.items():
        key = _key(path)
        for item in found:
            is_led_anew = item.rule == "translation-outdated" and f"/{key}" in str(item.message)
            if is_led_anew or (item.rule == "coverage-unclaimed-place" and _key(item.path) == key):
                yield cause, item


def _of_drafts(found: list[Diagnostic]) -> Pairs:
    """What the guide has to carry is not carried by a draft."""
    drafts = {item.about: item for item in found if _is_draft(item)}
    for item in found if drafts else ():
        if item.rule.startswith("coverage-") and item.about in drafts:
            yield drafts[item.about], item


def _of_copied_concepts(corpus: Corpus, found: list[Diagnostic]) -> Pairs:
    """A concept begun as a copy keeps words of the one it was copied from: both claim them."""
    copies = {item.path: item for item in found if item.rule == "glossary-wrong-id"}
    terms = {
        _curled(form.text): copies[concept.source.path]
        for concept in corpus.concepts.values()
        if concept.source.path in copies
        for entry in concept.entries.values()
        for form in entry.names()
    }
    for item in found if copies else ():
        values = (*item.message.values, *(item.hint.values if item.hint else ()))
        said = {_curled(str(value)) for _, value in values}
        if item.rule in ("glossary-duplicate-form", "terms-inconsistent") and said & terms.keys():
            yield next(terms[word] for word in terms if word in said), item


def _curled(words: str) -> str:
    return words.replace("'", "’")


def _of_doubled_keys(found: list[Diagnostic]) -> Pairs:
    """What a key that stands twice has put out of force looks like the example again."""
    doubled = {item.path: item for item in found if item.rule == "city-duplicate-key"}
    for item in found if doubled else ():
        if item.rule == "city-placeholder" and item.path in doubled:
            yield doubled[item.path], item


def _of_unsaid_terms(found: list[Diagnostic]) -> Pairs:
    """Pages that lack a term which the glossary alone says."""
    unsaid = {
        dict(item.message.values).get("term"): item
        for item in found
        if item.rule == "terms-inconsistent" and item.path.endswith(".yml")
    }
    for item in found if unsaid else ():
        if item.rule == "terms-inconsistent" and item.hint:
            cause = unsaid.get(dict(item.hint.values).get("term"))
            if cause is not None:
                yield cause, item


def _of_lost_headings(found: list[Diagnostic]) -> Pairs:
    """What leads to a section whose heading is gone or in bold, and what the other language has there."""
    lost: dict[tuple[str, str], Diagnostic] = {}
    for item in sorted(found, key=lambda item: (item.rule != "text-bold-heading", _meant_id(item) is None)):
        values = dict(item.message.values)
        if item.rule == "text-bold-heading" and item.subject:
            lost.setdefault((item.path, item.subject), item)
        elif _meant_id(item) is not None:
            lost.setdefault((item.path, str(_meant_id(item))), item)
        elif item.rule == "links-missing-anchor" and "path" in values:
            lost.setdefault((str(values["path"]), str(values["anchor"])), item)
    for item in found if lost else ():
        values = dict(item.message.values)
        place = (values.get("path"), values.get("anchor") or values.get("section"))
        cause = lost.get((str(place[0]), str(place[1])))
        if cause is not None:
            yield cause, item
        elif item.rule == "translation-structure":
            yield from (
                (cause, item)
                for (path, anchor), cause in lost.items()
                if path == item.path and item.hint and f"#{anchor} " in str(item.hint)
            )


def _of_the_same_words(found: list[Diagnostic]) -> Pairs:
    """What is wrong is otherwise in the other language, too, and two rules may find it: that comes of it.

    HTML from a word processor is one paste, however many tags and looks it brings.
    """
    wrong: dict[tuple[str, int, int], Diagnostic] = {}
    html: dict[tuple[str, int], Diagnostic] = {}
    links: dict[tuple[str, int], list[Diagnostic]] = {}
    for item in sorted(
        found,
        key=lambda item: (
            item.rule not in ("links-own-site", "front-matter-unknown-id"),
            not item.rule.startswith("safety-"),
        ),
    ):
        if item.rule in ("links-wrapped-address", "text-second-title") or (
            item.severity is Severity.ERROR and not item.rule.startswith("translation-")
        ):
            wrong.setdefault((item.path, item.line, item.column), item)
        if item.rule == "safety-html":
            html.setdefault((item.path, item.line), item)
        if item.rule == "safety-link":
            links.setdefault((item.path, item.line), []).append(item)
    for item in found:
        pasted, same = html.get((item.path, item.line)), wrong.get((item.path, item.line, item.column))
        if pasted is not None and item.rule in ("safety-html", *_BESIDE):
            yield pasted, item
        elif same is not None and item.rule in _OF_SAME_WORDS:
            yield same, item
        elif item.rule == "links-duplicate-text":  # of a link in disguise, or mistyped
            yield from (
                (link, item)
                for link in links.get((item.path, item.line), ())
                if item.column <= link.column < item.end_column
            )


_OF_SAME_WORDS = (
    "safety-link",
    "translation-structure",
    "translation-facts",
    "front-matter-invalid-value",
    "front-matter-unknown-id",
    "links-missing-file",
    "terms-discouraged",
)
"""Rules that find again, in the same words, what another has found."""


def _at_the_same_place(found: list[Diagnostic]) -> Pairs:
    """A section that is missing lacks its heading, its list and its links: the first says it."""
    first: dict[tuple[str, int, int], Diagnostic] = {}
    for item in found:
        if item.rule in _BESIDE:
            yield first.setdefault((item.path, item.line, item.column), item), item


def _of_lost_words(found: list[Diagnostic]) -> Pairs:
    """Words that a page owed and does not say: once a page, with the number that stands there instead."""
    facts: dict[tuple[str, str], Diagnostic] = {}
    first: dict[tuple[object, object], Diagnostic] = {}
    for item in found:
        if item.rule == "translation-facts":
            for _, value in item.message.values:
                for number in _NUMBER.findall(str(value)):
                    facts.setdefault((item.path, number), item)
    for item in found:
        if item.rule == "coverage-uncovered":
            values = dict(item.message.values)
            path, words = values.get("path"), values.get("words")
            if path is not None and words is not None:
                told = (facts.get((str(path), word)) for word in _NUMBER.findall(str(words)))
                cause = next((fact for fact in told if fact), item)
                yield first.setdefault((path, words), cause), item


_NUMBER = re.compile(r"\d+")
