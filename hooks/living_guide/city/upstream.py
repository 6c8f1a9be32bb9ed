"""What upstream changed beneath a city's own files: from git's list of changes to what there is to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from living_guide.city.versions import is_covered, is_merged, replaced, without_notes, wording

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
    WORDING = "wording"
    """Upstream says otherwise what the city says in its own name."""


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


@dataclass(frozen=True, slots=True)
class Versions:
    """Files by path: the city's, and upstream's before and now, where there is one."""

    local: Mapping[str, bytes]
    before: Mapping[str, bytes]
    now: Mapping[str, bytes]


def matters(changes: Collection[Change], files: Versions, hides: Callable[[str], bool]) -> list[Matter]:
    """What there is to do, the most pressing first.

    Of what the city merges field by field, only the fields count that it says otherwise. What the city
    `hides`, by its path below a language's folder, needs nobody.
    """
    found = []
    for place, own in files.local.items():
        path = UPSTREAM + place.removeprefix(LOCAL)
        if path in files.now and _says_the_same(place, own, files.now[path]):
            found.append(Matter(Kind.SAME, path, place))
    same = {matter.local for matter in found}
    for change in changes:
        own_place = _own(change.was)
        if own_place in files.local and own_place not in same:
            kind = (
                Kind.REMOVED if not change.now else Kind.MOVED if change.now != change.was else Kind.CHANGED
            )
            if kind is not Kind.CHANGED or _concerns(own_place, change, files):
                found.append(Matter(kind, change.now or change.was, own_place, change.was))
        elif change.now and not change.was:
            place = _own(change.now)
            if place not in files.local and not hides(_key(change.now)):
                found.append(Matter(Kind.NEW, change.now, ""))
            elif place in files.local and place not in same and not is_merged(place):
                # upstream has begun a page where the city has one: from now on the city's hides it
                found.append(Matter(Kind.CHANGED, change.now, place))
    order = list(Kind)
    return sorted(found, key=lambda matter: (order.index(matter.kind), matter.upstream))


def rewordings(changes: Collection[Change], files: Versions, speaks: Callable[[str], bool]) -> list[Matter]:
    """Upstream's files that `speak` in the city's name, and say it otherwise than before.

    What the city has its own version of is its own to word.
    """
    return [
        Matter(Kind.WORDING, change.now, "", change.was)
        for change in changes
        if change.was and change.now and speaks(change.now) and not _is_own(_own(change.now), files)
        if wording(change.was, files.before[change.was]) != wording(change.now, files.now[change.now])
    ]


def _is_own(place: str, files: Versions) -> bool:
    return place in files.local and not is_merged(place)


def _own(path: str) -> str:
    """Where the city's version of a file of upstream's lies."""
    return LOCAL + path.removeprefix(UPSTREAM) if path else ""


def _key(path: str) -> str:
    """A page's path below its language's folder."""
    return path.removeprefix(UPSTREAM).partition("/")[2]


def _says_the_same(place: str, own: bytes, upstream: bytes) -> bool:
    if is_merged(place):
        return is_covered(own, upstream)
    return without_notes(place, own) == upstream


def _concerns(place: str, change: Change, files: Versions) -> bool:
    """Whether a change touches what the city says otherwise."""
    if not is_merged(place):
        return True
    own = files.local[place]
    return replaced(own, files.before[change.was]) != replaced(own, files.now[change.now])
