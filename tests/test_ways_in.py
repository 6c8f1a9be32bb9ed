"""From the home page to an answer: who readers are, what they need, and how long a path takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

import pytest

from living_guide.corpus import read_corpus
from living_guide.coverage import questions
from living_guide.document import Link
from living_guide.lexicon import facts
from living_guide.pages import HOME, Page
from living_guide.reading import PACE
from living_guide.relations import shown
from living_guide.sentences import words
from living_guide.stage.plan import plan
from living_guide.targets import Kind, resolve
from trees import REPOSITORY

REAL = read_corpus(REPOSITORY)
IN_EACH_LANGUAGE = pytest.mark.parametrize("code", REAL.settings.codes)
ROLES = tuple(REAL.facets.known("roles") or ())
STEP = re.compile(r"^\d+\. \*\*(?P<minutes>\d+) [^*]*\*\*", re.MULTILINE)
Place = tuple[str, str]
"""Key of a page, and id of a section or nothing."""


def _page(code: str, key: str) -> Page:
    page = REAL.page(code, key)
    assert page, key
    return page


def _section(page: Page, anchor: str) -> tuple[int, int]:
    """Source offsets from a section's heading to the next one that is no part of it."""
    headings = page.document.headings
    at = next(number for number, heading in enumerate(headings) if heading.anchor == anchor)
    later = (item.span.start for item in headings[at + 1 :] if item.level <= headings[at].level)
    return headings[at].span.start, next(later, len(page.source.text))


def _links(page: Page, start: int, end: int) -> Iterator[tuple[Link, Place]]:
    """Links to pages of the guide between two offsets, and where they lead."""
    for link in page.document.links:
        target = resolve(REAL, page, link)
        if start <= link.span.start < end and target.kind is Kind.PAGE and target.page is not None:
            yield link, (target.page.key, target.fragment)


def _ways(page: Page, anchor: str) -> list[Place]:
    return [place for _, place in _links(page, *_section(page, anchor))]


def _reading_time(code: str, place: Place) -> int:
    """Minutes for a whole page or a section, tables counted, as the page's own figure is."""
    key, anchor = place
    page = shown(REAL, key, code)
    assert page
    start, end = _section(page, anchor) if anchor else (0, len(page.source.text))
    texts = (prose.text for prose in page.document.prose if start <= prose.span(0, 0).start < end)
    number = sum(len(words(text)) for text in texts)
    return ceil(number / int(facts(code).get("words_per_minute", PACE)))


@IN_EACH_LANGUAGE
def test_home_asks_who_readers_are(code: str) -> None:
    home = _page(code, HOME)
    anchors = [heading.anchor for heading in home.document.headings if heading.level == 3]
    assert len(ROLES) == 4 and [anchor for anchor in anchors if anchor in ROLES] == list(ROLES)
    for role in ROLES:
        assert (f"start/{role}.md", "") in _ways(home, role)
        assert len(_ways(home, role)) >= 4


@IN_EACH_LANGUAGE
def test_home_answers_ten_questions_with_one_click_each(code: str) -> None:
    home = _page(code, HOME)
    start, end = _section(home, "i-need-to")
    asked = re.findall(r"^- \*\*(.+?)\*\*(.*?)(?=^- |^#|\Z)", home.source.text[start:end], re.DOTALL | re.M)
    assert len(asked) == 10
    assert all(question.rstrip().endswith("?") for question, _ in asked)
    ways = [place for link, place in _links(home, start, end) if not place[0].startswith("start/")]
    assert len(ways) == len(set(ways)) == 10, "each leads to an answer of its own"
    for key, anchor in ways:
        page = shown(REAL, key, code)
        assert page and page.language == code
        assert page.text("type") in ("guide", "lesson")
        assert not anchor or anchor in {heading.anchor for heading in page.document.headings}


@IN_EACH_LANGUAGE
def test_every_question_people_bring_is_two_clicks_away(code: str) -> None:
    """From home to an answer's very section, through links in the text alone."""
    near: set[Place] = {(HOME, "")}
    for _ in range(2):
        for key, _ in list(near):
            page = shown(REAL, key, code)
            if page:
                near |= {place for _, place in _links(page, 0, len(page.source.text))}
    far = [(item.page, item.section) for item in questions(REAL) if (item.page, item.section) not in near]
    assert far == []
    assert len(list(questions(REAL))) == 20


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("role", ROLES)
def test_a_path_tells_the_time_it_takes(code: str, role: str) -> None:
    """What stands before a step to read is the time that reading it takes, in this language."""
    path = _page(code, f"start/{role}.md")
    start, end = _section(path, "begin")
    text, told = path.source.text, []
    for found in STEP.finditer(text, start, end):
        line_end = text.find("\n", found.end()) if text.find("\n", found.end()) >= 0 else end
        place = next(place for _, place in _links(path, found.end(), line_end))
        told.append((place, int(found["minutes"]), _reading_time(code, place)))
    assert 3 <= len(told) <= 8, "a short sequence"
    assert [item for item in told if abs(item[1] - item[2]) > 1] == []
    assert abs(sum(item[1] for item in told) - sum(item[2] for item in told)) <= 3


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("role", ROLES)
def test_a_path_says_where_to_go_next(code: str, role: str) -> None:
    ways = _ways(_page(code, f"start/{role}.md"), "next")
    assert len(ways) >= 3
    assert any(key.startswith("start/") for key, _ in ways) or any(
        key.startswith("guides/") for key, _ in ways
    )


@IN_EACH_LANGUAGE
def test_home_shows_what_changed_and_whom_to_call(code: str) -> None:
    view = plan(REAL)["pages"][f"{code}/{HOME}"]
    assert view["emergency"] and "911" in view["emergency"][0]
    assert view["news_url"] and "news" in view
