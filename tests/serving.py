"""`mkdocs serve`, as `make serve` runs it: read while you write."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from projects import PATIENCE, environment


@dataclass(frozen=True, slots=True)
class Server:
    """A running server of a project."""

    project: Path
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def shows(self, path: str, words: str) -> bool:
        try:
            with urlopen(self.address + path, timeout=60) as answer:
                return words in answer.read().decode()
        except (URLError, ConnectionError, TimeoutError):
            return False

    def write(self, place: str, text: str) -> None:
        path = self.project / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    @property
    def is_at_rest(self) -> bool:
        """Whether every build that was begun has come to an end; pages are there before it says so.

        How long a build took is said once: two that took as long look like one. Browsers are told each time.
        """
        return self.begun == 1 + self.said.count("Reloading browsers")

    @property
    def begun(self) -> int:
        return self.said.count("Building documentation...")

    def wait(self, what: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None and time.monotonic() < deadline, self.said
            time.sleep(0.1)


@contextmanager
def serving(project: Path, **more: str) -> Iterator[Server]:
    """A server of a project's own pages, on a free port; `more` is added to its environment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    log = project / "serve.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", place]
        process = subprocess.Popen(
            command, cwd=project, env=environment(project, **more), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        server = Server(project, f"http://{place}", process, log)
        server.wait(lambda: server.shows("/", "</html>"))
        yield server
    finally:
        process.kill()
        process.wait()
