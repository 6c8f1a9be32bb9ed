"""What readers on a bad line pay for the first page they open, and what they get before any script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import material
import pytest
import tinycss2
from playwright.sync_api import Browser, Page, expect

from served import Site

PAGES = ("", "guides/respond-to-hostility/", "glossary/", "spotlights/")
MOST = 100 * 1024
"""Bytes of everything the first view asks for, compressed."""
MOST_FONTS = 30 * 1024
MOST_REQUESTS = 12
GUIDE = "/fr/guides/choose-your-words/"
SHOWN = ("", "404.html", "search/", "guides/choose-your-words/", "about/rules/typography/", "about/status/")
MATCHING = r"""selectors => selectors.filter((selector) => {
  const states = "hover|focus(?:-within|-visible)?|active|checked|target";
  const parts = "before|after|marker|placeholder|backdrop|-(?:webkit|moz|ms)-[a-z-]+";
  const inAnyState = selector.replace(new RegExp(`::?(?:${states}|${parts})(?![\\w-])`, "g"), "");
  try { return document.querySelector(inAnyState || "*") !== null; } catch { return false; }
})"""
"""Which selectors match something on the page, whatever state it is in."""


def _weight(site: Site, url: str) -> int:
    """Bytes a server sends for an address."""
    path = urlsplit(url).path
    file = site.folder / (path.lstrip("/") + "index.html" * path.endswith("/"))
    compressed = Path(f"{file}.gz")
    return (compressed if compressed.is_file() else file).stat().st_size


@pytest.mark.parametrize("prefix", ["/", "/fr/"])
def test_the_first_view_is_light(browser: Browser, site: Site, prefix: str) -> None:
    too_much = {}
    for path in PAGES:
        with browser.new_context(base_url=site.address) as context:
            page, asked = context.new_page(), set[str]()
            page.on("request", lambda request, asked=asked: asked.add(request.url))  # type: ignore[misc]
            page.goto(prefix + path, wait_until="load")
            page.evaluate("document.fonts.ready.then(() => true)")
            # The icon of the tab, which a browser without tabs does not ask for.
            asked.add(page.locator("link[rel=icon]").evaluate("link => link.href"))
        sizes = {url: _weight(site, url) for url in asked}
        fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
        if fonts > MOST_FONTS or sum(sizes.values()) > MOST or len(sizes) > MOST_REQUESTS:
            too_much[path] = (len(sizes), sum(sizes.values()), fonts, sorted(sizes))
    assert too_much == {}


def test_nothing_is_published_that_no_page_asks_for(site: Site) -> None:
    pages = "".join(path.read_text("utf-8") for path in site.folder.rglob("*.html"))
    published = [path.name for kind in ("js", "css") for path in (site.folder / "assets").rglob(f"*.{kind}")]
    assert len(published) > 10
    assert [name for name in published if name not in pages] == []


def test_the_theme_lost_no_rule_that_applies(page: Page, site: Site) -> None:
    _is_nothing_lost(page, site, [prefix + path for prefix in ("/", "/fr/") for path in SHOWN])


@pytest.mark.soak
def test_the_theme_lost_no_rule_that_applies_on_any_page(page: Page, site: Site) -> None:
    _is_nothing_lost(page, site, [path for language in ("en", "fr") for path in site.paths(language)])


def _is_nothing_lost(page: Page, site: Site, paths: list[str]) -> None:
    brought, published = (
        _selectors(next((folder / "assets/stylesheets").glob("main.*.css")).read_text("utf-8"))
        for folder in (Path(next(iter(material.__path__))) / "templates", site.folder)
    )
    lost = sorted(brought - published)
    assert len(lost) > 500 and published < brought
    applying = {}
    for path in paths:
        page.goto(path)
        applying[path] = page.evaluate(MATCHING, lost)
    assert {path: found for path, found in applying.items() if found} == {}


def _selectors(css: str) -> set[str]:
    """Every selector of a sheet, wherever it stands."""
    found: set[str] = set()
    waiting = [tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)]
    for rules in waiting:
        for rule in rules:
            if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
                waiting.append(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))
            elif rule.type == "qualified-rule":
                found.update(_listed(rule.prelude))
    return found


def _listed(prelude: list[tinycss2.ast.Node]) -> list[str]:
    listed: list[list[tinycss2.ast.Node]] = [[]]
    for node in prelude:
        if node == ",":
            listed.append([])
        else:
            listed[-1].append(node)
    return [tinycss2.serialize(selector).strip() for selector in listed]


@pytest.mark.parametrize("context", [{"viewport": {"width": 1280, "height": 800}}], indirect=True)
def test_the_contents_follow_the_reading(page: Page) -> None:
    page.goto(GUIDE)
    marked = page.locator("[data-lg-follow] [aria-current]")
    expect(marked).to_have_count(0)
    page.evaluate("document.getElementById('avoid').scrollIntoView()")
    expect(marked).to_have_count(1)
    expect(marked).to_have_attribute("href", "#avoid")
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


def test_what_an_address_names_and_what_is_printed_lies_in_no_closed_fold(page: Page) -> None:
    page.goto(GUIDE)
    folds = page.locator("article details")
    assert folds.count() > 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article details[open]").count() == 0
    page.evaluate("document.querySelector('article details :is(p, a, li)').id = 'hidden-place'")
    page.evaluate("location.hash = '#hidden-place'")
    expect(folds.first).to_have_attribute("open", "")
