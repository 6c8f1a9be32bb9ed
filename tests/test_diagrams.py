"""Diagrams: in the page's language, with the same in words, inside their frame, following the palette."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_guide.corpus import read_corpus
from living_guide.diagrams.canvas import WIDTH, Canvas, length, lines
from living_guide.diagrams.known import NAMES, Diagram, diagram, diagrams, hung
from living_guide.diagrams.shapes import Step, steps, stool
from living_guide.language import Language
from living_guide.safety.drawings import read_drawing
from living_guide.safety.sanitise import sanitised
from living_guide.stage.tree import staged_text
from trees import REPOSITORY, corpus_of

REAL = read_corpus(REPOSITORY)
PLACES = {
    "lessons/four-legged-stool.md": "four-legged-stool",
    "guides/assess-needs-and-vulnerabilities.md": "from-needs-to-action",
    "guides/build-a-local-prevention-framework.md": "from-needs-to-action",
    "about/how-this-guide-lives.md": "life-of-a-guide",
}
LANGUAGES = (*REAL.settings.languages, Language("ar", "العربية", is_first=False))
EVERY = pytest.mark.parametrize("name", NAMES)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def _parts(found: Diagram) -> ElementTree.Element:
    return ElementTree.fromstring(found.svg)


def _ends(root: ElementTree.Element, direction: str) -> Iterator[tuple[float, float]]:
    """Where each line of words begins and ends, from left to right."""
    for text in root.iter("text"):
        size = float(text.attrib["font-size"]) * (1.08 if text.get("font-weight") else 1)
        long, at = length(text.text or "", size), float(text.attrib["x"])
        if text.get("text-anchor") == "middle":
            yield at - long / 2, at + long / 2
        else:
            yield (at - long, at) if direction == "rtl" else (at, at + long)


@EVERY
@IN_EACH_LANGUAGE
def test_words_stay_inside_the_drawing(name: str, language: Language) -> None:
    root = _parts(diagram(REAL, name, language))
    width, height = (float(value) for value in root.attrib["viewBox"].split()[2:])
    assert width == WIDTH
    for start, end in _ends(root, language.direction):
        assert start >= 0 and end <= WIDTH
    assert all(float(text.attrib["y"]) <= height for text in root.iter("text"))


@EVERY
@IN_EACH_LANGUAGE
def test_who_sees_no_drawing_is_told_the_same(name: str, language: Language) -> None:
    found = diagram(REAL, name, language)
    root = _parts(found)
    title, words = (root.find(tag) for tag in ("title", "desc"))
    assert title is not None and words is not None
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], words.attrib["id"]]
    assert (title.text, words.text) == (found.title, found.plain)
    shown = " ".join(text.text or "" for text in root.iter("text") if len(text.text or "") > 1)
    said = re.sub(r"\W", "", f"{found.plain} {found.title}")
    seat = {"four-legged-stool": 1}.get(name, 0)
    missing = [line for line in shown.split() if re.sub(r"\W", "", line) not in said]
    assert len(missing) <= seat * 6, "the seat repeats the title in other words"


def test_each_language_has_its_own_words() -> None:
    for name in NAMES:
        english, french = (diagram(REAL, name, REAL.settings.language(code)) for code in ("en", "fr"))
        assert english.title != french.title and english.point != french.point
        pairs = zip(_parts(english).iter("text"), _parts(french).iter("text"), strict=False)
        same = [one.text for one, other in pairs if one.text == other.text and len(one.text or "") > 1]
        assert same == []


@IN_EACH_LANGUAGE
def test_every_sentence_is_closed_once(language: Language) -> None:
    for name in NAMES:
        said = diagram(REAL, name, language).plain
        assert re.findall(r"[^\w\s)][.]", said) == [] and said.endswith(".")


def test_a_language_from_the_right_is_drawn_from_there() -> None:
    left, right = (Canvas(direction) for direction in ("ltr", "rtl"))
    for canvas in (left, right):
        steps(canvas, (Step("One"), Step("Two", "Why")), around=True)
    places = [
        [float(text.attrib["x"]) for text in ElementTree.fromstring(canvas.svg("n", "t", "d")).iter("text")]
        for canvas in (left, right)
    ]
    assert places[1] == [WIDTH - x for x in places[0]]


@EVERY
def test_nothing_but_the_current_colour_is_drawn(name: str) -> None:
    """So that palettes, forced colours and paper need no drawing of their own; and nothing acts or loads."""
    found = diagram(REAL, name, REAL.settings.languages[0])
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', found.svg))
    assert colours == {"currentColor", "none"}
    assert "style" not in found.svg and "url(" not in found.svg
    assert read_drawing(found.svg.encode()) == []


@pytest.mark.parametrize(("key", "name"), PLACES.items())
@pytest.mark.parametrize("code", REAL.settings.codes)
def test_pages_show_their_diagram(key: str, name: str, code: str) -> None:
    page = REAL.page(code, key)
    assert page
    [found] = diagrams(REAL, page)
    assert found == diagram(REAL, name, REAL.settings.language(code))
    staged = staged_text(REAL, page, code)
    assert f"\n{found.place}\n" in staged and "[[diagram/" not in staged
    clean = sanitised(found.place)
    assert clean.faults == ()
    assert hung(f"<p>a</p>{clean.html}<p>b</p>", {name: found.figure}) == f"<p>a</p>{found.figure}<p>b</p>"


def test_a_place_without_a_drawing_keeps_its_words(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path, {"docs/en/a.md": "# A\n\n[[diagram/life-of-a-guide]]\n\nSee [[diagram/lost]].\n"}
    )
    page = corpus.page("en", "a.md")
    assert page
    [found] = diagrams(corpus, page)
    assert hung(found.place, {}) == hung(found.place, {"other": "<svg></svg>"}) == found.place
    assert "Somebody proposes a change." in found.place


@given(st.text(max_size=200), st.floats(40, 300), st.floats(8, 20))
def test_lines_keep_every_word_and_fit(text: str, room: float, size: float) -> None:
    found = lines(text, room, size)
    assert " ".join(found).split() == text.split()
    assert all(length(line, size) <= room or " " not in line.strip(" ") for line in found)


@given(st.lists(st.text(min_size=1, max_size=40), max_size=7), st.sampled_from(["ltr", "rtl"]))
def test_a_stool_of_any_size_is_a_drawing(legs: list[str], direction: str) -> None:
    canvas = Canvas(direction)
    stool(canvas, "Seat", [re.sub(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "?", leg) for leg in legs], "Ties")
    root = ElementTree.fromstring(canvas.svg("n", "t", "d"))
    assert sum(1 for _ in root.iter("circle")) == 2 * len(legs)
