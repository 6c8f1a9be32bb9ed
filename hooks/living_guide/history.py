"""When each file changed, and which of its sections: from git, in one call for the whole project.

Only days and headings leave git. Who changed something, and what they wrote about it, stays where
it is: readers of a public site need the one and never the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from living_guide.git import UNASKED, run_git

PATIENCE = 120
"""Seconds git may take: forty times what 4,000 changes to 2,000 pages take."""

_ATTRIBUTES = Path(__file__).parent / "history.gitattributes"
_HEADING = r"^ {0,3}#{1,6}[ \t].*"
_LOG = (
    *("-c", f"core.attributesFile={_ATTRIBUTES}", "-c", f"diff.guide.xfuncname={_HEADING}"),
    *("-c", "core.quotePath=off", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false"),
    *("log", "--raw", "-p", "-U0", "-M", "--relative", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--decorate-refs-exclude=refs/*", "--decorate-refs-exclude=HEAD", "--format=%x01%ct %D"),
    *("--", "docs", "local"),
)
_LINE = re.compile(
    rb"^(?:"
    rb"\x01(?P<seconds>\d+) (?P<graft>.*)"
    rb"|:\d+ \d+ \w+\.* \w+\.* (?P<kind>[A-Z])\d*\t(?P<paths>.*)"
    rb"|(?P<next>diff --git) .*"
    rb"|@@ -\S+ \+\S+ @@ (?P<above> {0,3}#.*)"
    rb"|\+ {0,3}(?P<written>\#{1,6}[ \t].*)"
    rb")$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a file on a day."""

    day: date
    kind: str
    """`added`, `changed` or `moved`."""
    headings: tuple[str, ...] = ()
    """Lines that begin with `#`, as written then: headings of the sections that changed, or new ones.
    Git keeps the first 80 bytes of a heading."""


@dataclass(frozen=True, slots=True)
class History:
    """The changes of each file by its path today, newest first."""

    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=lambda: MappingProxyType({}))
    last: date | None = None
    """Day of the newest change of all."""
    is_whole: bool = True
    """False in a shallow clone: there, nobody knows when a file was new."""

    def of(self, path: str) -> tuple[Change, ...]:
        return self.changes.get(path, ())

    def added(self, path: str) -> date | None:
        """The day a file was new, if the history goes back so far."""
        found = self.of(path)
        return found[-1].day if self.is_whole and found and found[-1].kind == "added" else None


def read_history(root: Path) -> History:
    """The history of a project; an empty one where there is no git, or nothing in it."""
    tip = _git(root, "rev-parse", "HEAD")
    return _history(root.resolve(), tip) if tip else History()


@lru_cache(maxsize=4)
def _history(root: Path, tip: bytes) -> History:
    """The history up to a commit: read once while `serve` runs and nothing is committed."""
    log = _git(root, *_LOG)
    return parse(log) if log else History()


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git says; None where it is missing, fails, or would have to ask another machine."""
    ended = run_git(root, *arguments, more=UNASKED, patience=PATIENCE)
    return ended.stdout if ended and ended.returncode == 0 else None


@dataclass(slots=True)
class _Touched:
    """A file in the commit that is being read."""

    path: str
    kind: str
    headings: dict[str, None] = field(default_factory=dict)


def parse(log: bytes) -> History:
    """The history that git's log tells, newest commit first.

    A file is followed through its renames. The commit at which a shallow clone was cut off shows
    every file as new: it gives its day, and nothing else.
    """
    found: dict[str, list[Change]] = {}
    now: dict[str, str] = {}  # a path of the past -> the same file's path today
    last: date | None = None
    is_whole = True
    for day, is_cut, touched in _commits(log):
        last = max(last, day) if last else day
        if is_cut:
            is_whole = False
            continue
        for item in touched:
            old, _, new = item.path.rpartition("\t")
            path = now.get(new, new)
            if old:
                now[old] = path
            elif item.kind == "added" and new in now:
                del now[new]  # what older commits call by this name is another file
            if item.kind:
                found.setdefault(path, []).append(Change(day, item.kind, tuple(item.headings)))
    changes = {path: tuple(items) for path, items in found.items()}
    return History(MappingProxyType(changes), last, is_whole)


def _commits(log: bytes) -> Iterable[tuple[date, bool, list[_Touched]]]:
    day, is_cut = date.min, False
    touched: list[_Touched] = []
    place = -1
    for line in _LINE.finditer(log):
        if line["seconds"] is not None:
            if day != date.min:
                yield day, is_cut, touched
            day = datetime.fromtimestamp(int(line["seconds"]), UTC).date()
            is_cut, touched, place = line["graft"] == b"grafted", [], -1
        elif line["kind"] is not None:
            touched.append(_Touched(_text(line["paths"]), _kind(line["kind"])))
        elif line["next"] is not None:
            place += 1
        elif 0 <= place < len(touched) and _has_sections(touched[place]):
            touched[place].headings[_text(line["above"] or line["written"])] = None
    if day != date.min:
        yield day, is_cut, touched


def _has_sections(touched: _Touched) -> bool:
    """Whether it says something to name sections: in a new file all of them are."""
    return touched.kind != "added" and touched.path.endswith(".md")


def _kind(letter: bytes) -> str:
    """A deletion is no change of a file that is there."""
    return {b"A": "added", b"R": "moved", b"D": ""}.get(letter, "changed")


def _text(written: bytes) -> str:
    return written.decode("utf-8", "ignore").strip()
