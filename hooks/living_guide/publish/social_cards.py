"""Lay the cards of all pages into a built site; one that was drawn before is not drawn again."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from living_guide import cards
from living_guide.cards.card import Card, card, fonts, place
from living_guide.corpus import Corpus

KEPT = Path("build/cards")
_TOGETHER = 32
"""Cards that a process draws at a time; for fewer, none is started: each takes milliseconds."""


def write_cards(corpus: Corpus, site: Path, forms: Collection[str]) -> int:
    """Write the card of every page that names one: how many.

    Raises:
        OSError: the site cannot be written.
    """
    if cards.FORM not in forms or not corpus.settings.address:
        return 0
    kept, folder = corpus.root / KEPT, site / cards.FOLDER
    for path in (kept, folder):
        path.mkdir(parents=True, exist_ok=True)
    wanted = {Path(name).name: found for name, found in _cards(corpus)}
    new = {name: found for name, found in wanted.items() if not (kept / name).is_file()}
    if new:
        _draw(new, kept, fonts(corpus.root))
    for name in wanted:
        shutil.copyfile(kept / name, folder / name)
    for path in kept.iterdir():
        if path.name not in wanted:
            path.unlink()
    return len(wanted)


def _cards(corpus: Corpus) -> Iterator[tuple[str, Card]]:
    for language in corpus.settings.languages:
        for page in corpus.all_pages(language.code):
            yield place(corpus, page, language), card(corpus, page, language)


def _draw(new: dict[str, Card], kept: Path, with_fonts: list[Path]) -> None:
    from living_guide.cards.drawing import drawn  # Pillow is loaded only where something is drawn

    draw = partial(drawn, fonts=with_fonts)
    with ProcessPoolExecutor() if len(new) > _TOGETHER else nullcontext() as pool:
        made = pool.map(draw, new.values(), chunksize=_TOGETHER) if pool else map(draw, new.values())
        for name, data in zip(new, made, strict=True):
            temporary = kept / f"{name}.new"
            temporary.write_bytes(data)
            temporary.replace(kept / name)
