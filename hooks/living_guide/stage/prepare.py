"""Check, then stage: what comes before any engine, once a build."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from living_guide.checks import run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Diagnostic
from living_guide.stage.plan import plan
from living_guide.stage.tree import stage

TREE = Path("build/docs")
PLAN = Path("build/plan.json")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read and found; the staged tree and the plan lie below the root's `build`."""

    corpus: Corpus
    findings: list[Diagnostic]


def prepare(root: Path, *, drafts: bool = False) -> Prepared:
    """Read, check and stage a project.

    Staging goes on in spite of errors: under `serve` the page still shows, and who publishes looks
    at the findings first.

    Raises:
        OSError: the project cannot be read, or `build` cannot be written.
        SettingsError: its `mkdocs.yml` cannot be used.
    """
    corpus = read_corpus(root)
    findings = run_checks(corpus)
    write_stage(corpus, drafts=drafts)
    return Prepared(corpus, findings)


def write_stage(corpus: Corpus, *, drafts: bool = False) -> None:
    """Write the staged tree and the plan."""
    stage(corpus, corpus.root / TREE, drafts=drafts)
    path = corpus.root / PLAN
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(plan(corpus, drafts=drafts), ensure_ascii=False), "utf-8")
    temporary.replace(path)


def read_plan(root: Path) -> dict[str, Any]:
    """The plan as an engine's process reads it."""
    return _parsed(root / PLAN, (root / PLAN).stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _parsed(path: Path, changed: int) -> dict[str, Any]:
    """The plan of a certain moment, in nanoseconds: several hooks ask for the same."""
    written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return written
