"""What upstream changed beneath a city's own files: from git's list of changes to what there is to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

UPSTREAM, LOCAL = "docs/", "local/"


class Kind(StrEnum):
    """What happened, the most pressing first."""

    REMOVED = "removed"
    """Upstream took away what the city has a version of."""
    MOVED = "moved"
    CHANGED = "changed"
    SAME = "same"
    """The city's version says what upstream's says now: it can go."""
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """What upstream did to a file below `docs/`: `was` and `now` are paths, one empty when there is none."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One file for the city to look at."""

    kind: Kind
    upstream: str
    """Upstream's file, by the path it has now; by the one it had when it is gone."""
    local: str
    """The city's file, or nothing for what is new."""
    was: str = ""


def parse_changes(said: str) -> Iterator[Change]:
    """The changes in the output of `git diff --name-status -z`."""
    fields = iter(said.split("\0"))
    for kind in fields:
        if not kind:
            return
        path = next(fields)
        if kind[0] == "R":
            yield Change(path, next(fields))
        elif kind[0] == "A":
            yield Change("", path)
        elif kind[0] == "D":
            yield Change(path, "")
        else:
            yield Change(path, path)


def matters(
    changes: Collection[Change], local: Mapping[str, bytes], upstream: Mapping[str, bytes]
) -> list[Matter]:
    """What there is to do, the most pressing first.

    `local` holds the city's files by path, `upstream` upstream's files of now at the same places.
    """
    found = []
    for place in local:
        path = UPSTREAM + place.removeprefix(LOCAL)
        if path in upstream and upstream[path] == local[place]:
            found.append(Matter(Kind.SAME, path, place))
    same = {matter.local for matter in found}
    for change in changes:
        own = LOCAL + change.was.removeprefix(UPSTREAM) if change.was else ""
        if own in local and own not in same:
            kind = (
                Kind.REMOVED if not change.now else Kind.MOVED if change.now != change.was else Kind.CHANGED
            )
            found.append(Matter(kind, change.now or change.was, own, change.was))
        elif change.now and not change.was and LOCAL + change.now.removeprefix(UPSTREAM) not in local:
            found.append(Matter(Kind.NEW, change.now, ""))
        elif change.now and not change.was and LOCAL + change.now.removeprefix(UPSTREAM) not in same:
            # upstream has begun a page where the city has one: from now on the city's hides it
            found.append(Matter(Kind.CHANGED, change.now, LOCAL + change.now.removeprefix(UPSTREAM)))
    order = list(Kind)
    return sorted(found, key=lambda matter: (order.index(matter.kind), matter.upstream))
