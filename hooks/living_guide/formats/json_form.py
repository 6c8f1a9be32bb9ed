"""The form other programs read; its shape is a contract."""

from __future__ import annotations

import json

from living_guide.formats.report import Catalogue, Report, counts


def as_json(report: Report, words: Catalogue) -> str:
    """Every finding, and how many stand by themselves: `because` names the one that another comes of."""
    number = counts(report.findings)
    found = [
        {
            "path": item.path,
            "line": item.line,
            "column": item.column,
            "end_line": item.end_line,
            "end_column": item.end_column,
            "rule": item.rule,
            "severity": str(item.severity),
            "message": item.message.said(words),
            "hint": item.hint.said(words) if item.hint else "",
            **({"because": item.because} if item.because else {}),
        }
        for item in report.findings
    ]
    summary = {"errors": number.errors, "warnings": number.warnings, "pages": report.pages}
    return json.dumps({"diagnostics": found, "summary": summary}, ensure_ascii=False, indent=2)
