"""`search/records.jsonl`: what is searched, a line a section, for engines that search several guides.

A network of cities can feed one engine with the files of its members; `deploy/SEARCH.md` shows how.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from living_guide.corpus import Corpus
from living_guide.search.documents import Document, documents
from living_guide.stage.concept_pages import uses

FILE = Path("search/records.jsonl")
_DIGITS = 16


def write_records(corpus: Corpus, site: Path) -> None:
    """Write the records of every language into a site."""
    lines = [json.dumps(record, ensure_ascii=False) for record in records(corpus)]
    (site / FILE).parent.mkdir(parents=True, exist_ok=True)
    (site / FILE).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def records(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """One a section that says something, in the order of languages, pages and sections."""
    for language in corpus.settings.languages:
        used: dict[str, list[str]] = {}
        for identifier, pages in uses(corpus, language.code).items():
            for page in pages:
                used.setdefault(page.key, []).append(identifier)
        for document in documents(corpus, language.code):
            base = corpus.settings.address + language.prefix + document.page.url
            shared = _shared(corpus, document, used.get(document.page.key, []))
            for section in document.sections:
                if section.text or section.heading:
                    url = base + (f"#{section.anchor}" if section.anchor else "")
                    own = {"heading": section.heading, "text": section.text}
                    yield {"id": _id(url), "url": url, **shared, **own}


def _id(url: str) -> str:
    """What engines that allow only letters and digits in an id can take."""
    return hashlib.sha256(url.encode()).hexdigest()[:_DIGITS]


def _shared(corpus: Corpus, document: Document, concepts: list[str]) -> dict[str, Any]:
    page = document.page
    return {
        "site": corpus.settings.name,
        "language": page.language,
        "title": page.title,
        "description": page.text("description"),
        "type": document.kind,
        "roles": list(document.roles),
        "places": list(document.places),
        "topics": page.texts("topics"),
        "concepts": sorted({*concepts, *([document.concept] if document.concept else [])}),
    }
