"""The files a browser fetches: plain scripts, so that they work from a disk and under a strict policy.

`search/<lang>/1.js` holds what is shown of each page and what names it; it names the folder of what is
fetched later, which changes its name whenever anything in it does: `body.js`, and a file of text for
each document.
`search/<lang>/stemmer.js` is the language's stemmer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from living_guide.corpus import Corpus
from living_guide.glossary import Entry
from living_guide.lexicon import described, facts
from living_guide.messages import Text, catalogue
from living_guide.search.analyser import Habits, analyser
from living_guide.search.documents import (
    ABROAD,
    BODY,
    CONCEPT,
    FACETS,
    FIELDS,
    QUESTIONS,
    Document,
    documents,
    entry_of,
    foreign_names,
)
from living_guide.search.emergency_numbers import numbers
from living_guide.search.index import SERIALIZATION_VERSION, Index, Postings, build
from living_guide.search.words import SPOKEN
from living_guide.stage.city_words import DISTRESS, emergency_lines

FOLDER = Path("search")
GLOBAL = "livingGuideParts"
"""The object of the browser's window in which each script leaves what it brings."""
_STEMMERS = Path(__file__).parent / "stemmers"
_LISTS = ("fillers", "common", "danger")
_JOINED = ("distress", "harmless", "alone", "calling", "beside")
"""Lists that hold those of every language: in despair, and on the telephone, people speak their own."""
"""Words of a language that travel as they are written in its file."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write(corpus: Corpus, site: Path) -> None:
    """Write the search of every language into a site."""
    for language in corpus.settings.codes:
        folder = site / FOLDER / language
        for name, content in parts(corpus, language):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")


def parts(corpus: Corpus, language: str) -> Iterator[tuple[str, str]]:
    """Name and content of each of a language's files."""
    words, found = analyser(language), documents(corpus, language)
    index = build(words, (document.fields for document in found))
    later = {"body.js": _script(f"{language}/body", _body(index, found, language))}
    for number, document in enumerate(found):
        sections = [[item.anchor, item.heading, item.text] for item in document.sections]
        later[f"{number}.js"] = _script(f"{language}/{number}", sections)
    digest = hashlib.sha256("".join(later.values()).encode()).hexdigest()[:12]
    first = {
        **_facts(corpus, language, words.habits),
        "version": SERIALIZATION_VERSION,
        "later": digest,
        "fields": FIELDS,
        "documents": [_document(document) for document in found],
        "concepts": list(_concepts(corpus, found)),
        "facets": _counted(index, FACETS),
    }
    yield "1.js", _script(f"{language}/first", first)
    for name, content in later.items():
        yield f"{digest}/{name}", content
    yield "stemmer.js", stemmer(words.habits.stemmer)


def packed(postings: Postings) -> str:
    """A line a word: the word, then for each document the step from the one before and, if the word
    stands there more than once, a colon and how often. Numbers are written with 36 digits."""
    lines = []
    for word, places in sorted(postings.items()):
        before, told = -1, []
        for number, times in sorted(places.items()):
            told.append(_number(number - before) + (f":{_number(times)}" if times > 1 else ""))
            before = number
        lines.append(f"{word} {' '.join(told)}")
    return "\n".join(lines)


def _number(value: int) -> str:
    digits = ""
    while True:
        value, digit = divmod(value, 36)
        digits = _DIGITS[digit] + digits
        if not value:
            return digits


def stemmer(name: str) -> str:
    """Snowball's stemmer of a language as one script, which leaves its class in the same place.

    Where there is none the script is there all the same: pages ask for it without knowing.
    """
    if not name:
        return "// Nobody has told search how to find the stems of this language's words.\n"
    base, own = ((_STEMMERS / f"{part}.js").read_text("utf-8").strip() for part in ("base", name))
    made = f"{name[0].upper()}{name[1:]}Stemmer"
    return (
        "/*! Snowball 3.0.1, BSD-3-Clause, https://snowballstem.org/license.html */\n"
        f"(() => {{ var BaseStemmer; {base}\n{own}\n(window.{GLOBAL} ??= {{}}).{made} = {made}; }})();\n"
    )


