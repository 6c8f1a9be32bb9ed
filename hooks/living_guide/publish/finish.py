"""What is made from the corpus once all languages are built: site map, searches, glossary files.

A step takes the corpus and a folder that holds every language, and writes into it. Add yours to
:data:`STEPS`; the order is theirs in the list.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from living_guide.corpus import Corpus
from living_guide.exchange import writers
from living_guide.exchange.files import concepts_of
from living_guide.json_schemas import FOLDER, schema_files
from living_guide.language import Language
from living_guide.pages import Page
from living_guide.publish.feeds import write_feeds
from living_guide.publish.fingerprints import fingerprint
from living_guide.publish.plain_pages import write_plain_pages
from living_guide.publish.policy import HOSTS_FILE, for_hosts
from living_guide.publish.redirects import write_redirects
from living_guide.publish.served import compress, write_sums
from living_guide.publish.theme import leave_out_theme, shorten_theme
from living_guide.search.documents import is_searchable
from living_guide.search.parts import write as write_search
from living_guide.search.records import write_records

PUBLISHED_FORMS = ("json", "csv")
"""Forms in which the site offers its glossary to others."""

Step = Callable[[Corpus, Path], None]


def write_sitemap(corpus: Corpus, site: Path) -> None:
    """The site map, in place of the engine's; search engines are sent to no archive."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    if corpus.settings.archived:
        (site / "sitemap.xml").unlink(missing_ok=True)
    else:
        (site / "sitemap.xml").write_text(sitemap(corpus), "utf-8")


def write_headers(corpus: Corpus, site: Path) -> None:
    """What hosts are to say with every answer."""
    (site / HOSTS_FILE).write_text(for_hosts(corpus.settings.address), "utf-8")


def write_glossary(corpus: Corpus, site: Path) -> None:
    """The glossary in the forms offered to others."""
    concepts = concepts_of(corpus)
    for form in PUBLISHED_FORMS if concepts else ():
        (site / f"glossary.{form}").write_text(writers()[form](concepts, corpus.settings.codes), "utf-8")


def write_schemas(corpus: Corpus, site: Path) -> None:
    """What editors need to know of the files people write."""
    for place, text in schema_files().items():
        path = site / FOLDER / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def sitemap(corpus: Corpus) -> str:
    """Every page in every language that has it, with its twins; no invented dates."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for url, versions in sorted(_versions(corpus).items()):
        addresses = {item.code: corpus.settings.address + item.prefix + url for item in versions}
        for address in addresses.values():
            lines += ["  <url>", f"    <loc>{escape(address)}</loc>"]
            if len(addresses) > 1:
                lines += [
                    f'    <xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(twin)}/>'
                    for code, twin in addresses.items()
                ]
            lines.append("  </url>")
    return "\n".join([*lines, "</urlset>", ""])


def _versions(corpus: Corpus) -> dict[str, list[Language]]:
    found: dict[str, list[Language]] = {}
    for language in corpus.settings.languages:
        pages: list[Page] = corpus.all_pages(language.code)
        for page in pages:
            if is_searchable(page):
                found.setdefault(page.url, []).append(language)
    return found


STEPS: tuple[Step, ...] = (
    write_sitemap,
    leave_out_theme,
    write_search,
    write_records,
    write_headers,
    write_glossary,
    write_feeds,
    write_plain_pages,
    write_schemas,
    write_redirects,
)
"""Everything the site has that no engine makes, in the order it is made."""


SEALS: tuple[Step, ...] = (shorten_theme, fingerprint, compress, write_sums)
"""What only a site that goes online needs: after it, no file changes any more."""


def finish(corpus: Corpus, site: Path) -> None:
    """Make what no engine makes."""
    for step in STEPS:
        step(corpus, site)


def seal(corpus: Corpus, site: Path) -> None:
    """Make a finished site ready for a web server."""
    for step in SEALS:
        step(corpus, site)
