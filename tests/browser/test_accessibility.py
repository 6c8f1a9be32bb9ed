"""axe-core in both palettes, on a phone and a desk, in both languages: a page of each kind, and all pages."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from axe import violations
from served import Site
from test_every_page import EXPECTED_PAGES, Visitor, own_faults

KINDS = {
    "home": "/",
    "guide": "/guides/respond-to-hostility/",
    "words": "/guides/choose-your-words/",
    "glossary": "/glossary/",
    "concept": "/glossary/hate/",
    "spotlight": "/spotlights/overland-park/",
    "event": "/events/overland-park-2024/",
    "status": "/about/status/",
    "lost": "/404.html",
}
LOOKS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
    for scheme, width in product(("light", "dark"), (320, 1280))
]


def _name(look: dict[str, Any]) -> str:
    return f"{look['color_scheme']}-{look['viewport']['width']}"


@pytest.mark.parametrize("look", LOOKS, ids=_name)
@pytest.mark.parametrize("prefix", ["", "/fr"], ids=["en", "fr"])
def test_axe_finds_nothing(browser: Browser, site: Site, prefix: str, look: dict[str, Any]) -> None:
    with browser.new_context(base_url=site.address, **look) as context:
        page = context.new_page()
        found = {}
        for kind, path in KINDS.items():
            page.goto(prefix + path)
            found[kind] = _violations_unfolded(page)
    assert found == {kind: [] for kind in KINDS}


@pytest.mark.soak
@pytest.mark.parametrize("look", LOOKS, ids=_name)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_on_every_page(
    browser: Browser, site: Site, language: str, look: dict[str, Any]
) -> None:
    """Nor is anything wider than the screen, said on the console or asked of another host."""
    with browser.new_context(base_url=site.address, **look) as context:
        page = context.new_page()
        visitor = Visitor(page, site)
        found = {
            path: [*own_faults(language, visitor.visit(path)), *_violations_unfolded(page)]
            for path in site.paths(language)
        }
    assert len(found) > EXPECTED_PAGES
    assert {path: faults for path, faults in found.items() if faults} == {}


def _violations_unfolded(page: Page) -> list[str]:
    """What is wrong once every fold that can be seen is open: menu, contents, explanations."""
    for place in page.locator("details:visible").all():
        place.evaluate("element => { element.open = true; }")
    return violations(page)
