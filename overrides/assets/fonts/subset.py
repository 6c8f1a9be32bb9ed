"""Make the web fonts of the guide from the packages named in README.md.

    npm pack @fontsource/atkinson-hyperlegible-next@5.3.0 @fontsource/bitter@5.3.0   # and unpack them
    python subset.py FOLDER_WITH_THE_UNPACKED_PACKAGES

fontTools and Brotli are in `requirements.lock`. Two runs give the same bytes, as `make verify-vendored`
checks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).parent
SOURCES = {
    "atkinson-400.woff2": ("atkinson-hyperlegible-next", 400),
    "atkinson-700.woff2": ("atkinson-hyperlegible-next", 700),
    "bitter-600.woff2": ("bitter", 600),
}
#: English, French and the neighbours found in names of people and places; then the punctuation of both.
CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + (
    "ÀÂÄÆÇÈÉÊËÍÎÏÑÓÔÖÙÚÛÜŒŸÁàâäæçèéêëíîïñóôöùúûüœÿáß\u00a0\u2009‘’‚“”„«»‹›–—…•·°§©®×−²³†€½¿¡′"
)
NARROW_SPACE = 0.2
"""Width in em of U+202F and U+2009, which French needs before ; ! ? and inside « »."""


def add_space(font: TTFont, name: str, codes: tuple[int, ...], width: int) -> None:
    """Give `font` an empty glyph for spaces its makers left out."""
    glyph = Glyph()
    glyph.numberOfContours = 0
    font["glyf"][name] = glyph  # appends to the glyph order too
    font["hmtx"].metrics[name] = (width, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(dict.fromkeys(codes, name))


def main(packages: Path, place: Path = HERE) -> None:
    """Write the fonts, beside this script or elsewhere, from the packages unpacked in a folder."""
    for target, (package, weight) in SOURCES.items():
        options = Options(
            flavor="woff2",
            layout_features=["kern", "liga", "mark", "ccmp"],
            hinting=False,
            notdef_outline=True,
        )
        options.recalc_timestamp = False
        source = packages / package / "files" / f"{package}-latin-{weight}-normal.woff2"
        font = load_font(str(source), options)
        subsetter = Subsetter(options)
        subsetter.populate(text=CHARACTERS)
        subsetter.subset(font)
        em = font["head"].unitsPerEm
        add_space(font, "narrowspace", (0x202F, 0x2009), round(NARROW_SPACE * em))
        save_font(font, str(place / target), options)
        print(target, (place / target).stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
