"""What readers get from Caddy and nginx, with the configuration that cities take."""

from __future__ import annotations

import gzip
import socket
import ssl
from pathlib import Path

import brotli
import pytest
from servers import Server

from living_guide.publish.policy import HTTPS_ONLY, headers


def _asset(published: Path, pattern: str) -> str:
    site = published / "build/site"
    [found] = sorted((site / "assets").rglob(pattern))
    return "/" + found.relative_to(site).as_posix()


@pytest.mark.parametrize(
    ("path", "language"), [("/", "en"), ("/guides/one/", "en"), ("/fr/", "fr"), ("/fr/guides/one/", "fr")]
)
def test_pages(server: Server, published: Path, path: str, language: str) -> None:
    answer = server.ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.body == (published / "build/site" / path[1:] / "index.html").read_bytes()
    assert f'lang="{language}"'.encode() in answer.body
    assert answer.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("path", ["/", "/fr/no/", "/SHA256SUMS", "/sitemap.xml"])
def test_every_answer_carries_the_policy(server: Server, path: str) -> None:
    answer = server.ask(path)
    wanted = {name.lower(): value for name, value in {**headers(), **HTTPS_ONLY}.items()}
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert not any(character.isdigit() for character in answer.headers.get("server", ""))


@pytest.mark.parametrize(
    ("path", "language"),
    [("/no", "en"), ("/guides/no/", "en"), ("/fr/no", "fr"), ("/fr/guides/no/", "fr"), ("/de/", "en")],
)
def test_what_is_not_there_is_said_in_its_language(
    server: Server, published: Path, path: str, language: str
) -> None:
    answer = server.ask(path)
    assert answer.status == 404
    prefix = "" if language == "en" else "fr/"
    assert answer.body == (published / f"build/site/{prefix}404.html").read_bytes()
    assert "immutable" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/", "/fr/assets/", "/.git/config", "/.htaccess", "/_headers", "/_redirects", "/../mkdocs.yml",
        "/..%2f..%2fmkdocs.yml", "/%2e%2e/%2e%2e/mkdocs.yml", "/assets/../../../mkdocs.yml",
        "/guides/../../docs/",
    ],
)  # fmt: skip
def test_nothing_else_is_given_out(server: Server, published: Path, path: str) -> None:
    (published / "build/site/.htaccess").write_text("secret", "utf-8")
    answer = server.ask(path)
    assert answer.status in (301, 308, 400, 404), answer.body[:200]
    assert b"site_name" not in answer.body and b"secret" not in answer.body and b"Index of" not in answer.body


@pytest.mark.parametrize(("accepted", "sent"), [("gzip", "gzip"), ("br", None), ("gzip, br", None), ("", "")])
def test_text_comes_compressed_as_it_lies_there(
    server: Server, published: Path, accepted: str, sent: str | None
) -> None:
    for path in ("/guides/one/", _asset(published, "guide.*.css")):
        plain = server.ask(path).body
        answer = server.ask(path, Accept_Encoding=accepted) if accepted else server.ask(path)
        said = answer.headers.get("content-encoding", "")
        decoded = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[said](answer.body)
        assert decoded == plain
        assert sent is None or said == sent
        assert "accept-encoding" in answer.headers["vary"].lower()
        if said:
            assert len(answer.body) < len(plain) / 2
        if server.name == "caddy" and "br" in accepted and path.endswith(".css"):
            assert said == "br"


TYPES = {
    "/index.md": "text/markdown",
    "/guides/one.md": "text/markdown",
    "/fr/guides/one.md": "text/markdown",
    "/search/records.jsonl": "application/jsonl",
    "/feed.xml": "application/atom+xml",
    "/fr/feed.xml": "application/atom+xml",
    "/sitemap.xml": "text/xml",
    "/llms.txt": "text/plain",
}
"""What each file is for whoever asks for it."""


@pytest.mark.parametrize("path", TYPES)
def test_files_are_called_what_they_are(server: Server, published: Path, path: str) -> None:
    whole = (published / "build/site" / path[1:]).read_bytes()
    plain, packed = server.ask(path), server.ask(path, Accept_Encoding="gzip")
    assert (plain.status, plain.body) == (200, whole)
    kind, _, charset = plain.headers["content-type"].partition("; charset=")
    assert (kind.replace("application/xml", "text/xml"), charset.lower()) == (TYPES[path], "utf-8")
    assert packed.headers["content-type"] == plain.headers["content-type"]
    if len(whole) >= 1024:
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == whole


def test_what_is_not_there_is_a_page_whatever_its_name(server: Server) -> None:
    for path in ("/no.md", "/feed-no.xml", "/fr/no.jsonl"):
        answer = server.ask(path)
        assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("kind", ["guide.*.css", "guide.*.js", "bitter-600.*.woff2", "main.*.css"])
def test_what_is_named_by_its_content_is_kept(server: Server, published: Path, kind: str) -> None:
    answer = server.ask(_asset(published, kind))
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_copy_in_hand_is_confirmed(server: Server) -> None:
    first = server.ask("/")
    again = server.ask("/", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_head_and_range(server: Server) -> None:
    whole = server.ask("/")
    head = server.ask("/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    part = server.ask("/", Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole.body[100:200])
    assert server.ask("/", Range="bytes=99999999-").status == 416


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    assert server.ask("/", method, Content_Length="0").status == 405


def test_addresses_without_their_slash_are_led_on(server: Server) -> None:
    answer = server.ask("/guides/one")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith("/guides/one/")
    assert "//" not in answer.headers["location"].removeprefix("https://")


def test_plain_http_leads_to_https(server: Server) -> None:
    answer = server.ask("/fr/guides/one/", plain=True)
    assert answer.status in (301, 308)
    usual = "https://localhost/fr/guides/one/"  # Caddy counts on the port that the world sees
    assert answer.headers["location"] in (usual, usual.replace("localhost", f"localhost:{server.https}"))


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_ciphers_are_refused(server: Server) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.load_verify_locations(server.certificate)
    old.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with (
        socket.create_connection(("127.0.0.1", server.https), 10) as plain,
        pytest.raises(ssl.SSLError),
        old.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        secure.version()
