"""What a machine would leave of itself in a site: its folders, its people, what its environment says.

Hooks, themes and plugins run with all of a build machine's secrets about them. Whatever the site says
that the machine knows and no source says is an accident, so the build stops. Scripts, styles, fonts and
pictures below `assets/` are copied, not made here: they are not read.
"""

from __future__ import annotations

import getpass
import html
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from living_guide.messages import Text
from living_guide.publish.verify import Fault

SHORTEST = 9
"""Characters a value of the environment must have: a shorter one is found in any text."""
_PUBLIC = re.compile(r"SOURCE_DATE_EPOCH|.*(?:SHA|COMMIT)\d*|LANG|LANGUAGE|LC_\w+|TERM|COLORTERM")
"""Variables whose values may well stand in a page: the moment and the commit it was built from."""
_COPIED = "assets/"
_COMPRESSED = (".gz", ".br")
"""Copies of files that are read themselves."""
_SOURCES = ("docs", "local", "overrides", "mkdocs.yml", "mkdocs.base.yml", "hooks")
_ENV_TAG = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\w+))")


@dataclass(frozen=True, slots=True)
class _Trace:
    """Something the machine knows, and what it is called in a message: never the thing itself."""

    value: str
    name: Text


def leftovers(root: Path, site: Path, environment: Mapping[str, str] = os.environ) -> list[Fault]:
    """Files of a site that tell what only this machine knows, in the order of their paths."""
    wanted = [(form.encode(), trace) for trace in _traces(root, environment) for form in _forms(trace.value)]
    faults = []
    for path in sorted(site.rglob("*")):
        place = path.relative_to(site).as_posix()
        if path.is_file() and f"/{_COPIED}" not in f"/{place}" and not place.endswith(_COMPRESSED):
            data = path.read_bytes()
            found = {trace.value: trace for form, trace in wanted if form in data}
            faults += [
                Fault(place, Text("it tells {what}", what=trace.name))
                for trace in found.values()
                if not _is_said(root, trace.value)
            ]
    return faults


def _traces(root: Path, environment: Mapping[str, str]) -> Iterator[_Trace]:
    folders = {str(root): Text("where this folder lies on the machine")}
    for folder in (sys.prefix, tempfile.gettempdir(), str(Path.home())):
        folders.setdefault(folder, Text("where a folder lies on the machine"))
    for user in (getpass.getuser(), Path.home().name):
        folders.setdefault(f"/home/{user}", Text("who built it"))
        folders.setdefault(f"/Users/{user}", Text("who built it"))
    # A slash at the end: `/tmp` and `/root` are words of other addresses too.
    yield from (_Trace(folder.rstrip("/") + "/", name) for folder, name in folders.items() if len(folder) > 1)
    yield _Trace("file:///", Text("the address of a file on the machine"))
    chosen = _chosen(root)
    for name, value in sorted(environment.items()):
        if len(value.strip()) >= SHORTEST and not _PUBLIC.fullmatch(name) and name not in chosen:
            yield _Trace(value.strip(), Text("what the variable `{name}` holds", name=name))


def _forms(value: str) -> set[str]:
    """A value as it is, and as pages, addresses and data write it."""
    return {value, html.escape(value), quote(value), json.dumps(value)[1:-1]}


def _chosen(root: Path) -> set[str]:
    """Variables that the city's file publishes on purpose: `site_url: !ENV SITE_URL`."""
    names: set[str] = set()
    for path in root.glob("mkdocs*.yml"):
        for several, one in _ENV_TAG.findall(path.read_text("utf-8")):
            names.update(re.findall(r"\w+", several) or [one])
    return names


def _is_said(root: Path, value: str) -> bool:
    """Whether a source says it too, so that it is no accident."""
    wanted = value.encode()
    return any(
        wanted in path.read_bytes()
        for name in _SOURCES
        for path in ([root / name] if (root / name).is_file() else sorted((root / name).rglob("*")))
        if path.is_file() and path.suffix in (".md", ".yml", ".html", ".py", ".json", ".csv", ".xml")
    )
