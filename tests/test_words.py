"""Discouraged words, found where they stand: hand-made cases, and every form of the real glossary.

A case marks what is to be found ⟦like this⟧; see `data/words/cases.yml`. Recall is the share of the
marked words that were found at their exact place, precision the share of what was found that is right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from living_guide.checks import all_rules, run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.source import Source
from trees import CLEAN, REPOSITORY, marked, write_tree

DATA = Path(__file__).parent / "data" / "words"
SHARED = REPOSITORY.parent / "shared" / "cases"
REACHED = 0.98

Place = tuple[int, int]
"""Line and column of a word's first character."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    language: str
    page: str
    expected: frozenset[Place]
    shown: str
    """What a person wants to see when the case fails."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many words were right, missed and wrongly found, and which."""

    right: int
    missed: int
    wrong: int
    mismatches: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    def __str__(self) -> str:
        figures = f"recall {self.recall:.4f}, precision {self.precision:.4f} of {self.right + self.missed}"
        return "\n".join([figures, *self.mismatches])


def _own_cases() -> list[Case]:
    cases = []
    for written in yaml.safe_load((DATA / "cases.yml").read_text("utf-8")):
        front = written.get("front_matter")
        whole = (f"---\n{front}\n---\n\n" if front else "") + written["markdown"]
        page, spans = marked(whole if whole.endswith("\n") else whole + "\n")
        bom = page.startswith("\ufeff")
        source = Source("", page.removeprefix("\ufeff"))
        places = frozenset(source.position(start - bom) for start, _ in spans)
        cases.append(Case(written["id"], written["lang"], page, places, whole))
    return cases


def _shared_cases() -> list[Case]:
    return [
        Case(
            case["id"],
            case["lang"],
            case["markdown"],
            frozenset((item["line"], item["col"]) for item in case["expected"]),
            case["markdown"],
        )
        for case in json.loads((SHARED / "terms.json").read_text("utf-8"))
    ]


def _found(corpus: Corpus) -> dict[str, set[Place]]:
    """By path, where the rule finds something."""
    found: dict[str, set[Place]] = {}
    for diagnostic in run_checks(corpus, [all_rules()["terms-discouraged"]]):
        found.setdefault(diagnostic.path, set()).add((diagnostic.line, diagnostic.column))
    return found


def _score(root: Path, cases: list[Case], glossary: Path, names: str | None = None) -> Score:
    files: dict[str, str | bytes] = {f"docs/{case.language}/{case.id}.md": case.page for case in cases}
    files |= {f"docs/data/glossary/{path.name}": path.read_bytes() for path in glossary.glob("*.yml")}
    if names is not None:
        files["docs/data/names.yml"] = names
    found = _found(read_corpus(write_tree(root, {**CLEAN, **files})))
    right = missed = wrong = 0
    mismatches = []
    for case in cases:
        here = frozenset(found.get(f"docs/{case.language}/{case.id}.md", ()))
        right += len(here & case.expected)
        missed += len(case.expected - here)
        wrong += len(here - case.expected)
        if here != case.expected:
            lost, extra = sorted(case.expected - here), sorted(here - case.expected)
            mismatches.append(f"{case.id}: missed {lost}, wrongly found {extra} in {case.shown!r}")
    return Score(right, missed, wrong, tuple(mismatches))


def _assert_reached(score: Score) -> None:
    if score.recall < REACHED or score.precision < REACHED or score.mismatches:
        pytest.fail(str(score), pytrace=False)


def test_own_cases(tmp_path: Path) -> None:
    cases = _own_cases()
    assert len(cases) >= 260 and len({case.id for case in cases}) == len(cases)
    for language in ("en", "fr"):
        assert sum(case.language == language for case in cases) >= 0.45 * len(cases)
    _assert_reached(_score(tmp_path, cases, DATA / "glossary", (DATA / "names.yml").read_text("utf-8")))


@pytest.mark.skipif(not (SHARED / "terms.json").exists(), reason="the shared cases lie beside the checkout")
def test_shared_cases(tmp_path: Path) -> None:
    _assert_reached(_score(tmp_path, _shared_cases(), SHARED / "glossary"))
