"""A hostile page in a real build: it stops, names the page, and nothing of it is ever published."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import Built, published
from projects import copy_hooks, edit, guide, mkdocs, small_project

HOSTILE = """---
title: '"><img src=x onerror=pwn()>'
description: '"><script>pwn()</script>'
template: redirect.html
location: javascript:pwn()
author: '"><script>pwn()</script>'
---

# Hello <b onclick=pwn()>you</b> { data-toc-label="<img src=x onerror=pwn()>" }

<script>pwn()</script>

## A `<img src=x onerror=pwn()>` in code

[x](javascript:pwn())

| a |
|:-:|
| b |
"""
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
FILES = {
    "docs/en/index.md": "# Home\n\n[Hostile](hostile.md)\n",
    "docs/en/hostile.md": HOSTILE,
    "docs/en/assets/javascripts/guide.js": "pwn()",
    "docs/assets/javascripts/guide.js": "pwn()",
    "docs/en/evil.html": "<script>pwn()</script>",
    "docs/assets/evil.svg": DRAWING.format("<script>pwn()</script>"),
    "docs/assets/map.svg": DRAWING.format("<path/>"),
}


@pytest.fixture(scope="module")
def lenient(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The site of plain `mkdocs build`, which goes on in spite of errors, and what it said."""
    project = small_project(tmp_path_factory.mktemp("walls") / "project", FILES)
    ended = mkdocs(project, "build", LANG="fr_FR.UTF-8")
    assert ended.status == 0, ended.said
    return project / "build/site-plain", ended.said


def test_every_fault_names_its_page_in_the_contributors_language(lenient: tuple[Path, str]) -> None:
    assert "docs/en/hostile.md: `<script>` n’est pas admis dans une page" in lenient[1]
    assert "Traceback" not in lenient[1]


def test_what_is_not_allowed_is_not_there(lenient: tuple[Path, str]) -> None:
    site = lenient[0]
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script>" not in text, page
        assert "onclick" not in text, page
        assert "<img src=x" not in text, page
        assert "javascript:" not in text, page
        assert 'http-equiv="refresh"' not in text.lower(), page
        assert Built(text).heads[0][1].get("http-equiv") == "Content-Security-Policy", page
    text = (site / "hostile/index.html").read_text("utf-8")
    assert '<th class="lg-center">' in text
    assert "&lt;img src=x onerror=pwn()&gt;" in text, "what is code stays to be read"


def test_files_that_run_are_not_there(lenient: tuple[Path, str]) -> None:
    site = lenient[0]
    for path in ("evil.html", "assets/evil.svg", "en/assets/javascripts/guide.js"):
        assert not (site / path).exists()
    [script] = (site / "assets/javascripts").glob("guide.*.js")
    assert "pwn" not in script.read_text("utf-8")
    assert (site / "assets/map.svg").is_file()


def test_the_sanitiser_alone_stops_a_build(tmp_path: Path) -> None:
    """With the checks silenced, the engine's strict build fails, and the old site stays."""
    project = small_project(tmp_path / "project", {})
    assert guide(project, "build").status == 0
    before = published(project)
    copy_hooks(project)
    edit(
        project / "hooks/living_guide/stage/prepare.py",
        "    findings = run_checks(corpus)\n",
        "    findings: list[Diagnostic] = []\n",
    )
    (project / "docs/en/index.md").write_text("# Home\n\n<script>pwn()</script>\n", "utf-8")
    ended = guide(project, "build")
    assert ended.status == 1
    assert "docs/en/index.md: `<script>` is not allowed in a page" in ended.said
    assert "nothing was published" in ended.lines[-1]
    assert published(project) == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<title>{{ config", "<script>x()</script><title>{{ config", "an unknown script stands in the page"),
        ("<title>{{ config", '<base href="/"><title>{{ config', "`<base>` has no place on a page"),
        ('<meta charset="utf-8">', '<meta charset="utf-8"><p onclick="x()">', "`<p>` has `onclick`: `x()`"),
        ("  <meta http-equiv", '  <meta name="a"><meta http-equiv', "does not stand first in the head"),
    ],
)
def test_a_template_against_the_policy_stops_a_build(tmp_path: Path, old: str, new: str, told: str) -> None:
    project = small_project(tmp_path / "project", {})
    edit(project / "overrides/main.html", old, new)
    ended = guide(project, "build")
    assert ended.status == 1
    assert [line for line in ended.lines if "index.html): " in line and told in line], ended.said
    assert not (project / "build/site").exists()
