"""axe-core in both palettes, on a phone and a desk, in both languages: a page of each kind, and all pages."""

from __future__ import annotations

from itertools import product
from typing import Any, Literal

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
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
UNFOLD = """selector => {
  const seen = () => [...document.querySelectorAll(selector)].filter((fold) => fold.checkVisibility());
  let opened = 0;
  for (let folds = seen(); folds.length > 0 && opened < 999; folds = seen().filter((fold) => !fold.open))
    for (const fold of folds) { fold.open = true; opened += 1; }
  return opened;
}"""
"""Opens what is folded, and what is folded inside it; how many it was."""
SETTLED = "() => Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => true)"
"""Waits for colours that change by and by."""


def _look(scheme: str, width: int) -> dict[str, Any]:
    return {
        "color_scheme": scheme,
        "viewport": {"width": width, "height": 800},
        "reduced_motion": "reduce",
    }


LOOKS = [_look(scheme, width) for scheme, width in product(SCHEMES, WIDTHS)]


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
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_on_every_page(browser: Browser, site: Site, language: str, width: int) -> None:
    """Nor is anything wider than the screen, said on the console or asked of another host."""
    found = {}
    with browser.new_context(base_url=site.address, **_look(SCHEMES[0], width)) as context:
        page = context.new_page()
        visitor = Visitor(page, site)
        for path in site.paths(language):
            found[path] = list(own_faults(language, visitor.visit(path)))
            for scheme in SCHEMES:  # styles alone tell them apart: no need to load the page again
                page.emulate_media(color_scheme=scheme)
                page.evaluate(SETTLED)
                found[path] += [f"{scheme}: {told}" for told in _violations_unfolded(page)]
    print(f"axe: {len(found)} pages × {len(SCHEMES)} palettes, {language}, {width} pixels")
    assert len(found) > EXPECTED_PAGES
    assert {path: faults for path, faults in found.items() if faults} == {}


def _violations_unfolded(page: Page) -> list[str]:
    """What is wrong once every fold is open; the menu of small screens last, because it covers the page."""
    page.evaluate(UNFOLD, "details:not([open], [data-lg-menu])")
    found = violations(page)
    if page.evaluate(UNFOLD, "details[data-lg-menu]"):
        found += violations(page, "[data-lg-menu]")
        page.evaluate("() => { document.querySelector('[data-lg-menu]').open = false; }")
    return found
