"""Lists to tick: on this device only, by keyboard too, and plain without script."""

from __future__ import annotations

from urllib.parse import unquote

from playwright.sync_api import Browser, Page, expect

from axe import violations
from served import Site
from test_journeys import SCREENS, is_seen

GUIDE = "fr/guides/engage-stakeholders/"
KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('lg-ticked'))"


@SCREENS
def test_ticks_are_kept_until_taken_away(page: Page, site: Site) -> None:
    page.goto(GUIDE)
    count = page.locator(".lg-ticks [role=status]")
    expect(count).to_have_text("0 sur 8 cochés.")
    first, last = page.locator(".lg-tick").first, page.locator(".lg-tick").last
    first.focus()
    is_seen(page)
    page.keyboard.press("Space")
    last.locator("+ label").click(position={"x": 5, "y": 5})
    expect(count).to_have_text("2 sur 8 cochés.")
    assert violations(page) == []

    page.reload()
    expect(count).to_have_text("2 sur 8 cochés.")
    expect(first).to_be_checked()
    page.goto("fr/guides/choose-your-words/")
    expect(page.locator(".lg-tick:checked")).to_have_count(0)

    page.goto(GUIDE)
    page.get_by_role("button", name="Tout décocher").click()
    expect(count).to_have_text("0 sur 8 cochés.")
    expect(first).to_be_focused()
    assert page.evaluate(KEPT) == []


def test_a_browser_that_keeps_nothing_still_ticks(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.message) if "lg-" in str(error.stack) else None)
    page.goto(GUIDE)
    page.locator(".lg-tick").first.check()
    expect(page.locator(".lg-ticks [role=status]")).to_have_text("1 sur 8 cochés.")
    assert faults == []


def test_without_script_boxes_are_drawn(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    page.goto(GUIDE)
    expect(page.locator(".lg-box")).to_have_count(8)
    expect(page.locator(".lg-tick")).to_have_count(0)
    context.close()


def test_the_link_of_a_page_is_copied(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(GUIDE)
    page.get_by_text("Citer ou partager cette page").click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié")).to_be_visible()
    assert str(page.evaluate("() => navigator.clipboard.readText()")).endswith(f"/{GUIDE}")
    context.close()


def test_a_letter_names_the_section_that_was_read(page: Page, site: Site) -> None:
    page.goto(f"{GUIDE}#step-2")
    letter = page.locator("[data-lg-section]").first
    begun = str(letter.get_attribute("href"))
    heading = str(page.locator("#step-2").inner_text()).removesuffix("#").strip()
    letter.focus()
    told = unquote(str(letter.get_attribute("href")))
    assert heading not in unquote(begun)
    assert f"Section\u00a0: {heading}\r\n" in told
