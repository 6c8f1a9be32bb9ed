"""The copy of the site that opens by double-click, in a real browser, from real files."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from living_guide.publish.offline import offline_copy


@pytest.fixture(scope="module")
def copy(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked as a person would, below a folder whose name needs quoting."""
    folder = tmp_path_factory.mktemp("Téléchargements et plus #1")
    offline_copy(built, folder / "living-guide.zip")
    with zipfile.ZipFile(folder / "living-guide.zip") as archive:
        archive.extractall(folder)
    return folder / "living-guide"


@pytest.fixture
def reader(browser: Browser, copy: Path) -> Page:
    """A browser without any network, on the copy's first page."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((copy / "index.html").as_uri())
    return page


def test_reading_on_from_page_to_page(reader: Page, copy: Path) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    # What is still on its way when a reader clicks on is dropped: that is no failure.
    reader.on(
        "requestfailed",
        lambda request: None if request.failure == "net::ERR_ABORTED" else said.append(request.url),
    )
    reader.reload()
    expect(reader.locator("h1").first).to_be_visible()
    font = reader.evaluate("document.fonts.ready.then(() => [...document.fonts].map(f => f.status))")
    assert "loaded" in font, "our own fonts, from files"
    assert reader.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Bitter")
    reader.locator("a[href='guides/index.html']").locator("visible=true").first.click()
    expect(reader).to_have_url(re.compile(r"/guides/index\.html$"))
    reader.locator("main a[href='choose-your-words/index.html']").locator("visible=true").first.click()
    expect(reader.locator("h1")).to_contain_text("Choose your words")
    expect(reader).to_have_url(re.compile(r"/guides/choose-your-words/index\.html$"))
    reader.locator("header a[hreflang=fr]").locator("visible=true").first.click()
    expect(reader.locator("html")).to_have_attribute("lang", "fr")
    expect(reader).to_have_url(re.compile(r"/fr/guides/choose-your-words/index\.html"))
    reader.go_back()
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    assert said == []


def test_every_link_and_file_is_there(reader: Page, copy: Path) -> None:
    """Each page as the browser reads it: whatever an address leads to is a file of the copy."""
    broken = []
    for path in sorted(copy.rglob("*.html")):
        reader.goto(path.as_uri(), wait_until="commit")
        reader.wait_for_load_state("domcontentloaded")
        addresses = reader.evaluate(
            "[...document.querySelectorAll('a[href], link[href], script[src], img[src]')]"
            ".map(element => element.href || element.src)"
        )
        for address in {urldefrag(address)[0] for address in addresses}:
            parts = urlsplit(address)
            if parts.scheme == "file" and not Path(unquote(parts.path)).is_file():
                broken.append((path.relative_to(copy).as_posix(), address))
    assert broken == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_scripts_run_under_the_policy(browser: Browser, copy: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Policy" in said.text else None)
    page.goto((copy / "fr/guides/choose-your-words/index.html").as_uri())
    expect(page.locator("html")).not_to_have_class(re.compile("no-js"))
    term = page.locator("main a[href*='glossary/']").first
    term.scroll_into_view_if_needed()
    term.hover()
    assert refused == []
