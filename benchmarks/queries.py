"""What readers type (`tests/data/queries/`), and how well a search answers it. Tests and benches share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent.parent / "tests/data/queries"
HOME = {"en": "/", "fr": "/fr/"}


@dataclass(frozen=True, slots=True)
class Query:
    """Words of a reader, and the addresses of the pages that answer best."""

    language: str
    role: str
    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many queries, of how many, were answered how."""

    all: int
    first: int
    three: int
    foreign: int
    """In whose list at least one page of another language stands."""
    none: int

    @classmethod
    def of(cls, answers: Iterable[tuple[Query, Sequence[str]]]) -> Figures:
        """Count queries with the addresses found for each, best first."""
        told = [
            (
                found[:1] and found[0] in query.expected,
                any(path in query.expected for path in found[:3]),
                any(language_of(path) != query.language for path in found),
                not found,
            )
            for query, found in answers
        ]
        first, three, foreign, none = (sum(map(bool, column)) for column in zip(*told, strict=True))
        return cls(len(told), first, three, foreign, none)


def read(name: str) -> list[Query]:
    """The queries of a file, `en` or `strangers-fr`; its name ends with the language."""
    language = name.rpartition("-")[2]
    written: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
        (FOLDER / f"{name}.yml").read_text("utf-8")
    )
    return [
        Query(language, role, str(text), tuple(address(language, page) for page in pages))
        for role, asked in written.items()
        for text, pages in asked.items()
    ]


def variants() -> dict[str, list[list[str]]]:
    """By language, groups of spellings that must all be answered alike."""
    written: dict[str, list[list[str]]] = yaml.safe_load((FOLDER / "variants.yml").read_text("utf-8"))
    return written


def address(language: str, page: str) -> str:
    """Of `guides/index`: `/fr/guides/`."""
    path = page.removesuffix("index").rstrip("/")
    return HOME[language] + (f"{path}/" if path else "")


def language_of(path: str) -> str:
    """The language of the page at an address."""
    return "fr" if path.startswith(HOME["fr"]) else "en"
