"""One finding: where, what, why it matters and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from living_guide.messages import Text
from living_guide.source import Span


class Severity(StrEnum):
    """`error` stops a build; `warning` shows; `info` is for those who ask."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields: it knows the spot and the words, not its own name."""

    span: Span
    message: Text
    hint: Text | None = None
    severity: Severity | None = None
    """Given only where it differs from the rule's own."""
    replacement: str | None = None
    """What may be written over the span without asking anybody: `guide fix` does."""
    subject: str = ""
    """What it is about where a rule has many: the discouraged form."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with its rule. Lines and columns from 1, columns in code points, end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: Severity
    message: Text
    hint: Text | None
    replacement: str | None = None
    subject: str = ""

    @classmethod
    def of(cls, finding: Finding, rule: str, severity: Severity) -> Diagnostic:
        source = finding.span.source
        line, column = source.position(finding.span.start)
        end_line, end_column = source.position(finding.span.end)
        return cls(
            path=source.path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            rule=rule,
            severity=finding.severity or severity,
            message=finding.message,
            hint=finding.hint,
            replacement=finding.replacement,
            subject=finding.subject,
        )

    @property
    def order(self) -> tuple[str, int, int, int, int, str, str]:
        """Reading order; the message last, so that a run always prints the same."""
        return (
            self.path,
            self.line,
            self.column,
            self.end_line,
            self.end_column,
            self.rule,
            str(self.message),
        )
