"""A built site, served as a host does."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: where it lies, and where it answers (no slash at the end)."""

    folder: Path
    address: str

    def paths(self, language: str) -> list[str]:
        """Addresses of every page of a language, its 404 included: `/fr/guides/`."""
        found = []
        for file in sorted(self.folder.rglob("*.html")):
            path = file.relative_to(self.folder).as_posix()
            if path.startswith("fr/") is (language == "fr"):
                found.append("/" + path.removesuffix("index.html"))
        return found

    def has(self, path: str) -> bool:
        """Whether something is published there."""
        return self._file(path).is_file()

    def text(self, path: str) -> str:
        """What a page's file says."""
        return self._file(path).read_text("utf-8")

    def _file(self, path: str) -> Path:
        return self.folder / (path.lstrip("/") + "index.html" * path.endswith("/"))


class _Handler(SimpleHTTPRequestHandler):
    """Answers as a host does: no listings, and the language's own page for what is not there."""

    protocol_version = "HTTP/1.1"
    timeout = 20

    def __init__(self, *arguments: Any, headers: Mapping[str, str], **options: Any) -> None:
        self.more = headers
        super().__init__(*arguments, **options)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        prefix = "fr/" if self.path.startswith("/fr/") else ""
        body = Path(self.directory, prefix, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that moves on closes its connections: no error of ours."""


@contextmanager
def served(folder: Path, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[Site]:
    """The site of a folder, on a free port of this machine, with `headers` in every answer."""
    handler = partial(_Handler, directory=str(folder), headers=headers)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Site(folder, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()
