"""What we say to people, in their language.

A :class:`Text` keeps the English words and what fills them; it becomes a sentence only when it is
shown. Catalogues are gettext's: `locale/<lang>.po`, the form translators' tools read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from string import Formatter

from babel import Locale, localedata
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

LOCALE_FOLDER = Path(__file__).parent / "locale"
INTERFACE = "interface"
"""The folder in it of catalogues for readers alone: the site speaks more languages than the command."""
PROJECT = LOCALE_FOLDER.parents[2]
"""The folder that holds `hooks`: the project whose words these are."""
CITY_LOCALE = "local/data/locale"
"""Where a city translates the interface, or says things its own way; data, so that nobody publishes it."""
SOURCE_LANGUAGE = "en"
"""The language of the sentences in the code: the only one that needs no catalogue."""

Value = object

_RULE = "\0rule"
"""In a catalogue, gettext's rule for which plural form goes with a number; `msgid` + NUL + n is form n."""


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence with named blanks: `Text("no page `{target}`", target="a.md")`."""

    msgid: str
    values: tuple[tuple[str, Value], ...]
    plural: str
    """The English for any other number than one, of a sentence that counts; see `counted`."""

    def __init__(self, msgid: str, /, **values: Value) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "values", tuple(values.items()))
        object.__setattr__(self, "plural", "")

    @classmethod
    def from_data(cls, msgid: str, values: Mapping[str, Value], plural: str = "") -> Text:
        """A sentence that was written down as data: not one for the catalogues' extraction."""
        text = cls(msgid, **values)
        object.__setattr__(text, "plural", plural)
        return text

    def __str__(self) -> str:
        return self.said({})

    def said(self, catalogue: Mapping[str, str]) -> str:
        """The sentence in a catalogue's language; English where it has none."""
        words = self._form(catalogue) if self.plural else catalogue.get(self.msgid, self.msgid)
        filled = {
            name: value.said(catalogue) if isinstance(value, Text) else value for name, value in self.values
        }
        return words.format_map(filled) if filled else words.replace("{{", "{").replace("}}", "}")

    def _form(self, catalogue: Mapping[str, str]) -> str:
        """The form that goes with `count`: the catalogue's, by gettext's rule of its language."""
        count = dict(self.values)["count"]
        number = _plural_form(catalogue.get(_RULE, "n != 1"), count if isinstance(count, int) else 0)
        return catalogue.get(f"{self.msgid}\0{number}", self.plural if number else self.msgid)


def counted(one: str, other: str, /, count: int, **values: Value) -> Text:
    """A sentence that says how many: `counted("{count} page", "{count} pages", 2)`."""
    return Text.from_data(one, {"count": count, **values}, other)


@cache
def _plural_form(rule: str, count: int) -> int:
    return c2py(rule)(count)


class Told(Exception):
    """Something went wrong that people are to be told, in their language."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


@contextmanager
def told_as(exception: type[Exception]) -> Iterator[None]:
    """Raise what people are to be told as an engine's own exception, in the environment's language."""
    try:
        yield
    except Told as told:
        raise exception(told.message.said(catalogue(language_of_environment()))) from None


@cache
def catalogue(
    language: str, folder: Path = LOCALE_FOLDER, city: Path | None = PROJECT / CITY_LOCALE
) -> Mapping[str, str]:
    """English sentence -> the same in `language`; empty when there is no catalogue.

    A region's variant (`fr-CA`) says only what it says otherwise than its language. What the city
    writes in its own layer wins, as far as it can be used: with the same blanks.
    """
    base = language.partition("-")[0]
    written = _read(city, language) if city else {}
    own = {said: words for said, words in written.items() if blanks(words) == blanks(said)}
    inherited = catalogue(base, folder, city) if base != language else {}
    names = names_of_languages(language) if base == language else {}
    return {**names, **inherited, **_read(folder / INTERFACE, language), **_read(folder, language), **own}


def names_of_languages(language: str) -> dict[str, str]:
    """What each language is called, in English and in this one, as the Unicode Consortium has it."""
    if language == SOURCE_LANGUAGE or not localedata.exists(language):
        return {}
    english, own = Locale.parse(SOURCE_LANGUAGE).languages, Locale.parse(language).languages
    return {name: own[code] for code, name in english.items() if code in own}


def _read(folder: Path, language: str) -> dict[str, str]:
    path = folder / f"{language}.po"
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            entries = read_po(file, locale=None, abort_invalid=True)
        return dict(_sayings(entries))
    except (PoFileError, ValueError) as error:
        raise Told(
            Text("{path}: this catalogue cannot be read: {reason}", path=path.name, reason=error)
        ) from error


def _sayings(entries: Catalog) -> Iterator[tuple[str, str]]:
    """Sentences and what they are in the catalogue's language; each plural form by its number."""
    for entry in entries:
        if entry.id and isinstance(entry.string, str) and entry.string:
            yield str(entry.id), entry.string
        elif entry.id and isinstance(entry.string, tuple) and all(entry.string):
            yield from ((f"{entry.id[0]}\0{number}", form) for number, form in enumerate(entry.string))
            yield _RULE, entries.plural_expr


@cache
def sentences() -> frozenset[str]:
    """Everything we say, as every whole catalogue has it."""
    return frozenset(said for path in LOCALE_FOLDER.glob("*.po") for said in _read(LOCALE_FOLDER, path.stem))


def as_lines(text: Text, lines: Sequence[str]) -> Text:
    """A sentence with lines of Markdown below it, each of which begins with `|`: see `spoken_lines`."""
    values: dict[str, Value] = {"text": text, **{f"line{at}": line for at, line in enumerate(lines)}}
    return Text.from_data("\n".join(f"{{{name}}}" for name in values), values)


@cache
def interface() -> frozenset[str]:
    """What the site says to its readers: a language that is offered needs no more, and no less."""
    with (LOCALE_FOLDER / INTERFACE / f"{INTERFACE}.pot").open("rb") as file:
        return frozenset(str(entry.id) for entry in read_po(file, locale=None) if entry.id)


def untranslated(language: str) -> list[str]:
    """What readers of a language would meet in English, in alphabetical order."""
    if language.partition("-")[0] == SOURCE_LANGUAGE:
        return []
    return sorted(interface() - set(catalogue(language)))


def is_drafted(language: str) -> bool:
    """Whether our catalogue of a language says that a machine drafted it and nobody has reviewed it."""
    path = LOCALE_FOLDER / INTERFACE / f"{language}.po"
    return path.is_file() and "X-Drafted-By: machine" in path.read_text("utf-8").partition("\n\n")[0]


def blanks(words: str) -> frozenset[str] | None:
    """The names of a sentence's blanks; None where its braces do not close."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(words) if name is not None)
    except ValueError:
        return None


def said_in(language: str, sentence: str) -> str:
    """A sentence in a language that may not be the page's; empty where its catalogue lacks it."""
    return sentence if language == SOURCE_LANGUAGE else catalogue(language).get(sentence, "")


def languages() -> list[str]:
    """Languages in which messages can be read."""
    return [SOURCE_LANGUAGE, *sorted(path.stem for path in LOCALE_FOLDER.glob("*.po"))]


def language_of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """The contributor's language, as gettext finds it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    known = languages()
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in environment.get(name, "").split(":"):
            language = wanted.split(".")[0].split("_")[0].lower()
            if language in known:
                return language
    return SOURCE_LANGUAGE
