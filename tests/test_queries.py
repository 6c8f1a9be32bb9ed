"""The queries that search is held to: written by readers' side, each with pages that exist."""

from __future__ import annotations

import pytest
from benchmarks.queries import FOLDER, HOME, Query, address, read, variants

from living_guide.corpus import Corpus, read_corpus
from living_guide.search.analyser import analyser, fold
from living_guide.search.documents import documents
from trees import REPOSITORY

NAMES = sorted(path.stem for path in FOLDER.glob("*.yml") if path.stem != "variants")
FEWEST = 100


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(REPOSITORY)


def test_there_are_enough_in_each_language() -> None:
    for language in HOME:
        assert len(read(language)) >= FEWEST
        assert variants()[language]


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_page_is_one_that_search_knows(corpus: Corpus, name: str) -> None:
    for language in {query.language for query in read(name)}:
        known = {
            address(language, document.page.key.removesuffix(".md"))
            for document in documents(corpus, language)
        }
        assert [
            query for query in read(name) if not query.expected or not known.issuperset(query.expected)
        ] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_query_is_taken_from_a_title(corpus: Corpus, name: str) -> None:
    queries = read(name)
    words = analyser(queries[0].language).words
    titles = {_line(words(document.page.title)) for document in documents(corpus, queries[0].language)}
    assert [
        query.text for query in queries if any(_line(words(query.text)) in title for title in titles)
    ] == []


def _line(words: list[str]) -> str:
    """Words between spaces, so that one line is within another only with whole words."""
    return f" {' '.join(words)} "


def test_nobody_is_asked_twice() -> None:
    asked: list[Query] = [query for name in NAMES for query in read(name)]
    texts = [(query.language, fold(query.text)) for query in asked]
    assert len(texts) == len(set(texts))
