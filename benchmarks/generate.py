"""A project of any size, made of the real pages and their parts: always the same for a number of pages.

The real pages are all in it. Each further page has one of them as its model: its front matter, and for
each of its sections the section of that id from a page drawn at random from the same folder. So
headings, lists, tables, callouts and links have the lengths and the mixture that people write, and a
translation mirrors its original. Links lead to a page made from the one they led to. `guide check` finds
no error in them.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from math import inf, isqrt
from pathlib import Path
from random import Random

import yaml

from living_guide.content import content
from living_guide.pages import read_page
from living_guide.source import Source

LANGUAGES = ("en", "fr")
SHARES = {"guides": 40, "spotlights": 25, "lessons": 15, "takeaways": 12, "events": 8}
"""Hundredths of the further pages in each section; the other sections stay as they are."""
NARROW = 12
"""Pages that a folder holds at least, before another one is begun."""

HEADING = re.compile(r"^(?=## )", re.MULTILINE)
ANCHOR = re.compile(r"\{ #([\w-]+) \}")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s:]*)\)")
STAMP = re.compile(r"(?<=\bof: )v\d+-[0-9a-f]+")
PAGE_IN_FRONT = re.compile(r"[\w/-]+\.md\b")

Labels = dict[str, dict[str, str]]
"""By id, what each language says."""


@dataclass(frozen=True)
class Real:
    """A real page: in each language its front matter, its beginning, and its sections behind it."""

    key: str
    front: dict[str, str]
    parts: dict[str, list[str]]

    @cached_property
    def said(self) -> Labels:
        """Title and description in each language."""
        return {language: yaml.safe_load(front) for language, front in self.front.items()}

    def ids(self, part: int) -> list[str]:
        """The ids in a part: its heading's first."""
        return ANCHOR.findall(self.parts["en"][part])


@dataclass
class Made:
    """A page to be written: a real one (number 0), or one after its model."""

    key: str
    model: Real
    number: int = 0
    topic: str = ""
    """Set on the first page of a folder."""
    parts: list[tuple[Real, int]] = field(default_factory=list)
    children: list[Made] = field(default_factory=list)

    @property
    def anchors(self) -> set[str]:
        return {anchor for real, part in self.parts for anchor in real.ids(part)}


def generate(repository: Path, folder: Path, pages: int, size: float = inf) -> Path:
    """Write a project of `pages` pages in each language into a new folder; return the folder.

    Further pages lose sections, drawn at random, until all pages together are of `size` bytes at most,
    or have none left to lose.

    Raises:
        ValueError: fewer pages than there are real ones.
    """
    real = _read(repository / "docs")
    if pages < len(real):
        raise ValueError(f"at least {len(real)} pages are needed: the real ones are all used")
    facets = yaml.safe_load((repository / "docs/data/facets.yml").read_text("utf-8"))
    made = list(_pages(real, pages, list(facets["topics"])))
    writer = _Writer(made, facets["topics"])
    _shorten(made, sum(writer.size(page) for page in made) - size)
    shutil.copytree(repository / "docs", folder / "docs")
    for page in made:
        original = writer.text(page, LANGUAGES[0])
        stamp = content(read_page(Source(page.key, original), LANGUAGES[0], page.key)).hash
        for language in LANGUAGES:
            path = folder / "docs" / language / page.key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(STAMP.sub(stamp, writer.text(page, language), 1), "utf-8")
    for name in ("mkdocs.yml", "mkdocs.base.yml"):
        shutil.copy(repository / name, folder)
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(repository / name, target_is_directory=True)
    return folder


def _read(docs: Path) -> dict[str, Real]:
    found = {}
    for path in sorted((docs / "en").rglob("*.md")):
        key = path.relative_to(docs / "en").as_posix()
        front, parts = {}, {}
        for language in LANGUAGES:
            _, front[language], body = (docs / language / key).read_text("utf-8").split("---\n", 2)
            parts[language] = HEADING.split(body)
        found[key] = Real(key, front, parts)
    return found


