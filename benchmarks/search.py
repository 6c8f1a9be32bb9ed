"""`make bench-search`: the queries of `tests/data/queries/`, put to three searches of the same pages.

Ours; Material's own (lunr, one index for all languages, its defaults); Pagefind, on Material's pages and
told which part of them is the article. Each runs in Chromium, as readers have it. The peers come from
their registry into the bench's own folder, and are no part of the guide. Then what the first French query
costs on a slow line, from the first byte of search to the first result; and how long ours takes from a key
pressed to the results painted, once all is loaded.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.__main__ import GUIDE, MKDOCS, PREPARE, REPOSITORY
from benchmarks.generate import generate
from benchmarks.plain import write_plain
from benchmarks.queries import HOME, Figures, Query, read

PAGEFIND = "1.5.2"
SETS = ("", "strangers-")
SEEN = 10
"""Results that count: more are not shown at once by any of the three."""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s with a delay of 400 ms."""
COLD = "menaces contre les élus"
TYPED = {"en": ("threats against councillors", "what does prevention cost", "online hate in schools"),
         "fr": (COLD, "combien coûte la prévention", "haine en ligne à l’école")}  # fmt: skip
GOAL = 50
"""Milliseconds from a key pressed to the results painted."""
PATIENCE = 120_000
ANSWERS = (REPOSITORY / "tests/browser/answers.js").read_text("utf-8")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

Ask = Callable[[Page, str, list[Query]], list[list[str]]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.search", description=__doc__)
    parser.add_argument("--pages", type=int, help="pages in each language (default: the real ones)")
    parser.add_argument("--alone", action="store_true", help="ours only, and only what it costs")
    asked = parser.parse_args()
    pages = asked.pages
    with tempfile.TemporaryDirectory(prefix="living-guide-search-") as name:
        folder = Path(name).resolve()
        project = generate(REPOSITORY, folder / "project", pages) if pages else _copied(folder / "project")
        ours, stock = _ours_built(project), None if asked.alone else _stock_built(project, folder)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=QUIET)
            if pages is None and stock:
                _tell_answers(browser, ours, stock)
            _tell_costs(browser, ours, stock)
            _tell_typing(browser, ours)
            browser.close()
    return 0


def _copied(folder: Path) -> Path:
    shutil.copytree(REPOSITORY, folder, ignore=shutil.ignore_patterns(".git", ".venv", "build", ".*_cache"))
    return folder


def _ours_built(project: Path) -> Path:
    _run(project, *GUIDE, "build")
    return project / "build/site"


def _stock_built(project: Path, folder: Path) -> Path:
    """The same pages for Material with its own search, and Pagefind’s index of them."""
    _run(project, sys.executable, "-c", PREPARE)
    plain = write_plain(project, folder / "stock", prune=False)
    config: dict[str, Any] = yaml.safe_load((plain / "mkdocs.yml").read_text("utf-8"))
    config["plugins"] = {
        "search": {},
        "i18n": {**config["plugins"]["i18n"], "reconfigure_search": True},
    }
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")
    _run(plain, *MKDOCS)
    _pagefind(plain / "site", folder)
    return plain / "site"


def _pagefind(site: Path, folder: Path) -> None:
    venv.create(folder / "peers", with_pip=True)
    python = str(folder / "peers/bin/python")
    packages = (f"pagefind=={PAGEFIND}", f"pagefind_bin=={PAGEFIND}")
    _run(folder, python, "-m", "pip", "install", "--quiet", "--no-deps", *packages)
    _run(folder, python, "-m", "pagefind", "--site", str(site), "--root-selector", "article")


def _run(folder: Path, *command: str) -> None:
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"bench: {' '.join(command[:4])}\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")


