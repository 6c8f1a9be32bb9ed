"""A language more: its home page, and the catalogue of the words of its interface."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from living_guide.messages import Text, blanks, catalogue, interface, is_drafted, sentences
from living_guide.waivers import TO_WRITE


@dataclass(frozen=True, slots=True)
class Interface:
    """A catalogue as it is to be written, and how far its translation has come."""

    text: str
    """Empty where there is nothing left to translate, and the city says nothing its own way."""
    translated: int
    total: int
    is_drafted: bool
    """Whether what we have of it was drafted by a machine, and nobody has reviewed it."""
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


def city_catalogue(code: str, written: str) -> Interface:
    """The city's catalogue of a language: what it says itself, and all of the interface that nobody says yet.

    What we have translated stays out, so that corrections to it still arrive.
    """
    known, own = catalogue(code, city=None), {}
    for entry in read_po(io.StringIO(written), locale=None) if written else ():
        if entry.id:
            own[str(entry.id)] = str(entry.string)
    unusable = tuple(
        said for said in sorted(sentences()) if own.get(said) and blanks(own[said]) != blanks(said)
    )
    usable = {said for said in own if own[said] and said not in unusable}
    catalog = Catalog(locale=code.replace("-", "_"), charset="utf-8")
    for sentence in sorted({said for said in own if own[said]} | (interface() - set(known))):
        catalog.add(sentence, own.get(sentence, ""))
    output = io.BytesIO()
    write_po(output, catalog, width=0, omit_header=True, sort_output=True)
    header = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    done = len(interface() & (usable | set(known)))
    text = header.format(code) + output.getvalue().decode() if len(catalog) else ""
    return Interface(text, done, len(interface()), is_drafted(code), unusable)
