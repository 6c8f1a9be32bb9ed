"""What is printed: findings, and what is known of the change they are about."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from living_guide.changes import Change, unplaced
from living_guide.corpus import DATA, LAYERS
from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.messages import Text, catalogue, counted, languages

Catalogue = Mapping[str, str]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LANGUAGE = re.compile(rf"(?:{'|'.join(LAYERS)})/([^/]+)/")


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` in reading order; `pages` is how many pages were read."""

    findings: Sequence[Diagnostic]
    pages: int
    root: Path = Path()
    """The project's folder: some forms show lines of its files."""
    handbook: str = ""
    """Where the rules are explained on the site; empty when nobody knows the site's address."""
    change: Change | None = None
    """The change the report is limited to."""
    edited: frozenset[str] = frozenset()
    """Files that were changed lately, though the report is of the whole guide; empty when nobody knows."""


HARMING = ("text-private-data", "files-merge-conflict", "safety-")
"""How the rules begin whose findings do harm once they are published: told before all others."""
_LOOKS = ("typography-", "files-control-character")
"""How the rules begin that find what readers could live with: told last."""


def urgency(item: Diagnostic) -> int:
    """How early a finding is told among those as grave: what does harm first, what is of form last.

    What differs from the other language often comes of what is wrong on the page, and is told after it.
    """
    ranks = (HARMING, (), ("translation-", "coverage-"), _LOOKS)
    return next((rank for rank, rules in enumerate(ranks) if item.rule.startswith(rules)), 1)


class Counts(NamedTuple):
    """How many findings of each severity."""

    errors: int
    warnings: int
    advice: int

    def said(self) -> Text:
        """In words; advice only where there is some."""
        found = Text(
            "{errors}, {warnings}",
            errors=counted("{count} error", "{count} errors", self.errors),
            warnings=counted("{count} warning", "{count} warnings", self.warnings),
        )
        advice = counted("{count} piece of advice", "{count} pieces of advice", self.advice)
        return Text("{found}, {advice}", found=found, advice=advice) if self.advice else found


def counts(diagnostics: Iterable[Diagnostic]) -> Counts:
    """How many of each severity; what comes of another finding counts with it."""
    found = Counter(item.severity for item in with_consequences(diagnostics))
    return Counts(found[Severity.ERROR], found[Severity.WARNING], found[Severity.INFO])


def spoken(text: Text | None, words: Catalogue) -> str:
    """A sentence on one line, which can neither steer a terminal nor give orders to a build server."""
    return one_line(text.said(words)) if text else ""


def spoken_lines(text: Text | None, words: Catalogue) -> list[str]:
    """The same, and the rows of a table below it each on a line; a row begins with a bar, no order does."""
    return [one_line(line) for line in _ROW.split(text.said(words))] if text else []


_ROW = re.compile(r"\n(?=\|)")


