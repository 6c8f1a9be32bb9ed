"""Definitions open by mouse, keyboard and finger, and get out of the way; the glossary is searched in."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import violations

WORDS = "/guides/respond-to-hostility/"
TERM = "main a.lg-term"
BOX = ".lg-definition"
MORE = ".lg-definition__more"
PHONE = {"viewport": {"width": 320, "height": 640}}
DESK = {"viewport": {"width": 1280, "height": 800}}
FINGER = {**PHONE, "has_touch": True, "is_mobile": True}
BOTH = pytest.mark.parametrize("context", [PHONE, DESK], ids=["phone", "desk"], indirect=True)
DESK_ONLY = pytest.mark.parametrize("context", [DESK], ids=["desk"], indirect=True)
TOUCH = pytest.mark.parametrize("context", [FINGER], ids=["touch"], indirect=True)
LANGUAGES = pytest.mark.parametrize("prefix", ["", "/fr"], ids=["en", "fr"])
SETTLED = 700
"""Milliseconds in which everything that was going to open or close has done so."""


def term(page: Page, number: int = 0) -> Locator:
    return page.locator(TERM).nth(number)


def definition_of(page: Page, link: Locator) -> str:
    """The words that a link names as its description."""
    identifier = link.get_attribute("aria-describedby")
    found = page.locator(f"[id='{identifier}']")
    expect(found).to_have_count(1)
    expect(found).to_be_hidden()
    return (found.text_content() or "").strip()


def is_open(page: Page, link: Locator) -> None:
    """One box, with this term's definition, whole on the screen and beside the term, not on it."""
    expect(page.locator(BOX)).to_have_count(1)
    expect(page.locator(f"{BOX}__words")).to_have_text(definition_of(page, link))
    expect(page.locator(MORE)).to_have_attribute("href", link.evaluate("link => link.href"))
    box, beside = page.locator(BOX).bounding_box(), link.bounding_box()
    assert box and beside
    width, height = page.evaluate("[document.documentElement.clientWidth, innerHeight]")
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert box["y"] >= 0 and box["y"] + box["height"] <= height
    assert box["y"] >= beside["y"] + beside["height"] or box["y"] + box["height"] <= beside["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def is_closed(page: Page) -> None:
    expect(page.locator(BOX)).to_have_count(0)


def focus_by_key(page: Page, link: Locator) -> None:
    """Put the focus on a link as the keyboard does."""
    page.keyboard.press("Shift")  # the browser now shows where the focus is
    link.focus()
    expect(link).to_be_focused()


def press_tab(page: Page, backwards: bool = False) -> None:
    page.keyboard.press("Shift+Tab" if backwards else "Tab")


# Mouse ----------------------------------------------------------------------------------------------


@BOTH
@LANGUAGES
def test_a_mouse_opens_and_moves_into_the_box(page: Page, prefix: str) -> None:
    page.goto(prefix + WORDS)
    term(page).hover()
    is_open(page, term(page))
    page.locator(MORE).hover()
    page.wait_for_timeout(SETTLED)
    is_open(page, term(page))
    page.mouse.move(2, 2)
    is_closed(page)


@DESK_ONLY
def test_a_mouse_on_its_way_opens_nothing(page: Page) -> None:
    page.goto(WORDS)
    term(page).scroll_into_view_if_needed()
    at = term(page).bounding_box()
    assert at
    page.mouse.move(at["x"] + 2, at["y"] + 5)
    page.mouse.move(2, 2)
    page.wait_for_timeout(SETTLED)
    is_closed(page)


@DESK_ONLY
def test_escape_dismisses_what_the_mouse_opened(page: Page) -> None:
    page.goto(WORDS)
    term(page).hover()
    is_open(page, term(page))
    page.keyboard.press("Escape")
    is_closed(page)
    page.wait_for_timeout(SETTLED)
    is_closed(page)


@DESK_ONLY
def test_it_stays_as_long_as_the_mouse_does(page: Page) -> None:
    page.goto(WORDS)
    term(page).hover()
    is_open(page, term(page))
    page.wait_for_timeout(3_000)
    is_open(page, term(page))


@DESK_ONLY
def test_one_click_of_a_mouse_follows(page: Page) -> None:
    page.goto(WORDS)
    there = term(page).evaluate("link => link.href")
    term(page).click()
    page.wait_for_url(there)
    expect(page.locator("h1")).to_be_visible()


# Keyboard -------------------------------------------------------------------------------------------


@BOTH
@LANGUAGES
def test_the_focus_opens_and_passes_on(page: Page, prefix: str) -> None:
    page.goto(prefix + WORDS)
    focus_by_key(page, term(page))
    is_open(page, term(page))
    press_tab(page)
    expect(page.locator(f"{BOX} :focus")).to_have_count(0)
    expect(term(page)).not_to_be_focused()
    assert page.locator(BOX).count() == page.locator(f"{TERM}:focus").count()
    press_tab(page, backwards=True)
    expect(term(page)).to_be_focused()
    is_open(page, term(page))
    page.evaluate("document.activeElement.blur()")
    is_closed(page)


@BOTH
def test_escape_leaves_the_focus_on_the_term(page: Page) -> None:
    page.goto(WORDS)
    focus_by_key(page, term(page))
    is_open(page, term(page))
    page.keyboard.press("Escape")
    is_closed(page)
    expect(term(page)).to_be_focused()
    there = term(page).evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(there)


@DESK_ONLY
def test_a_mouse_that_leaves_does_not_close_what_the_focus_opened(page: Page) -> None:
    page.goto(WORDS)
    focus_by_key(page, term(page))
    term(page).hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(SETTLED)
    is_open(page, term(page))


# Finger ---------------------------------------------------------------------------------------------


@TOUCH
@LANGUAGES
def test_the_first_tap_opens_the_second_follows(page: Page, prefix: str) -> None:
    page.goto(prefix + WORDS)
    here, there = page.url, term(page).evaluate("link => link.href")
    term(page).tap()
    is_open(page, term(page))
    page.wait_for_timeout(SETTLED)
    assert page.url == here
    term(page).tap()
    page.wait_for_url(there)


@TOUCH
def test_a_tap_on_read_more_follows(page: Page) -> None:
    page.goto(WORDS)
    there = term(page).evaluate("link => link.href")
    term(page).tap()
    page.locator(MORE).tap()
    page.wait_for_url(there)


@TOUCH
def test_a_tap_elsewhere_or_on_another_term(page: Page) -> None:
    page.goto(WORDS)
    term(page, 2).tap()
    is_open(page, term(page, 2))
    term(page, 1).tap()
    is_open(page, term(page, 1))
    page.locator("h1").tap()
    is_closed(page)


@TOUCH
def test_it_follows_its_term_and_goes_with_it(page: Page) -> None:
    page.goto(WORDS)
    term(page, 1).tap()
    is_open(page, term(page, 1))
    page.evaluate("scrollBy({top: 40, behavior: 'instant'})")
    page.wait_for_timeout(100)
    is_open(page, term(page, 1))
    page.evaluate("scrollBy({top: 3000, behavior: 'instant'})")
    is_closed(page)


# Everywhere -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "context",
    [{**screen, "color_scheme": scheme} for scheme, screen in product(("light", "dark"), (PHONE, DESK))],
    ids=["light-phone", "light-desk", "dark-phone", "dark-desk"],
    indirect=True,
)
@LANGUAGES
def test_axe_finds_nothing_with_a_definition_open(page: Page, prefix: str) -> None:
    page.goto(prefix + WORDS)
    focus_by_key(page, term(page))
    is_open(page, term(page))
    page.wait_for_timeout(200)  # it has faded in
    assert violations(page) == []


