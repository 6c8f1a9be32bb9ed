"""axe-core on one page of each kind, in both palettes, on a phone and a desk, in both languages."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser

from axe import violations
from served import Site

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
            for place in page.locator("details:visible").all():
                place.evaluate("element => { element.open = true; }")
            found[kind] = violations(page)
    assert found == {kind: [] for kind in KINDS}
