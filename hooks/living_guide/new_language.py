"""A language more: its home page, and the catalogue of the words of its interface."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from living_guide.messages import Text, blanks, catalogue, sentences
from living_guide.waivers import TO_WRITE


@dataclass(frozen=True, slots=True)
class Interface:
    """A catalogue as it is to be written, and how far its translation has come."""

    text: str
    translated: int
    total: int
    unusable: tuple[str, ...]
    """Sentences whose translation has other blanks in braces than the English: they are not used."""


def home(code: str, original: str) -> str:
    """The home page in a new language, as a draft: readers see the original with a notice till then."""
    words = catalogue(code)
    title = Text("To translate").said(words)
    told = Text("Translate `{original}` here; then take the line `status: draft` away.", original=original)
    return "\n".join(
        [
            "---",
            f"title: {json.dumps(title, ensure_ascii=False)}",
            "status: draft",
            "translation: {by: human}",
            "---",
            "",
            f"# {title}",
            "",
            f"<!-- {TO_WRITE}: {told.said(words)} -->",
            "",
        ]
    )


def interface(code: str, written: str) -> Interface:
    """The catalogue of a language with every sentence the interface says, keeping what is translated."""
    known, own = catalogue(code), {}
    for entry in read_po(io.StringIO(written), locale=None) if written else ():
        if entry.id:
            own[str(entry.id)] = str(entry.string)
    unusable = tuple(
        said for said in sorted(sentences()) if own.get(said) and blanks(own[said]) != blanks(said)
    )
    catalog = Catalog(locale=code.replace("-", "_"), charset="utf-8")
    for sentence in sorted(sentences()):
        catalog.add(sentence, own.get(sentence) or known.get(sentence, ""))
    output = io.BytesIO()
    write_po(output, catalog, width=0, omit_header=True, sort_output=True)
    header = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    done = sum(bool(own.get(said) or known.get(said)) for said in sentences()) - len(unusable)
    return Interface(header.format(code) + output.getvalue().decode(), done, len(sentences()), unusable)
