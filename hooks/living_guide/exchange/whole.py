"""Everything a guide says, in forms that other tools read: what one takes along on leaving.

The city's layer has been laid over upstream's: each page, concept and list is there once, as readers know it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from living_guide.corpus import Corpus
from living_guide.exchange import writers
from living_guide.exchange.csv_form import guarded
from living_guide.exchange.files import concepts_of
from living_guide.messages import SOURCE_LANGUAGE, Text, catalogue, languages
from living_guide.pages import Page
from living_guide.stage.glossary_pages import FOLDER as GLOSSARY
from living_guide.toolbox import FOLDER as TOOLBOX

ABOUT = "guide.json"
"""What the guide is called, where it was published, in which languages: by this file an export is known."""
_COLUMNS = ("language", "path", "address", "title", "description", "type", "status", "published", "reviewed")
_CONTENTS = (
    (ABOUT, Text("what the guide is called, where it was published, in which languages")),
    ("docs/", Text("every page as it was written, in Markdown, with its pictures and downloads")),
    ("pages.json", Text("the same with fields and addresses, for programs")),
    ("pages.csv", Text("the list of pages, for spreadsheets")),
    (
        "glossary.*",
        Text("the glossary, for programs (json), spreadsheets (csv) and translators’ tools (tbx)"),
    ),
    ("data/", Text("roles, names, sources and everything else that pages share, for programs")),
)


def whole(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """Place and bytes of each file, in a fixed order.

    Raises:
        OSError: a picture or download cannot be read.
    """
    yield "README.md", _readme(corpus).encode()
    yield ABOUT, _json(_about(corpus))
    for page in (*corpus.pages, *_made(corpus)):
        yield f"docs/{page.language}/{page.key}", page.source.text.encode()
    for place, file in sorted(corpus.assets.items()):
        yield f"docs/{place}", file.location.read_bytes()
    listed = [_told(corpus, page) for page in corpus.pages]
    yield "pages.json", _json(listed)
    yield "pages.csv", _table(listed).encode()
    concepts = concepts_of(corpus)
    for form, write in sorted(writers().items()):
        yield f"glossary.{form}", write(concepts, corpus.settings.codes).encode()
    for name, read in sorted(corpus.data.items()):
        yield f"data/{name}.json", _json(read.root.plain() if read.root else None)


def _made(corpus: Corpus) -> Iterator[Page]:
    """The pages made from data to which others lead: terms, and what readers fill in."""
    for (language, key), page in corpus.generated.items():
        if language == page.language and key.startswith((f"{GLOSSARY}/", f"{TOOLBOX}/")):
            yield page


def _json(value: Any) -> bytes:
    """Days become text, as in the files."""
    return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _about(corpus: Corpus) -> dict[str, Any]:
    settings = corpus.settings
    return {
        "name": settings.name,
        "description": settings.description,
        "address": settings.address,
        "languages": [
            {"code": item.code, "name": item.name, "site_name": settings.name_in(item.code)}
            for item in settings.languages
        ],
        "city": dict(settings.city),
    }


def _told(corpus: Corpus, page: Page) -> dict[str, Any]:
    """A page for programs; `path` is the same in every language."""
    address = corpus.settings.address + corpus.settings.language(page.language).prefix + page.url
    return {
        "language": page.language,
        "path": page.key,
        "address": address,
        "fields": page.meta.plain() if page.meta else {},
        "title": page.title,
        "markdown": page.source.text[page.body :],
    }


def _table(listed: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    for told in listed:
        row = {**told["fields"], **{name: told[name] for name in _COLUMNS if name in told}}
        table.writerow(guarded(str(row.get(name) or "")) for name in _COLUMNS)
    return out.getvalue()


def _readme(corpus: Corpus) -> str:
    """What lies where, in the guide's languages as far as we speak them."""
    spoken = [code for code in corpus.settings.codes if code in languages()] or [SOURCE_LANGUAGE]
    lines = []
    for code in spoken:
        words = catalogue(code)
        name = corpus.settings.name_in(code) if code in corpus.settings.codes else corpus.settings.name
        lines += [f"# {name}", "", Text("Everything this guide said, without the program.").said(words), ""]
        lines += ["| | |", "|---|---|", *(f"| `{place}` | {said.said(words)} |" for place, said in _CONTENTS)]
        lines += [""]
    return "\n".join(lines)
