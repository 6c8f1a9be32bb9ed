"""What pages made from data share: words as Markdown, alphabetical order, front matter, language names."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from living_guide.folding import without_accents

if TYPE_CHECKING:
    from living_guide.language import Language

Words = Mapping[str, str]
"""A catalogue: English sentence -> the same in the page's language."""

SEARCH_PAGE = "search.md"
"""Key of the page that searches; it is found by its link, never by a search."""
_MARKUP = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_{}[]<>&|#~=!^$"})
_CODE = re.compile(r"(?<!`)`[^`]+`(?!`)")
_BACKTICKS = re.compile(r"`+")
_LONGEST_DESCRIPTION = 160


def plain(text: str) -> str:
    """Text as Markdown that shows exactly this text, on one line."""
    return " ".join(text.split(" ")).replace("\n", " ").translate(_MARKUP)


def plain_but_code(text: str) -> str:
    """Text as Markdown that shows this text, with what stands between backticks as code."""
    parts, at = [], 0
    for found in _CODE.finditer(text):
        parts += [plain(text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*parts, plain(text[at:])])


def fenced(text: str) -> list[str]:
    """Lines of a block that shows this text sign by sign."""
    fence = "`" * (1 + max(2, *(len(run) for run in _BACKTICKS.findall(text)), 2))
    return [f"{fence}text", *text.split("\n"), fence]


@lru_cache(maxsize=10_000)  # a page's title is sorted once for each concept that it names
def sort_key(term: str) -> str:
    """Alphabetical order as a dictionary's: accents and case aside."""
    folded = unicodedata.normalize("NFKD", _without_ligatures(term.casefold()))
    return "".join(character for character in folded if character.isalnum() or character == " ")


def bare_words(texts: Iterable[str]) -> str:
    """Texts as a filter looks for them: letters and digits without accents, each word once.

    The script of the glossary folds what readers type in the same way.
    """
    folded = without_accents(_without_ligatures(" ".join(texts).lower()))
    words = "".join(character if character.isalnum() else " " for character in folded).split()
    return " ".join(dict.fromkeys(words))


def _without_ligatures(text: str) -> str:
    return text.replace("œ", "oe").replace("æ", "ae")


def front_matter(title: str, description: str, order: int) -> list[str]:
    """The lines of a made page's front matter."""
    short = description
    if len(description) > _LONGEST_DESCRIPTION:
        short = description[: _LONGEST_DESCRIPTION - 3].rsplit(" ", 1)[0] + "…"
    return [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"description: {json.dumps(short, ensure_ascii=False)}",
        "type: page",
        f"order: {order}",
        "---",
        "",
    ]


def language_name(language: Language, reader: str) -> str:
    """What a language is called in the reader's; its own name where nobody knows."""
    try:
        name = Locale.parse(language.code, sep="-").get_display_name(Locale.parse(reader, sep="-"))
    except (UnknownLocaleError, ValueError):
        name = None
    return name[0].upper() + name[1:] if name else language.name
