"""What the checks know of each language, read from `languages/<code>.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

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
    plural_determiners: frozenset[str] = frozenset()
    """Those of them that take a noun in the plural."""
    coordinators: frozenset[str] = frozenset()
    """Words that join two adjectives, or two verbs."""
    pronouns: frozenset[str] = frozenset()
    """Determiners that may also be the object of the verb that follows."""
    subjects: frozenset[str] = frozenset()
    """Words after which such a determiner is a pronoun, and a verb follows."""
    governing: frozenset[str] = frozenset()
    """Words after which those are no subjects: prepositions, mostly."""
    articles: frozenset[str] = frozenset()
    """Determiners with which a subject in the singular begins."""
    after_verbs: frozenset[str] = frozenset()
    """Words that follow a verb and its object pronoun, hardly ever a noun at the head of a clause."""
    inversions: frozenset[str] = frozenset()
    """What is joined to a verb in a question."""
    elided: frozenset[str] = frozenset()
    """What is written before an apostrophe: `l` of `l’idée`."""
    before_consonants: frozenset[str] = frozenset()
    """Words that take this form because the next one begins with a consonant."""
    before_vowels: frozenset[str] = frozenset()
    """The same before a vowel."""
    before_either: frozenset[str] = frozenset()
    """Words whose form depends on the next one's beginning and on more than that."""
    vowels: frozenset[str] = frozenset()
    """First letters that always sound like a vowel."""
    unsure: frozenset[str] = frozenset()
    """First letters of which nobody can tell how they sound without knowing the word."""
    ordinals: Mapping[str, str] = field(default_factory=dict)
    """Endings that are wrong behind a number, and the right ones."""
    repeatable: frozenset[str] = frozenset()
    """Words that may rightly stand twice in a row."""
    doubled_nouns: Mapping[str, str] = field(default_factory=dict)
    """A general noun, and the same noun at the end of a name in another language."""
    functions: frozenset[str] = frozenset()
    """What people do, as it may end up glued to a surname."""
    announcing: frozenset[str] = frozenset()
    """Words of a sentence that promises a list."""
    announcing_loosely: frozenset[str] = frozenset()
    """Those of them after which a remark may come first."""
    boilerplate: frozenset[str] = frozenset()
    """What web pages say around an article, in lower case."""
    mail_head: frozenset[str] = frozenset()
    """What stands before the colons in an e-mail's head."""
    mail_notices: frozenset[str] = frozenset()
    """Phrases that mail programs and offices put below a message."""
    rights_reserved: frozenset[str] = frozenset()
    """Phrases with which a publisher keeps what it printed."""
    hidden_address: frozenset[str] = frozenset()
    """What some web hosts write between brackets instead of an e-mail address."""
    kept_places: frozenset[str] = frozenset()
    """What authors write between brackets where something is still to be written, in lower case."""


def described() -> list[str]:
    """The languages that have a file here."""
    return sorted(path.stem for path in _FOLDER.glob("*.yml"))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language or, for `fr-CA`, of its base language."""
    written = facts(language)
    found: dict[str, Any] = {}
    for name in (item.name for item in fields(Lexicon) if item.name in written):
        found[name] = written[name] if isinstance(written[name], dict) else frozenset(written[name])
    return Lexicon(**found)


@cache
def facts(language: str) -> Mapping[str, Any]:
    """What the file of a language or of its base language says; nothing where there is none."""
    for code in (language, language.partition("-")[0]):
        path = _FOLDER / f"{code}.yml"
        if path.is_file():
            written: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
            return written
    return {}
