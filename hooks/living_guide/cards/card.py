"""What a card says, in which colours, and under which name it lies: known before any is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from living_guide.cards import FOLDER, FORM
from living_guide.city.colours import stylesheet
from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.settings import read_configuration
from living_guide.stage.glossary_pages import FOLDER as GLOSSARY
from living_guide.stage.glossary_pages import INDEX

OVERRIDES = "overrides"
_STYLES = ("assets/stylesheets/guide.css",)
_COLOUR = re.compile(r"--lg-(pine-paper|on-pine|mark)\s*:\s*#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_DIGITS = 8

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Those of the style sheets, in light: a city that changes them there changes its cards."""

    ground: Colour = (0x0F, 0x4C, 0x47)
    words: Colour = (0xFF, 0xFF, 0xFF)
    mark: Colour = (0xF0, 0xB4, 0x29)


@dataclass(frozen=True, slots=True)
class Card:
    """The words on a card, in the page's language; `host` is the site's, for fonts that lack its letters."""

    title: str
    kind: str
    site: str
    host: str
    language: str
    direction: str
    colours: Colours

    @property
    def alternative(self) -> str:
        """The same for those who do not see it."""
        return " – ".join(part for part in (self.title, self.kind, self.site) if part)


def card(corpus: Corpus, page: Page, language: Language) -> Card:
    """The card of a page shown in a language."""
    return Card(
        title=page.title,
        kind=_kind(corpus, page, language.code),
        site=corpus.settings.name_in(language.code),
        host=urlsplit(corpus.settings.address).hostname or "",
        language=language.code,
        direction=language.direction,
        colours=colours(corpus.root),
    )


def _kind(corpus: Corpus, page: Page, language: str) -> str:
    """What the page is: a guide, a lesson, a word of the glossary; nothing for a page like any other."""
    if page.generated and page.key.startswith(f"{GLOSSARY}/"):
        return Text("Glossary").said(catalogue(language)) if page.key != INDEX else ""
    kind = page.text("type")
    return corpus.facets.label("types", kind, language) if kind not in ("", "page") else ""


def place(corpus: Corpus, page: Page, language: Language) -> str:
    """Where a page's card lies below the site's root: networks keep a picture as long as its name lasts."""
    made_from = sha256(repr((astuple(card(corpus, page, language)), tools(corpus.root))).encode())
    name = "-".join([language.code, *page.key.removesuffix(".md").split("/")])
    return f"{FOLDER}/{name}.{made_from.hexdigest()[:_DIGITS]}.{FORM}"


def fonts(root: Path) -> list[Path]:
    """The site's fonts; what those for titles and text lack, others beside them may have."""
    return sorted((root / OVERRIDES / "assets/fonts").glob("*.woff2"))


@lru_cache(maxsize=8)
def tools(root: Path) -> str:
    """A digest of what cards are drawn with: the fonts, Pillow, and our own hand."""
    hand = Path(__file__).with_name("drawing.py").read_bytes()
    parts = [version("pillow").encode(), hand, *(path.read_bytes() for path in fonts(root))]
    return sha256(b"\0".join(parts)).hexdigest()


@lru_cache(maxsize=8)
def colours(root: Path) -> Colours:
    """The colours of the site: the city's own, else those of the style sheets it names, the last first."""
    configuration = read_configuration(root)
    named = configuration.get("extra_css") or _STYLES
    found: dict[str, Colour] = {}
    for name in named:
        path = root / OVERRIDES / str(name)
        if path.is_file():
            found |= _first_colours(path.read_text("utf-8"))
    city = (configuration.get("extra") or {}).get("city")
    found |= _first_colours(stylesheet(city if isinstance(city, dict) else {}))
    own = Colours()
    return Colours(
        found.get("pine-paper", own.ground), found.get("on-pine", own.words), found.get("mark", own.mark)
    )


def _first_colours(style: str) -> Mapping[str, Colour]:
    """The first value of each: a sheet says what is light before what is dark."""
    found: dict[str, Colour] = {}
    for name, digits in _COLOUR.findall(style):
        pairs = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        red, green, blue = bytes.fromhex(pairs)
        found.setdefault(name, (red, green, blue))
    return found
