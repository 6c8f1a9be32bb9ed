"""A server under load while new sites are swapped in: every answer is whole, from one site or the other."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import ssl
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from servers import Server, nginx, program

from living_guide.publish.sites import SITE, SITES, publish
from projects import guide, small_project

SECONDS = float(os.environ.get("SOAK_LOAD_SECONDS", "60"))
SWAPS = 20
CLIENTS = 16


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A project, and two whole sites of it whose pages differ."""
    folder = tmp_path_factory.mktemp("load")
    project = small_project(folder / "project", {})
    made = []
    for number in (1, 2):
        text = f"# Home {number}\n\n" + f"What edition {number} says. " * 400 * number + "\n"
        for language in ("en", "fr"):
            (project / f"docs/{language}/index.md").write_text(text, "utf-8")
        assert guide(project, "build").status == 0
        made.append(Path(shutil.copytree((project / SITE).resolve(), folder / f"made-{number}")))
    return project, made


@pytest.mark.soak
def test_every_answer_is_whole(two_sites: tuple[Path, list[Path]]) -> None:
    if not program("nginx"):
        pytest.skip("no nginx on this machine: `apt install nginx`")
    project, made = two_sites
    paths = ["/", "/fr/", "/404.html", "/sitemap.xml", "/SHA256SUMS"]
    paths += ["/" + path.relative_to(made[0]).as_posix() for path in (made[0] / "assets").rglob("*.css")]
    whole = {path: {_sum(_file(site, path).read_bytes()) for site in made} for path in paths}
    assert len(whole["/"]) == 2
    with tempfile.TemporaryDirectory() as folder, nginx(project, Path(folder)) as server:
        heard, swaps = asyncio.run(_load(server, project, made, paths))
    wrong = {said: number for said, number in heard.items() if said[1] not in whole[said[0]]}
    print(f"{sum(heard.values())} answers in {SECONDS:g} s, {swaps} swaps, {sum(wrong.values())} wrong")
    assert wrong == {}
    assert swaps == SWAPS
    assert {digest for path, digest in heard if path == "/"} == whole["/"], "both sites were read"
    assert sum(heard.values()) > 20 * SECONDS


async def _load(
    server: Server, project: Path, made: list[Path], paths: list[str]
) -> tuple[Counter[tuple[str, str]], int]:
    heard: Counter[tuple[str, str]] = Counter()
    end = time.monotonic() + SECONDS
    trusting = ssl.create_default_context(cafile=str(server.certificate))

    async def reader(first: int) -> None:
        number = first
        while time.monotonic() < end:
            reading, writing = await asyncio.open_connection("localhost", server.https, ssl=trusting)
            for _ in range(50):
                path = paths[number % len(paths)]
                number += 1
                heard[path, await _answer(reading, writing, path)] += 1
                if time.monotonic() >= end:
                    break
            writing.close()
            await writing.wait_closed()

    async def publisher() -> int:
        for number in range(SWAPS):
            await asyncio.sleep(SECONDS / (SWAPS + 1))
            await asyncio.to_thread(_swap, project, made[number % 2])
        return SWAPS

    _, swaps = await asyncio.gather(asyncio.gather(*(reader(n) for n in range(CLIENTS))), publisher())
    return heard, swaps


async def _answer(reading: asyncio.StreamReader, writing: asyncio.StreamWriter, path: str) -> str:
    """The digest of a whole answer, or what is wrong with it."""
    writing.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    await writing.drain()
    head = (await reading.readuntil(b"\r\n\r\n")).decode("latin-1")
    lengths = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
    body = await reading.readexactly(int(lengths[0].partition(":")[2]))
    return _sum(body) if head.startswith("HTTP/1.1 200") else head.partition("\r\n")[0]


def _swap(project: Path, made: Path) -> None:
    """What the end of a build does."""
    new = Path(tempfile.mkdtemp(prefix="new-", dir=project / SITES))
    publish(project, Path(shutil.copytree(made, new / "site")))
    new.rmdir()


def _file(site: Path, path: str) -> Path:
    return site / (path.lstrip("/") + "index.html" * path.endswith("/"))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
