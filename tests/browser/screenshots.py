"""`make screenshots`: pictures of the built site, to be looked at one by one; into `build/screenshots`.

Each page in two languages, on a telephone and on a desk, in light and in dark: 48 pictures, of what is
seen first, or of whole pages with `--whole`. Other pages are named as arguments: `guides/ about/status/`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import chromium
from served import Site, served

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build/screenshots"
PAGES = ("", "guides/engage-stakeholders/", "glossary/", "spotlights/", "spotlights/grandview/", "nowhere/")
"""Home, a guide, the glossary, the directory, a spotlight, and a page that is not there."""
LANGUAGES = {"en": "", "fr": "fr/"}
SIZES = ((320, 640), (1280, 800))
PALETTES = ("light", "dark")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def take(browser: Browser, site: Site, pages: list[str], *, whole: bool) -> list[Path]:
    """A picture of each page in each language, size and palette."""
    taken = []
    for palette in PALETTES:
        for width, height in SIZES:
            context = browser.new_context(
                base_url=site.address, viewport={"width": width, "height": height}, color_scheme=palette
            )
            page = context.new_page()
            for address in pages:
                for language, prefix in LANGUAGES.items():
                    name = address.strip("/").replace("/", "-") or "home"
                    path = PLACE / f"{name}-{language}-{width}-{palette}.png"
                    page.goto(f"/{prefix}{address}", wait_until="load")
                    page.evaluate("() => document.fonts.ready")
                    page.screenshot(path=path, full_page=whole)
                    taken.append(path)
            context.close()
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, help="addresses below the site's root")
    parser.add_argument("--whole", action="store_true", help="whole pages")
    wanted = parser.parse_args()
    path = chromium.get()
    if path is None:
        print(chromium.NOTHING)
        return 1
    PLACE.mkdir(parents=True, exist_ok=True)
    with served(ROOT / "build/site") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        taken = take(browser, site, list(wanted.pages), whole=wanted.whole)
        browser.close()
    print(f"{len(taken)} pictures in {PLACE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
