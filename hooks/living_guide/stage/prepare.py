"""Check, then stage: what comes before any engine, once a build."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from living_guide.checks import run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Diagnostic
from living_guide.history import History, read_history
from living_guide.reviews import named_day
from living_guide.stage.plan import NO_FRAME, Frame, plan
from living_guide.stage.preview import by_path
from living_guide.stage.tree import stage

TREE = Path("build/docs")
PLAN = Path("build/plan.json")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read and found; the staged tree and the plan lie below the root's `build`."""

    corpus: Corpus
    findings: list[Diagnostic]


def prepare(root: Path, *, serving: bool = False, forms: Collection[str] = ()) -> Prepared:
    """Read, check and stage a project; `serving` is for those who write: drafts and findings show.

    `forms` are those in which files to take away will be made. Staging goes on in spite of errors:
    under `serve` the page still shows, and who publishes looks at the findings first.

    Raises:
        OSError: the project cannot be read, or `build` cannot be written.
        SettingsError: its `mkdocs.yml` cannot be used.
    """
    corpus = read_corpus(root)
    findings = run_checks(corpus)
    history = read_history(root)
    frame = Frame(history, today(history), by_path(findings) if serving else None, forms)
    write_stage(corpus, drafts=serving, frame=frame)
    return Prepared(corpus, findings)


def today(history: History, environment: Mapping[str, str] = os.environ) -> date | None:
    """The day a site is made for: `SOURCE_DATE_EPOCH` (seconds), else the day of the last change.

    Never the clock's: the same files must give the same site tomorrow.
    """
    return named_day(environment) or history.last


def write_stage(corpus: Corpus, *, drafts: bool = False, frame: Frame = NO_FRAME) -> None:
    """Write the staged tree and the plan."""
    stage(corpus, corpus.root / TREE, drafts=drafts)
    path = corpus.root / PLAN
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(plan(corpus, drafts=drafts, frame=frame), ensure_ascii=False), "utf-8")
    temporary.replace(path)


def read_plan(root: Path) -> dict[str, Any]:
    """The plan as an engine's process reads it."""
    return _parsed(root / PLAN, (root / PLAN).stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _parsed(path: Path, changed: int) -> dict[str, Any]:
    """The plan of a certain moment, in nanoseconds: several hooks ask for the same."""
    written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return written
