"""Each wall alone, the others off, against hostile pages in a real browser; `make soak` tries every one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from served import Site
from walls import Seen, attacked, payloads, sample

ALL = payloads()
KNOWN = [payload for payload in ALL if payload.runs]
"""Payloads of which it is known that they run script on a default site."""
FEW = sample(KNOWN, 1)


@pytest.fixture(autouse=True)
def the_policy_is_kept() -> None:
    """Here it is meant to refuse: each test says what it should."""


def test_there_are_many_and_of_every_kind() -> None:
    assert len(ALL) > 400
    assert len({payload.id for payload in ALL}) == len(ALL)
    assert len({payload.category for payload in FEW}) == len({payload.category for payload in ALL})


def test_without_walls_script_runs(tmp_path: Path) -> None:
    """The harness sees what runs, or its silence would mean nothing."""
    chosen = FEW[::3]
    assert attacked("none", chosen, tmp_path / "site").ran == [payload.id for payload in chosen]


@pytest.mark.parametrize("wall", ["sanitiser", "policy"])
def test_with_one_wall_nothing_runs(tmp_path: Path, wall: str) -> None:
    seen = attacked(wall, FEW, tmp_path / "site")
    _nothing_ran(wall, seen)
    assert seen.missing == []


def test_the_policy_lets_a_copy_on_disk_be_read(browser: Browser, built: Path) -> None:
    """There the page's own <meta> alone speaks: styles, scripts and fonts must still be `'self'`."""
    with browser.new_context() as context:
        refused: list[str] = []
        context.on(
            "console", lambda said: refused.append(said.text) if "Security Policy" in said.text else None
        )
        page = context.new_page()
        page.goto((built.resolve() / "guides/choose-your-words/index.html").as_uri(), wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        assert refused == []
        assert page.evaluate(
            "[...document.styleSheets].every(sheet => sheet.href) && document.styleSheets.length > 1"
        )
        assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
        expect(page.locator(".lg-palette label:visible")).to_have_count(1)


def test_only_the_sites_own_scripts_are_let_in(browser: Browser, site: Site) -> None:
    """Trusted types: words never become markup, and an address becomes a script's through one gate alone."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.address + "/fr/")
        tried = page.evaluate(
            """own => [
              () => { document.body.innerHTML = "<b>x</b>"; },
              () => { document.createElement("script").src = own; },
              () => trustedTypes.createPolicy("another", {}),
              () => livingGuideParts.ownScript("https://evil.example/x.js"),
              () => livingGuideParts.ownScript("data:text/javascript,x"),
              () => { document.createElement("script").src = livingGuideParts.ownScript(own); },
            ].map(attempt => { try { attempt(); return "done"; } catch (error) { return error.name; } })""",
            site.address + "/search/fr/1.js",
        )
        assert tried == ["TypeError"] * 5 + ["done"]


@pytest.mark.soak
def test_without_walls_all_that_is_known_to_run_does(tmp_path: Path) -> None:
    seen = attacked("none", KNOWN, tmp_path / "site")
    assert [payload.id for payload in KNOWN if payload.id not in seen.ran] == []


@pytest.mark.soak
@pytest.mark.parametrize("wall", ["sanitiser", "policy", "stock", "both"])
def test_with_any_wall_nothing_at_all_runs(tmp_path: Path, wall: str) -> None:
    _nothing_ran(wall, attacked(wall, ALL, tmp_path / "site"))


def _nothing_ran(wall: str, seen: Seen) -> None:
    assert seen.ran == []
    assert seen.stuck == []
    if wall in ("sanitiser", "both"):
        assert seen.left == [], "nothing is fetched from another host"
        assert seen.violations == [], "nothing is left for the policy to refuse"
    else:
        assert seen.violations != [], "the policy was at work"
