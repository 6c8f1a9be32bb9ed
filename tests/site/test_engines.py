"""The engine to come builds the same site, byte for byte (`make soak`: it comes from PyPI, by its hashes)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from built_site import digests
from projects import guide, small_project
from trees import REPOSITORY

MOMENT = "1790000000"


@pytest.mark.soak
def test_properdocs_builds_the_same_site(tmp_path: Path) -> None:
    lock, lies = REPOSITORY / ".ci/engines/properdocs.lock", tmp_path / "engine"
    install = ["pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", str(lies)]
    fetched = subprocess.run(
        [sys.executable, "-m", *install, "-r", str(lock)], capture_output=True, text=True, timeout=600
    )
    assert fetched.returncode == 0, fetched.stderr
    sites = {}
    for engine, more in (("mkdocs", []), ("properdocs", [str(lies)])):
        project = small_project(tmp_path / engine, {"docs/en/words.md": "# Words\n\n- [Home](index.md)\n"})
        path = os.pathsep.join([str(project / "hooks"), *more])
        settings = {"LIVING_GUIDE_ENGINE": engine, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": MOMENT}
        ended = guide(project, "build", **settings)
        assert ended.status == 0, ended.said
        sites[engine] = digests(project / "build/site")
    assert sites["properdocs"] == sites["mkdocs"] and len(sites["mkdocs"]) > 50
