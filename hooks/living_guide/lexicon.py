"""What the checks know of each language, read from `languages/<code>.yml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Facts of one language; empty for a language nobody has described yet."""

    vague_links: frozenset[str] = frozenset()
    """Link texts that say nothing of where they lead, in lower case."""
    determiners: frozenset[str] = frozenset()
    """Words that show the next one to be a noun."""
    between: frozenset[str] = frozenset()
    """Adjectives that may stand between a determiner and its noun."""
    subjects: frozenset[str] = frozenset()
    """Words after which a would-be determiner is a pronoun, and a verb follows."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language or, for `fr-CA`, of its base language."""
    for code in (language, language.partition("-")[0]):
        path = _FOLDER / f"{code}.yml"
        if path.is_file():
            written = yaml.safe_load(path.read_text("utf-8"))
            names = [item.name for item in fields(Lexicon)]
            return Lexicon(**{name: frozenset(written.get(name, ())) for name in names})
    return Lexicon()
