"""A small project, published: what is tried on a build has a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from projects import guide, small_project


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project published once; every test gets a copy."""
    project = small_project(tmp_path_factory.mktemp("ready") / "project", {})
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    return project


@pytest.fixture
def project(ready: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ready, tmp_path / "project", symlinks=True))
