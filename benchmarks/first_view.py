"""`make bench-pages`: what the first view of a page costs, and what Lighthouse says of it on a phone.

The site in `build/site`, given out by Debian's nginx with `deploy/nginx/living-guide.conf`, at the address
it was made for. First the bytes that come over the line and the requests, in Chromium with nothing kept;
then the marks of Lighthouse, which comes from npm into a folder of its own, for its slow phone on a slow
line: of several runs the middle one, since a busy machine lowers a mark.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright
from servers import nginx

import chromium
from living_guide.settings import read_settings

REPOSITORY = Path(__file__).parent.parent
LIGHTHOUSE = "lighthouse@12.8.2"
"""The last one that runs on the Node of Debian stable."""
PAGES = ("", "guides/respond-to-hostility/", "glossary/", "spotlights/")
PREFIXES = ("", "fr/")
MARKS = ("performance", "accessibility", "best-practices", "seo")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--ignore-certificate-errors")  # fmt: skip
PATIENCE = 600
"""Seconds for one run of Lighthouse or one installation."""
TRIES = 3
"""Of one run: now and then Chromium starts without telling Lighthouse that the page began (NO_NAVSTART)."""


@dataclass(frozen=True, slots=True)
class Served:
    """A site's published address, and the port of this machine that answers for it."""

    address: str
    port: int

    @property
    def flags(self) -> list[str]:
        """What tells Chromium that the published address is here, and nothing else is anywhere."""
        host = urlsplit(self.address).hostname
        return [*QUIET, f"--host-resolver-rules=MAP {host}:443 127.0.0.1:{self.port}, MAP * ~NOTFOUND"]


@dataclass(frozen=True, slots=True)
class Weight:
    """What came over the line for one page: bytes with the answers’ headers, by kind of file."""

    requests: int
    bytes: int
    fonts: int


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.first_view", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of Lighthouse a page (default: 5)")
    runs = parser.parse_args().runs
    browser = chromium.find()
    if browser is None:
        raise SystemExit("bench: no Chromium")
    paths = [prefix + page for page in PAGES for prefix in PREFIXES]
    with _served() as served:
        _tell_weights(browser, served, paths)
        if runs:
            with tempfile.TemporaryDirectory(prefix="living-guide-lighthouse-") as folder:
                _tell_marks(_lighthouse(Path(folder)), browser, served, paths, runs)
    return 0


@contextmanager
def _served() -> Iterator[Served]:
    address = read_settings(REPOSITORY).address
    with tempfile.TemporaryDirectory() as folder, nginx(REPOSITORY, Path(folder)) as server:
        yield Served(address, server.https)


def _tell_weights(path: str, served: Served, paths: list[str]) -> None:
    print(_row("", "requests", "KiB", "of it fonts"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=served.flags)
        for page in paths:
            found = _weight(browser, served.address + page)
            print(_row(f"/{page}", found.requests, f"{found.bytes / 1024:.1f}", f"{found.fonts / 1024:.1f}"))
        browser.close()


def _weight(browser: Browser, address: str) -> Weight:
    with browser.new_context() as context:
        page = context.new_page()
        kinds: dict[str, str] = {}
        sizes: dict[str, int] = {}

        def answered(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = event["type"]

        def came(event: dict[str, Any]) -> None:
            sizes[event["requestId"]] = round(event["encodedDataLength"])

        network = context.new_cdp_session(page)
        network.on("Network.responseReceived", answered)
        network.on("Network.loadingFinished", came)
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        # A browser without a window asks for no icon of the tab; those of readers do.
        page.evaluate("fetch(document.querySelector('link[rel=icon]').href).then(icon => icon.blob())")
        page.wait_for_load_state("networkidle")
    fonts = sum(size for key, size in sizes.items() if kinds.get(key) == "Font")
    return Weight(len(sizes), sum(sizes.values()), fonts)


def _lighthouse(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("bench: Lighthouse comes with npm, which is not here (Debian: `apt install npm`)")
    command = (npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", LIGHTHOUSE)
    subprocess.run(command, cwd=folder, check=True, timeout=PATIENCE)
    return folder / "node_modules/.bin/lighthouse"


def _tell_marks(command: Path, browser: str, served: Served, paths: list[str], runs: int) -> None:
    print(f"\nload of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(_row("", *MARKS, "paint (s)", "script (ms)"))
    for path in paths:
        reports = [_report(command, browser, served, path) for _ in range(runs)]
        marks = [median(_mark(report, name) for report in reports) for name in MARKS]
        paint = median(_number(report, "largest-contentful-paint") for report in reports) / 1000
        blocked = median(_number(report, "total-blocking-time") for report in reports)
        row = _row(f"/{path}", *(f"{mark:.0f}" for mark in marks), f"{paint:.2f}", f"{blocked:.0f}")
        print(row, flush=True)
        for fault in sorted({fault for report in reports for fault in _faults(report)}):
            print(f"    {fault}", flush=True)


def _report(command: Path, browser: str, served: Served, path: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *(_quoted(flag) for flag in served.flags)])
    asked = [str(command), served.address + path, "--quiet", "--output=json", f"--chrome-path={browser}",
             f"--chrome-flags={flags}"]  # fmt: skip
    for run in range(1, TRIES + 1):
        ended = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=PATIENCE)
        if not ended.returncode:
            report: dict[str, Any] = json.loads(ended.stdout)
            return report
        print(f"    /{path}: Lighthouse failed, {run} of {TRIES}: {_last_line(ended.stderr)}")
    raise SystemExit(f"bench: {ended.stderr[-2000:]}")


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return lines[-1].strip() if lines else "it said nothing"


def _quoted(flag: str) -> str:
    name, equals, value = flag.partition("=")
    return f'{name}="{value}"' if equals else name


def _mark(report: dict[str, Any], name: str) -> float:
    return float(report["categories"][name]["score"] * 100)


def _number(report: dict[str, Any], audit: str) -> float:
    return float(report["audits"][audit]["numericValue"])


def _faults(report: dict[str, Any]) -> Iterator[str]:
    """What costs a mark, the speed excepted: that has its own numbers."""
    for name in MARKS[1:]:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']}"


def _row(first: str, *cells: object) -> str:
    return f"{first:<36}" + "".join(f"{cell!s:>16}" for cell in cells)


if __name__ == "__main__":
    raise SystemExit(main())
