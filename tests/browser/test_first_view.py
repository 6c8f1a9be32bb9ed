"""What readers on a bad line pay for the first page they open, and what they get before any script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from served import Site

PAGES = ("", "guides/respond-to-hostility/", "glossary/", "spotlights/")
MOST = 100 * 1024
"""Bytes of everything the first view asks for, compressed."""
MOST_FONTS = 30 * 1024
MOST_REQUESTS = 12
GUIDE = "/fr/guides/choose-your-words/"


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