def _pages(real: dict[str, Real], pages: int, topics: list[str]) -> Iterator[Made]:
    """Every page of the project, a folder's own page before those in it."""
    heads = {}
    for key, model in real.items():
        page = Made(key, model, parts=[(model, part) for part in range(len(model.parts["en"]))])
        heads[key] = page
        yield page
    left, random = pages - len(real), Random(pages)
    counts = {section: left * share // 100 for section, share in SHARES.items()}
    counts["guides"] += left - sum(counts.values())
    for section, count in counts.items():
        yield from _section(heads[f"{section}/index.md"], real, count, topics, random)


def _section(
    head: Made, real: dict[str, Real], count: int, topics: list[str], random: Random
) -> Iterator[Made]:
    """The further pages of a section: about as many folders as there are pages in each."""
    section = head.key.partition("/")[0]
    models = [
        page for key, page in real.items() if posixpath.dirname(key) == section and page is not head.model
    ]
    pool: dict[str, list[tuple[Real, int]]] = {}
    for page in models:
        for part in range(1, len(page.parts["en"])):
            pool.setdefault("".join(page.ids(part)[:1]), []).append((page, part))
    width, parent = max(NARROW, isqrt(count)) + 1, head
    for number in range(count):
        folder, place = divmod(number, width)
        if place == 0:
            topic = topics[folder % len(topics)]
            key = f"{section}/{topic}-{folder + 1}/index.md"
            parent = made = Made(key, head.model, folder + 1, topic, [(head.model, 0)])
            head.children.append(made)
        else:
            model = models[number % len(models)]
            name = posixpath.basename(model.key).removesuffix(".md")
            made = Made(f"{posixpath.dirname(parent.key)}/{name}-{number + 1}.md", model, number + 1)
            made.parts = list(_composed(model, pool, random))
            parent.children.append(made)
        yield made


def _composed(
    model: Real, pool: dict[str, list[tuple[Real, int]]], random: Random
) -> Iterator[tuple[Real, int]]:
    """The parts of a page after a model; no id twice."""
    used = set(model.ids(0))
    yield model, 0
    for part in range(1, len(model.parts["en"])):
        drawn = random.choice(pool["".join(model.ids(part)[:1])])
        for real, number in (drawn, (model, part)):
            if not used.intersection(real.ids(number)):
                used.update(real.ids(number))
                yield real, number
                break


def _shorten(made: list[Made], excess: float) -> None:
    """Take sections from the further pages, in both languages, until so many bytes are gone."""
    random = Random(len(made))
    longer = [page for page in made if page.number and len(page.parts) > 1]
    while excess > 0 and longer:
        page = random.choice(longer)
        real, part = page.parts.pop(random.randrange(1, len(page.parts)))
        excess -= sum(len(real.parts[language][part].encode()) for language in LANGUAGES)
        if len(page.parts) == 1:
            longer.remove(page)


class _Writer:
    """Turns made pages into text: titles told apart, links led to pages that are there."""

    def __init__(self, made: list[Made], topics: Labels) -> None:
        self.topics = topics
        self.by_key = {page.key: page for page in made}
        self.copies: dict[str, list[Made]] = {}
        for page in made:
            if not page.topic:
                self.copies.setdefault(page.model.key, []).append(page)

    def text(self, page: Made, language: str) -> str:
        front, title = page.model.front[language], self._title(page, language)
        body = "".join(real.parts[language][part] for real, part in page.parts)
        if page.number:
            front = PAGE_IN_FRONT.sub(lambda found: self._target(page, found[0]), front)
            front = _with_line("title: ", json.dumps(title, ensure_ascii=False), front)
            front = _with_line("order: ", str(page.number), front)
            body = _with_line("# ", title, self._linked(page, language))
        listed = "".join(self._listed(page, child, language) for child in page.children)
        return f"---\n{front}---\n{body.rstrip()}\n" + (f"\n{listed}" if listed else "")

    def size(self, page: Made) -> int:
        """Bytes of a page in all languages."""
        return sum(len(self.text(page, language).encode()) for language in LANGUAGES)

    def _title(self, page: Made, language: str) -> str:
        title = self.topics[page.topic][language] if page.topic else page.model.said[language]["title"]
        return f"{title}, {page.number}" if page.number else title

    def _target(self, page: Made, key: str) -> str:
        """The page that stands for a real one, always the same seen from one page."""
        copies = self.copies.get(key)
        return Random(f"{page.key} {key}").choice(copies).key if copies else key

    def _linked(self, page: Made, language: str) -> str:
        """A page's parts, their links led from where they were written to where they stand now."""
        addresses: dict[str, str] = {}
        return "".join(
            LINK.sub(
                partial(self._link, page, posixpath.dirname(real.key), addresses), real.parts[language][part]
            )
            for real, part in page.parts
        )

    def _link(self, page: Made, folder: str, addresses: dict[str, str], found: re.Match[str]) -> str:
        path, _, anchor = found[2].partition("#")
        target = self._target(page, posixpath.normpath(posixpath.join(folder, path))) if path else page.key
        address = posixpath.relpath(target, posixpath.dirname(page.key))
        known = self.by_key.get(target)
        if anchor and known and anchor in known.anchors:
            address += f"#{anchor}"
        words = " ".join(found[1].casefold().split())  # the same words lead to the same place
        return f"[{found[1]}]({addresses.setdefault(words, address)})"

    def _listed(self, page: Made, child: Made, language: str) -> str:
        address = posixpath.relpath(child.key, posixpath.dirname(page.key))
        description = child.model.said[language]["description"]
        return f"- [{self._title(child, language)}]({address}) – {description}\n"


def _with_line(beginning: str, rest: str, text: str) -> str:
    """A text whose first line that begins so goes on otherwise."""
    return re.sub(rf"^{beginning}.*$", lambda _: beginning + rest, text, count=1, flags=re.MULTILINE)
