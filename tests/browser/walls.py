"""Hostile pages in a real browser, behind one wall at a time: the others are truly off.

`none`       stock MkDocs and Material: shows that the harness sees what runs
`sanitiser`  our build as plain `mkdocs build` makes it, which goes on in spite of what the checks say (their
             wall is off), served without the policy
`policy`     our templates with the sanitiser taken out of the hook, served with the policy
`stock`      stock MkDocs and Material, served with our policy: front matter is not escaped there
`both`       our build, served with the policy

    CHROMIUM=… .venv/bin/python tests/browser/walls.py sanitiser,both [payloads.json …]

prints each payload that ran script or asked another host for something, and a count. A file is a list of
`{"id", "category", "front_matter", "markdown"}`; a payload runs `pwn()`, or leaves for evil.example, whose
scripts run it too.

No page may hold the rest up: a pointer or a key that is not answered waits for ever, so each page has its
time. One that needs more is visited anew in another browser, and told as stuck if that does not help.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Route,
    async_playwright,
)

TESTS = Path(__file__).parents[1]
sys.path += [path for path in (str(TESTS), str(TESTS / "browser")) if path not in sys.path]

import chromium  # noqa: E402
from living_guide.publish.policy import headers  # noqa: E402
from projects import copy_hooks, edit, mkdocs, small_project  # noqa: E402
from served import served  # noqa: E402

FILES = tuple(TESTS / f"data/payloads{which}.json" for which in ("", "-own", "-more", "-far"))
WALLS = ("none", "sanitiser", "policy", "stock", "both")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
EVIL = {
    "evil.html": b"<!doctype html><title>x</title><script>(parent.pwn || pwn)()</script>",
    "evil.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="(parent.pwn || pwn)()"><g id="x"/></svg>',
    "evil.js": b"pwn()",
    "assets/javascripts/evil.js": b"pwn()",
    "x.png": (
        PIXEL := base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
    ),
    "assets/ok.png": PIXEL,
}
"""Files that came with the hostile pages, at the site's root and in its language's folder."""
STOPS_STOCK = re.compile(r"^(?:icon|template|status):", re.MULTILINE)
"""Front matter that ends a stock build for every page."""
STOCK = """
site_name: Stock
nav: [index.md]
theme:
  name: material
  features: [content.tooltips, content.code.annotate, content.code.copy, search.suggest, search.highlight]
