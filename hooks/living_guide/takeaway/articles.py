"""Articles taken out of built pages, made ready for paper: ids of their own, links that lead somewhere.

Taken from the built site, because it is what readers see: definitions, notices, facts and all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HERE = "https://site.invalid/"
"""Stands for the site's root while addresses are joined; no such host can exist (RFC 2606)."""
_NOT_ON_PAPER = (
    "headerlink",
    "lg-toc",
    "lg-answer",
    "lg-neighbours",
    "lg-definition",
    "lg-filter",
    "lg-takeaway",
    "lg-share__ways",
    "lg-status__bar",  # its legend says the same
)
_TO_BE_USED = ("script", "template", "dialog", "button", "form", "input", "noscript")
"""Elements that are for a screen only; the boxes of a checklist are drawn by the style."""


@dataclass(frozen=True, slots=True)
class Article:
    """One page of a book. `id` names it there; `url` is its address below the site's root."""

    id: str
    url: str
    title: str
    element: HtmlElement


def read_article(site: Path, url: str) -> Article:
    """The article of a built page.

    Raises:
        ValueError: the page has no article, or no title.
    """
    from lxml import html

    page = html.parse(str(site / url / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()
    article = next(page.iter("article"), None)
    heading = next(article.iter("h1"), None) if article is not None else None
    if article is None or heading is None:
        raise ValueError(f"{url} has no article with a title")
    for element in list(article.iter()):
        classes = (element.get("class") or "").split() if isinstance(element.tag, str) else []
        if element.tag in _TO_BE_USED or any(name in classes for name in _NOT_ON_PAPER):
            element.drop_tree()
        elif element.tag == "details":
            element.set("open", "open")
        elif element.tag == "dl":
            _as_paragraphs(element)
        elif element.tag == "li":
            _as_lines(element)
    return Article(_name(url), url, " ".join(heading.text_content().split()), article)


def _as_paragraphs(facts: HtmlElement) -> None:
    """A list of terms whose pairs lie in rows, as one paragraph a row: a PDF's lists know no rows."""
    rows = [row for row in facts if row.tag == "div"]
    for row in rows:
        row.tag = "p"
        for part in row:
            part.tag = "b" if part.tag == "dt" else "span"
    if rows:
        facts.tag = "div"


def _as_lines(item: HtmlElement) -> None:
    """A list item of several paragraphs as one of several lines: in a PDF's lists an item has one body."""
    for place, part in reversed([*enumerate(item)]):
        if part.tag == "p":
            part.tag = "span"
            if place or (item.text or "").strip():
                item.insert(place, item.makeelement("br"))


def bind(articles: list[Article], address: str) -> None:
    """Make articles one document: every id unlike all others, links inside where both ends are.

    Links to pages left out lead to the site, whose `address` ends with a slash; without one, they
    become plain words.
    """
    places = {article.url: article.id for article in articles}
    for article in articles:
        ids = {element.get("id") for element in article.element.iter() if element.get("id")}
        for element in article.element.iter():
            _rename(element, article, ids)
            if element.tag == "a":
                _lead(element, article, places, address)
        article.element.set("id", article.id)
        article.element.tag = "section"


def _rename(element: HtmlElement, article: Article, ids: set[str | None]) -> None:
    for name in ("id", "for", "aria-labelledby", "aria-describedby"):
        value = element.get(name)
        if value is not None:
            kept = [f"{article.id}-{part}" for part in value.split() if part in ids]
            if kept:
                element.set(name, " ".join(kept))
            else:
                del element.attrib[name]


def _lead(link: HtmlElement, article: Article, places: Mapping[str, str], address: str) -> None:
    href = link.get("href")
    if href is None:
        return
    target, anchor = urldefrag(urljoin(_HERE + article.url, href))
    if not target.startswith(_HERE):
        return
    url = target.removeprefix(_HERE).removesuffix("index.html")
    if url in places:
        link.set("href", "#" + (f"{places[url]}-{anchor}" if anchor else places[url]))
    elif address:
        link.set("href", address + url + (f"#{anchor}" if anchor else ""))
        link.classes.add("lg-elsewhere")
    else:
        del link.attrib["href"]


def _name(url: str) -> str:
    return "page-" + (url.strip("/").replace("/", "-") or "home")
