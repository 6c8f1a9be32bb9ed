"""A language of the site."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from living_guide.messages import SOURCE_LANGUAGE, Text


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: its code is its folder's name."""

    code: str
    name: str
    is_first: bool
    """The first language is published at the site's root."""
    site_name: str = ""
    """What the site is called in it; empty where it keeps the one name it has everywhere."""
    description: str = ""
    """What the site is, in one sentence of it; empty like the name."""
    is_in_preparation: bool = False
    """Only begun: what it lacks is counted, and nobody is told off for it."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`: how it is written."""
        return direction_of(self.code)

    @property
    def prefix(self) -> str:
        """What its addresses begin with: nothing, or `fr/`."""
        return "" if self.is_first else f"{self.code}/"


def named(code: str) -> Text:
    """What a language is called, said in the language of a message; its code where Babel does not know it."""
    name = Locale.parse(SOURCE_LANGUAGE).languages.get(base_of(code), code)
    return Text.from_data(name, {})


def base_of(code: str) -> str:
    """The language that a region's variant belongs to: `fr` for `fr-CA`, and for `fr` itself."""
    return code.partition("-")[0]


def direction_of(code: str) -> str:
    """`ltr` or `rtl`: how a language is written; `ltr` for one that Babel does not know."""
    try:
        return Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def theme_templates(code: str) -> list[str]:
    """Where a theme's own words may stand, the best first: it does not speak every language."""
    return [
        f"partials/languages/{name}.html" for name in dict.fromkeys((code, base_of(code), SOURCE_LANGUAGE))
    ]
