"""Guides on paper, as readers of PDF files have them: what programs read aloud, what lies on each page."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from living_guide.takeaway import prints
from living_guide.takeaway.articles import read_article
from projects import copy_project, guide
from trees import REPOSITORY

INFO, TEXT = shutil.which("pdfinfo"), shutil.which("pdftotext")
GUIDES = {
    "tables": ("fr", "fr/guides/choose-your-words/"),
    "diagram": ("en", "guides/build-a-local-prevention-framework/"),
}
EDGE = 30.0
"""Points from each edge of the paper that stay empty: a centimetre."""
ALLOWED = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "TR": {"TH", "TD"},
}
"""What the parts of a list and of a table consist of (ISO 32000-1, 14.8.4.3)."""

pytestmark = pytest.mark.skipif(not (INFO and TEXT), reason="no poppler here (Debian: poppler-utils)")


@dataclass(slots=True)
class Node:
    """One element of a PDF's structure: `H1`, `L`, `Link`…"""

    kind: str
    children: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.all()


def _structure(pdf: Path) -> Node:
    """The tree as poppler tells it, two spaces a level."""
    said = subprocess.run([str(INFO), "-struct", pdf], capture_output=True, text=True, check=True).stdout
    root = Node("root")
    path = [root]
    for line in said.splitlines():
        found = re.match(r"( *)(?!Object )(\w+)", line)
        if found is None:
            continue  # an attribute of the element above, or the place of a link on the page
        node = Node(found[2])
        del path[len(found[1]) // 2 + 1 :]
        path[-1].children.append(node)
        path.append(node)
    return root


def _faults(pdf: Path, title: str | None) -> Iterator[str]:
    info = subprocess.run([str(INFO), pdf], capture_output=True, text=True, check=True).stdout
    told = dict(re.findall(r"^(\w[\w ]*): +(.*)$", info, re.MULTILINE))
    if told["Tagged"] != "yes" or not told["Title"] or title not in (None, told["Title"]):
        yield f"{told}"
    nodes = list(_structure(pdf).all())
    for node in nodes:
        wrong = {child.kind for child in node.children} - ALLOWED.get(
            node.kind, {child.kind for child in nodes}
        )
        if wrong:
            yield f"{wrong} in {node.kind}"
        if node.kind == "Table" and "TH" not in {part.kind for part in node.all()}:
            yield "a table without header cells"
    levels = [int(node.kind[1]) for node in nodes if re.fullmatch(r"H\d", node.kind)]
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings {levels}"
    yield from _lost_words(pdf)


def _lost_words(pdf: Path) -> Iterator[str]:
    """Empty pages, and words that are cut by the edge of the paper."""
    said = subprocess.run([str(TEXT), "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    for number, page in enumerate(said.split("<page ")[1:], 1):
        width = float(page.partition('width="')[2].partition('"')[0])
        words = re.findall(r'<word xMin="(-?[\d.]+)".*? xMax="(-?[\d.]+)".*?>(.*)</word>', page)
        if not words:
            yield f"page {number} is empty"
        for left, right, word in words:
            if float(left) < EDGE or float(right) > width - EDGE:
                yield f"page {number}: {word} at the edge"


@pytest.mark.parametrize("kind", GUIDES)
def test_a_print_is_read_aloud_in_order_and_whole(built: Path, tmp_path: Path, kind: str) -> None:
    language, url = GUIDES[kind]
    article = read_article(built, url)
    book = prints.Book(
        article.title,
        "",
        "A city",
        language,
        "ltr",
        "",
        "https://city.example/",
        (prints.Part("", (article,)),),
    )
    shutil.copytree(REPOSITORY / "overrides/assets", tmp_path / "assets")  # by the names that styles know
    pdf = tmp_path / "guide.pdf"
    pdf.write_bytes(prints.printed(prints.manuscript(book, {}), tmp_path))
    assert list(_faults(pdf, article.title)) == []
    kinds = [node.kind for node in _structure(pdf).all()]
    assert {"tables": "Table", "diagram": "Figure"}[kind] in kinds and "Link" in kinds


@pytest.mark.soak
def test_every_print_of_the_guide(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    ended = guide(project, "build", "--pdf", LIVING_GUIDE_SECONDS="3600")
    assert ended.status == 0, ended.said
    site = project / "build/site"
    found = {pdf.relative_to(site).as_posix(): list(_faults(pdf, None)) for pdf in site.rglob("*.pdf")}
    assert len(found) > 2 * 14
    assert {name: faults for name, faults in found.items() if faults} == {}
