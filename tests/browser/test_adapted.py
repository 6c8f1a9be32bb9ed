"""Read as some have to: with larger text, more space between letters, or the colours of the system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from served import Site

COLLECT = Path(__file__).with_name("collect.js").read_text("utf-8")
PAGES = (
    "/fr/",
    "/fr/guides/choose-your-words/",
    "/fr/glossary/",
    "/fr/spotlights/",
    "/fr/about/status/",
    "/fr/toolbox/stakeholder-directory/",
)
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
SPACED = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`p { margin-bottom: 2em !important; }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }`);
  document.adoptedStyleSheets = [style];
}"""  # the values of WCAG 2.2, 1.4.12
USUAL, DOUBLE = 16, 32
"""Pixels of plain text, as browsers set it and as a reader may."""
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const cuts = (way) => ["hidden", "clip"].includes(way);
  const across = cuts(style.overflowX), down = cuts(style.overflowY);
  if (!(across || down) || element.clientWidth <= 1 || style.clipPath !== "none") return false;
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(element);
  return [...words.getClientRects()].some((line) => line.width > 1
    && ((across && (line.right > box.right + 1 || line.left < box.left - 1))
      || (down && line.bottom > box.bottom + 1)));
}).map((element) => element.outerHTML.slice(0, 120))"""
WAYS = {
    "spaced-320": (NARROW, USUAL, SPACED),
    "spaced-1280": (WIDE, USUAL, SPACED),
    "doubled-1280": (WIDE, DOUBLE, "() => {}"),
    "zoomed-400": ({"width": 320, "height": 256}, USUAL, "() => {}"),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_lost(browser: Browser, site: Site, way: str) -> None:
    """No text is cut off, and nobody has to scroll sideways to read a line."""
    screen, size, change = WAYS[way]
    lost = {}
    options: dict[str, Any] = {"viewport": screen, "base_url": site.address}
    with browser.new_context(**options) as context:
        page = context.new_page()
        fonts = {"fontSizes": {"standard": size, "fixed": size}}
        context.new_cdp_session(page).send("Page.setFontSizes", fonts)
        for path in PAGES:
            page.goto(path)
            page.evaluate(change)
            page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
            found = page.evaluate(COLLECT)
            faults = [*found["overflowing"], *page.evaluate(CUT)]
            if faults or found["scroll"] > 0:
                lost[path] = (found["scroll"], faults)
    assert lost == {}


@pytest.mark.parametrize(
    "context",
    [{"forced_colors": "active"}, {"reduced_motion": "reduce"}],
    ids=["colours", "still"],
    indirect=True,
)
def test_what_the_reader_set_holds(page: Page) -> None:
    """In the system's colours a choice made is still told from the others; nothing moves for who asked."""
    page.goto(PAGES[1])
    moving = "document.getAnimations().length"
    if page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches"):
        assert page.evaluate(moving) == 0
        still = (
            "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s')"
        )
        assert page.evaluate(f"{still}.map(e => e.className)") == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    else:
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        page.locator(".lg-tick").first.check()
        shown = page.locator(".lg-tick").evaluate_all(
            "boxes => boxes.slice(0, 2).map(box => JSON.stringify(['::before', '::after', ''].map(part => {"
            " const style = getComputedStyle(box, part);"
            " return [style.content, style.backgroundColor, style.borderColor, style.appearance]; })))"
        )
        assert shown[0] != shown[1]


@pytest.mark.parametrize("context", [{"contrast": "more"}], indirect=True)
def test_more_contrast_leaves_nothing_pale(page: Page) -> None:
    page.goto(PAGES[1])
    seen = page.evaluate("""() => ["body", ".lg-facts dd", ".lg-facts dt"].map((selector) =>
      getComputedStyle(document.querySelector(selector)).color)""")
    assert len(set(seen)) == 1