@BOTH
@pytest.mark.parametrize("path", [WORDS, "/fr/guides/choose-your-words/", "/fr/glossary/hate/"])
def test_every_definition_fits_the_window(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.keyboard.press("Shift")
    for link in page.locator(TERM).all():
        link.focus()
        is_open(page, link)


@pytest.mark.parametrize("context", [{**DESK, "forced_colors": "active"}], indirect=True)
def test_forced_colours_keep_its_edge(page: Page) -> None:
    page.goto(WORDS)
    term(page).hover()
    is_open(page, term(page))
    style = page.locator(BOX).evaluate("box => getComputedStyle(box).borderBottomStyle")
    assert style == "solid"


@pytest.mark.parametrize("context", [{**DESK, "reduced_motion": "reduce"}], indirect=True)
def test_nothing_moves_for_those_who_asked(page: Page) -> None:
    page.goto(WORDS)
    term(page).hover()
    is_open(page, term(page))
    assert page.locator(BOX).evaluate("box => box.getAnimations().length") == 0


@DESK_ONLY
def test_paper_has_neither_box_nor_line(page: Page) -> None:
    page.goto(WORDS)
    focus_by_key(page, term(page))
    is_open(page, term(page))
    page.emulate_media(media="print")
    expect(page.locator(BOX)).to_be_hidden()
    assert term(page).evaluate("link => getComputedStyle(link).textDecorationLine") == "none"


@pytest.mark.parametrize("context", [{**PHONE, "java_script_enabled": False}], indirect=True)
def test_without_scripts_a_term_is_a_link(page: Page) -> None:
    page.goto("/fr" + WORDS)
    assert definition_of(page, term(page))
    term(page).click()
    assert re.search(r"/fr/glossary/[a-z-]+/$", page.url)
    expect(page.locator("h1")).to_be_visible()


# The glossary's own page ----------------------------------------------------------------------------

FIELD = "#lg-filter"
FOUND = "dt[data-find]:visible"
SAID = "#lg-filter-count"


def found(page: Page, words: str) -> list[str]:
    """The concepts left when somebody has typed these words."""
    page.locator(FIELD).fill("")
    page.locator(FIELD).press_sequentially(words)
    return [str(one.get_attribute("id")) for one in page.locator(FOUND).all()]


@BOTH
def test_filter_forgets_accents_and_knows_other_names(page: Page) -> None:
    page.goto("/fr/glossary/")
    everything = page.locator(FOUND).count()
    assert everything > 50
    expect(page.locator(SAID)).to_have_text(re.compile(rf"^{everything} "))
    assert "social-cohesion" in found(page, "COHESION")
    assert found(page, "llg") == ["local-leadership-group"]  # the abbreviation in English
    assert found(page, "gll") == ["local-leadership-group"]
    assert "hate" in found(page, "hate")
    assert "hate-and-extremism-landscape" in found(page, "paysage des menaces")  # words to avoid
    expect(page.locator(SAID)).to_have_text(re.compile(r"^(Un|\d+) termes? trouvés?$"))
    assert found(page, "l’extremisme  HAINE") == found(page, "extrémisme haine") != []


@BOTH
@LANGUAGES
def test_filter_says_that_it_found_nothing_and_comes_back(page: Page, prefix: str) -> None:
    page.goto(f"{prefix}/glossary/")
    everything = page.locator(FOUND).count()
    assert found(page, "zzz") == []
    expect(page.locator(SAID)).to_have_text(re.compile(r"^(No term|Aucun terme)"))
    expect(page.locator("h2[id^=letter-]:visible")).to_have_count(0)
    expect(page.locator(SAID)).to_have_role("status")
    assert violations(page) == []
    page.locator(FIELD).fill("")
    expect(page.locator(FOUND)).to_have_count(everything)


@BOTH
def test_letters_lead_to_their_words(page: Page) -> None:
    page.goto("/fr/glossary/")
    for letter in ("M", "A", "V"):
        page.locator(f".lg-letter >> text='{letter}'").click()
        heading = page.locator(f"#letter-{letter.lower()}")
        expect(heading).to_be_in_viewport()
        expect(heading).to_contain_text(letter)
        page.evaluate("scrollTo(0, 0)")


@DESK_ONLY
def test_a_link_to_what_is_filtered_out_brings_it_back(page: Page) -> None:
    page.goto("/glossary/")
    assert found(page, "hate")
    page.locator(".lg-toc--beside a[href='#letter-t']").click()
    expect(page.locator("#letter-t")).to_be_in_viewport()
    expect(page.locator(FIELD)).to_have_value("")


@DESK_ONLY
def test_an_address_of_a_concept_leads_to_its_entry(page: Page) -> None:
    page.goto("/fr/glossary/#hostility")
    expect(page.locator("dt#hostility")).to_be_in_viewport()


@pytest.mark.parametrize("context", [{**PHONE, "java_script_enabled": False}], indirect=True)
def test_without_scripts_the_glossary_is_whole(page: Page) -> None:
    page.goto("/fr/glossary/")
    expect(page.locator(FIELD)).to_have_count(0)
    assert page.locator(FOUND).count() > 50


@DESK_ONLY
def test_words_to_prefer_come_from_the_glossary(page: Page) -> None:
    """The guide's table, the glossary's and a concept's page say the same of the same word."""
    page.goto("/guides/choose-your-words/")
    short: Any = page.locator("details.note tr", has_text="threat landscape")
    expect(short.locator("a")).to_have_attribute("href", re.compile("/hate-and-extremism-landscape/$"))
    page.goto("/glossary/#words-to-prefer")
    row = page.get_by_role("row", name=re.compile("^threat landscape "))
    expect(row).to_contain_text("Prefer.")
    reason = row.locator("td").nth(2).inner_text()
    row.locator("a").click()
    expect(page.get_by_role("row", name=re.compile("^threat landscape, "))).to_contain_text(reason)
