"""The languages that the city's file names, and a language more."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from living_guide.city.file import CityFileError, Key, places, value_at, with_value
from living_guide.messages import Text
from living_guide.settings import IN_PREPARATION

LANGUAGES: Key = ("plugins", "i18n", "languages")
BEGUN: Key = ("extra", "city", IN_PREPARATION)


def codes(text: str) -> list[str]:
    """The languages of the city's file, in its order.

    Raises:
        CityFileError: it names none.
    """
    found = places(text)
    named: list[str] = []
    while (*LANGUAGES, len(named), "locale") in found:
        named.append(found[*LANGUAGES, len(named), "locale"].value)
    if not named:
        raise CityFileError(Text("mkdocs.yml names no language below `plugins: i18n: languages:`"))
    return named


def own_name(code: str) -> str:
    """What a language calls itself; nothing when no such language is known."""
    try:
        name = str(Locale.parse(code, sep="-").get_display_name() or "")
    except (UnknownLocaleError, ValueError):
        return ""
    return name[:1].upper() + name[1:]


def with_language(text: str, code: str, name: str, *, begun: bool = False) -> str:
    """The city's file with a language more, `begun` or whole; its comments and its order stay.

    Raises:
        CityFileError: it names no language yet, or holds something on the way that we will not write over.
    """
    text = with_value(text, (*LANGUAGES, len(codes(text))), {"locale": code, "name": name})
    if not begun:
        return text
    known = value_at(text, BEGUN)
    if isinstance(known, list):
        return with_value(text, (*BEGUN, len(known)), code)
    return with_value(text, BEGUN, [code])