def one_line(text: str) -> str:
    """Text with its control characters written out."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


FEW = 2
"""So many findings on the signs of a page, which `guide fix` mends, are told one by one."""
_FOLDED = (
    "files-control-character",
    "typography-breaking-number",
    "typography-ordinal",
    "typography-straight-apostrophe",
    "typography-three-dots",
    "typography-wrong-space",
)


def folded(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings for people to read: many that `guide fix` mends at once are one, at the first's place."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    findings = list(findings)
    for item in findings:
        if item.rule in _FOLDED and item.replacement is not None and not item.because:
            alike.setdefault((item.path, item.rule.partition("-")[0]), []).append(item)
    kept = {id(item): _as_one(items) for items in alike.values() if len(items) > FEW for item in items[:1]}
    gone = {id(item) for items in alike.values() if len(items) > FEW for item in items[1:]}
    return [kept.get(id(item), item) for item in findings if id(item) not in gone]


def _as_one(items: Sequence[Diagnostic]) -> Diagnostic:
    lines = [str(line) for line in dict.fromkeys(item.line for item in items)]
    rule = items[0].rule if len({item.rule for item in items}) == 1 else ""
    message = _many(rule, len(items), ", ".join(lines[:SHOWN]) + ("…" if len(lines) > SHOWN else ""))
    hint = Text(
        "nothing is lost if you leave them: whoever looks after the guide mends them all at once "
        "(`guide fix {path}`)",
        path=items[0].path,
    )
    return replace(items[0], message=message, hint=hint, replacement=None)


def _many(rule: str, count: int, lines: str) -> Text:
    match rule:
        case "files-control-character":
            return counted(
                "{count} invisible character was pasted into this page: lines {lines}",
                "{count} invisible characters were pasted into this page: lines {lines}",
                count,
                lines=lines,
            )
        case "typography-breaking-number":
            return counted(
                "{count} number on this page could break in two at a line’s end: lines {lines}",
                "{count} numbers on this page could break in two at a line’s end: lines {lines}",
                count,
                lines=lines,
            )
        case "typography-ordinal":
            return counted(
                "{count} ordinal number on this page has an ending of its own making: lines {lines}",
                "{count} ordinal numbers on this page have endings of their own making: lines {lines}",
                count,
                lines=lines,
            )
        case "typography-straight-apostrophe":
            return counted(
                "{count} apostrophe on this page is not written ’: lines {lines}",
                "{count} apostrophes on this page are not written ’: lines {lines}",
                count,
                lines=lines,
            )
        case "typography-three-dots":
            return counted(
                "{count} ellipsis on this page is written with three full stops: lines {lines}",
                "{count} ellipses on this page are written with three full stops: lines {lines}",
                count,
                lines=lines,
            )
        case "typography-wrong-space":
            return counted(
                "{count} space beside a punctuation mark is not right on this page: lines {lines}",
                "{count} spaces beside punctuation marks are not right on this page: lines {lines}",
                count,
                lines=lines,
            )
        case _:
            return counted(
                "{count} sign (apostrophe, space, full stops) is not right on this page: lines {lines}",
                "{count} signs (apostrophes, spaces, full stops) are not right on this page: lines {lines}",
                count,
                lines=lines,
            )


SHOWN, MOST_PLACES = 5, 20
"""So many lines, and places of consequences, are named; the rest is counted."""


_TO_CHANGE = (
    "front-matter-missing-page",
    "links-missing-page",
    "redirects-moved-page",
    "terms-inconsistent",
    "translation-missing",
)
"""Rules of which people may have to change each place that is told with the first."""


def told_with(item: Diagnostic, consequences: Sequence[Diagnostic]) -> Text | None:
    """Where else findings come of one; what is on the same lines, or noted in data, goes without saying."""
    places = list(_places(item, consequences)) if item.rule in _TO_CHANGE else []
    if not places:
        return None
    named = ", ".join(f"{path}:{line}" for path, line in places[:MOST_PLACES])
    return Text(
        "this also explains what is told of: {places}",
        places=named + (", …" if len(places) > MOST_PLACES else ""),
    )


def _places(item: Diagnostic, consequences: Sequence[Diagnostic]) -> Iterator[tuple[str, int]]:
    """Path and line of consequences in other files that people write, once a file."""
    lines: dict[str, int] = {}
    for other in consequences:
        if f"/{DATA}/" not in other.path and other.path != item.path:
            lines.setdefault(other.path, other.line)
    yield from lines.items()


def total(report: Report) -> Text:
    """The last line of a report."""
    pages = counted("{count} page", "{count} pages", report.pages)
    return Text("{found} on {pages}", found=counts(report.findings).said(), pages=pages)


def fingerprints(findings: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each finding with a mark that stays the same while lines above it come and go."""
    seen: Counter[object] = Counter()
    for item in findings:
        key = (item.path, item.rule, unplaced(item.message))
        seen[key] += 1
        mark = repr((*key, seen[key])).encode("utf-8", "surrogateescape")
        yield item, hashlib.blake2b(mark, digest_size=16).hexdigest()


def in_the_pages_language(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings whose words are those of the language their page is in, where we speak it."""
    return [_in_own_language(item) for item in findings]


def _in_own_language(item: Diagnostic) -> Diagnostic:
    found = _LANGUAGE.match(item.path)
    if found is None or found[1].partition("-")[0] not in languages():
        return item
    words = catalogue(found[1])
    hint = item.hint and Text.from_data("{words}", {"words": item.hint.said(words)})
    return replace(item, message=Text.from_data("{words}", {"words": item.message.said(words)}), hint=hint)
