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
DOUBLED = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const cuts = (way) => ["hidden", "clip"].includes(way);
  return element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1
    && style.clipPath === "none" && element.textContent.trim() !== ""
    && ((cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1));
}).map((element) => element.outerHTML.slice(0, 120))"""
WAYS = {
    "spaced-320": (NARROW, SPACED),
    "spaced-1280": (WIDE, SPACED),
    "doubled-1280": (WIDE, DOUBLED),
    "zoomed-400": ({"width": 320, "height": 256}, "() => {}"),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_lost(browser: Browser, site: Site, way: str) -> None:
    """No text is cut off, and nobody has to scroll sideways to read a line."""
    screen, change = WAYS[way]
    lost = {}
    options: dict[str, Any] = {"viewport": screen, "base_url": site.address}
    with browser.new_context(**options) as context:
        page = context.new_page()
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
