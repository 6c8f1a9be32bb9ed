"""What a build leaves: its files by content, and what its pages say and lead to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

KEPT = {".lock", "cards", "docs", "findings.json", "headers", "plan.json", "site", "sites", "take-away"}
"""Everything that `guide build` leaves below `build`."""


def digests(folder: Path) -> dict[str, str]:
    """The content of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def published(project: Path) -> tuple[str, dict[str, str]]:
    """The published site: where the link leads, and what is there."""
    link = project / "build/site"
    return str(link.readlink()), digests(link)


def left_over(project: Path) -> set[str]:
    """What lies below `build` besides the published site and the two before."""
    build = project / "build"
    sites = {path.name for path in (build / "sites").iterdir()}
    current = (build / "site").readlink().name
    before = {name for name in sites - {current} if name.startswith("site-")}
    strange = sites - {current} - before
    return ({path.name for path in build.iterdir()} - KEPT) | strange | (before if len(before) > 2 else set())


@dataclass(slots=True)
class Built(HTMLParser):
    """A page as its readers' machines see it."""

    html: str
    language: str = ""
    links: list[str] = field(default_factory=list)
    heads: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """`meta` and `link` elements."""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.language = values.get("lang", "")
        if tag in ("meta", "link"):
            self.heads.append((tag, values))
        only_said = values.get("rel") in ("canonical", "alternate")
        self.links += [values[name] for name in ("href", "src") if name in values and not only_said]

    @property
    def canonical(self) -> list[str]:
        return [values["href"] for _, values in self.heads if values.get("rel") == "canonical"]

    @property
    def alternates(self) -> dict[str, str]:
        """The same page in other languages; feeds are alternates, too, and have no language of their own."""
        found = [
            values for _, values in self.heads if values.get("rel") == "alternate" and "hreflang" in values
        ]
        return {values["hreflang"]: values["href"] for values in found}

    @property
    def is_hidden_from_search_engines(self) -> bool:
        return any(
            values.get("name") == "robots" and "noindex" in values["content"] for _, values in self.heads
        )


def page(site: Path, address: str) -> Built:
    """The page published at an address below the site's root: `fr/guides/`."""
    return Built((site / address / "index.html").read_text("utf-8"))


def lost_links(site: Path, root: str) -> list[str]:
    """Links of all pages that lead out of the folder the site is published in, or to no file of it."""
    lost = []
    for file in sorted(site.rglob("*.html")):
        here = root + file.relative_to(site).as_posix().removesuffix("index.html")
        for link in Built(file.read_text("utf-8")).links:
            target = urljoin(here, link)
            if urlsplit(target).netloc != urlsplit(root).netloc or urlsplit(target).scheme == "mailto":
                continue
            place = unquote(target.partition("#")[0].partition("?")[0])
            path = site / place.removeprefix(root)
            found = path.is_file() or (place.endswith("/") and (path / "index.html").is_file())
            if not place.startswith(root) or not found:
                lost.append(f"{here}: {link}")
    return lost