plugins: [search]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.mark
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
"""
OURS = ".lg-answer *, .lg-neighbours *, .lg-facts *, .lg-toc *"
"""What our templates put into the article: links that only lead away."""
POINTS = """ours => [...document.querySelectorAll("article *, body > :not(header, .md-container) *")]
  .filter(element => !element.matches(ours))
  .map(element => element.getBoundingClientRect())
  .filter(box => box.width && box.height)
  .map(box => [box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 10)])
  .filter(([x, y]) => x > 0 && y > 0 && x < innerWidth && y < innerHeight)"""
STIR = """() => {
  const all = [...document.querySelectorAll("*")];
  const kinds = {
    MouseEvent: ["mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "contextmenu", "dblclick"],
    PointerEvent: ["over", "enter", "move", "down", "up", "rawupdate"].map(name => "pointer" + name),
    FocusEvent: ["focus", "focusin", "blur"],
    KeyboardEvent: ["keydown", "keyup"],
    Event: ["toggle", "scroll", "scrollend", "input", "change", "submit"],
  };
  for (const element of all) {
    for (const [kind, names] of Object.entries(kinds)) {
      for (const name of names) element.dispatchEvent(new window[kind](name, { cancelable: true }));
    }
    if (element.focus) element.focus();
  }
}"""
CLICK = """ours => {
  for (const element of document.querySelectorAll("article *, body > :not(header, .md-container)")) {
    if (element.matches(ours)) continue;
    if (element.click) element.click();
    else element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}"""
POINTED = 15
"""Elements that a real mouse goes to; the others get the same events from a script."""
IN_ONE_BROWSER = 20
"""Pages that one reader sees, one after the other, with what the browser remembers of them."""
READERS = 3
"""Readers at a time: most of a visit is waiting."""
PATIENCE = 120
"""Seconds a visit may take: forty times what it needs, for machines that do much else."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A hostile page."""

    id: str
    category: str
    front_matter: str | None
    markdown: str
    runs: bool | None
    """Whether it runs script on a default site, where that is known."""

    @property
    def text(self) -> str:
        return f"---\n{self.front_matter}\n---\n{self.markdown}" if self.front_matter else self.markdown


@dataclass(slots=True)
class Seen:
    """What happened: payloads that ran script, those that asked another host, those with no page at all."""

    ran: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """Payloads against which the browser had to use the policy."""
    again: list[str] = field(default_factory=list)
    """Payloads that were visited anew: now and then the browser never answers a press that led elsewhere."""
    stuck: list[str] = field(default_factory=list)
    """Payloads whose page kept the reader from going on, that time too."""

    @property
    def told(self) -> Mapping[str, list[str]]:
        return {
            "ran script": self.ran,
            "asked another host": self.left,
            "refused by the policy": self.violations,
            "no page": self.missing,
            "tried again": self.again,
            "got stuck": self.stuck,
        }


def payloads(*files: Path) -> list[Payload]:
    """The payloads of some files, in order; of ours when none is named."""
    return [
        Payload(
            item["id"],
            item["category"],
            item["front_matter"],
            item["markdown"],
            item.get("runs_script_by_default"),
        )
        for path in files or FILES
        for item in json.loads(path.read_text("utf-8"))
    ]


def built(wall: str, chosen: Iterable[Payload], folder: Path) -> Path:
    """The folder of a site with a page for each payload, at `<id>/`."""
    pages = {f"{payload.id}.md": payload.text.encode() for payload in chosen}
    if wall in ("none", "stock"):
        pages = {name: text for name, text in pages.items() if not STOPS_STOCK.search(text.decode("utf-8"))}
        for place, content in {"index.md": b"# Home\n", **came_through(wall), **pages}.items():
            path = folder / "docs" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / "mkdocs.yml").write_text(STOCK, "utf-8")
        site = folder / "site"
    else:
        files: dict[str, str | bytes] = {f"docs/en/{place}": text for place, text in pages.items()}
        files |= {f"docs/{place}{name}": text for name, text in EVIL.items() for place in ("en/", "assets/")}
        project = small_project(folder, files)
        if wall == "policy":
            copy_hooks(project)
            edit(
                project / "hooks/pages.py",
                "    clean = sanitised(html)\n",
                "    clean = Sanitised(html, ())\n",
            )
            edit(project / "hooks/pages.py", "import sanitised\n", "import Sanitised\n")
        site = folder / "build/site-plain"
    ended = mkdocs(folder, "build", seconds=3600)  # hundreds of pages, each drawn and packed too
    assert ended.status == 0, ended.said[-3000:]
    if wall == "policy":
        for name, content in came_through(wall).items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(content)
    return site


def came_through(wall: str) -> Mapping[str, bytes]:
    """The files that lie in the site beside the hostile pages.

    With the policy on, no scripts: it lets the site's own run, and that no other lies among its files is the
    work of staging and of what verifies a build.
    """
    return EVIL if wall == "none" else {name: text for name, text in EVIL.items() if not name.endswith(".js")}


def attacked(wall: str, chosen: list[Payload], folder: Path, *, loud: bool = False) -> Seen:
    """Build, serve, and let readers loose on each page; `loud` tells of each as it goes."""
    policy = headers() if wall in ("policy", "stock", "both") else {}
    kept = {"Cache-Control": "max-age=3600"}  # a browser that asks anew each time only takes longer
    site = built(wall, chosen, folder)
    if not policy:
        without_policy(site)
    there = [payload.id for payload in chosen if (site / payload.id / "index.html").is_file()]
    seen = Seen(missing=[payload.id for payload in chosen if payload.id not in there])
    with served(site, {**policy, **kept}) as found, ThreadPoolExecutor(1) as apart:
        # In a thread of its own: tests may have a browser and its loop in theirs.
        apart.submit(asyncio.run, _attack(found.address, there, seen, loud=loud)).result()
    return seen


def without_policy(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), "utf-8")


async def _attack(address: str, names: list[str], seen: Seen, *, loud: bool) -> None:
    path = chromium.find()
    assert path, "no Chromium: `python tests/browser/chromium.py` gets one"
    waiting = iter([names[start : start + IN_ONE_BROWSER] for start in range(0, len(names), IN_ONE_BROWSER)])
    async with async_playwright() as playwright:

        async def launch() -> Browser:
            return await playwright.chromium.launch(executable_path=path, args=QUIET)

        async def reader() -> None:
            for some in waiting:
                left = some
                while left:
                    left = await _visits(await launch(), address, left, seen, loud=loud)

        await asyncio.gather(*(reader() for _ in range(READERS)))


