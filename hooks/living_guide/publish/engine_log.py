"""What an engine says of a page, said so that it can be mended: where, what and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from living_guide.messages import Text

_LINK = re.compile(
    r"WARNING -  Doc file '(?P<place>[^']+)' contains an? (?:[a-z]+ )*link '(?P<target>.*?)', "
)
"""https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/pages.py: all that it says of links."""
_NOTE = re.compile(r"#fnref:(?P<name>.*)")
_LEVEL = re.compile(r"^(?:WARNING|ERROR|CRITICAL) *-  ")
_ABORTED = re.compile(r"Aborted with \d+ \w+ in strict mode!")

Words = Mapping[str, str]


def explained(
    root: Path, plan: Mapping[str, Any], said: Sequence[str], words: Words
) -> tuple[list[str], bool]:
    """An engine's lines in people's words, and whether each could be put so; `plan` knows the pages."""
    lines: list[str] = []
    whole = True
    for line in said:
        found = _LINK.match(line)
        if found:
            lines += _of_link(root, plan, found["place"], found["target"], words)
        elif not _ABORTED.fullmatch(line.strip()):
            lines.append(_LEVEL.sub("", line))
            whole = whole and line.startswith("ERROR   -  ") and _is_of_a_page(line)
    return list(dict.fromkeys(lines)), whole


def _is_of_a_page(line: str) -> bool:
    """Whether our own hook has said it, of a page."""
    return _LEVEL.sub("", line).startswith(("docs/", "local/"))


def _of_link(root: Path, plan: Mapping[str, Any], place: str, target: str, words: Words) -> Iterator[str]:
    view = plan["pages"].get(place)
    path = str(view["path"]) if view else place
    note = _NOTE.fullmatch(target)
    if note:
        message = Text("nothing refers to the note `{name}`", name=note["name"])
        hint = Text("write `[^{name}]` where the note belongs, or delete it", name=note["name"])
    else:
        message = Text("the site reads a link to `{target}` here, which leads nowhere", target=target)
        hint = Text(
            "correct its address; if it is an example, close the block of code around it, or use backticks"
        )
    written = f"[^{note['name']}]:" if note else target
    yield f"{path}:{line_of(root / path, written)}: {message.said(words)}"
    yield f"    {hint.said(words)}"


def line_of(path: Path, written: str) -> int:
    """The first line of a file that says something; its first line where none does."""
    try:
        lines = path.read_text("utf-8-sig", "replace").splitlines()
    except OSError:
        lines = []
    return next((number for number, line in enumerate(lines, 1) if written in line), 1)


def source_of(plan: Mapping[str, Any], built: str) -> str | None:
    """The path of what a built page was made from; None for what no page of the guide is."""
    address = built.removesuffix("index.html")
    return next((str(view["path"]) for view in plan["pages"].values() if view["address"] == address), None)
