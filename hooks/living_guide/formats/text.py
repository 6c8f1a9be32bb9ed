"""For a terminal: every finding, then how many."""

from __future__ import annotations

from living_guide.diagnostics import Diagnostic, Severity
from living_guide.formats.report import Catalogue, Report, one_line, spoken, total


def finding_as_text(item: Diagnostic, words: Catalogue) -> str:
    """`path:line:column: severity message (rule)`, and the hint on a line of its own."""
    where = f"{one_line(item.path)}:{item.line}:{item.column}"
    line = f"{where}: {item.severity} {spoken(item.message, words)} ({item.rule})"
    return f"{line}\n    {spoken(item.hint, words)}" if item.hint else line


def as_text(report: Report, words: Catalogue) -> str:
    """Errors and warnings; information is for those who ask a machine."""
    lines = [finding_as_text(item, words) for item in report.findings if item.severity is not Severity.INFO]
    return "\n".join([*lines, spoken(total(report), words)])
