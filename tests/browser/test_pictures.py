"""Cards that networks show and readers never load; diagrams on a telephone and in forced colours."""

from __future__ import annotations

import re
import struct

import pytest
from playwright.sync_api import Browser, Page

from axe import violations
from living_guide.cards import FOLDER
from served import Site

CARD = re.compile(r'<meta property="og:image" content="[^"]*?/(assets/cards/[^"]+)">')
DRAWN = (
    "lessons/four-legged-stool/",
    "guides/assess-needs-and-vulnerabilities/",
    "about/how-this-guide-lives/",
)
COLOURS = (
    """() => [...document.querySelectorAll(".lg-diagram text")].map((text) => getComputedStyle(text).fill)"""
)
SIZES = """() => [...document.querySelectorAll(".lg-diagram text")].map((text) => {
  const box = text.getBoundingClientRect();
  const drawing = text.ownerSVGElement;
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  return [box.left, innerWidth - box.right, Number(text.getAttribute("font-size")) * scale];
})"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_names_a_card_that_is_there(site: Site, language: str) -> None:
    without = []
    for path in site.paths(language):
        named = CARD.search(site.text(path))
        if named is None:
            without.append(path.removeprefix("/fr"))
            continue
        assert named[1].startswith(f"{FOLDER}/{language}-")
        data = (site.folder / named[1]).read_bytes()
        assert data.startswith(b"\x89PNG") and struct.unpack(">II", data[16:24]) == (1200, 630)
    assert set(without) <= {"/404.html", "/search/"}


def test_no_reader_loads_a_card(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("guides/engage-stakeholders/")
    assert asked and not [url for url in asked if FOLDER in url]


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 640}}], indirect=True)
@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_diagrams_can_be_read_on_a_telephone(page: Page, prefix: str) -> None:
    for path in DRAWN:
        page.goto(prefix + path)
        sizes = page.evaluate(SIZES)
        assert sizes
        assert all(left >= 0 and right >= 0 and size >= 12 for left, right, size in sizes), path
        assert violations(page) == []


def test_diagrams_follow_palette_and_forced_colours(browser: Browser, site: Site) -> None:
    """Each is drawn in the ink of its surroundings, whatever that is."""
    seen = []
    for options in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        context = browser.new_context(base_url=site.address, **options)
        page = context.new_page()
        page.goto(DRAWN[0])
        [colour] = set(page.evaluate(COLOURS))
        assert colour == page.evaluate(
            "() => getComputedStyle(document.querySelector('article h2 + p')).color"
        )
        seen.append(colour)
        context.close()
    assert seen[0] != seen[1]
