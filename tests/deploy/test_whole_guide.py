"""Every address of the whole guide, at the root of a host and below a path, on each server (`make soak`)."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from servers import BELOW, SERVERS, Server, program
from test_addresses import PREFIX, lost

from projects import copy_project, edit, guide

pytestmark = pytest.mark.soak
LONG = 3_000
"""Seconds a build may take on a machine that does much else."""
SOME = 900
"""Fewer addresses than this are not the whole guide."""
PLAIN = "static files"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def _plain(project: Path, folder: Path, prefix: str) -> Iterator[Callable[[str], int]]:
    """What Python itself has for a folder of files: it knows no headers, no redirects and no 404 page."""
    place = folder / "www" / prefix.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(project / "build/site")
    handler = partial(_Quiet, directory=str(folder / "www"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=60)
        try:
            yield partial(_status, connection)
        finally:
            connection.close()
            server.shutdown()
            thread.join()


def _status(connection: HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


@pytest.fixture(scope="session", params=["", PREFIX], ids=["root", "below"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The real guide, built for an address; and its path there."""
    prefix: str = request.param
    project = copy_project(tmp_path_factory.mktemp("whole"))
    edit(project / "mkdocs.yml", "https://living-guide.example/ ", f"https://localhost{prefix}/ ")
    ended = guide(project, "build", seconds=LONG, LIVING_GUIDE_SECONDS=str(LONG))
    assert ended.status == 0, ended.said
    return project, prefix


@pytest.mark.parametrize("name", [*SERVERS, PLAIN])
def test_nothing_of_the_whole_guide_is_lost(whole: tuple[Path, str], name: str) -> None:
    project, prefix = whole
    with tempfile.TemporaryDirectory() as folder:
        if name == PLAIN:
            with _plain(project, Path(folder), prefix) as asked:
                known, lacking = lost(asked, project / "build/site", prefix)
        else:
            if not program(name):
                pytest.skip(f"no {name} on this machine")
            with (BELOW if prefix else SERVERS)[name](project, Path(folder)) as server:
                known, lacking = lost(partial(_answer, server), project / "build/site", prefix)
    print(f"{name}, {prefix or '/'}: {len(known)} addresses")
    assert lacking == [] and len(known) > SOME


def _answer(server: Server, path: str) -> int:
    return server.ask(path).status
