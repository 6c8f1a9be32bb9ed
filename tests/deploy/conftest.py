"""A published site, and the servers that give it out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import BELOW, SERVERS, Server, program

from projects import edit, guide, small_project

FORMER = "redirect_from: [old/name.md, Alt.html, guides/one-old.md]\n"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, built."""
    return _published(tmp_path_factory.mktemp("served"), "https://localhost/")


@pytest.fixture(scope="session")
def published_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, for an address below another site."""
    return _published(tmp_path_factory.mktemp("below"), "https://localhost/some/path/")


def _published(folder: Path, address: str) -> Path:
    page = "---\ntitle: {0}\n{1}---\n# {0}\n\n" + "Words that a city would say, again and again. " * 40 + "\n"
    project = small_project(
        folder / "project",
        {
            "docs/en/guides/one.md": page.format("One", FORMER),
            "docs/fr/guides/one.md": page.format("Un", "redirect_from: [ancien.md]\n"),
            "docs/en/only.md": page.format("Only in English", "redirect_from: [was.md]\n"),
            "docs/data/glossary/hate.yml": "id: hate\nstatus: approved\nredirect_from: [glossary/hatred.md]\n"
            "en: {term: hate, definition: To hate.}\nfr: {term: haine, definition: Haïr.}\n",
        },
    )
    edit(project / "mkdocs.yml", "site_url: https://living-guide.example/ ", f"site_url: {address} ")
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    return project


@pytest.fixture(scope="session", params=list(BELOW))
def below(request: pytest.FixtureRequest, published_below: Path) -> Iterator[Server]:
    """Each server with the guide below `/some/path/`."""
    name: str = request.param
    if not program(name):
        pytest.skip(f"no {name} on this machine: `apt install {name}` to test deploy/{name}")
    with tempfile.TemporaryDirectory() as folder, BELOW[name](published_below, Path(folder)) as running:
        yield running


@pytest.fixture(scope="session", params=list(SERVERS))
def server(request: pytest.FixtureRequest, published: Path) -> Iterator[Server]:
    """Each server there is a configuration for."""
    name: str = request.param
    if not program(name):
        pytest.skip(f"no {name} on this machine: `apt install {name}` to test deploy/{name}")
    with tempfile.TemporaryDirectory() as folder, SERVERS[name](published, Path(folder)) as running:
        yield running
