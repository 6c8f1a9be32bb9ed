"""What is made from the corpus once all languages are built: site map, searches, glossary files.

A step takes the corpus and a folder that holds every language, and writes into it. Add yours to
:data:`STEPS`; the order is theirs in the list.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from living_guide.corpus import Corpus
from living_guide.exchange import writers
from living_guide.exchange.files import concepts_of
from living_guide.pages import Page
from living_guide.publish.fingerprints import fingerprint
from living_guide.publish.policy import HOSTS_FILE, for_hosts
from living_guide.publish.served import compress, write_sums
from living_guide.settings import Language

PUBLISHED_FORMS = ("json", "csv")
"""Forms in which the site offers its glossary to others."""
SEARCH = Path("search/search_index.json")

Step = Callable[[Corpus, Path], None]


def write_sitemap(corpus: Corpus, site: Path) -> None:
    """The site map, in place of the engine's."""
    (site / "sitemap.xml").write_text(sitemap(corpus), "utf-8")
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def write_headers(corpus: Corpus, site: Path) -> None:
    """What hosts are to say with every answer."""
    (site / HOSTS_FILE).write_text(for_hosts(), "utf-8")


def write_glossary(corpus: Corpus, site: Path) -> None:
    """The glossary in the forms offered to others."""
    concepts = concepts_of(corpus)
    for form in PUBLISHED_FORMS if concepts else ():
        (site / f"glossary.{form}").write_text(writers()[form](concepts, corpus.settings.codes), "utf-8")


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
            if page.text("status") != "draft":
                found.setdefault(page.url, []).append(language)
    return found


def merge_search(indexes: Iterable[Path], site: Path) -> None:
    """One index of all the languages' pages, as the engine would have written it."""
    read = [json.loads(path.read_text("utf-8")) for path in indexes if path.is_file()]
    if read:
        merged = {**read[0], "docs": [entry for index in read for entry in index["docs"]]}
        (site / SEARCH).write_text(json.dumps(merged, ensure_ascii=False), "utf-8")


def split_search(corpus: Corpus, site: Path) -> None:
    """Give each language its own index, at the place where its pages look for it."""
    path = site / SEARCH
    if not path.is_file():
        return
    index: dict[str, Any] = json.loads(path.read_text("utf-8"))
    others = [item for item in corpus.settings.languages if item.prefix]
    for language in corpus.settings.languages:
        own = []
        for entry in index["docs"]:
            location = str(entry["location"])
            home = next((item for item in others if location.startswith(item.prefix)), None)
            if (home.code if home else "") == (language.code if language.prefix else ""):
                own.append({**entry, "location": location.removeprefix(language.prefix)})
        target = site / language.prefix / SEARCH
        target.parent.mkdir(parents=True, exist_ok=True)
        config = {**index["config"], "lang": [language.code.partition("-")[0]]}
        content = {"config": config, "docs": own}
        target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


STEPS: tuple[Step, ...] = (write_sitemap, split_search, write_headers, write_glossary)
"""Everything the site has that no engine makes, in the order it is made."""


SEALS: tuple[Step, ...] = (fingerprint, compress, write_sums)
"""What only a site that goes online needs: after it, no file changes any more."""


def finish(corpus: Corpus, site: Path) -> None:
    """Make what no engine makes."""
    for step in STEPS:
        step(corpus, site)


def seal(corpus: Corpus, site: Path) -> None:
    """Make a finished site ready for a web server."""
    for step in SEALS:
        step(corpus, site)
