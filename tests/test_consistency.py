"""A page and its translation call the same thing by the glossary's names: hand-made pairs.

See `data/words/pairs.yml`. Errors are marked on the pages ⟦like this⟧, warnings are listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from living_guide.checks import all_rules, run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Diagnostic, Severity
from living_guide.source import Source
from trees import REPOSITORY, marked, write_tree

WRITTEN = yaml.safe_load((Path(__file__).parent / "data" / "words" / "pairs.yml").read_text("utf-8"))
LANGUAGES = ("en", "fr")
RECALL, PRECISION = 0.95, 0.9

Error = tuple[str, int, int, int, int]
"""Language, line and column, end line and column."""
Warned = tuple[str, int, str, str]
"""Language and line, the glossary's term, the original's path and line."""


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    pages: dict[str, str]
    errors: frozenset[Error]
    warnings: frozenset[Warned]


def _pair(written: dict[str, Any]) -> Pair:
    pages, errors = {}, set()
    for language in LANGUAGES:
        if language in written:
            text, spans = marked(written[language] + "\n")
            source = Source("", text)
            pages[language] = text
            errors |= {(language, *source.position(start), *source.position(end)) for start, end in spans}
    warnings = {
        (language, line, term, f"docs/{original}/{written['id']}.md:{at}")
        for language, line, term, original, at in written.get("warnings", ())
    }
    return Pair(written["id"], pages, frozenset(errors), frozenset(warnings))


PAIRS = [_pair(written) for written in WRITTEN["pairs"]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Diagnostic]]:
    """What the rule says of each pair, all of them in one guide."""
    root = tmp_path_factory.mktemp("pairs")
    files: dict[str, str | bytes] = {
        f"docs/data/glossary/{name}.yml": yaml.safe_dump({"id": name, **concept}, allow_unicode=True)
        for name, concept in WRITTEN["glossary"].items()
    }
    for pair in PAIRS:
        files |= {f"docs/{language}/{pair.id}.md": text for language, text in pair.pages.items()}
    by_pair: dict[str, list[Diagnostic]] = {pair.id: [] for pair in PAIRS}
    for item in _inconsistent(read_corpus(write_tree(root, files))):
        by_pair[Path(item.path).stem].append(item)
    return by_pair


def _inconsistent(corpus: Corpus) -> list[Diagnostic]:
    return run_checks(corpus, [all_rules()["terms-inconsistent"]])


def _errors(diagnostics: list[Diagnostic]) -> frozenset[Error]:
    return frozenset(
        (item.path.split("/")[1], item.line, item.column, item.end_line, item.end_column)
        for item in diagnostics
        if item.severity is Severity.ERROR
    )


def _warnings(diagnostics: list[Diagnostic]) -> frozenset[Warned]:
    """Each with the term that its hint names and the place that its message names."""
    return frozenset(
        (
            item.path.split("/")[1],
            item.line,
            str(item.hint).partition("“")[2].rstrip("”"),
            str(item.message).partition("(")[2].partition(")")[0],
        )
        for item in diagnostics
        if item.severity is Severity.WARNING
    )


def test_errors_of_all_pairs(found: dict[str, list[Diagnostic]]) -> None:
    right = missed = wrong = 0
    lines = []
    for pair in PAIRS:
        errors = _errors(found[pair.id])
        right += len(errors & pair.errors)
        missed += len(pair.errors - errors)
        wrong += len(errors - pair.errors)
        if errors != pair.errors:
            lines.append(
                f"{pair.id:<28} {sorted(pair.errors - errors)!s:<40} {sorted(errors - pair.errors)!s}"
            )
    recall, precision = right / max(1, right + missed), right / max(1, right + wrong)
    if recall < RECALL or precision < PRECISION or lines:
        title = f"{'pair':<28} {'missed':<40} wrongly found"
        head = f"recall {recall:.3f}, precision {precision:.3f} of {right + missed}"
        pytest.fail("\n".join([head, title, *lines]), pytrace=False)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_warnings_of_each_pair(pair: Pair, found: dict[str, list[Diagnostic]]) -> None:
    assert _warnings(found[pair.id]) == pair.warnings


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 44 and len({pair.id for pair in PAIRS}) == len(PAIRS)


def test_the_real_pages_agree() -> None:
    assert [item for item in _inconsistent(read_corpus(REPOSITORY)) if item.severity is Severity.ERROR] == []
