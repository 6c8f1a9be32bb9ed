"""The form other programs read; its shape is a contract."""

from __future__ import annotations

import json

from living_guide.formats.report import Catalogue, Report, counts


def as_json(report: Report, words: Catalogue) -> str:
    """Every finding, information too, and how many of each."""
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
        }
        for item in report.findings
    ]
    summary = {"errors": number.errors, "warnings": number.warnings, "pages": report.pages}
    return json.dumps({"diagnostics": found, "summary": summary}, ensure_ascii=False, indent=2)
