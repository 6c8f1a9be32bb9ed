"""Every page of each language in a real browser, on the narrowest phone: written, made and lost ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize

from served import Site

LANGUAGES = {"en": "/", "fr": "/fr/"}
"""Where each language's pages begin."""
PUBLISHED = "https://living-guide.example"
COLLECT = Path(__file__).with_name("collect.js").read_text("utf-8")
NARROW: ViewportSize = {"width": 320, "height": 640}
EXPECTED_PAGES = 100
"""The real guide has more in each language: a fault must not pass because nothing was visited."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one page showed, did and asked for."""

    path: str
    found: dict[str, Any]
    events: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Path and fragment of every link within the site."""

    @property
    def is_lost_page(self) -> bool:
        return self.path.endswith("404.html")

    @property
    def is_search(self) -> bool:
        """The page that searches: for readers alone, and behind a form instead of links."""
        return re.fullmatch(r"/(?:[\w-]+/)?search/", self.path) is not None


class Visitor:
    """Goes from page to page and writes down what happens."""

    def __init__(self, page: Page, site: Site) -> None:
        self._page, self._site, self._events = page, site, list[str]()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._events.append(f"script error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._request)
        page.on("response", self._response)

    def visit(self, path: str) -> Visit:
        self._events.clear()
        self._page.goto(path, wait_until="load")
        self._page.evaluate("document.fonts.ready.then(() => true)")
        found = self._page.evaluate(COLLECT)
        return Visit(path, found, tuple(self._events), tuple(self._within(found["links"])))

    def _within(self, links: list[str]) -> Iterator[tuple[str, str]]:
        for link in links:
            if link.startswith(self._site.address + "/"):
                path, _, fragment = link.removeprefix(self._site.address).partition("#")
                yield unquote(path.partition("?")[0]), unquote(fragment)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self._events.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._site.address + "/", "data:", "blob:" + self._site.address)):
            self._events.append(f"request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # we went on to the next page
            self._events.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._events.append(f"answer {response.status}: {response.url}")


def _twin(path: str, language: str) -> str:
    """The address of the same page in a language."""
    return LANGUAGES[language] + re.sub(r"^/(fr/)?", "", path)


def _has_own_text(site: Site, path: str) -> bool:
    """Whether a page is there and is no original shown in place of a translation."""
    return site.has(path) and '<meta name="robots" content="noindex">' not in site.text(path)


def own_faults(language: str, visit: Visit) -> Iterator[str]:
    """What is wrong with a page by itself, wherever it lies."""
    found = visit.found
    yield from visit.events
    for what in ("twice", "broken", "overflowing"):
        yield from (f"{what}: {item}" for item in found[what])
    if found["scroll"] > 0:
        yield f"{found['scroll']} pixels wider than the screen"
    if found["language"] != language:
        yield f"language {found['language']!r}"
    if not found["title"].strip():
        yield "no title"
    if found["h1"] != 1:
        yield f"{found['h1']} main headings"


def _head_faults(site: Site, language: str, visit: Visit) -> Iterator[str]:
    """Canonical and alternates: absolute, complete, and thereby the same from every side."""
    found, canonical, alternates = visit.found, [], []
    if visit.is_search and not found["noindex"]:
        yield "machines are let in"
    if not visit.is_lost_page and not visit.is_search:
        twins = {code: PUBLISHED + _twin(visit.path, code) for code in LANGUAGES}
        there = {code: url for code, url in twins.items() if _has_own_text(site, url.removeprefix(PUBLISHED))}
        own = language if language in there else next(iter(there))
        canonical = [twins[own]]
        alternates = [*there.items(), ("x-default", there.get("en") or next(iter(there.values())))]
    if found["canonical"] != canonical:
        yield f"canonical {found['canonical']}, not {canonical}"
    if sorted(found["alternates"]) != sorted([code, url] for code, url in alternates):
        yield f"alternates {found['alternates']}"


def _switch_faults(site: Site, language: str, visit: Visit) -> Iterator[str]:
    """The language switch leads to this very page in the other language."""
    if not visit.is_lost_page:
        expected = [[code, site.address + _twin(visit.path, code)] for code in LANGUAGES]
        if visit.found["languages"] != expected:
            yield f"language switch {visit.found['languages']}"


def _link_faults(site: Site, visits: dict[str, Visit], visit: Visit) -> Iterator[str]:
    for path, fragment in sorted(set(visit.links)):
        if not site.has(path):
            yield f"{path} leads nowhere"
        elif fragment and path in visits:
            if fragment not in visits[path].found["ids"]:
                yield f"{path}#{fragment}: no such place"
        elif fragment and f'id="{fragment}"' not in site.text(path):
            yield f"{path}#{fragment}: no such place in the other language"


def _unreached(visits: dict[str, Visit], home: str) -> set[str]:
    """Pages that nobody comes to who starts at home and follows links."""
    reached, waiting = {home}, [home]
    while waiting:
        for path, _ in visits[waiting.pop()].links:
            if path in visits and path not in reached:
                reached.add(path)
                waiting.append(path)
    return {
        path
        for path, visit in visits.items()
        if path not in reached and not visit.is_lost_page and not visit.is_search
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page(browser: Browser, site: Site, language: str) -> None:
    with browser.new_context(base_url=site.address, viewport=NARROW) as context:
        visitor = Visitor(context.new_page(), site)
        visits = {path: visitor.visit(path) for path in site.paths(language)}
    assert len(visits) > EXPECTED_PAGES
    faults = {
        path: [
            *own_faults(language, visit),
            *_head_faults(site, language, visit),
            *_switch_faults(site, language, visit),
            *_link_faults(site, visits, visit),
        ]
        for path, visit in visits.items()
    }
    assert {path: found for path, found in faults.items() if found} == {}
    assert _unreached(visits, LANGUAGES[language]) == set()


@pytest.mark.parametrize("path", ["/no/such/page/", "/fr/guides/page-perdue/"])
def test_a_lost_reader_sees_a_whole_page(browser: Browser, site: Site, path: str) -> None:
    """The host answers 404 with our page, at whatever depth: only that answer itself is a fault."""
    with browser.new_context(base_url=site.address, viewport=NARROW) as context:
        visit = Visitor(context.new_page(), site).visit(path)
    assert {event for event in visit.events if path not in event and "status of 404" not in event} == set()
    assert [*_link_faults(site, {}, visit)] == []
    assert visit.found["language"] == ("fr" if path.startswith("/fr/") else "en")
    assert visit.found["scroll"] <= 0
