"""`mkdocs serve`, as `make serve` runs it: read while you write."""

from __future__ import annotations

import signal
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

from projects import PATIENCE, environment, small_project


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

    @property
    def is_at_rest(self) -> bool:
        """Whether every build that was begun has come to an end; pages are there before it says so.

        How long a build took is said once: two that took as long look like one. Browsers are told each time.
        """
        said = self.said
        return self.begun == 1 + said.count("Reloading browsers") + said.count("An error happened")

    @property
    def begun(self) -> int:
        return self.said.count("Building documentation...")

    def wait(self, what: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None and time.monotonic() < deadline, self.said
            time.sleep(0.1)


@contextmanager
def _served(project: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    log = project / "serve.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", place]
        process = subprocess.Popen(
            command, cwd=project, env=environment(project), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        server = Server(project, f"http://{place}", process, log)
        server.wait(lambda: server.shows("/", "</html>"))
        yield server
    finally:
        process.kill()
        process.wait()


def _write(server: Server, place: str, text: str) -> None:
    path = server.project / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_edits_show_and_faults_are_told(tmp_path: Path) -> None:
    concept = "id: hate\nstatus: draft\n"
    files = {"docs/data/glossary/hate.yml": concept, "local/en/ours.md": "# Ours\n\n[Home](index.md)\n"}
    with _served(small_project(tmp_path / "project", files)) as server:
        assert server.shows("/", '<html lang="en"') and server.shows("/fr/", '<html lang="fr"')
        assert server.shows("/fr/ours/", 'lang="en"')

        _write(server, "docs/en/index.md", "# Home\n\nSomething new.\n")
        server.wait(lambda: server.shows("/", "Something new."))
        _write(server, "docs/fr/index.md", "# Accueil\n\nDu nouveau.\n")
        server.wait(lambda: server.shows("/fr/", "Du nouveau."))
        _write(server, "local/en/ours.md", "# Ours\n\nThe city edits. [Home](index.md)\n")
        server.wait(lambda: server.shows("/ours/", "The city edits."))
        _write(server, "docs/en/draft.md", "---\nstatus: draft\ntitle: Draft\n---\n# Draft\n\nA plan.\n")
        server.wait(lambda: server.shows("/draft/", "A plan."))

        # A fault is told with its place, once a build, and its page shows.
        _write(server, "docs/fr/index.md", "# Accueil\n\nUn [lien](perdu.md) perdu.\n")
        server.wait(lambda: server.shows("/fr/", "lien</a> perdu"))
        assert server.said.count("docs/fr/index.md:3:11: error") == 1, server.said
        assert server.shows(
            "/fr/", "<strong>Erreur</strong>, ligne 3\u00a0: la page <code>perdu.md</code> n’existe pas"
        )
        assert server.shows("/", "Checks: nothing found on this page")
        _write(server, "docs/fr/index.md", "# Accueil\n\nRetrouvé.\n")
        server.wait(lambda: server.shows("/fr/", "Retrouvé."))
        assert server.shows("/fr/", "rien à signaler sur cette page")
        assert server.said.count("docs/fr/index.md:3:11: error") == 1, server.said

        # Bytes that are no text would stop an engine; here the server lives on.
        (server.project / "docs/en/index.md").write_bytes(b"# Home\n\n\xff\n")
        server.wait(lambda: "docs/en/index.md:3:1: error" in server.said)
        _write(server, "docs/en/index.md", "# Home\n\nWell again.\n")
        server.wait(lambda: server.shows("/", "Well again."))

        # What staging writes starts no build: all is quiet once the last edit shows.
        server.wait(lambda: server.is_at_rest)
        builds = server.begun
        time.sleep(3)
        assert server.begun == builds, server.said

        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.said, server.said
