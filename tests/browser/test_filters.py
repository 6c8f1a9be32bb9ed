"""The list of spotlights, filtered: by keyboard, by address, in the other language, without script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from axe import violations
from served import Site
from test_journeys import SCREENS, has_focus, tab_to

PLACE = "spotlights/"


def _shown(page: Page) -> list[str]:
    return [
        item.strip()
        for item in page.locator(".lg-directory + ul > li:visible > a:first-child").all_inner_texts()
    ]


def _count(page: Page, words: str) -> None:
    expect(page.locator("#lg-directory-count")).to_have_text(words)


@SCREENS
def test_filters_combine_and_can_be_shared(page: Page, site: Site) -> None:
    page.goto(f"{PLACE}?practice=duty-of-care&region=kansas")
    _count(page, "2 pages")
    assert _shown(page) == ["Overland Park, Kansas", "Johnson County, Kansas"]
    page.goto(f"{PLACE}?practice=duty-of-care&practice=inviting-hostile-residents&region=kansas")
    _count(page, "3 pages")
    page.goto(PLACE)
    _count(page, "5 pages")
    assert violations(page) == []


@SCREENS
def test_keyboard_alone_filters_and_clears(page: Page) -> None:
    page.goto(PLACE)
    tab_to(page, "[data-lg-facet=region] > summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[value=missouri]")
    page.keyboard.press("Space")
    _count(page, "One page")
    assert _shown(page) == ["Grandview, Missouri"]
    assert page.url.endswith("?region=missouri")
    assert violations(page) == []
    tab_to(page, ".lg-directory__clear")
    page.keyboard.press("Enter")
    _count(page, "5 pages")
    assert page.url.endswith(PLACE)
    has_focus(page, ".lg-directory summary")


def test_counts_tell_what_each_choice_would_show(page: Page) -> None:
    page.goto(f"{PLACE}?region=missouri")
    option = page.locator("label", has=page.locator("input[value=citizens-academy]"))
    expect(option.locator(".lg-directory__count")).to_have_text("(1)")
    expect(page.locator("input[value=convening-the-region]")).to_be_disabled()
    expect(page.locator("input[name=region][value=kansas]")).to_be_enabled()


def test_an_unknown_filter_in_an_address_shows_everything(page: Page) -> None:
    page.goto(f"{PLACE}?practice=%3Cimg%3E&colour=red")
    _count(page, "5 pages")


@SCREENS
def test_the_other_language_keeps_the_filter(page: Page, context: BrowserContext) -> None:
    page.goto(PLACE)
    page.evaluate("() => document.querySelector('input[value=missouri]').click()")
    _count(page, "One page")
    page.locator("header a[hreflang=fr]").click()
    page.wait_for_url(re.compile(r"/fr/spotlights/\?region=missouri$"))
    _count(page, "Une page")
    assert _shown(page) == ["Grandview, au Missouri"]


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_without_script_the_list_is_whole(browser: Browser, site: Site, prefix: str) -> None:
    options: dict[str, Any] = {"java_script_enabled": False, "base_url": site.address}
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{prefix}{PLACE}?region=missouri")
    assert page.locator("#all + ul > li").count() == 5
    expect(page.locator(".lg-directory")).to_have_count(0)
    context.close()
