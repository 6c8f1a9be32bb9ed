"""`guide upstream`: what upstream changed beneath the city's own pages and terms."""

from __future__ import annotations

import argparse
from pathlib import Path

from living_guide.city.upstream import Kind, Matter, matters, parse_changes
from living_guide.commands import CLEAN, Said, Unusable, Words, project_root
from living_guide.messages import Text
from living_guide.revision import git_said, parting

SUMMARY = Text("say what upstream changed beneath your own pages and terms, and what is new")

_ADVICE = {
    Kind.REMOVED: Text("{upstream} is gone; {local} goes on as a page of your own: keep it or remove it"),
    Kind.MOVED: Text("{was} is {upstream} now; move {local} to the same place"),
    Kind.CHANGED: Text("{upstream} has changed beneath {local}: take over what you want"),
    Kind.SAME: Text("{local} says what {upstream} says: you can remove yours"),
    Kind.NEW: Text("{upstream} is new"),
}


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `upstream`."""
    parser.add_argument(
        "ref",
        nargs="?",
        metavar="REF",
        help=said(
            "what you have not merged yet, as in `upstream/main`; without it, what the last merge brought"
        ),
    )
    parser.add_argument("--no-diff", action="store_true", help=said("only the list, without the differences"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print what there is to do, with the differences; nothing is changed."""
    root = project_root(asked)
    before, after = _between(root, asked.ref)
    listed = git_said(
        root, "diff", "--name-status", "-z", "-M", "--relative", "--no-ext-diff", before, after, "--", "docs"
    )
    local = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "local").rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    found = matters(
        list(parse_changes(listed.decode("utf-8", "replace"))), local, _beneath(root, after, local)
    )
    for matter in found:
        told = _ADVICE[matter.kind]
        values = {"upstream": matter.upstream, "local": matter.local, "was": matter.was}
        print(Text.from_data(told.msgid, values).said(words))
        if matter.kind in (Kind.CHANGED, Kind.MOVED) and not asked.no_diff:
            print(_difference(root, before, after, matter))
    if not found:
        print(Text("Upstream changed nothing beneath your own files, and added nothing.").said(words))
    return CLEAN


def _between(root: Path, ref: str | None) -> tuple[str, str]:
    """Two commits: upstream as the city knows it, and as it is now."""
    if ref is not None:
        return parting(root, ref), git_said(root, "rev-parse", f"{ref}^{{commit}}").decode().strip()
    parting(root, "HEAD")  # tells when there is no git here
    merge = git_said(root, "rev-list", "--merges", "--first-parent", "-1", "HEAD").decode().strip()
    if not merge:
        raise Unusable(
            Text(
                "nothing has been merged here yet: name what you would merge, "
                "as in `guide upstream upstream/main`"
            )
        )
    return f"{merge}^1", merge


def _beneath(root: Path, commit: str, local: dict[str, bytes]) -> dict[str, bytes]:
    """Upstream's files at the places of the city's, as they are in a commit."""
    listed = git_said(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", "docs").decode(
        "utf-8", "replace"
    )
    there = set(listed.split("\0"))
    wanted = ["docs/" + path.removeprefix("local/") for path in local]
    return {path: git_said(root, "show", f"{commit}:./{path}") for path in wanted if path in there}


def _difference(root: Path, before: str, after: str, matter: Matter) -> str:
    paths = sorted({matter.was or matter.upstream, matter.upstream})
    said = git_said(
        root, "diff", "-M", "--no-color", "--no-ext-diff", "--relative", before, after, "--", *paths
    )
    return said.decode("utf-8", "replace")
