"""For a terminal: every finding, then how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.formats.report import Catalogue, Report, folded, one_line, spoken, told_with, total
from living_guide.messages import Text

NAMES = {Severity.ERROR: Text("error"), Severity.WARNING: Text("warning"), Severity.INFO: Text("advice")}
_HEADINGS = {
    Severity.ERROR: Text("Errors (`error`): the guide cannot be published before they are mended"),
    Severity.WARNING: Text("Warnings (`warning`): the guide can be published; mend them when you can"),
    Severity.INFO: Text("Advice (`info`): yours to decide"),
}


def finding_as_text(item: Diagnostic, words: Catalogue, consequences: Sequence[Diagnostic] = ()) -> str:
    """`path:line:column: severity message (rule)`; the hint and what comes of it on lines of their own."""
    where = f"{one_line(item.path)}:{item.line}:{item.column}"
    line = f"{where}: {item.severity} {spoken(item.message, words)} ({item.rule})"
    below = (item.hint, told_with(item, consequences))
    return "\n    ".join([line, *(spoken(text, words) for text in below if text)])


def as_text(report: Report, words: Catalogue) -> str:
    """What keeps the guide from being published first, advice last; then how many of each."""
    report = replace(report, findings=folded(report.findings))
    return "\n".join([*_findings(report, words), spoken(total(report), words)])


def _findings(report: Report, words: Catalogue) -> Iterator[str]:
    """The severity in a line is the same in every language, for machines; a heading says what it means."""
    told = with_consequences(report.findings)
    by_weight = sorted(told, key=lambda item: list(Severity).index(item.severity))
    for severity, findings in groupby(by_weight, key=lambda item: item.severity):
        if NAMES[Severity.ERROR].said(words) != Severity.ERROR:
            yield spoken(_HEADINGS[severity], words)
        yield from (finding_as_text(item, words, told[item]) for item in findings)
