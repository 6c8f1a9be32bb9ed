"""A published site, and the servers that give it out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import SERVERS, Server, program

from projects import guide, small_project


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, built."""
    page = "---\ntitle: {0}\n---\n# {0}\n\n" + "Words that a city would say, again and again. " * 40 + "\n"
    project = small_project(
        tmp_path_factory.mktemp("served") / "project",
        {"docs/en/guides/one.md": page.format("One"), "docs/fr/guides/one.md": page.format("Un")},
    )
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    return project


@pytest.fixture(scope="session", params=list(SERVERS))
def server(request: pytest.FixtureRequest, published: Path) -> Iterator[Server]:
    """Each server there is a configuration for."""
    name: str = request.param
    if not program(name):
        pytest.skip(f"no {name} on this machine: `apt install {name}` to test deploy/{name}")
    with tempfile.TemporaryDirectory() as folder, SERVERS[name](published, Path(folder)) as running:
        yield running
