"""Diagnostics as people and machines read them: one function a form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from logging import DEBUG, ERROR, INFO, Logger

from living_guide.diagnostics import Diagnostic, Severity
from living_guide.messages import Text, catalogue, language_of_environment

Catalogue = Mapping[str, str]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def counts(diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """How many errors and warnings."""
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    warnings = sum(item.severity is Severity.WARNING for item in diagnostics)
    return errors, warnings


def finding_as_text(item: Diagnostic, words: Catalogue) -> str:
    """`path:line:column: severity message (rule)`, and the hint on a line of its own."""
    where = f"{item.path}:{item.line}:{item.column}"
    line = _plain(f"{where}: {item.severity} {item.message.said(words)} ({item.rule})")
    return f"{line}\n    {_plain(item.hint.said(words))}" if item.hint else line


def _plain(text: str) -> str:
    """Text that cannot steer a terminal or, on a line of its own, give orders to a build server."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


def as_text(diagnostics: Sequence[Diagnostic], pages: int, words: Catalogue) -> str:
    """For a terminal: every finding, then how many."""
    errors, warnings = counts(diagnostics)
    lines = [finding_as_text(item, words) for item in diagnostics if item.severity is not Severity.INFO]
    total = Text(
        "{errors} errors, {warnings} warnings on {pages} pages",
        errors=errors,
        warnings=warnings,
        pages=pages,
    )
    return "\n".join([*lines, total.said(words)])


def as_github(diagnostics: Sequence[Diagnostic], pages: int, words: Catalogue) -> str:
    """Workflow commands, which GitHub shows on the changed lines."""
    lines = []
    for item in diagnostics:
        place = (
            f"file={_property(item.path)},line={item.line},col={item.column},"
            f"endLine={item.end_line},endColumn={item.end_column},title={_property(item.rule)}"
        )
        message = item.message.said(words)
        if item.hint:
            message += f"\n{item.hint.said(words)}"
        lines.append(f"::{_LEVELS[item.severity]} {place}::{_data(message)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Sequence[Diagnostic], pages: int, words: Catalogue) -> str:
    """The form other programs read; its shape is a contract."""
    errors, warnings = counts(diagnostics)
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
        for item in diagnostics
    ]
    summary = {"errors": errors, "warnings": warnings, "pages": pages}
    return json.dumps({"diagnostics": found, "summary": summary}, ensure_ascii=False, indent=2)


def as_sarif(diagnostics: Sequence[Diagnostic], pages: int, words: Catalogue) -> str:
    """SARIF 2.1.0: columns in code points, as the standard lets a tool say."""
    results = [
        {
            "ruleId": item.rule,
            "level": {"notice": "note"}.get(_LEVELS[item.severity], _LEVELS[item.severity]),
            "message": {"text": _sentence(item, words)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(item.path)},
                        "region": {
                            "startLine": item.line,
                            "startColumn": item.column,
                            "endLine": item.end_line,
                            "endColumn": item.end_column,
                        },
                    }
                }
            ],
        }
        for item in diagnostics
    ]
    rules = [{"id": name} for name in sorted({item.rule for item in diagnostics})]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "living-guide", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sentence(item: Diagnostic, words: Catalogue) -> str:
    hint = f"\n{item.hint.said(words)}" if item.hint else ""
    return item.message.said(words) + hint


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path, errors="surrogateescape")


def log_findings(diagnostics: Sequence[Diagnostic], log: Logger) -> None:
    """Into a build's log, where `--strict` counts warnings: errors as errors, advice as info.

    A warning of ours stays a note there: nobody's build fails because a translation lags.
    """
    words = catalogue(language_of_environment())
    levels = {Severity.ERROR: ERROR, Severity.WARNING: INFO, Severity.INFO: DEBUG}
    for item in diagnostics:
        log.log(levels[item.severity], finding_as_text(item, words))


def log_faults(path: str, faults: Sequence[Text], log: Logger) -> None:
    """What is wrong with a page as it was rendered, where no line can be named."""
    words = catalogue(language_of_environment())
    for fault in faults:
        log.error("%s: %s", path, fault.said(words))


FORMATS: dict[str, Callable[[Sequence[Diagnostic], int, Catalogue], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
