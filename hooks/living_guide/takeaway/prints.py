"""Pages as PDF: one guide, or the whole hub with a cover and contents (through WeasyPrint).

Tagged for screen readers (PDF/UA-1). Nothing is fetched: only files of the built site are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from living_guide.messages import Text
from living_guide.takeaway import tagging
from living_guide.takeaway.articles import Article, bind

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

Words = Mapping[str, str]

STYLE = Path(__file__).with_suffix(".css")
MADE_BY = (Path(__file__), STYLE, Path(tagging.__file__))
"""Whatever decides, beside the words themselves, what a print looks like and tells."""
_SITE = "site:"
"""How a style or a picture is named in what is printed: `site:/assets/…`, below the site's root."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that belong together in the contents; a part without a title stands for itself."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What is printed. `edition` is a day as readers write it, or empty; `address` ends with a slash;
    `colour` is the city's own, or empty.
    """

    title: str
    description: str
    publisher: str
    language: str
    direction: str
    edition: str
    address: str
    parts: tuple[Part, ...]
    colour: str = ""

    @property
    def articles(self) -> list[Article]:
        return [article for part in self.parts for article in part.articles]


def manuscript(book: Book, words: Words) -> str:
    """The book as one HTML document. Its articles are changed: read them anew for another book."""
    from lxml import etree

    bind(book.articles, book.address)
    articles = []
    for article in book.articles:
        article.element.set("class", "article")
        articles.append(etree.tostring(article.element, method="html", encoding="unicode", with_tail=False))
    single = len(articles) == 1
    inside = "".join([_cover(book, words), "" if single else _contents(book.parts, words), *articles])
    own = f' style="--ink: {escape(book.colour)}; --link: {escape(book.colour)}"' if book.colour else ""
    return (
        f'<!doctype html><html lang="{escape(book.language)}" dir="{escape(book.direction)}"{own}>'
        f'<head><meta charset="utf-8"><title>{escape(book.title)}</title>'
        f'<meta name="author" content="{escape(book.publisher)}">'
        f'<meta name="description" content="{escape(book.description)}"></head>'
        f'<body class="{"single" if single else "book"}">{inside}</body></html>'
    )


def printed(text: str, site: Path) -> bytes:
    """A manuscript as PDF, with the fonts and pictures of a built site.

    Raises:
        weasyprint.urls.FatalURLFetchingError: a font or picture is none of the site's files.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetch, fonts = _fetcher(site.resolve()), FontConfiguration()
    style = CSS(string=STYLE.read_text("utf-8"), base_url=f"{_SITE}/", url_fetcher=fetch, font_config=fonts)
    made: bytes = HTML(string=text, base_url=f"{_SITE}/", url_fetcher=fetch).write_pdf(
        finisher=tagging.complete,
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(text.encode()).digest()[:16],
    )
    return made


def _fetcher(site: Path) -> URLFetcher:
    """Reads `site:/…` from the site's folder and refuses everything else, the network first of all."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class SiteFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            path = (site / url.removeprefix(f"{_SITE}/")).resolve()
            if not url.startswith(f"{_SITE}/") or not path.is_relative_to(site) or not path.is_file():
                raise FatalURLFetchingError(f"{url} is not part of the site")
            return URLFetcherResponse(url, path.read_bytes())

    return SiteFetcher()


def _cover(book: Book, words: Words) -> str:
    lines = [f"<h1>{escape(book.title)}</h1>", f"<p>{escape(book.description)}</p>"]
    lines.append(f'<p class="publisher">{escape(book.publisher)}</p>')
    if book.edition:
        edition = Text("Edition of {day}", day=book.edition).said(words)
        lines.append(f'<p class="edition">{escape(edition)}</p>')
    if book.address:
        lines.append(f'<p class="address"><a href="{escape(book.address)}">{escape(book.address)}</a></p>')
    return f'<div class="cover">{"".join(lines)}</div>'


def _contents(parts: Sequence[Part], words: Words) -> str:
    lines = []
    for part in parts:
        if part.title:
            lines.append(f'<li class="part title">{escape(part.title)}</li>')
        kind = "inside" if part.title else "part"
        lines += [
            f'<li class="{kind}"><a href="#{article.id}">{escape(article.title)}</a></li>'
            for article in part.articles
        ]
    title = Text("Contents").said(words)
    return f'<nav class="contents"><h1>{escape(title)}</h1><ol>{"".join(lines)}</ol></nav>'
