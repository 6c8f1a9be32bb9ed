"""Findings as people and machines read them: one module a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from logging import DEBUG, ERROR, INFO, Logger

from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.formats.github import as_github
from living_guide.formats.gitlab import as_gitlab
from living_guide.formats.json_form import as_json
from living_guide.formats.markdown import as_markdown
from living_guide.formats.report import Catalogue, Report, counts, folded
from living_guide.formats.sarif import as_sarif
from living_guide.formats.text import as_text, finding_as_text
from living_guide.messages import Text, catalogue, language_of_environment

FORMATS: dict[str, Callable[[Report, Catalogue], str]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
    "markdown": as_markdown,
    "sarif": as_sarif,
}


def log_findings(diagnostics: Sequence[Diagnostic], log: Logger) -> None:
    """Into a build's log, where `--strict` counts warnings: errors as errors, advice as info.

    A warning of ours stays a note there: nobody's build fails because a translation lags.
    """
    words = catalogue(language_of_environment())
    levels = {Severity.ERROR: ERROR, Severity.WARNING: INFO, Severity.INFO: DEBUG}
    for item, consequences in with_consequences(diagnostics).items():
        log.log(levels[item.severity], finding_as_text(item, words, consequences))


def log_faults(path: str, faults: Sequence[Text], log: Logger) -> None:
    """What is wrong with a page as it was rendered, where no line can be named."""
    words = catalogue(language_of_environment())
    for fault in faults:
        log.error("%s: %s", path, fault.said(words))


__all__ = [
    "FORMATS",
    "Report",
    "as_markdown",
    "counts",
    "finding_as_text",
    "folded",
    "log_faults",
    "log_findings",
]