def _chromium() -> str:
    found = subprocess.run(
        (sys.executable, "tests/browser/chromium.py"),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.strip()


# What is found ------------------------------------------------------------------------------------------


def _tell_answers(browser: Browser, ours: Path, stock: Path) -> None:
    subjects: list[tuple[str, Path, Ask]] = [
        ("ours", ours, _ours),
        ("Material", stock, _stock),
        ("Pagefind", stock, _pagefind_answers),
    ]
    print(_row("", "queries", "right first", "first three", "other language", "none"))
    for prefix in SETS:
        for language in HOME:
            queries = read(prefix + language)
            for name, site, ask in subjects:
                with _served(site) as (address, _):
                    page = browser.new_page(base_url=address)
                    page.set_default_timeout(PATIENCE)
                    answers = ask(page, language, queries)
                    page.close()
                found = Figures.of(
                    (query, paths[:SEEN]) for query, paths in zip(queries, answers, strict=True)
                )
                cells = (f"{count / found.all:.1%}" for count in (found.first, found.three))
                told = f"{prefix}{language}, {name}"
                print(_row(told, str(found.all), *cells, str(found.foreign), str(found.none)), flush=True)
    print()


def _ours(page: Page, language: str, queries: list[Query]) -> list[list[str]]:
    page.goto(f"{HOME[language]}search/")
    page.wait_for_selector("[data-lg-box][data-lg-state]")
    return [answer["paths"] for answer in page.evaluate(ANSWERS, [query.text for query in queries])]


def _stock(page: Page, language: str, queries: list[Query]) -> list[list[str]]:
    """Typed into the theme's own field; a page counts once, however many of its sections are listed."""
    page.goto(HOME[language])
    page.click(".md-search__input")
    said = page.locator(".md-search-result__meta")
    page.wait_for_function(f"() => ({_SAID})() !== ''")
    silent = None
    answers = []
    for query in queries:
        _type(page, "")
        if silent is None:
            page.wait_for_timeout(3_000)
            silent = said.inner_text()
        page.wait_for_function(f"silent => ({_SAID})() === silent", arg=silent)
        _type(page, query.text)
        page.wait_for_function(f"silent => ({_SAID})() !== silent", arg=silent)
        links = page.locator(".md-search-result__item > .md-search-result__link")
        paths = links.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
        answers.append(list(dict.fromkeys(paths)))
    return answers


def _type(page: Page, text: str) -> None:
    """Material waits for a key to be let go."""
    page.fill(".md-search__input", text)
    page.keyboard.press("Shift")


_SAID = "() => document.querySelector('.md-search-result__meta').innerText"


def _pagefind_answers(page: Page, language: str, queries: list[Query]) -> list[list[str]]:
    page.goto(HOME[language])
    found: list[list[str]] = page.evaluate(
        """async ([queries, seen]) => {
            const pagefind = await import("/pagefind/pagefind.js");
            await pagefind.init();
            const answers = [];
            for (const query of queries) {
                const { results } = await pagefind.search(query);
                const shown = await Promise.all(results.slice(0, seen).map((result) => result.data()));
                answers.push(shown.map(({ url }) => new URL(url, location.origin).pathname));
            }
            return answers;
        }""",
        [[query.text for query in queries], SEEN],
    )
    return found


# What it costs ------------------------------------------------------------------------------------------


def _tell_costs(browser: Browser, ours: Path, stock: Path | None) -> None:
    print(_row(f"first query, “{COLD}”", "s to a result", "KB in all"))
    subjects: list[tuple[str, Path | None, tuple[str, ...], Callable[[Page], None]]] = [
        ("ours", ours, ("search", "minisearch"), _open_ours),
        ("Material", stock, ("search", "lunr"), _open_stock),
        ("Pagefind", stock, ("/pagefind/",), _open_pagefind),
    ]
    for name, site, marks, opened in subjects:
        if site is None:
            continue
        with _served(site) as (address, sent):
            seconds, whole = _cost(browser, address, sent, marks, opened)
        print(_row(name, f"{seconds:.1f}", f"{whole / 1000:.0f}"), flush=True)


def _cost(
    browser: Browser,
    address: str,
    sent: list[tuple[str, int]],
    marks: tuple[str, ...],
    opened: Callable[[Page], None],
) -> tuple[float, int]:
    """Seconds from the first byte of search asked for to the first result, and bytes in all.

    The page itself was visited before; nothing of search was let through then.
    """
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    asked: list[float] = []
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setBlockedURLs", {"urls": [f"*{mark}*" for mark in marks]})
    page.goto(HOME["fr"])
    line.send("Network.setBlockedURLs", {"urls": []})
    line.send("Network.emulateNetworkConditions", SLOW)

    def on_request(event: dict[str, Any]) -> None:
        if any(mark in urlsplit(event["request"]["url"]).path for mark in marks):
            asked.append(time.monotonic())

    line.on("Network.requestWillBeSent", on_request)
    del sent[:]
    page.goto(HOME["fr"])
    opened(page)
    seconds = time.monotonic() - min(asked)
    page.wait_for_timeout(10_000)
    whole = _size(sent, marks)
    context.close()
    return seconds, whole


def _size(sent: list[tuple[str, int]], marks: tuple[str, ...]) -> int:
    """Counted by the server: what a worker fetches is not among what a page says that it fetched."""
    return sum(size for path, size in sent if any(mark in path for mark in marks))


def _open_ours(page: Page) -> None:
    page.keyboard.press("/")
    page.fill("#lg-query", COLD)
    page.wait_for_selector(".lg-hit--page")


def _open_stock(page: Page) -> None:
    page.click(".md-search__input")
    _type(page, COLD)
    page.wait_for_selector(".md-search-result__link")


def _open_pagefind(page: Page) -> None:
    """Its interface, which would come on top, is left out."""
    page.evaluate(
        """async (query) => {
            const pagefind = await import("/pagefind/pagefind.js");
            const { results } = await pagefind.search(query);
            await Promise.all(results.slice(0, 5).map((result) => result.data()));
        }""",
        COLD,
    )


_WATCH = """() => {
    window.lgPainted = [];
    let pressed = 0;
    addEventListener("keydown", () => { pressed = performance.now(); }, true);
    document.addEventListener("input", () => {
        const since = pressed;
        pressed = 0;
        if (!since) return; // emptied by the bench
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel(); // answers once the frame is painted
            port1.onmessage = () => { lgPainted.push(performance.now() - since); };
            port2.postMessage(null);
        });
    });
}"""


def _tell_typing(browser: Browser, ours: Path) -> None:
    """From each key to the frame that shows what it found: the results are drawn as the field changes."""
    print(_row("\na key pressed, results painted (ms)", "keys", "median", "19 of 20"))
    for language, queries in TYPED.items():
        with _served(ours) as (address, _):
            page = browser.new_page(base_url=address)
            page.set_default_timeout(PATIENCE)
            page.goto(HOME[language])
            page.keyboard.press("/")
            page.fill("#lg-query", queries[0])
            page.wait_for_selector("[data-lg-box][data-lg-state=settled]")  # all is loaded
            page.evaluate(_WATCH)
            for query in queries:
                page.fill("#lg-query", "")
                page.keyboard.type(query, delay=150)
                page.wait_for_selector("[data-lg-box][data-lg-state=settled]")
            times: list[float] = page.evaluate("lgPainted")
            page.close()
        *_, late = quantiles(times, n=20)
        row = _row(language, str(len(times)), f"{median(times):.0f}", f"{late:.0f}")
        print(row, flush=True)
    print(f"Goal: a median of {GOAL} ms or less.")


class _Compressing(SimpleHTTPRequestHandler):
    """Answers as hosts do: what is text is compressed."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def __init__(self, *arguments: Any, sent: list[tuple[str, int]], **options: Any) -> None:
        self.sent = sent
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(str(path))
        body = path.read_bytes()
        is_text = kind.startswith("text/") or "json" in kind or "xml" in kind
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=600")
        if is_text:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((urlsplit(self.path).path, len(body)))

    def log_message(self, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that moves on closes its connections: no error of ours."""


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Where a folder is served, and what was sent so far: paths, and bytes once compressed."""
    sent: list[tuple[str, int]] = []
    with _Server(("127.0.0.1", 0), partial(_Compressing, directory=str(folder), sent=sent)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", sent
        finally:
            server.shutdown()
            thread.join()


def _row(name: str, *cells: str) -> str:
    return f"{name:34}" + "".join(f"{cell:>15}" for cell in cells)


if __name__ == "__main__":
    raise SystemExit(main())
