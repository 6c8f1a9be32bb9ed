"""The two articles this hub grew from, put under the project's own data: what the rules say of them.

They are machine translations full of known defects, and somebody's text: nothing of them is kept
here. `data/seeds-verdicts.yml` records where each finding stands (lines of the article itself) and
whether a person who read it calls it right. What is only advice (`info`) is recorded too, but a
preference cannot be a false alarm: advice is not counted.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from living_guide.checks import all_rules, run_checks
from living_guide.corpus import read_corpus
from living_guide.diagnostics import Diagnostic, Severity
from trees import REPOSITORY, write_tree

SEEDS = REPOSITORY.parent / "shared" / "seeds"
VERDICTS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("data").joinpath("seeds-verdicts.yml").read_text("utf-8")
)
FRONT = "---\ntitle: Article\n---\n"
MOST_FALSE_ALARMS = 2
FAMILIES = ("terms-", "text-", "typography-")
"""Rules that judge what an article says, not its place among the pages."""

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the articles are kept apart, in {SEEDS}")


@cache
def _rules() -> tuple[Any, ...]:
    return tuple(rule for name, rule in all_rules().items() if name.startswith(FAMILIES))


def _findings(name: str, folder: Path) -> list[Diagnostic]:
    [article] = SEEDS.glob(f"{name}*.txt")
    shutil.copytree(REPOSITORY / "docs" / "data", folder / "docs" / "data")
    pages = {
        "docs/fr/index.md": "# Accueil\n",
        "docs/fr/guides/article.md": FRONT + article.read_text("utf-8"),
    }
    corpus = read_corpus(write_tree(folder, pages))
    return [item for item in run_checks(corpus, _rules()) if item.path == "docs/fr/guides/article.md"]


def _place(item: Diagnostic) -> tuple[str, str]:
    return item.rule, f"{item.line - FRONT.count(chr(10))}:{item.column}"


@pytest.mark.parametrize("name", VERDICTS)
def test_findings_are_those_a_person_has_judged(name: str, tmp_path: Path) -> None:
    found = [_place(item) for item in _findings(name, tmp_path)]
    judged = [(item["rule"], item["at"]) for item in VERDICTS[name]["findings"]]
    unjudged = [
        f"    - {{rule: {rule}, at: '{at}', right: ?, why: ?}}"
        for rule, at in found
        if (rule, at) not in judged
    ]
    gone = [f"{rule} at {at}" for rule, at in judged if (rule, at) not in found]
    if unjudged or gone:
        pytest.fail("\n".join(["judge these:", *unjudged, "no longer found:", *gone]), pytrace=False)
    assert found == judged


@pytest.mark.parametrize("name", VERDICTS)
def test_false_alarms_are_few(name: str, tmp_path: Path) -> None:
    advice = {_place(item) for item in _findings(name, tmp_path) if item.severity is Severity.INFO}
    alarms = [
        item
        for item in VERDICTS[name]["findings"]
        if not item["right"] and (item["rule"], item["at"]) not in advice
    ]
    assert len(alarms) <= MOST_FALSE_ALARMS, alarms


@pytest.mark.parametrize(
    ("name", "defect", "rule", "lines"),
    [
        (name, defect["what"], defect["rule"], defect["lines"])
        for name, article in VERDICTS.items()
        for defect in article["defects"]
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value)),
)
def test_known_defect_is_found(name: str, defect: str, rule: str, lines: list[int], tmp_path: Path) -> None:
    """Every defect of the brief's list that a machine can see, on each line where it stands."""
    found = [_place(item) for item in _findings(name, tmp_path)]
    on_lines = [int(at.partition(":")[0]) for known, at in found if known == rule]
    assert all(on_lines.count(line) >= lines.count(line) for line in lines), (defect, on_lines)
