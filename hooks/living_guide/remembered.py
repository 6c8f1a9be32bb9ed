"""Findings of the last run, kept as long as nothing they depend on has changed.

They depend on every file of the content folders, on the city's configuration and on this package:
one digest over all of them decides. Changed files are recognised by what they hold, not by dates.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from living_guide.checks import all_rules, run_checks
from living_guide.checks.files import told_marks
from living_guide.corpus import LAYERS, read_corpus
from living_guide.diagnostics import Diagnostic, Severity
from living_guide.files import list_files
from living_guide.garbage import uncollected
from living_guide.merge_marks import marked_files, project_files
from living_guide.messages import Text
from living_guide.settings import FILE_NAME, SettingsError, read_configuration

MEMORY = Path("build/findings.json")
"""Kept only in projects with a configuration: any other folder is left as it is."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found, and how many pages they read."""

    findings: list[Diagnostic]
    pages: int


def check_project(root: Path, memory: Path | None = None) -> Checked:
    """Check a project, or tell again what was found when nothing has changed since.

    `memory` is the file to keep findings in, where it is not the project's own.

    Raises:
        OSError: the project cannot be read.
        SettingsError: its `mkdocs.yml` cannot be used.
    """
    try:
        digest = _digest(root) if (root / FILE_NAME).is_file() else ""
    except SettingsError:
        torn = _torn_settings(root)
        if not torn:
            raise
        return Checked(torn, 0)
    memory = memory or root / MEMORY
    known = _recall(memory, digest) if digest else None
    if known is not None:
        return known
    with uncollected():
        corpus = read_corpus(root)
        checked = Checked(run_checks(corpus), sum(1 for _ in corpus.pages))
    if digest:
        _remember(memory, digest, checked)
    return checked


def _torn_settings(root: Path) -> list[Diagnostic]:
    """The marks of a merge in the city's file, which are why it cannot be read."""
    rule = all_rules()["files-merge-conflict"]
    return [
        Diagnostic.of(finding, rule.name, rule.severity)
        for source in marked_files(project_files(root))
        for finding in told_marks(source)
        if source.path.startswith(FILE_NAME.partition(".")[0])
    ]


def _digest(root: Path) -> str:
    """One number for everything the findings depend on."""
    total = hashlib.blake2b(_own_digest().encode(), digest_size=16)
    total.update(pickle.dumps(read_configuration(root)))  # what is shared by aliases stays shared, and small
    listed = (file for layer in LAYERS if (root / layer).is_dir() for file in list_files(root / layer, layer))
    for files in (listed, project_files(root)):
        for file in files:
            total.update(
                f"\0{file.path}\0{file.size}\0{file.is_symlink}\0".encode("utf-8", "surrogateescape")
            )
            if not file.is_symlink:
                try:
                    with file.location.open("rb") as content:  # in pieces: a download may be large
                        total.update(hashlib.file_digest(content, "sha256").digest())
                except OSError as error:
                    total.update(str(error.errno).encode())
    return total.hexdigest()


@cache
def _own_digest() -> str:
    """This package as it is now: its files' sizes and times."""
    folder = Path(__file__).parent
    files = (path for kind in ("*.py", "*.yml", "*.po") for path in sorted(folder.rglob(kind)))
    marks = (f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return "\n".join(marks)


def _recall(memory: Path, digest: str) -> Checked | None:
    """What was kept under this digest; nothing when it was kept for another, or is damaged."""
    try:
        kept = json.loads(memory.read_text("utf-8"))
        if kept["digest"] != digest:
            return None
        return Checked([_diagnostic(item) for item in kept["findings"]], int(kept["pages"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(memory: Path, digest: str, checked: Checked) -> None:
    kept = {
        "digest": digest,
        "pages": checked.pages,
        "findings": [_written(item) for item in checked.findings],
    }
    try:
        memory.parent.mkdir(exist_ok=True)
        temporary = memory.with_suffix(".new")
        temporary.write_text(json.dumps(kept), "utf-8")
        temporary.replace(memory)
    except OSError:  # a folder that may only be read: the next run checks again
        return


def _written(item: Diagnostic) -> dict[str, Any]:
    fields = {name: getattr(item, name) for name in Diagnostic.__dataclass_fields__}
    return {**fields, "message": _said(item.message), "hint": item.hint and _said(item.hint)}


def _said(text: Text) -> dict[str, Any]:
    values = {
        name: _said(value) if isinstance(value, Text) else value if isinstance(value, int) else str(value)
        for name, value in text.values
    }
    return {"msgid": text.msgid, "values": values, "plural": text.plural}


def _diagnostic(kept: dict[str, Any]) -> Diagnostic:
    severity, message, hint = Severity(kept["severity"]), _text(kept["message"]), kept["hint"]
    return Diagnostic(
        **{**kept, "severity": severity, "message": message, "hint": _text(hint) if hint else None}
    )


def _text(kept: dict[str, Any]) -> Text:
    values = {
        name: _text(value) if isinstance(value, dict) else value for name, value in kept["values"].items()
    }
    return Text.from_data(kept["msgid"], values, kept["plural"])
