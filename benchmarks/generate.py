"""A project of any size, made of the real pages' own parts: always the same one for a number of pages.

Each made page has a real page as its model: its front matter, and for each of its sections the
section of that id from a page drawn at random from the same folder. So headings, lists, tables,
callouts and links have the lengths and the mixture that people write, and a translation mirrors
its original. Links lead to a page made from the one they led to. `guide check` finds nothing wrong.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import isqrt
from pathlib import Path
from random import Random

import yaml

LANGUAGES = ("en", "fr")
SHARES = {"guides": 40, "spotlights": 25, "lessons": 15, "takeaways": 12, "events": 8}
"""Hundredths of the pages in each section; home, the sections' own pages and `about` stay as they are."""
FLAT = 12
"""Pages that a folder holds at least, and a section without folders at most."""

HEADING = re.compile(r"^(?=## )", re.MULTILINE)
ANCHOR = re.compile(r"\{ #([\w-]+) \}")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s:]*)\)")
PAGE_IN_FRONT = re.compile(r"[\w/-]+\.md\b")


@dataclass(frozen=True)
class Real:
    """A real page: in each language its front matter, its beginning, and its sections behind it."""

    key: str
    front: dict[str, str]
    parts: dict[str, list[str]]

    @property
    def folder(self) -> str:
        return self.key.rpartition("/")[0]

    @cached_property
    def said(self) -> dict[str, dict[str, str]]:
        """Title and description in each language."""
        return {language: yaml.safe_load(front) for language, front in self.front.items()}

    @cached_property
    def ids(self) -> list[str]:
        """The id of each section."""
        return [ANCHOR.findall(part)[0] for part in self.parts["en"][1:]]


@dataclass
class Made:
    """A page to be written: its model, and the page and number each of its parts comes from."""

    key: str
    model: Real
    number: int
    parts: list[tuple[Real, int]] = field(default_factory=list)
    children: list[Made] = field(default_factory=list)
    topic: str = ""
    """Set on the first page of a folder inside a section."""

    @cached_property
    def anchors(self) -> set[str]:
        return {anchor for real, part in self.parts for anchor in ANCHOR.findall(real.parts["en"][part])}


def generate(repository: Path, folder: Path, pages: int) -> Path:
    """Write a project of `pages` pages in each language into a new folder; return the folder.

    Raises:
        ValueError: fewer pages than the home page and the sections' own need.
    """
    real = _read(repository / "docs")
    made = list(_pages(real, pages, _topics(repository)))
    if len(made) != pages:
        raise ValueError(f"at least {len(made)} pages are needed")
    writer = _Writer(made, repository)
    for page in made:
        for language in LANGUAGES:
            path = folder / "docs" / language / page.key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(writer.text(page, language), "utf-8")
    shutil.copytree(repository / "docs/data", folder / "docs/data")
    for name in ("mkdocs.yml", "mkdocs.base.yml"):
        shutil.copy(repository / name, folder)
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(repository / name, target_is_directory=True)
    return folder


def _read(docs: Path) -> dict[str, Real]:
    found = {}
    for path in sorted((docs / "en").rglob("*.md")):
        key = path.relative_to(docs / "en").as_posix()
        fronts, parts = {}, {}
        for language in LANGUAGES:
            _, fronts[language], body = (docs / language / key).read_text("utf-8").split("---\n", 2)
            parts[language] = HEADING.split(body)
        found[key] = Real(key, fronts, parts)
    return found


def _topics(repository: Path) -> dict[str, dict[str, str]]:
    facets = yaml.safe_load((repository / "docs/data/facets.yml").read_text("utf-8"))
    topics: dict[str, dict[str, str]] = facets["topics"]
    return topics


