"""The headers of both servers, judged by the rules of MDN's HTTP Observatory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from servers import Server

PACKAGE = "@mdn/mdn-http-observatory@1.4.8"
BEST = ("A+", 130)
"""The grade, and the points it needs at least."""


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("no npm on this machine: the rules come from its registry")
    folder = tmp_path_factory.mktemp("observatory")
    command = [npm, "install", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", PACKAGE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        pytest.skip(f"the registry of npm cannot be reached from here: {done.stderr[-200:]}")
    # The sites that browsers hold to be https from the start: its own installation would fetch the list.
    (folder / "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json").write_text("{}", "utf-8")
    return folder / "node_modules/@mdn/mdn-http-observatory"


@pytest.mark.soak
def test_the_best_grade(server: Server, rules: Path) -> None:
    trusting = {**os.environ, "NODE_EXTRA_CA_CERTS": str(server.certificate)}
    script = Path(__file__).parent / "observatory.mjs"
    done = subprocess.run(
        ["node", str(script), str(rules), str(server.http), str(server.https)],
        env=trusting, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    judged = json.loads(done.stdout)
    failed = [test for test in judged["tests"] if not test["pass"]]
    assert failed == []
    assert (judged["grade"], judged["score"] >= BEST[1]) == (BEST[0], True), judged
    print(server.name, judged["grade"], judged["score"])
