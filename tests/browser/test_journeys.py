"""What readers do: with the keyboard alone, without scripts, in the dark, on paper."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from trees import REPOSITORY

PHONE = {"viewport": {"width": 320, "height": 640}}
DESK = {"viewport": {"width": 1280, "height": 800}}
SCREENS = pytest.mark.parametrize("context", [PHONE, DESK], ids=["phone", "desk"], indirect=True)
GUIDE = "guides/choose-your-words/"
FOCUS = Path(__file__).with_name("focus.js").read_text("utf-8")
STOPS = 150
"""More presses of Tab than any page needs."""


def is_phone(page: Page) -> bool:
    return bool(page.evaluate("innerWidth < 960"))


def is_seen(page: Page) -> None:
    """The focus is marked, on the screen and under nothing, once what moves has come to rest."""
    for _ in range(30):
        stop = page.evaluate(FOCUS)
        if stop["marked"] and stop["onScreen"] and stop["uncovered"]:
            return
        page.wait_for_timeout(50)
    raise AssertionError(stop)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element; the reader sees it at every stop."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        is_seen(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no {selector} within {STOPS} stops")


def has_focus(page: Page, selector: str) -> None:
    page.wait_for_function("selector => document.activeElement.matches(selector)", arg=selector)


@SCREENS
def test_skip_link_passes_the_header(page: Page) -> None:
    page.goto(f"/{GUIDE}")
    tab_to(page, ".md-skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@SCREENS
@pytest.mark.parametrize("start", ["/", "/fr/", f"/{GUIDE}", f"/fr/{GUIDE}", "/404.html"])
def test_every_stop_of_the_keyboard_is_seen(page: Page, start: str) -> None:
    page.goto(start)
    tab_to(page, "footer a")


@pytest.mark.parametrize("context", [PHONE], indirect=True)
@pytest.mark.parametrize("prefix", ["/", "/fr/"])
def test_menu_opens_leads_on_and_closes(page: Page, prefix: str) -> None:
    page.goto(prefix)
    tab_to(page, ".lg-menu__button")
    page.keyboard.press("Enter")
    expect(page.locator(".lg-menu__panel")).to_be_visible()
    tab_to(page, ".lg-menu__section[href*=guides]")
    page.keyboard.press("Escape")
    expect(page.locator(".lg-menu__panel")).to_be_hidden()
    has_focus(page, ".lg-menu__button")
    page.keyboard.press("Space")
    tab_to(page, ".lg-menu__section[href*=guides]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{prefix}guides/")


@SCREENS
@pytest.mark.parametrize(
    ("here", "language", "there"),
    [(f"/{GUIDE}", "fr", f"/fr/{GUIDE}"), (f"/fr/{GUIDE}", "en", f"/{GUIDE}"), ("/", "fr", "/fr/")],
)
def test_language_switch_leads_to_the_twin(page: Page, here: str, language: str, there: str) -> None:
    page.goto(here)
    tab_to(page, f".lg-languages a[hreflang={language}]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(there))
    expect(page.locator("html")).to_have_attribute("lang", language)


@SCREENS
@pytest.mark.parametrize("named", [True, False], ids=["named", "scrolled to"])
def test_language_switch_keeps_the_section(page: Page, named: bool) -> None:
    page.goto(f"/{GUIDE}#avoid" if named else f"/{GUIDE}")
    if not named:
        page.evaluate("scrollTo(0, document.getElementById('avoid').offsetTop)")
        page.wait_for_function("scrollY > 0")
    page.locator(".lg-languages a[hreflang=fr]").dispatch_event("click")
    page.wait_for_url(f"**/fr/{GUIDE}#avoid")


@SCREENS
def test_a_whole_visit_by_keyboard(page: Page) -> None:
    """In French, from the home page: menu, guide, definition, list to tick, search, filter, language."""
    page.goto("/fr/")
    if is_phone(page):
        tab_to(page, ".lg-menu__button")
        page.keyboard.press("Enter")
        tab_to(page, ".lg-menu__section[href*=guides]")
    else:
        tab_to(page, ".lg-sections__link[href*=guides]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/guides/")
    tab_to(page, "article a[href*=engage-stakeholders]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/guides/engage-stakeholders/")

    tab_to(page, "article .lg-term")
    expect(page.locator(".lg-definition")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".lg-definition")).to_have_count(0)
    has_focus(page, ".lg-term")
    is_seen(page)
    tab_to(page, ".lg-tick")
    page.keyboard.press("Space")
    expect(page.locator(".lg-tick:checked")).to_have_count(1)
    is_seen(page)

    page.keyboard.press("/")
    has_focus(page, "#lg-query")
    is_seen(page)
    page.keyboard.type("villes pilotes")
    page.wait_for_selector("[data-lg-box][data-lg-state=settled]")
    page.keyboard.press("Escape")
    has_focus(page, ".lg-tick")
    is_seen(page)

    page.goto("/fr/spotlights/")
    tab_to(page, "[data-lg-facet=region] > summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[value=missouri]")
    page.keyboard.press("Space")
    expect(page.locator("input[value=missouri]")).to_be_checked()
    is_seen(page)
    page.reload()
    tab_to(page, ".lg-languages a[hreflang=en]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/spotlights/?region=missouri") and "/fr/" not in url)


@SCREENS
def test_colours_are_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    tab_to(page, ".lg-palette input")
    for chosen in ("default", "slate"):
        page.keyboard.press("ArrowDown")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", chosen)
        is_seen(page)
    page.goto(f"/fr/{GUIDE}")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


@pytest.mark.parametrize("context", [{**PHONE, "color_scheme": "dark"}], indirect=True)
def test_colours_follow_the_device(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    page.emulate_media(color_scheme="light")
    page.wait_for_function("getComputedStyle(document.body).colorScheme === 'light'")


@pytest.mark.parametrize(
    "context",
    [{**screen, "java_script_enabled": False, "color_scheme": "dark"} for screen in (PHONE, DESK)],
    ids=["phone", "desk"],
    indirect=True,
)
def test_without_scripts_the_guide_is_read(context: BrowserContext, page: Page) -> None:
    page.goto(f"/fr/{GUIDE}")
    expect(page.locator("h1")).to_be_visible()
    article = page.locator("main article").inner_text()
    assert len(article) > 2_000
    menu = page.locator(".lg-menu__button")
    if menu.is_visible():
        menu.click()
        page.locator(".lg-menu__section[href$='/lessons/']").click()
    else:
        page.locator(".lg-sections__link[href$='/lessons/']").click()
    page.locator(".lg-languages a[hreflang=en]").click()
    assert page.url.endswith("/lessons/") and "/fr/" not in page.url
    expect(page.locator(".lg-palette")).to_be_hidden()


@pytest.mark.parametrize("context", [DESK], indirect=True)
@pytest.mark.parametrize("path", ["/", f"/{GUIDE}", "/fr/glossary/hate/"])
def test_paper_has_the_text_alone(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for gone in ("nav", ".lg-header__tools", ".headerlink", "[role=search]", ".lg-answer"):
        shown: list[Any] = [one for one in page.locator(gone).all() if one.is_visible()]
        assert shown == [], gone
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.pdf(format="A4").startswith(b"%PDF")


SIZES = """tags => tags.map((tag) => [...document.querySelectorAll(`:is(article, .sized) ${tag}`)]
    .filter((one) => one.checkVisibility()).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
EACH = "".join(f"<{tag}>{tag}</{tag}>" for tag in (*HEADINGS, "p"))


def _falls(page: Page) -> None:
    """Each heading is larger than all of the next level, and none smaller than the text."""
    *headings, text = page.evaluate(SIZES, [*HEADINGS, "p"])
    assert all(headings) and text
    for above, below in pairwise(headings[:4]):
        assert min(above) > max(below), headings
    assert all(min(sizes) >= max(below) for sizes, below in pairwise(headings[3:])), headings
    assert min(headings[-1]) >= min(text)


@pytest.mark.parametrize("context", [DESK], indirect=True)
@pytest.mark.parametrize("path", ["/", f"/{GUIDE}", "/fr/glossary/hate/", "/spotlights/", "/toolbox/"])
def test_headings_on_paper_fall_from_level_to_level(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    page.locator(".md-content__inner").evaluate(
        "(article, tags) => tags.forEach((tag) => article.append(document.createElement(tag)))",
        [*HEADINGS, "p"],
    )
    _falls(page)


def test_headings_of_a_print_fall_from_level_to_level(page: Page) -> None:
    style = (REPOSITORY / "hooks/living_guide/takeaway/prints.css").read_text("utf-8")
    page.set_content(f"<style>{style}</style><section class=sized>{EACH}</section>")
    _falls(page)
