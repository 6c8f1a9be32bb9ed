"""Hostile words in every field of every data file, the checks and the policy off: nothing of it is markup."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from projects import mkdocs, small_project
from served import served
from trees import REPOSITORY
from walls import without_policy

HOSTILE = """ "'><img src=x onerror=pwn()></script><script>pwn()</script> {{ 7*7 }} ](javascript:pwn()) 🏴"""
FORMULA = '=HYPERLINK("https://evil.example";"<b>x")'
DATA = ("facets", "names", "sources", "questions", "asked/guides", "glossary/hate", "glossary/polarisation")
TOOLS = ("action-plan-table", "after-an-incident-first-day")
PAGE = """---
title: 'Fine{0}'
description: 'Fine{0}'
type: spotlight
audience: [mayors-and-council]
topics: [engagement]
places: [overland-park]
published: 2026-01-01
---
# Fine `<img src=x onerror=pwn()>`

Hate and polarisation, said in code: `<img src=x onerror=pwn()></script><script>pwn()</script>` wonderword.

- [ ] A box `<img src=x onerror=pwn()>`
"""


def hostile(value: Any) -> Any:
    """The same data, with markup behind everything that is words: ids, addresses and dates have no space."""
    match value:
        case dict():
            return {key: hostile(item) for key, item in value.items()}
        case list():
            return [hostile(item) for item in value]
        case str() if " " in value:
            return FORMULA + value + HOSTILE
    return value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that plain MkDocs makes of it, which goes on in spite of what the checks say."""
    page = PAGE.format(HOSTILE.replace("'", "''"))
    files: dict[str, str | bytes] = {
        f"docs/{language}/{place}": page
        for language in ("en", "fr")
        for place in ("spotlights/one.md", "x.md")
    }
    for name in (*DATA, *(f"toolbox/{tool}" for tool in TOOLS)):
        written = yaml.safe_load((REPOSITORY / f"docs/data/{name}.yml").read_text("utf-8"))
        files[f"docs/data/{name}.yml"] = yaml.safe_dump(hostile(written), allow_unicode=True, sort_keys=False)
    project = small_project(tmp_path_factory.mktemp("hostile") / "project", files)
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    settings = hostile({**settings, "site_name": "The Guide"})
    (project / "mkdocs.yml").write_text(
        yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8"
    )
    ended = mkdocs(project, "build")
    assert ended.status == 0, ended.said[-3000:]
    assert "Traceback" not in ended.said
    return project / "build/site-plain"


def test_no_page_holds_it_as_markup(folder: Path) -> None:
    pages = [*folder.rglob("*.html")]
    assert sum("onerror=pwn()" in html.unescape(page.read_text("utf-8")) for page in pages) > 12
    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search(r"<img src=x|<script>pwn|</script>pwn", text), page
        assert not re.search(r"""(?:href|src|action)=["']?\s*javascript:""", text, re.IGNORECASE), page


def test_office_files_hold_words_and_no_formulas(folder: Path) -> None:
    made = [path for path in folder.rglob("*") if path.suffix in (".docx", ".xlsx")]
    assert {path.suffix for path in made} == {".docx", ".xlsx"}
    for path in made:
        with zipfile.ZipFile(path) as archive:
            assert all(not re.search(r"^/|\.\.", name) for name in archive.namelist())
            parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist() if "xml" in name}
        assert "=HYPERLINK" in "".join(parts.values()), "the words are there"
        for name, part in parts.items():
            assert not re.search(r"<f[ >]|fldSimple|instrText[^>]*>\s*HYPERLINK", part), (path, name)
            assert "evil.example" not in part or not name.endswith(".rels"), (path, name)


def test_no_cell_of_a_table_is_a_formula(folder: Path) -> None:
    cells = [
        cell for row in csv.reader((folder / "glossary.csv").read_text("utf-8").splitlines()) for cell in row
    ]
    assert any("=HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_lists_for_machines_hold_one_link_a_line(folder: Path) -> None:
    for line in (folder / "llms.txt").read_text("utf-8").splitlines():
        assert len(re.findall(r"(?<!\\)\]\(", line)) == line.startswith("- ["), line


@pytest.mark.parametrize("language", ["", "fr/"])
def test_nothing_runs_wherever_it_is_shown(browser: Browser, folder: Path, language: str) -> None:
    """Menus, cards, filters, definitions, search and what it finds: with no policy to hold it back."""
    without_policy(folder)
    ran: list[str] = []
    with served(folder) as site, browser.new_context(base_url=site.address) as context:
        context.expose_function("pwn", lambda *_: ran.append("ran"))
        context.set_default_timeout(60_000)
        page = context.new_page()
        for path in ("", "x/", "spotlights/", "spotlights/one/", "glossary/", "glossary/hate/", "toolbox/"):
            page.goto(f"/{language}{path}")
            assert page.locator("[onerror], [onload], [onclick], [src=x]").count() == 0, path
        page.goto(f"/{language}x/")
        page.locator(".lg-term").first.hover()
        expect(page.locator("[role=tooltip]:visible, .lg-definition:visible").first).to_contain_text(
            "onerror=pwn()"
        )
        page.keyboard.press("/")
        for query in ("wonderword", "onerror", "img src", "<img src=x onerror=pwn()>"):
            page.fill("#lg-query", query)
            page.wait_for_selector("[data-lg-box][data-lg-state=settled]")
        page.fill("#lg-query", "wonderword")
        expect(page.locator(".lg-hit--page").first).to_contain_text("Fine")
        assert page.locator("[onerror], [onload], [onclick], [src=x]").count() == 0
    assert ran == []