def _pages(real: dict[str, Real], pages: int, topics: dict[str, dict[str, str]]) -> Iterator[Made]:
    """Every page of the project, a folder's own page before those in it."""
    random = Random(pages)
    home = _composed(Made("index.md", real["index.md"], 0), {}, random)
    about = [key for key in real if key.startswith("about/")]
    yield home
    yield from (_composed(Made(key, real[key], 0), {}, random) for key in about)
    left = pages - 1 - len(about) - len(SHARES)
    counts = {section: max(0, left) * share // 100 for section, share in SHARES.items()}
    counts["guides"] += left - sum(counts.values())
    for section, count in counts.items():
        head = Made(f"{section}/index.md", real[f"{section}/index.md"], 0)
        head.parts = [(head.model, 0)]
        home.children.append(head)
        yield head
        yield from _section(head, real, count, list(topics), random)


def _section(
    head: Made, real: dict[str, Real], count: int, topics: list[str], random: Random
) -> Iterator[Made]:
    """The pages of a section: flat when they are few, else in about as many folders as each holds."""
    section = head.model.folder
    models = [page for page in real.values() if page.folder == section and page is not head.model]
    pool: dict[str, list[tuple[Real, int]]] = {}
    for page in models:
        for part, identifier in enumerate(page.ids, 1):
            pool.setdefault(identifier, []).append((page, part))
    width = max(FLAT, isqrt(count)) + 1 if count > FLAT else count + 1
    parent = head
    for number in range(count):
        folder, place = divmod(number, width)
        if place == 0 and count > FLAT:
            topic = topics[folder % len(topics)]
            parent = Made(f"{section}/{topic}-{folder + 1}/index.md", head.model, folder + 1, topic=topic)
            parent.parts = [(head.model, 0)]
            head.children.append(parent)
            yield parent
            continue
        model = models[number % len(models)]
        name = model.key.rpartition("/")[2].removesuffix(".md")
        key = f"{parent.key.removesuffix('index.md')}{name}-{number + 1}.md"
        page = _composed(Made(key, model, number + 1), pool, random)
        parent.children.append(page)
        yield page


def _composed(page: Made, pool: dict[str, list[tuple[Real, int]]], random: Random) -> Made:
    """Give a page its parts; no id twice."""
    page.parts = [(page.model, 0)]
    used = set(ANCHOR.findall(page.model.parts["en"][0]))
    for number, identifier in enumerate(page.model.ids, 1):
        own = (page.model, number)
        for real, part in (random.choice(pool.get(identifier, [own])), own):
            ids = set(ANCHOR.findall(real.parts["en"][part]))
            if not ids & used:
                used |= ids
                page.parts.append((real, part))
                break
    return page


class _Writer:
    """Turns made pages into text: titles told apart, links led to pages that are there."""

    def __init__(self, made: list[Made], repository: Path) -> None:
        self.topics = _topics(repository)
        self.by_key = {page.key: page for page in made}
        self.copies: dict[str, list[Made]] = {}
        for page in made:
            if not page.topic:
                self.copies.setdefault(page.model.key, []).append(page)

    def text(self, page: Made, language: str) -> str:
        title = self._title(page, language)
        front = PAGE_IN_FRONT.sub(lambda found: self._target(page, found[0]), page.model.front[language])
        front = re.sub(
            r"^title: .*$", lambda _: f"title: {json.dumps(title, ensure_ascii=False)}", front, flags=re.M
        )
        front = re.sub(r"^order: .*$", f"order: {page.number}", front, flags=re.M) if page.number else front
        said: dict[str, str] = {}
        body = "".join(
            LINK.sub(lambda found, real=real: self._link(page, real, found, said), real.parts[language][part])
            for real, part in page.parts
        )
        body = re.sub(r"^# .*$", lambda _: f"# {title}", body, count=1, flags=re.M)
        listed = "".join(self._listed(page, child, language) for child in page.children)
        return f"---\n{front}---\n{body.rstrip()}\n\n{listed}"

    def _title(self, page: Made, language: str) -> str:
        if page.topic:
            return f"{self.topics[page.topic][language]}, {page.number}"
        title = page.model.said[language]["title"]
        return f"{title}, {page.number}" if page.number else title

    def _target(self, page: Made, key: str) -> str:
        """The page that stands for a real one, always the same seen from one page."""
        copies = self.copies.get(key)
        if copies is None:
            return key if key.startswith("glossary/") else "index.md"
        return Random(f"{page.key} {key}").choice(copies).key

    def _link(self, page: Made, real: Real, found: re.Match[str], said: dict[str, str]) -> str:
        """A link, led from where it was written to where it stands now; the same words to the same place."""
        path, _, anchor = found[2].partition("#")
        key = posixpath.normpath(posixpath.join(real.folder, path)) if path else page.key
        target = self._target(page, key) if path else key
        known = self.by_key.get(target)
        address = posixpath.relpath(target, posixpath.dirname(page.key) or ".") if path else ""
        if anchor and known and anchor in known.anchors:
            address += f"#{anchor}"
        words = " ".join(found[1].casefold().split())
        address = said.setdefault(words, address or posixpath.basename(page.key))
        return f"[{found[1]}]({address})"

    def _listed(self, page: Made, child: Made, language: str) -> str:
        address = posixpath.relpath(child.key, posixpath.dirname(page.key) or ".")
        description = child.model.said[language]["description"]
        return f"- [{self._title(child, language)}]({address}) – {description}\n"
