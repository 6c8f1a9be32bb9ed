"""What readers type who need a page, in their own words: `data/asked/*.yml`. No page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from living_guide.corpus import Corpus
from living_guide.located import Node
from living_guide.schema import PAGE

FOLDER = "asked"
"""Below `data/`. A city adds files of other names, as `local/data/asked/ours.yml`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed for a page: texts by language."""

    page: Node
    """The name under which they stand: the page's path below its language."""
    texts: dict[str, list[Node]]


def files(corpus: Corpus) -> Iterator[Node]:
    """Every file of readers' words that could be read."""
    for place, parsed in corpus.data.items():
        if place.startswith(f"{FOLDER}/") and parsed.root is not None:
            yield parsed.root


def asked(corpus: Corpus) -> Iterator[Asked]:
    """What is typed, page by page, as far as it is of the right form."""
    for root in files(corpus):
        for page, told in root.value.items() if isinstance(root.value, dict) else ():
            if re.fullmatch(PAGE.pattern, page) and isinstance(told.value, dict):
                texts = {language: list(lines.strings()) for language, lines in told.value.items()}
                yield Asked(root.keys[page], texts)
