"""One finding: where, what, why it matters and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from living_guide.messages import Text
from living_guide.source import Span


class Severity(StrEnum):
    """`error` stops a build; `warning` is to be mended; `info` is advice."""

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
    about: str = ""
    """The key of another page whose absence or fault it may come of: `guides/words.md`."""


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
    about: str = ""
    because: str = ""
    """The `name` of the finding that this one only comes of; empty for what stands by itself."""

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
            about=finding.about,
        )

    @property
    def name(self) -> str:
        """What tells it from others: where it stands, and its rule."""
        return f"{self.path}:{self.line}:{self.column} {self.rule}"

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


def with_consequences(found: Iterable[Diagnostic]) -> dict[Diagnostic, list[Diagnostic]]:
    """Each finding that stands by itself, with those that come of it.

    Where its cause is not among them, because only some files were asked for, a consequence stands by itself.
    """
    found = list(found)
    causes = {item.name: item for item in reversed(found) if not item.because}
    told: dict[Diagnostic, list[Diagnostic]] = {item: [] for item in found if item.because not in causes}
    for item in found:
        if item.because in causes:
            told[causes[item.because]].append(item)
    return told
