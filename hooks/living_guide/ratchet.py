"""Warnings that may become fewer and never more: what is gone stays gone.

Counts lie in one file of the project, kept with it. A warning beyond its count is an error; when
there are fewer, the count falls. So a level rises by itself from warning to error, word by word.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from living_guide.diagnostics import Diagnostic, Severity
from living_guide.messages import Text, Told

COUNTS = Path("ratchet.json")


class RatchetError(Told):
    """The file of counts cannot be used."""


def key_of(item: Diagnostic) -> str:
    """What is counted together: a rule, or one word of it."""
    return f"{item.rule}: {item.subject}" if item.subject else item.rule


def tighten(root: Path, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings, with warnings beyond their count as errors; writes the counts that fell.

    Without a file the counts of now are kept.

    Raises:
        RatchetError: the file is not a list of counts.
        OSError: it cannot be read or written.
    """
    counts = Counter(key_of(item) for item in found if item.severity is Severity.WARNING)
    allowed = _allowed(root / COUNTS)
    kept = (
        dict(counts) if allowed is None else {key: min(count, counts[key]) for key, count in allowed.items()}
    )
    left = {key: count for key, count in sorted(kept.items()) if count}
    if left != allowed:
        (root / COUNTS).write_text(json.dumps(left, ensure_ascii=False, indent=2) + "\n", "utf-8")
    limits = counts if allowed is None else allowed
    return [_risen(item, limits.get(key_of(item), 0), counts[key_of(item)]) for item in found]


def _risen(item: Diagnostic, limit: int, count: int) -> Diagnostic:
    if item.severity is not Severity.WARNING or count <= limit:
        return item
    more = Text("{message} ({count} now, {limit} allowed)", message=item.message, count=count, limit=limit)
    return replace(item, severity=Severity.ERROR, message=more)


def _allowed(path: Path) -> dict[str, int] | None:
    if not path.is_file():
        return None
    try:
        counts = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RatchetError(Text("{path}: not JSON: {reason}", path=path.name, reason=error)) from error
    if not isinstance(counts, dict) or not all(isinstance(count, int) for count in counts.values()):
        raise RatchetError(Text("{path}: every name needs a number", path=path.name))
    return counts
