"""Real web servers with the configuration of `deploy/`, on free ports of this machine, without rights."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from trees import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
PATIENCE = 60
"""Seconds a server may take to answer for the first time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    name: str
    http: int
    https: int
    certificate: Path
    """Of the authority that a client has to trust."""

    def ask(self, path: str, method: str = "GET", *, plain: bool = False, **headers: str) -> Answer:
        """One request; `Accept_Encoding` stands for a header's hyphens."""
        if plain:
            connection = http.client.HTTPConnection("localhost", self.http, timeout=PATIENCE)
        else:
            trusting = ssl.create_default_context(cafile=str(self.certificate))
            connection = http.client.HTTPSConnection(
                "localhost", self.https, timeout=PATIENCE, context=trusting
            )
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, said, answer.read())
        finally:
            connection.close()


def program(name: str) -> str | None:
    """Where a server lies, if it is installed; Debian keeps some where only administrators look."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def nginx(project: Path, folder: Path) -> AbstractContextManager[Server]:
    """Debian's nginx, with `deploy/nginx/living-guide.conf` for this project."""
    certificate, key = _certificate(folder)
    plain, secure = free_port(), free_port()
    written = (DEPLOY / "nginx/living-guide.conf").read_text("utf-8")
    written = re.sub(r"^\s*listen \[::].*\n", "", written, flags=re.MULTILINE)
    changes = (
        ("https://guide.example.org", f"https://localhost:{secure}"),
        ("/etc/letsencrypt/live/guide.example.org/fullchain.pem", str(certificate)),
        ("/etc/letsencrypt/live/guide.example.org/privkey.pem", str(key)),
        ("guide.example.org", "localhost"),
        ("/srv/living-guide", str(project)),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{secure} "),
    )
    return _nginx(_changed(written, changes), folder, Server("nginx", plain, secure, certificate))


def nginx_below(project: Path, folder: Path) -> AbstractContextManager[Server]:
    """Debian's nginx with a site of its own, and `deploy/nginx/below.conf` in it."""
    certificate, key = _certificate(folder)
    secure = free_port()
    (folder / "below.conf").write_text(_below("nginx/below.conf", project, folder), "utf-8")
    written = (
        f"server {{ listen 127.0.0.1:{secure} ssl;\n"
        f"ssl_certificate {certificate};\nssl_certificate_key {key};\n"
        f'location / {{ return 200 "the city"; }}\ninclude {folder}/below.conf;\n}}\n'
    )
    return _nginx(written, folder, Server("nginx", 0, secure, certificate))


def _changed(written: str, changes: Iterable[tuple[str, str]]) -> str:
    for old, new in changes:
        assert old in written, old
        written = written.replace(old, new)
    return written


def _below(configuration: str, project: Path, folder: Path) -> str:
    """A configuration for a part of a site, with the link that it asks for."""
    (folder / "www/some").mkdir(parents=True)
    (folder / "www/some/path").symlink_to(project / "build/site")
    written = (DEPLOY / configuration).read_text("utf-8")
    return _changed(written, (("/srv/living-guide", str(project)), ("/srv/www", f"{folder}/www")))


@contextmanager
def _nginx(written: str, folder: Path, server: Server) -> Iterator[Server]:
    places = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    who = "user root;" if os.geteuid() == 0 else ""  # a test's folders are open to their owner alone
    (folder / "site.conf").write_text(written, "utf-8")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr warn; {who} worker_processes 2;\n"
        f"events {{}}\nhttp {{ access_log off; include /etc/nginx/mime.types; {places}\n"
        f"include {folder}/site.conf; }}\n",
        "utf-8",
    )
    command = [str(program("nginx")), "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(command, folder, {}):
        _wait(server, folder)
        yield server


def caddy(project: Path, folder: Path) -> AbstractContextManager[Server]:
    """Debian's Caddy, with `deploy/caddy/Caddyfile` for this project and an authority of its own."""
    return _caddy((DEPLOY / "caddy/Caddyfile").read_text("utf-8"), project, folder)


def caddy_below(project: Path, folder: Path) -> AbstractContextManager[Server]:
    """Debian's Caddy with a site of its own, and `deploy/caddy/below.Caddyfile` in it."""
    (folder / "below.Caddyfile").write_text(_below("caddy/below.Caddyfile", project, folder), "utf-8")
    written = (
        f'{{\n\tadmin off\n}}\nlocalhost {{\n\timport {folder}/below.Caddyfile\n\trespond "the city"\n}}\n'
    )
    return _caddy(written, project, folder)


@contextmanager
def _caddy(written: str, project: Path, folder: Path) -> Iterator[Server]:
    plain, secure = free_port(), free_port()
    options = ("admin off", f"http_port {plain}", f"https_port {secure}", "skip_install_trust",
               "default_bind 127.0.0.1")  # fmt: skip
    assert written.count("admin off") == 1
    (folder / "Caddyfile").write_text(written.replace("admin off", "\n\t".join(options)), "utf-8")
    command = [str(program("caddy")), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    settings = {
        "GUIDE_ADDRESS": "localhost",
        "GUIDE_FOLDER": str(project),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    with running(command, folder, settings):
        server = Server("caddy", plain, secure, folder / "data/caddy/pki/authorities/local/root.crt")
        _wait(server, folder)
        yield server


SERVERS = {"nginx": nginx, "caddy": caddy}
BELOW = {"nginx": nginx_below, "caddy": caddy_below}
"""The same programs, with the guide below `/some/path/` of another site."""


@contextmanager
def running(command: list[str], folder: Path, settings: Mapping[str, str]) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **settings}, stdout=log, stderr=log
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(server: Server, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.ask("/")
        except OSError:
            assert time.monotonic() < deadline, (folder / "log").read_text("utf-8", "replace")
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    return certificate, key
