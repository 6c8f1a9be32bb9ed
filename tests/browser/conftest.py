"""The real site, built once a session, served to a real Chromium."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

import chromium
from living import living_project
from living_guide.publish.policy import headers
from projects import copy_project, guide
from served import Site, served

PATIENCE = 60_000
"""Milliseconds for what takes less than one second, unless the machine does much else."""
expect.set_options(timeout=PATIENCE)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def _built_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path], **environment: str
) -> Path:
    """The site of a project that `make` makes in a folder: built once for all of pytest's processes."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    project, told = shared / name, shared / f"{name}.txt"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not project.exists():
            ended = guide(make(project), "build", **environment)
            told.write_text(f"{ended.status}\n{ended.said}", "utf-8")
    status, _, said = told.read_text("utf-8").partition("\n")
    assert status == "0", said
    return project / "build/site"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project, built in a copy."""
    return _built_once(tmp_path_factory, "project", copy_project)


@pytest.fixture(scope="session")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small guide with a past, as it was built on 20 March 2026."""
    folder = _built_once(tmp_path_factory, "living", living_project, SOURCE_DATE_EPOCH="1774000000")
    with served(folder, headers()) as found:
        yield found


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[Site]:
    with served(built, headers()) as found:
        yield found


@pytest.fixture(scope="session")
def browser(site: Site) -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium: `python tests/browser/chromium.py` gets one, as `make test` does"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        make = opened.new_context

        def watched(*given: Any, **options: Any) -> BrowserContext:
            made = make(*given, **options)
            made.on("console", _note)
            return made

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(opened, "new_context", watched)
            yield opened
        opened.close()


_against_the_policy: list[str] = []


def _note(said: ConsoleMessage) -> None:
    if "Security Policy" in said.text or "Trusted Type" in said.text:
        _against_the_policy.append(said.text)


@pytest.fixture(autouse=True)
def the_policy_is_kept() -> Iterator[None]:
    """Nothing that a page or a reader does goes against the policy, whichever test it is in."""
    _against_the_policy.clear()
    yield
    assert _against_the_policy == []


@pytest.fixture
def context(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A reader's browser; `@pytest.mark.parametrize("context", [{…}], indirect=True)` gives options."""
    options = getattr(request, "param", {})
    opened = browser.new_context(base_url=site.address, **options)
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
