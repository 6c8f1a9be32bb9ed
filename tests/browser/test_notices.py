"""What readers are told of a page's past and of its translation, on a small guide that has both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import violations
from living import SECRETS
from served import Site

SHOWN = ("/fr/guides/steps/", "/fr/guides/new/", "/fr/guides/checked/", "/about/status/", "/fr/about/status/")
PHONES = [{"color_scheme": scheme, "viewport": {"width": 320, "height": 800}} for scheme in ("light", "dark")]


@pytest.fixture
def read(browser: Browser, living: Site) -> Iterator[Page]:
    with browser.new_context(base_url=living.address) as context:
        yield context.new_page()


def test_an_outdated_page_says_what_changed(read: Page, living: Site) -> None:
    read.goto("/fr/guides/steps/")
    notice = read.locator(".lg-notice")
    expect(notice).to_contain_text("L’original de cette page a changé depuis sa traduction.")
    notice.locator("summary").click()
    told = notice.locator("details > ul")
    assert told.get_attribute("lang") == "en"
    assert told.locator("> li > a").all_inner_texts() == ["First"]
    expect(told).to_contain_text("Modifié\u00a0: Call the thirteen members of the group by Friday…")
    told.locator("> li > a").click()
    assert read.url == f"{living.address}/guides/steps/#first"
    expect(read.locator(".lg-notice")).to_have_count(0)


def test_a_missing_page_offers_to_write_it(read: Page) -> None:
    read.goto("/fr/guides/new/")
    expect(read.locator(".lg-notice")).to_contain_text("Cette page n’est pas encore traduite.")
    way = read.locator(".lg-notice a[rel=edit]").get_attribute("href")
    assert way and parse_qs(urlsplit(way).query)["filename"] == ["docs/fr/guides/new.md"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/fr/guides/steps/", ["Rédigée par une machine.", "Personne ne l’a encore relue."]),
        ("/fr/guides/checked/", ["Faite par une personne.", "Relue par une traductrice ou un traducteur"]),
        ("/fr/guides/checked/", ["3 février 2026"]),
        (
            "/guides/steps/",
            ["10 January 2025; last changed 9 March 2026", "first review due 10 January 2026"],
        ),
        ("/guides/steps/", ["The review is overdue"]),
        ("/guides/checked/", ["10 January 2026; last changed 20 February 2026"]),
    ],
)
def test_facts_are_said_in_plain_words(read: Page, path: str, words: list[str]) -> None:
    read.goto(path)
    for word in words:
        expect(read.locator(".lg-facts")).to_contain_text(word)


def test_history_is_days_and_sections(read: Page) -> None:
    read.goto("/guides/steps/")
    history = read.locator(".lg-history")
    history.locator("summary").click()
    lines = [" ".join(line.split()) for line in history.locator("li").all_inner_texts()]
    assert lines == ["9 March 2026: First", "10 January 2026: page written"]
    history.get_by_role("link", name="First").click()
    assert urlsplit(read.url).fragment == "first"
    read.goto("/guides/checked/")
    read.locator(".lg-history summary").click()
    assert "20 February 2026: page moved" in read.locator(".lg-history").inner_text()


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/guides/steps/", "docs/en/guides/steps.md"),
        ("/fr/guides/steps/", "docs/fr/guides/steps.md"),
        ("/fr/glossary/hate/", "docs/data/glossary/hate.yml"),
    ],
)
def test_a_page_leads_to_its_file(read: Page, path: str, file: str) -> None:
    read.goto(path)
    way = read.locator(".lg-answer a[rel=edit]").get_attribute("href")
    assert way == f"https://git.example/your-city/living-guide/edit/main/{file}"


def test_the_status_page_is_reached_and_leads_on(read: Page, living: Site) -> None:
    read.goto("/fr/guides/steps/")
    read.locator("footer").get_by_role("link", name="Où en est ce guide").click()
    assert read.url == f"{living.address}/fr/about/status/"
    french = read.locator("section.lg-status", has=read.get_by_role("heading", name="Français"))
    bar = french.get_by_role("img")
    assert {"Dépassée\u00a0: 1", "Manquante\u00a0: 1"} <= set(
        french.locator(".lg-status__key").all_inner_texts()
    )
    assert bar.locator("rect").count() == french.locator(".lg-status__key").count()
    french.get_by_text("dépassée", exact=False).last.scroll_into_view_if_needed()
    french.locator("summary", has_text="dépassée").click()
    row = french.locator("details[open] li")
    assert row.count() == 1
    way = row.locator("a[rel=edit]").get_attribute("href")
    assert way and way.endswith("/edit/main/docs/fr/guides/steps.md")
    row.locator("a").first.click()
    assert read.url == f"{living.address}/fr/guides/steps/"


@pytest.mark.parametrize("look", PHONES, ids=lambda look: str(look["color_scheme"]))
def test_notices_and_charts_are_for_everybody(
    browser: Browser, living: Site, look: dict[str, object]
) -> None:
    with browser.new_context(base_url=living.address, **look) as context:  # type: ignore[arg-type]
        page = context.new_page()
        found = {}
        for path in SHOWN:
            page.goto(path)
            for place in page.locator("main details:visible").all():
                place.evaluate("element => { element.open = true; }")
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[path] = violations(page) + ["wider than the screen"] * wide
    assert found == {path: [] for path in SHOWN}


def _files(living: Site) -> dict[Path, str]:
    found = {path: path.read_text("utf-8", "replace") for path in living.folder.rglob("*") if path.is_file()}
    assert len(found) > 50
    return found


def test_nobody_is_named_anywhere(living: Site) -> None:
    named = {
        (path.name, secret)
        for path, text in _files(living).items()
        for secret in SECRETS
        if secret.lower() in text.lower()
    }
    assert named == set()


def test_findings_are_never_published(living: Site) -> None:
    """This guide has some: an outdated page, a missing one, a reviewer who is no role."""
    assert not [path for path, text in _files(living).items() if "data-lg-findings" in text]


def test_days_do_not_depend_on_the_clock(living: Site) -> None:
    today = date.today().isoformat()
    assert not [path for path, text in _files(living).items() if f'datetime="{today}"' in text]
    assert "20 March 2026" in living.text("/about/status/")
