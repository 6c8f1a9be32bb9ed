"""A pull request's summary: what is wrong, how to mend it, which translations are left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from living_guide.changes import Behind
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
)
from living_guide.formats.text import NAMES
from living_guide.manual import rule_address
from living_guide.messages import Text
from living_guide.source import Source, decode

MOST = 100
"""So many findings are written out: a summary has a limit, and so have people."""
_CODE = re.compile(r"(?<!`)`[^`]+`(?!`)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#@|~!&$])")
_FENCE = re.compile(r"`{3,}")


def as_markdown(report: Report, words: Catalogue) -> str:
    """For people who never open a terminal. Nothing that pages say becomes markup here."""
    return "\n".join(_lines(replace(report, findings=folded(report.findings)), words))


def _lines(report: Report, words: Catalogue) -> Iterator[str]:
    told = with_consequences(report.findings)
    shown = list(told)
    yield from (f"## {Text('What the checks say').said(words)}", "")
    yield from (f"**{spoken(total(report), words)}**", "")
    if not shown:
        yield from (Text("Nothing to mend. Thank you.").said(words), "")
    else:
        yield Text(
            "An error keeps the site from being published. A warning does not, and advice is yours to decide."
        ).said(words)
        yield ""
    for path, findings in groupby(_by_weight(shown)[:MOST], key=lambda item: item.path):
        yield from (f"### {_escaped(path)}", "")
        for _, on_line in groupby(findings, key=lambda item: item.line):
            yield from _line(list(on_line), told, report, words)
        yield ""
    if len(shown) > MOST:
        more = Text("… and {count} more; `guide check` lists them all.", count=len(shown) - MOST)
        yield from (more.said(words), "")
    if report.change is not None and report.change.behind:
        yield from (f"## {Text('Translations left behind').said(words)}", "")
        yield from (f"- {_behind(item, words)}" for item in report.change.behind)
        yield ""


def _by_weight(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Files with errors first, those with nothing but advice last; within a file, from top to bottom."""
    weights = list(Severity)
    worst: dict[str, int] = {}
    for item in findings:
        weight = weights.index(item.severity)
        worst[item.path] = min(worst.get(item.path, weight), weight)
    return sorted(findings, key=lambda item: (worst[item.path], item.order))


def _line(
    findings: Sequence[Diagnostic],
    told: Mapping[Diagnostic, Sequence[Diagnostic]],
    report: Report,
    words: Catalogue,
) -> Iterator[str]:
    for item in findings:
        place = Text("line {line}", line=item.line).said(words)
        address = rule_address(report.handbook, item.rule)
        rule = f"[`{item.rule}`]({address})" if address else f"`{item.rule}`"
        message = f"{Text(': ').said(words)}{_escaped(spoken(item.message, words))} ({rule})"
        yield f"- **{NAMES[item.severity].said(words)}**, {place}{message}"
        for below in filter(None, (item.hint, told_with(item, told[item]))):
            yield f"  <br>→ {'<br>'.join(_escaped(line) for line in spoken_lines(below, words))}"
    yield from _corrected(findings, report.root)


def _corrected(findings: Sequence[Diagnostic], root: Path) -> Iterator[str]:
    """The line as it is and as it should be, where that is certain: what one pastes in a browser."""
    certain = [item for item in findings if item.replacement is not None and item.line == item.end_line]
    path = root / findings[0].path
    source = decode(findings[0].path, path.read_bytes()) if certain and path.is_file() else None
    if not isinstance(source, Source):
        return
    line = mended = source.line(certain[0].line)
    reached = len(line) + 1
    for item in reversed(certain):  # from the end, so that columns stay true
        if item.end_column <= reached:
            reached = item.column
            mended = mended[: item.column - 1] + (item.replacement or "") + mended[item.end_column - 1 :]
    fence = "`" * max(3, *(len(run) + 1 for run in _FENCE.findall(line + mended)), 3)
    yield from ("", f"  {fence}diff", f"  - {one_line(line)}", f"  + {one_line(mended)}", f"  {fence}")


def _behind(item: Behind, words: Catalogue) -> str:
    told = {
        "changed": Text("{path} says something new; {other} does not.", path=item.path, other=item.other),
        "added": Text("{path} is new; there is no {other} yet.", path=item.path, other=item.other),
        "removed": Text("{path} is gone; {other} is still there.", path=item.path, other=item.other),
    }
    return _escaped(one_line(told[item.kind].said(words)))


def _escaped(text: str) -> str:
    """Words as words: only what we put between backticks stays code."""
    parts, at = [], 0
    for found in _CODE.finditer(text):
        parts += [_SPECIAL.sub(r"\\\1", text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*parts, _SPECIAL.sub(r"\\\1", text[at:])])