async def _visits(browser: Browser, address: str, names: list[str], seen: Seen, *, loud: bool) -> list[str]:
    """Visit pages in a browser until one gets stuck: the browser is gone then. What is left to visit."""
    context = await browser.new_context(viewport={"width": 1280, "height": 2000})
    reader = _Reader(context, address, seen)
    await reader.begin()
    left = list(names)
    while left:
        name = left[0]
        try:
            async with asyncio.timeout(PATIENCE):
                await reader.visit(name)
        except TimeoutError:
            if name not in seen.again:
                seen.again.append(name)
                break
            seen.stuck.append(name)
        left.pop(0)
        if loud:
            what = [said for said, told in seen.told.items() if name in told]
            print(f"{name}: {', '.join(what) or 'nothing'}", flush=True)
        if name in seen.stuck:
            break
    await browser.close()
    return left


class _Reader:
    """Somebody who rests, points, presses and clicks on everything there is."""

    _page: Page

    def __init__(self, context: BrowserContext, site: str, seen: Seen) -> None:
        self._context, self._site, self._seen, self._name = context, site, seen, ""

    async def begin(self) -> None:
        self._context.set_default_timeout(10_000)
        await self._context.expose_function("pwn", lambda *_: self._note(self._seen.ran))
        await self._context.route(lambda url: not url.startswith(self._site + "/"), self._answer)
        self._context.on("console", self._console)
        self._page = await self._context.new_page()
        self._page.on("dialog", self._dismiss)

    async def visit(self, name: str) -> None:
        self._name = name
        for step in (self._rest, self._hover, self._stir, self._press, self._click):
            try:
                await self._be_there()
                await step()
            except Error:
                continue  # the page went elsewhere under our hands: the next step begins anew
        await self._page.wait_for_timeout(50)
        for other in self._context.pages:
            if other is not self._page:
                await other.close()

    @property
    def _address(self) -> str:
        return f"{self._site}/{self._name}/"

    async def _asked(self, script: str) -> Any:
        """What a script says of the page; an error, and no eternal wait, where a page does not let it end."""
        said = await self._page.wait_for_function(f"ours => [({script})(ours)]", arg=OURS)
        return (await said.json_value())[0]

    async def _be_there(self) -> None:
        for _ in range(3):
            if self._page.url.partition("#")[0] == self._address:
                return
            with suppress(Error):  # what was pressed may still be leading elsewhere
                await self._page.goto(self._address, wait_until="load")

    def _note(self, names: list[str]) -> None:
        if self._name not in names:
            names.append(self._name)

    async def _answer(self, route: Route) -> None:
        if not route.request.is_navigation_request():  # links that are pressed lead where they lead
            self._note(self._seen.left)
        with suppress(Error):  # the page that asked is gone
            if route.request.resource_type == "script":
                await route.fulfill(body="pwn()", content_type="text/javascript")
            else:
                await route.abort()

    async def _dismiss(self, dialog: Dialog) -> None:
        with suppress(Error):
            await dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self._note(self._seen.violations)

    async def _rest(self) -> None:
        await self._page.wait_for_timeout(100)

    async def _hover(self) -> None:
        for x, y in (await self._asked(POINTS))[:POINTED]:
            await self._page.mouse.move(x, y)

    async def _stir(self) -> None:
        await self._asked(STIR)

    async def _press(self) -> None:
        """A real mouse and a real keyboard; a press that leads away is followed a moment, then taken back."""
        for x, y in (await self._asked(POINTS))[:POINTED]:
            await self._page.mouse.click(x, y)
            if self._page.url.partition("#")[0] != self._address:
                await self._page.wait_for_timeout(100)
                await self._be_there()
        for _ in range(4):
            await self._page.keyboard.press("Tab")
            await self._page.keyboard.press("Enter")

    async def _click(self) -> None:
        await self._asked(CLICK)
        await self._page.wait_for_timeout(50)


def sample(chosen: list[Payload], of_each: int) -> list[Payload]:
    """Some of each category, spread over it."""
    groups: dict[str, list[Payload]] = {}
    for payload in chosen:
        groups.setdefault(payload.category, []).append(payload)
    return [item for group in groups.values() for item in _spread(group, of_each)]


def _spread(group: list[Payload], number: int) -> Iterator[Payload]:
    step = max(1, len(group) // number)
    yield from group[::step][:number]


def main(arguments: list[str]) -> int:
    walls = arguments[0].split(",") if arguments else []
    if not walls or not set(walls) <= set(WALLS):
        print(__doc__)
        return 2
    chosen = payloads(*map(Path, arguments[1:]))
    ran = False
    for wall in walls:
        folder = Path(tempfile.mkdtemp(prefix="walls-"))
        try:
            seen = attacked(wall, chosen, folder / "project", loud=True)
        finally:
            shutil.rmtree(folder)
        print(f"== {wall}")
        for what, names in seen.told.items():
            print(f"{what}: {len(names)} of {len(chosen)}: {' '.join(names)}")
        ran |= bool(seen.ran)
    return 1 if ran else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