def _script(name: str, content: Any) -> str:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'(window.{GLOBAL} ??= {{}})["{name}"] = {written};\n'


def _body(index: Index, found: list[Document], language: str) -> dict[str, Any]:
    written = _written(language)
    return {
        "questions": [document.fields[QUESTIONS] for document in found],
        "abroad": [document.fields[ABROAD] for document in found],
        "synonyms": [[list(map(str, group)) for group in pair] for pair in written.get("synonyms") or ()],
        "body": _counted(index, BODY),
    }


def _counted(index: Index, name: str) -> dict[str, Any]:
    """A field whose text does not travel; the words of the others are found again by the browser."""
    return {
        "postings": packed(index.postings[name]),
        "lengths": index.lengths[name],
        "average": index.averages[name],
    }


def _document(document: Document) -> list[Any]:
    """What the browser knows of a page, in the order in which it reads it."""
    page = document.page
    return [
        page.url,
        page.title,
        document.kind,
        document.roles,
        document.places,
        page.text("description"),
        [[section.anchor, section.heading] for section in document.headings],
        int(page.is_index),
        int(_is_urgent(document)),
    ]


def _is_urgent(document: Document) -> bool:
    """Whether a page shows whom to call before anything else."""
    node = document.page.field("emergency")
    return node is not None and node.value is True


def _concepts(corpus: Corpus, found: list[Document]) -> Iterator[list[Any]]:
    """Of each concept: its document, its names, its names elsewhere, words to avoid, right uses of those."""
    for number, document in enumerate(found):
        entry = entry_of(corpus, document)
        if entry is not None:
            names = [form.text for form in entry.names()]
            foreign = list(foreign_names(corpus.concepts[document.concept], document.page.language))
            yield [number, names, foreign, *_advice(entry)]


def _advice(entry: Entry) -> tuple[list[list[Any]], list[str]]:
    avoid = [
        [[form.text for form in item.forms], [form.text for form in item.use], item.reason]
        for item in entry.discouraged
    ]
    return avoid, [form.text for item in entry.discouraged for form in item.allow]


def _written(language: str) -> dict[str, Any]:
    return facts(language).get("search") or {}


def _facts(corpus: Corpus, language: str, habits: Habits) -> dict[str, Any]:
    """What the browser must know of the language and of the city."""
    written = _written(language)
    lines = emergency_lines(corpus, language)
    return {
        "language": language,
        "prefix": corpus.settings.language(language).prefix,
        "habits": {
            "elisions": sorted(habits.elisions),
            "possessives": sorted(habits.possessives),
            "enclitics": sorted(habits.enclitics),
            "stopWords": sorted(habits.stop_words),
            "endings": habits.endings,
            "stemmer": habits.stemmer,
        },
        **{name: [str(words) for words in written.get(name) or ()] for name in _LISTS},
        **{name: list(_joined(name)) for name in _JOINED},
        "emergency": [lines[service] for service in lines if service != DISTRESS],
        "help": [lines[service] for service in (DISTRESS, "call") if service in lines],
        "numbers": list(numbers(corpus)),
        "labels": _labels(corpus, language),
        "words": {name: text.said(catalogue(language)) for name, text in SPOKEN.items()},
        "contact": str(corpus.settings.city.get("contact") or ""),
    }


def _joined(name: str) -> dict[str, None]:
    """A list of all languages, each of its words once, in their order."""
    return dict.fromkeys(str(words) for code in described() for words in _written(code).get(name) or ())


def _labels(corpus: Corpus, language: str) -> dict[str, dict[str, str]]:
    """What types, roles and places are called."""
    names = {
        group: {
            identifier: corpus.facets.label(group, identifier, language)
            for identifier in corpus.facets.known(group) or ()
        }
        for group in ("types", "roles", "places")
    }
    names["types"][CONCEPT] = Text("Word of the glossary").said(catalogue(language))
    return names
