"""Numbers that people type who need help: `emergency_numbers.yml`, and those of the city's own lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from living_guide.corpus import Corpus
from living_guide.stage.city_words import DISTRESS, emergency_lines

DANGER = "danger"
_FILE = Path(__file__).with_suffix(".yml")
_NUMBER = re.compile(r"(?<![\w/])[0-9](?:[ .\u00a0\u202f-]?[0-9])+(?![\w/])")
_FEWEST = 3
"""Digits of a number in the city's lines: those with fewer are hours and days."""


@cache
def known_numbers() -> tuple[dict[str, Any], ...]:
    """The list, as it is written."""
    return tuple(yaml.safe_load(_FILE.read_text("utf-8")))


def numbers(corpus: Corpus) -> Iterator[tuple[str, str, list[str]]]:
    """Digits, kind of danger and other ways to write them; the city's lines of every language are read."""
    known = {entry["number"] for entry in known_numbers()}
    for entry in known_numbers():
        yield entry["number"], entry["kind"], entry.get("written", [])
    for code in corpus.settings.codes:
        lines = emergency_lines(corpus, code)
        for service, kind in (("call", DANGER), (DISTRESS, DISTRESS)):
            for found in _NUMBER.findall(lines.get(service, "")):
                digits = re.sub("[^0-9]", "", found)
                if len(digits) >= _FEWEST and digits not in known:
                    known.add(digits)
                    yield digits, kind, [" ".join(re.findall("[0-9]+", found))]
