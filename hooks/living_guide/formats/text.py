"""For a terminal: every finding, then how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.formats.report import (
    Catalogue,
    Report,
    folded,
    one_line,
    spoken,
    spoken_lines,
    told_with,
    total,
    urgency,
)
from living_guide.messages import Text

NAMES = {Severity.ERROR: Text("error"), Severity.WARNING: Text("warning"), Severity.INFO: Text("advice")}
_HEADINGS = {
    Severity.ERROR: Text(
        "Errors (`error`): to be mended before the guide is published; until then the site stays as it is, "
        "and your text is kept"
    ),
    Severity.WARNING: Text("Warnings (`warning`): the guide can be published; mend them when you can"),
    Severity.INFO: Text("Advice (`info`): yours to decide"),
}


def finding_as_text(item: Diagnostic, words: Catalogue, consequences: Sequence[Diagnostic] = ()) -> str:
    """`path:line:column: severity message (rule)`; the hint and what comes of it on lines of their own."""
    where = f"{one_line(item.path)}:{item.line}:{item.column}"
    line = f"{where}: {item.severity} {spoken(item.message, words)} ({item.rule})"
    below = (item.hint, told_with(item, consequences))
    return "\n    ".join([line, *(told for text in below for told in spoken_lines(text, words))])


def as_text(report: Report, words: Catalogue) -> str:
    """What keeps the guide from being published first, advice last; then how many of each.

    Of findings as grave, what does harm comes first, then what is in files that were changed. Advice on
    other files is left out: who changed a page did not ask for it, and `guide check .` tells all.
    """
    report = replace(report, findings=folded(report.findings))
    told = with_consequences(report.findings)
    beside = [item for item in told if report.edited and _is_beside(item, report)]
    shown = {item: consequences for item, consequences in told.items() if item not in beside}
    lines = [*_findings(shown, report, words)]
    if report.edited and all(item.severity is Severity.INFO for item in shown):
        lines.insert(0, spoken(Text("Nothing to mend in what you changed. Thank you."), words))
    return "\n".join(
        [*lines, spoken(total(replace(report, findings=_but_for(report.findings, beside))), words)]
    )


def _is_beside(item: Diagnostic, report: Report) -> bool:
    return item.severity is Severity.INFO and item.path not in report.edited


def _but_for(findings: Sequence[Diagnostic], beside: Sequence[Diagnostic]) -> list[Diagnostic]:
    left = {item.name for item in beside}
    return [item for item in findings if item.name not in left]


def _findings(
    told: Mapping[Diagnostic, Sequence[Diagnostic]], report: Report, words: Catalogue
) -> Iterator[str]:
    """The severity in a line is the same in every language, for machines; a heading says what it means."""

    def importance(item: Diagnostic) -> tuple[int, int, bool]:
        return list(Severity).index(item.severity), urgency(item), item.path not in report.edited

    for severity, findings in groupby(sorted(told, key=importance), key=lambda item: item.severity):
        if NAMES[Severity.ERROR].said(words) != Severity.ERROR:
            yield spoken(_HEADINGS[severity], words)
        yield from (finding_as_text(item, words, told[item]) for item in findings)
