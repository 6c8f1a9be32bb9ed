"""The pages themselves: told once, in short sentences, whole, and alike in every language.

`data/shared-phrases.yml` lists what may stand on several pages in the same words, and why. Guides of
over 1,400 words are told by `pytest tests/test_content.py -rP -k long`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from living_guide.corpus import Corpus, read_corpus
from living_guide.coverage import headings_above, questions, sourced
from living_guide.located import Node
from living_guide.pages import Page
from living_guide.pairs import Pair, pairs
from living_guide.sentences import sentences, words
from living_guide.terms import proper_names
from shared_words import RUN, Exceptions, Words, as_counted, runs, shared, strictly
from trees import REPOSITORY

SEEDS = REPOSITORY.parent / "shared" / "seeds"
ARTICLES = {"scn-innovations": "000_*.txt", "scn-johnson-county": "004_*.txt"}
DATA = Path(__file__).parent / "data"
CORPUS: Corpus = read_corpus(REPOSITORY)
LANGUAGES = CORPUS.settings.codes
GUIDES = [page for page in CORPUS.pages if page.text("type") == "guide"]
SECTIONS = ["at-a-glance", "when", "who", "steps", "avoid", "measure", "example", "checklist"]
SHORTEST, LONG, LONGEST = 700, 1400, 1600
LONGEST_SENTENCE = 35
DANGER = "wellbeing-and-safety"
ASKED_IN_DANGER = ("death-threats", "first-hours", "abusive-calls", "afraid-residents")
SAME_IN_EVERY_LANGUAGE = (
    *("type", "audience", "topics", "places", "order", "published", "review_every", "sources"),
    *("related", "practices", "lessons", "illustrates", "status", "emergency"),
)
NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f,.]\d{3}(?!\d))*(?:[.,]\d+)?")
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
of_every_page = pytest.mark.parametrize("page", list(CORPUS.pages), ids=lambda page: page.path)
of_every_guide = pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.path)
of_every_pair = pytest.mark.parametrize("pair", list(pairs(CORPUS)), ids=lambda pair: pair.translation.path)


# Nothing is copied ---------------------------------------------------------------------------------


def _texts(language: str, kinds_left_out: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Place and words of everything people read in a language: pages, definitions, tools."""
    for page in CORPUS.pages_in(language):
        yield from ((page.key, block.text) for block in page.prose if block.kind not in kinds_left_out)
    for concept in CORPUS.concepts.values():
        entry = concept.entries.get(language)
        for text in (entry.definition, entry.note) if entry else ():
            yield f"glossary/{concept.id}", text
    for place, parsed in CORPUS.data.items():
        entry_of_tool = parsed.root.get(language) if parsed.root and place.startswith("toolbox/") else None
        for text in _strings(entry_of_tool) if entry_of_tool else ():
            yield place, text


def _strings(node: Node) -> Iterator[str]:
    value = node.value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


def _names(language: str) -> Iterator[str]:
    """Names, and terms of several words: one can but write them as they are."""
    yield from proper_names(CORPUS, language)
    for concept in CORPUS.concepts.values():
        entry = concept.entries.get(language)
        yield from (form.text for form in entry.names() if " " in form.text) if entry else ()


def _titles() -> list[str]:
    titles: list[str] = yaml.safe_load((DATA / "official-titles.yml").read_text("utf-8"))
    return titles


@cache
def _phrases(language: str) -> dict[str, str]:
    """Phrases that several pages may share, and the reason."""
    listed: list[dict[str, Any]] = yaml.safe_load((DATA / "shared-phrases.yml").read_text("utf-8"))
    return {phrase: group["reason"] for group in listed for phrase in group.get(language, ())}


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the articles are kept apart, in {SEEDS}")
@in_every_language
def test_no_page_shares_a_run_of_words_with_the_articles(language: str) -> None:
    names = {name for code in LANGUAGES for name in _names(code)}
    left_out = Exceptions([strictly(name) for name in (*names, *_titles())])
    theirs: set[Words] = set()
    for article in SEEDS.glob("*.txt"):
        for line in article.read_text("utf-8").splitlines():
            for stretch in left_out.stretches(strictly(line)):
                theirs.update(runs(stretch))
    assert len(theirs) > 3000
    ours = [
        (place, run)
        for place, text in _texts(language)
        for stretch in left_out.stretches(strictly(text))
        for run in runs(stretch)
    ]
    assert len(ours) > 10_000
    assert not [f"{place}: {' '.join(run)}" for place, run in ours if run in theirs]


def _by_place(language: str, left_out: Exceptions) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = {}
    for place, text in _texts(language, ("heading", "title", "front-matter")):
        found.setdefault(place, []).extend(left_out.stretches(as_counted(text)))
    return found


@in_every_language
def test_nothing_is_pasted_from_page_to_page(language: str) -> None:
    names = [*_names(language), *_titles(), *(page.title for page in CORPUS.all_pages(language))]
    left_out = Exceptions(map(as_counted, names), map(as_counted, _phrases(language)))
    pasted = shared(_by_place(language, left_out))
    said = [f"{' '.join(run)}\n    {', '.join(sorted(places))}" for run, places in pasted.items()]
    if said:
        pytest.fail("tell it once and link it, or list it in data/shared-phrases.yml:\n" + "\n".join(said))


@in_every_language
def test_every_listed_phrase_is_still_shared(language: str) -> None:
    texts: dict[str, str] = {}
    for place, text in _texts(language, ("heading", "title", "front-matter")):
        texts[place] = texts.get(place, "") + f" {' '.join(as_counted(text))} |"
    for phrase, reason in _phrases(language).items():
        sought = f" {' '.join(as_counted(phrase))} "
        assert sum(sought in text for text in texts.values()) > 1, phrase
        assert reason.endswith(".")


