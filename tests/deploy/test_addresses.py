"""Every address of a site, at the root of a host and below a path: what leads somewhere, what has moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from servers import Server

from living_guide.publish.policy import headers

HOST = "https://localhost"
PREFIX = "/some/path"
MOVED = [
    ("/old/name/", "/guides/one/"),
    ("/Alt.html", "/guides/one/"),
    ("/guides/one-old/", "/guides/one/"),
    ("/was/", "/only/"),
    ("/fr/old/name/", "/fr/guides/one/"),
    ("/fr/ancien/", "/fr/guides/one/"),
    ("/fr/was/", "/fr/only/"),
    ("/glossary/hatred/", "/glossary/hate/"),
    ("/fr/glossary/hatred/", "/fr/glossary/hate/"),
]


class _Page(HTMLParser):
    """Everything a page points to, with what only search engines and feed readers follow."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.targets |= {values[name] for name in ("href", "src", "action") if name in values}
        if values.get("property") in ("og:url", "og:image"):
            self.targets.add(values["content"])
        if values.get("http-equiv") == "refresh":
            self.targets.add(values["content"].partition("url=")[2])


def _written(path: Path) -> set[str]:
    """The addresses in a file: what a page or a style sheet points to, what a list for machines names."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return _Page(text).targets
    if path.suffix == ".css":
        return {found for found in _IN_STYLES.findall(text) if not found.startswith("data:")}
    return set(_WHOLE.findall(text))


_IN_STYLES = re.compile(r"""url\(["']?([^"')]+)""")
_WHOLE = re.compile(r"https://localhost/[^\s\"'<>)\]]*")
_TELLING = (".html", ".css", ".xml", ".txt", ".jsonl", ".md")


def lost(asked: Callable[[str], int], site: Path, prefix: str) -> tuple[set[str], list[str]]:
    """Every path that a site's files point to, asked for once; and those for which nothing is there."""
    known: dict[str, int] = {}
    lacking = []
    for file in sorted(path for path in site.rglob("*") if path.suffix in _TELLING):
        address = f"{HOST}{prefix}/{file.relative_to(site).as_posix().removesuffix('index.html')}"
        for written in sorted(_written(file)):
            target = urlsplit(urldefrag(urljoin(address, written)).url)
            if (target.scheme, target.netloc) != ("https", "localhost"):
                continue
            path = target.path + (f"?{target.query}" if target.query else "")
            if path not in known:
                known[path] = asked(path)
            if known[path] != 200 or not path.startswith(f"{prefix}/"):
                lacking.append(f"{address}: {written}")
    return set(known), lacking


def _lost(server: Server, site: Path, prefix: str) -> list[str]:
    known, lacking = lost(lambda path: server.ask(path).status, site, prefix)
    assert len(known) > 35
    return lacking


def test_nothing_is_lost_at_the_root(server: Server, published: Path) -> None:
    assert _lost(server, published / "build/site", "") == []


def test_nothing_is_lost_below_a_path(below: Server, published_below: Path) -> None:
    assert _lost(below, published_below / "build/site", PREFIX) == []


def test_machines_are_told_whole_addresses(below: Server) -> None:
    """The site map, the feeds, the list for programs and the pages' own addresses name the path."""
    for path in ("/sitemap.xml", "/feed.xml", "/fr/feed.xml", "/llms.txt", "/search/records.jsonl"):
        told = below.ask(PREFIX + path)
        assert told.status == 200
        found = told.body.decode().split(HOST)[1:]
        assert found and all(part.startswith(f"{PREFIX}/") for part in found), path
    assert b"old/name" not in below.ask(f"{PREFIX}/sitemap.xml").body


@pytest.mark.parametrize(("old", "new"), MOVED)
def test_what_has_moved_is_found(server: Server, old: str, new: str) -> None:
    answer = server.ask(old)
    assert (answer.status, answer.headers["location"]) == (301, new)
    assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize(("old", "new"), MOVED)
def test_what_has_moved_is_found_below_a_path(below: Server, old: str, new: str) -> None:
    answer = below.ask(PREFIX + old)
    assert (answer.status, answer.headers["location"]) == (301, PREFIX + new)


def test_without_the_rules_the_page_itself_leads_on(published_below: Path) -> None:
    html = (published_below / "build/site/fr/old/name/index.html").read_text("utf-8")
    assert '<html lang="fr" dir="ltr">' in html and "Cette page a changé d’adresse" in html
    assert 'content="0; url=../../guides/one/"' in html and '<a href="../../guides/one/">Un</a>' in html
    assert 'href="https://localhost/some/path/fr/guides/one/"' in html and "noindex" in html
    assert "<script" not in html
    html = (published_below / "build/site/fr/was/index.html").read_text("utf-8")
    assert '<a href="../only/" lang="en">Only in English</a>' in html
    assert 'rel="canonical" href="https://localhost/some/path/only/"' in html


@pytest.mark.parametrize(
    ("path", "place"),
    [("/no", "404.html"), ("/fr/no/", "fr/404.html"), ("/de/no/", "404.html"), ("/assets/", "404.html")],
)
def test_what_is_not_there_is_said_below_a_path(
    below: Server, published_below: Path, path: str, place: str
) -> None:
    answer = below.ask(PREFIX + path)
    assert (answer.status, answer.body) == (404, (published_below / "build/site" / place).read_bytes())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/fr/guides/one/", "/no"])
def test_the_policy_holds_below_a_path(below: Server, path: str) -> None:
    answer = below.ask(PREFIX + path)
    wanted = {name.lower(): value for name, value in headers().items()}
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "strict-transport-security" not in answer.headers, "it would speak for the whole host"


def test_below_a_path_is_kept_and_compressed(below: Server, published_below: Path) -> None:
    [style] = (published_below / "build/site/assets/stylesheets").glob("guide.*.css")
    answer = below.ask(f"{PREFIX}/assets/stylesheets/{style.name}", Accept_Encoding="gzip")
    assert "max-age=31536000" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert "max-age=300" in below.ask(f"{PREFIX}/").headers["cache-control"]


@pytest.mark.parametrize("path", ["/_headers", "/_redirects", "/.git/config", "/../path/../../mkdocs.yml"])
def test_nothing_else_is_given_out_below_a_path(below: Server, path: str) -> None:
    assert below.ask(PREFIX + path).status in (400, 404) or b"the city" in below.ask(PREFIX + path).body


def test_the_city_s_own_site_goes_on(below: Server) -> None:
    assert below.ask("/elsewhere").body == b"the city"
    assert "content-security-policy" not in below.ask("/elsewhere").headers
    assert below.ask(PREFIX).headers["location"].endswith(f"{PREFIX}/")
