"""Real pages with one change each: what the rules on translations say, and that they say nothing else.

The table is `data/mutations.yml`; `pytest tests/test_mutations.py -k share -rP` shows how many are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from living_guide.checks import all_rules, run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Diagnostic
from living_guide.files import File
from living_guide.located import Yaml, parse_yaml
from living_guide.pages import Page, read_page
from living_guide.shared_ids import with_shared_ids
from living_guide.source import Source
from living_guide.stamping import stamped
from test_freshness import rewrapped
from trees import REPOSITORY, corpus_of

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "mutations.yml").read_text("utf-8"))
MUTATIONS: dict[str, dict[str, Any]] = TABLE["mutations"]
CORPUS = read_corpus(REPOSITORY)
ORIGINAL, TRANSLATION = "en", "fr"
ABOUT_TRANSLATIONS = [
    rule
    for name, rule in all_rules().items()
    if name.startswith("translation-") or name == "links-wrong-language"
]
SENTENCES: dict[str, list[list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "sentences.yml").read_text("utf-8")
)
LINKED = {"spotlights/overland-park.md", "spotlights/mission.md"}
"""Pages that links of a mutation lead to; the others are not read."""
FILES = tuple(
    File(f"docs/assets/{name}", f"assets/{name}", "docs", Path(), 1)
    for name in ("form-en.pdf", "form-fr.pdf", "letter-fr.pdf", "map-en.png", "map-fr.png", "other.png")
)
GOAL = 0.97
_SPACES = str.maketrans("\u00a0\u202f", "  ")


def _read(language: str, key: str, text: str) -> Page:
    return read_page(Source(f"docs/{language}/{key}", text), language, key)


def _corpus(texts: dict[str, str], key: str, data: dict[str, Yaml]) -> Corpus:
    """The two pages, those they link to, and the names of the real project."""
    pages = {
        (language, other): page
        for other in LINKED - {key}
        for language in texts
        if (page := CORPUS.page(language, other))
    }
    pages |= {(language, key): _read(language, key, text) for language, text in texts.items()}
    return with_shared_ids(Corpus(Path(), CORPUS.settings, FILES, pages, {}, data, ()))


def _edited(text: str, edit: list[str]) -> str:
    (start, end), new = _place(text, edit[0]), edit[1]
    return text[:start] + new + text[end:]


def _place(text: str, old: str) -> tuple[int, int]:
    """Where the one stretch stands that says this, whatever spaces it is written with."""
    found = list(re.finditer(re.sub(r"(?:\\ |\\\n)", r"[ \\u00a0\\u202f\\n]", re.escape(old)), text))
    assert len(found) == 1, f"{old!r} stands there {len(found)} times"
    return found[0].span()


@cache
def _base(name: str) -> tuple[str, dict[str, str], dict[str, Yaml]]:
    """A pair as it is before the change: its key, its texts, and the data with its record."""
    key = TABLE["pages"][name]
    texts = {}
    for language in (ORIGINAL, TRANSLATION):
        page = CORPUS.page(language, key)
        assert page is not None
        texts[language] = page.source.text
        for edit in TABLE["given"].get(name, {}).get(language, ()):
            texts[language] = _edited(texts[language], edit)
    data = {"names": CORPUS.data["names"]}
    corpus = _corpus(texts, key, data)
    page = corpus.page(TRANSLATION, key)
    assert page is not None
    made = stamped(corpus, page)
    texts[TRANSLATION] = made.page.after
    place = made.record_path.removeprefix("docs/data/").removesuffix(".yml")
    return key, texts, {**data, place: parse_yaml(Source(made.record_path, made.record))}


def _changed(mutation: dict[str, Any]) -> tuple[str, dict[str, str], dict[str, Yaml]]:
    key, before, data = _base(mutation["page"])
    texts = dict(before)
    for language in (ORIGINAL, TRANSLATION):
        if language in mutation:
            texts[language] = _edited(texts[language], mutation[language])
    if "wrap" in mutation:
        language, width = mutation["wrap"]
        texts[language] = rewrapped(_read(language, key, texts[language]), width)
    if "swap" in mutation:
        language, one, other = mutation["swap"]
        text = texts[language]
        (start, end), (first, last) = _place(text, one), _place(text, other)
        texts[language] = text[:start] + text[first:last] + text[end:first] + text[start:end] + text[last:]
    assert texts != before
    return key, texts, data


def _found(key: str, texts: dict[str, str], data: dict[str, Yaml]) -> list[Diagnostic]:
    corpus = _corpus(texts, key, data)
    return [diagnostic for rule in ABOUT_TRANSLATIONS for diagnostic in rule(corpus)]


@cache
def _faults(name: str) -> tuple[str, ...]:
    """What is said and should not be, or should be and is not."""
    return tuple(_told(MUTATIONS[name]))


def _told(mutation: dict[str, Any]) -> Iterator[str]:
    key, texts, data = _changed(mutation)
    found = _found(key, texts, data)
    rule, at = mutation.get("finds", ["", ""])
    lines = {language: text.splitlines() for language, text in texts.items()}
    said = [
        (item.rule, lines[item.path.split("/")[1]][item.line - 1], f"{item.rule} {item.line}: {item.message}")
        for item in found
    ]
    if rule and not any(name == rule and at in line.translate(_SPACES) for name, line, _ in said):
        yield f"no {rule} at “{at}”: {[text for _, _, text in said]}"
    allowed = {rule, *mutation.get("also", ())}
    yield from (f"too much: {text}" for name, _, text in said if name not in allowed)


@pytest.mark.parametrize("name", TABLE["pages"])
def test_nothing_is_said_before(name: str) -> None:
    assert _found(*_base(name)) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation_is_told_for_what_it_is(name: str) -> None:
    assert _faults(name) == ()


def test_share_of_mutations_told_rightly() -> None:
    right = [name for name in MUTATIONS if not _faults(name)]
    print(f"{len(right)} of {len(MUTATIONS)} changes are told rightly")
    assert len(MUTATIONS) >= 60 and len(right) / len(MUTATIONS) >= GOAL


def _told_of(texts: dict[str, str]) -> list[str]:
    """What is said of two texts below a heading, the translation stamped."""
    key, page = "guides/a.md", "# T {{ #t }}\n\n{}\n"
    written = {language: page.format(text) for language, text in texts.items()}
    written[TRANSLATION] = "---\ntranslation: {by: human}\n---\n\n" + written[TRANSLATION]
    corpus = _corpus(written, key, {})
    translation = corpus.page(TRANSLATION, key)
    assert translation is not None
    made = stamped(corpus, translation)
    place = made.record_path.removeprefix("docs/data/").removesuffix(".yml")
    record = {place: parse_yaml(Source(made.record_path, made.record))}
    found = _found(key, {**written, TRANSLATION: made.page.after}, record)
    return [f"{item.rule} {item.line}: {item.message}" for item in found]


@pytest.mark.parametrize(("english", "french"), SENTENCES["alike"])
def test_what_is_said_alike_is_not_told(english: str, french: str) -> None:
    assert _told_of({ORIGINAL: english, TRANSLATION: french}) == []


@pytest.mark.parametrize(("english", "french"), SENTENCES["unlike"])
def test_what_is_said_otherwise_is_told(english: str, french: str) -> None:
    assert [told.split()[0] for told in _told_of({ORIGINAL: english, TRANSLATION: french})] == [
        "translation-facts"
    ]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_of_several_lists_the_one_that_lost_an_item_is_named(gone: int) -> None:
    lists = [["- a"] * 4, ["- b"] * 3, ["- c"] * 4]
    theirs = "\n\nAnd.\n\n".join("\n".join(items) for items in lists)
    lists[gone].pop()
    ours = "\n\nEt.\n\n".join("\n".join(items) for items in lists)
    line = 7 + [0, 7, 13][gone]
    [told] = _told_of({ORIGINAL: theirs, TRANSLATION: ours})
    assert told.startswith(f"translation-structure {line}: list of {len(lists[gone])} items here, list of ")


def test_real_pages_are_in_order() -> None:
    said = [f"{item.path}:{item.line} {item.rule}" for rule in ABOUT_TRANSLATIONS for item in rule(CORPUS)]
    assert said == []


def test_a_pair_without_front_matter_is_compared_when_built_alike(tmp_path: Path) -> None:
    english = "# Money\n\n## Sum { #sum }\n\nThe grant is 12,000 dollars.\n\nIt ends in 2027.\n"
    french = "# Argent\n\n## Somme { #sum }\n\nLa subvention est de 13 000 dollars.\n\nElle finit en 2027.\n"
    corpus = corpus_of(tmp_path, {"docs/en/money.md": english, "docs/fr/money.md": french})
    told = [item for item in run_checks(corpus) if item.rule.startswith("translation-")]
    assert [(item.rule, item.path, item.line) for item in told] == [
        ("translation-facts", "docs/fr/money.md", 5)
    ]
    begun = corpus_of(
        tmp_path / "begun", {"docs/en/money.md": english, "docs/fr/money.md": "# Argent\n\n13 000.\n"}
    )
    assert [item for item in run_checks(begun) if item.rule.startswith("translation-")] == []
