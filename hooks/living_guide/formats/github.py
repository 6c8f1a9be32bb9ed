"""Workflow commands, which GitHub shows beside the lines.

GitHub shows ten of each kind a step and drops the others: so errors come first, of each kind those on
lines that the change wrote, and of these what does harm. The log holds them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.formats.report import Catalogue, Report, told_with, urgency

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(report: Report, words: Catalogue) -> str:
    """One command a finding, the most important first."""

    def importance(item: Diagnostic) -> tuple[int, bool, int]:
        on_new_lines = report.change is not None and report.change.wrote(item)
        return list(Severity).index(item.severity), not on_new_lines, urgency(item)

    told = with_consequences(report.findings)
    return "\n".join(_command(item, words, told[item]) for item in sorted(told, key=importance))


def _command(item: Diagnostic, words: Catalogue, consequences: Sequence[Diagnostic]) -> str:
    place = (
        f"file={_property(item.path)},line={item.line},col={item.column},"
        f"endLine={item.end_line},endColumn={item.end_column},title={_property(item.rule)}"
    )
    below = (item.hint, told_with(item, consequences))
    message = "\n".join([item.message.said(words), *(text.said(words) for text in below if text)])
    return f"::{_COMMANDS[item.severity]} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
