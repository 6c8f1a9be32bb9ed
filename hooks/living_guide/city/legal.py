"""The pages on law, privacy and access that a city must answer for: begun from what it said of itself. Pure.

What only the city's counsel can say stands there between brackets, after words that begin such a mark in
the page's language; publishing refuses a page as long as one of them is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

from living_guide.content import content
from living_guide.language import base_of
from living_guide.messages import Text, catalogue
from living_guide.pages import read_page
from living_guide.source import Source

KEYS = ("about/legal-notice.md", "about/privacy.md", "about/accessibility-statement.md")
"""Where they lie below a language's folder: the foot of every page leads there."""
_FOLDER = Path(__file__).parent / "pages"
_OPEN = {"publisher": Text("the publisher’s name")}
"""What a mark asks for, where the answer's own name would tell nobody."""
_CLOSING = re.compile(r"^---$", re.MULTILINE)


@cache
def mark(language: str) -> re.Pattern[str]:
    """What is still to be filled in, in a language."""
    begins = re.escape(Text("To complete").said(catalogue(language)))
    return re.compile(rf"\[{begins}[ \u00a0]?:[^\[\]]*\]")


def legal_pages(languages: Sequence[str], said: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Path below the project and text of each page, in each language that has a model for it.

    `languages` begins with the one the others are translations of; `said` holds for each language the
    name of the guide and the city's answers. What is not answered is to be completed.
    """
    found: dict[str, str] = {}
    for key in KEYS:
        original = ""
        for code in languages:
            model = _model(code, languages, key)
            if not model:
                continue
            text = Template(model).substitute(_Answers(code, said.get(code, {})))
            if original:
                closing = list(_CLOSING.finditer(text))[1].start()
                text = f"{text[:closing]}translation: {{of: {original}, by: machine}}\n{text[closing:]}"
            else:
                original = content(read_page(Source("", text), code, key)).hash
            found[f"local/{code}/{key}"] = text
    return found


class _Answers(dict[str, str]):
    """Answers by name; one that is missing becomes a mark."""

    def __init__(self, language: str, said: Mapping[str, str]) -> None:
        super().__init__({name: words for name, words in said.items() if words})
        self._language = language

    def __missing__(self, name: str) -> str:
        words = catalogue(self._language)
        asked = _OPEN[name].said(words) if name in _OPEN else name
        return f"[{Text('To complete').said(words)}{Text(': ').said(words)}{asked}]"


def _model(code: str, languages: Sequence[str], key: str) -> str:
    """The model of a page for a language: its own, or that of the language it is a variant of."""
    name = key.rpartition("/")[2]
    choices = [code] if base_of(code) in languages else [code, base_of(code)]
    paths = (_FOLDER / choice / name for choice in choices)
    return next((path.read_text("utf-8") for path in paths if path.is_file()), "")