def test_copies_are_found_and_exceptions_kept() -> None:
    copied = "one two three four five six seven eight nine"
    kept = Exceptions([("three", "four")], [("six",)])
    texts = {"a": [strictly(f"Before, {copied}.")], "b": [strictly(f"{copied} after")], "c": [("one", "two")]}
    assert shared(texts) == {tuple(copied.split()): {"a", "b"}}
    assert list(kept.stretches(strictly(copied))) == [("one", "two", "five"), ("seven", "eight", "nine")]
    assert strictly("L’idée (d’ici)") == ("l", "idée", "d", "ici")
    assert as_counted("L’idée (d’ici)\u202f!") == ("l’idée", "d’ici")
    assert RUN == 8


# Guides that work ----------------------------------------------------------------------------------


@of_every_guide
def test_guide_has_the_sections_in_order(page: Page) -> None:
    found = [heading.anchor for heading in page.document.headings if heading.level == 2]
    assert [anchor for anchor in found if anchor in SECTIONS] == SECTIONS
    assert found[0] == SECTIONS[0] and found[-1] == SECTIONS[-1]


@of_every_guide
def test_guide_is_not_too_long(page: Page) -> None:
    count = sum(len(words(block.text)) for block in page.document.prose)
    if count > LONG:
        print(f"{page.path}: {count} words, {count - LONG} more than one reads on a phone")
    assert SHORTEST <= count <= LONGEST


@of_every_guide
def test_guide_has_no_long_sentence(page: Page) -> None:
    assert not [(item.line, item.text) for item in sentences(page) if len(item.words) > LONGEST_SENTENCE]


@pytest.mark.parametrize("question", list(questions(CORPUS)), ids=lambda question: question.name.written)
@in_every_language
def test_question_is_answered_in_a_few_words(question: Any, language: str) -> None:
    page = CORPUS.page(language, question.page)
    assert page is not None
    count = sum(
        len(words(block.text))
        for block in page.document.prose
        if question.section in [above.anchor for above in headings_above(page, block.pieces[0].start)]
    )
    assert 40 <= count <= 300


# Danger first, and true ----------------------------------------------------------------------------


def _speaks_of_danger(page: Page) -> bool:
    return page.text("type") != "page" and DANGER in page.texts("topics")


@of_every_page
def test_page_on_danger_begins_with_help(page: Page) -> None:
    asked = {question.page for question in questions(CORPUS) if question.name.written in ASKED_IN_DANGER}
    if _speaks_of_danger(page) or page.key in asked:
        assert page.text("emergency") == "true"


@of_every_page
def test_page_says_how_it_was_translated_and_claims_no_review(page: Page) -> None:
    translation = page.field("translation")
    original = CORPUS.original(page.key)
    assert (translation is None) == (page is original)
    if translation is not None and not translation.text("reviewed_by"):
        assert translation.text("by") == "machine"
    if page.text("reviewed"):
        assert page.text("reviewed_by"), "a review has an author"


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the articles are kept apart, in {SEEDS}")
def test_every_line_cited_says_something() -> None:
    cited = 0
    for entry in sourced(CORPUS):
        for source, told in entry.sources.items():
            for line in told.lines:
                assert _lines_of(source)[line - 1].strip(), f"{entry.called}: {source}, line {line}"
                cited += 1
    assert cited > 100


@cache
def _lines_of(source: str) -> list[str]:
    [article] = SEEDS.glob(ARTICLES[source])
    return article.read_text("utf-8").splitlines()


# Alike in every language ---------------------------------------------------------------------------


@of_every_pair
def test_pair_has_the_same_headings(pair: Pair) -> None:
    one, other = (
        [(item.level, item.anchor if item.explicit else "") for item in page.document.headings]
        for page in (pair.original, pair.translation)
    )
    assert one == other


@of_every_pair
def test_pair_has_the_same_blocks(pair: Pair) -> None:
    one, other = (
        [block.kind for block in page.document.blocks] for page in (pair.original, pair.translation)
    )
    assert one == other


@of_every_pair
def test_pair_has_the_same_links(pair: Pair) -> None:
    one, other = (
        Counter(link.target for link in page.document.links) for page in (pair.original, pair.translation)
    )
    assert one == other


@of_every_pair
def test_pair_has_the_same_numbers(pair: Pair) -> None:
    assert _numbers(pair.original) == _numbers(pair.translation)


def _numbers(page: Page) -> Counter[str]:
    """The figures on a page, without what parts their thousands; a decimal sign is a point."""
    found = (number for block in page.prose for number in NUMBER.findall(block.text))
    whole = (re.sub(r"[ \u00a0\u202f,.](?=\d{3}(?!\d))", "", number) for number in found)
    return Counter(number.replace(",", ".") for number in whole)


@of_every_pair
def test_pair_has_the_same_facts_at_its_top(pair: Pair) -> None:
    for name in SAME_IN_EVERY_LANGUAGE:
        one, other = (page.field(name) for page in (pair.original, pair.translation))
        assert (one and one.plain()) == (other and other.plain()), name


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "docs/data/toolbox").glob("*.yml")), ids=lambda path: path.stem
)
def test_comma_cuts_no_word_of_a_sheet_in_two(path: Path) -> None:
    """A comma parts an unquoted text of a YAML list: `[What was said (an idea, no name)]` is two."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from texts(item)
        elif isinstance(value, str):
            yield value

    whole = yaml.safe_load(path.read_text("utf-8"))
    assert [text for text in texts(whole) if text.count("(") != text.count(")")] == []
