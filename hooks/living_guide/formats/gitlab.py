"""GitLab's code quality report: what its merge requests show beside the change."""

from __future__ import annotations

import json

from living_guide.diagnostics import Severity, with_consequences
from living_guide.formats.report import Catalogue, Report, fingerprints, spoken

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_gitlab(report: Report, words: Catalogue) -> str:
    """One entry a finding; GitLab tells old from new by the fingerprint."""
    found = [
        {
            "description": " – ".join(filter(None, (spoken(item.message, words), spoken(item.hint, words)))),
            "check_name": item.rule,
            "fingerprint": mark,
            "severity": _LEVELS[item.severity],
            "location": {"path": item.path, "lines": {"begin": item.line, "end": item.end_line}},
        }
        for item, mark in fingerprints(with_consequences(report.findings))
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)
