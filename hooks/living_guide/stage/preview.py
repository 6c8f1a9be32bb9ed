"""What the checks say of the page one is writing: shown under `serve`, never in a published site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from living_guide.diagnostics import Diagnostic, Severity
from living_guide.messages import Text, catalogue
from living_guide.pages import Page

SEVERITIES = {
    Severity.ERROR: Text("Error"),
    Severity.WARNING: Text("Warning"),
    Severity.INFO: Text("Note"),
}

ByPath = Mapping[str, Sequence[Diagnostic]]


def by_path(findings: Sequence[Diagnostic]) -> ByPath:
    """Findings by the file they are in."""
    found: dict[str, list[Diagnostic]] = {}
    for item in findings:
        found.setdefault(item.path, []).append(item)
    return found


def panel(findings: ByPath, page: Page, language: str) -> dict[str, Any]:
    """The findings in the file that a page is made from, in the page's language."""
    words, here = catalogue(language), findings.get(page.path, ())
    return {
        "path": page.path,
        "has_errors": any(item.severity is Severity.ERROR for item in here),
        "found": [
            {
                "line": item.line,
                "severity": SEVERITIES[item.severity].said(words),
                "message": item.message.said(words),
                "hint": item.hint.said(words) if item.hint else None,
                "rule": item.rule,
            }
            for item in here
        ],
    }
