"""Draws a card: 1200 by 630 points, sixteen colours, a few kilobytes. The same card gives the same bytes."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from living_guide.cards.card import Card, Colour

WIDTH, HEIGHT = 1200, 630
_EDGE = 88
_ROOM = WIDTH - 2 * _EDGE
_TITLE_SIZES = (88, 76, 66, 58, 50)
"""The largest that fits: a short title fills the card, a long one stays whole."""
_TITLE_TOP, _TITLE_BOTTOM = 176, 500
_LEADING = 1.16
_MARK = 15
"""The last of sixteen colours; those before it lead from the ground to the words, so that a letter's edge,
which Pillow mixes by number, is mixed in colour too."""
_WORDS, _SOFT = 14, 11
_TITLE_FONT, _TEXT_FONT = "bitter-600", "atkinson-700"
_STEERS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_NO_LETTER = "\U0010ffff"
"""No font has it: what is drawn for it stands for every letter that a font lacks."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Fonts to write with, those to be tried first in front."""

    fonts: tuple[Path, ...]

    def font(self, wanted: str, size: int, text: str, card: Card) -> ImageFont.FreeTypeFont | None:
        """The first font that has every letter of a text; None where none has, or none can set it."""
        engine = ImageFont.Layout.BASIC
        if card.direction == "rtl":
            if not features.check("raqm"):
                return None
            engine = ImageFont.Layout.RAQM
        in_order = sorted(self.fonts, key=lambda path: path.stem != wanted)
        return next((_font(path, size, engine) for path in in_order if _has(path, text)), None)


def drawn(card: Card, fonts: Sequence[Path]) -> bytes:
    """A card as PNG. Words that no font can write are left out; colours and mark remain."""
    hand, picture = Hand(tuple(fonts)), Image.new("P", (WIDTH, HEIGHT), 0)
    picture.putpalette(_palette(card))
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "L"
    _write(pen, card, hand, card.kind, 40, 120, _SOFT)
    _write_title(pen, card, hand)
    if not _write(pen, card, hand, card.site, 40, 556, _WORDS):
        _write(pen, card, hand, card.host, 40, 556, _WORDS)
    left = WIDTH - _EDGE - 96 if card.direction == "rtl" else _EDGE
    pen.rectangle((left, 64, left + 95, 73), fill=_MARK)
    file = BytesIO()
    picture.save(file, "PNG", bits=4, compress_level=1, compress_type=zlib.Z_RLE)
    return file.getvalue()


def _write(
    pen: ImageDraw.ImageDraw, card: Card, hand: Hand, text: str, size: int, y: int, shade: int
) -> bool:
    """One line whose middle is at `y`, cut where it is too long; whether it could be written."""
    text = _on_one_line(text)
    font = hand.font(_TEXT_FONT, size, text, card)
    if not text or font is None:
        return False
    _line(pen, card, font, _cut(text, font), y, shade, "m")
    return True


def _write_title(pen: ImageDraw.ImageDraw, card: Card, hand: Hand) -> None:
    """The title, in the largest size in which it is whole; in the smallest, cut if need be."""
    title = _on_one_line(card.title)
    for size in _TITLE_SIZES:
        font = hand.font(_TITLE_FONT, size, title, card)
        if not title or font is None:
            return
        lines, height = _lines(title, font), round(size * _LEADING)
        most = (_TITLE_BOTTOM - _TITLE_TOP) // height
        is_whole = len(lines) <= most and all(font.getlength(line) <= _ROOM for line in lines)
        if is_whole or size == _TITLE_SIZES[-1]:
            shown = lines if is_whole else [*lines[: most - 1], " ".join(lines[most - 1 :])]
            for number, line in enumerate(shown):
                _line(pen, card, font, _cut(line, font), _TITLE_TOP + number * height, _WORDS, "a")
            return


def _line(
    pen: ImageDraw.ImageDraw,
    card: Card,
    font: ImageFont.FreeTypeFont,
    text: str,
    y: int,
    shade: int,
    height: str,
) -> None:
    if card.direction == "rtl":
        at, anchor = WIDTH - _EDGE, "r"
        pen.text((at, y), text, shade, font, anchor + height, direction="rtl", language=card.language)
    else:
        pen.text((_EDGE, y), text, shade, font, "l" + height)


def _on_one_line(text: str) -> str:
    """A text without what only steers a machine; plain spaces, and those that do not break, stay."""
    return _STEERS.sub(" ", text).strip(" ")


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """A text broken at plain spaces; a no-break space keeps what it holds together."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and font.getlength(longer) > _ROOM:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont) -> str:
    """A line that fits, with an ellipsis for what does not."""
    if font.getlength(text) <= _ROOM:
        return text
    most = bisect_right(range(len(text)), _ROOM, key=lambda length: ceil(font.getlength(f"{text[:length]}…")))
    return f"{text[: most - 1].rstrip()}…"


@lru_cache(maxsize=64)
def _font(path: Path, size: int, engine: ImageFont.Layout) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=engine)


def _has(path: Path, text: str) -> bool:
    return all(_has_letter(path, letter) for letter in set(text))


@lru_cache(maxsize=4096)
def _has_letter(path: Path, letter: str) -> bool:
    font = _font(path, 32, ImageFont.Layout.BASIC)
    return letter.isspace() or _shape(font, letter) != _shape(font, _NO_LETTER)


def _shape(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def _palette(card: Card) -> list[int]:
    def mixed(step: int) -> Colour:
        part = step / _WORDS
        pairs = zip(card.colours.ground, card.colours.words, strict=True)
        red, green, blue = (round(ground + (words - ground) * part) for ground, words in pairs)
        return red, green, blue

    shades = [mixed(step) for step in range(_MARK)]
    return [value for colour in (*shades, card.colours.mark) for value in colour]
