"""`guide upstream`: what upstream changed beneath the city's own pages and terms, and in its name."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from living_guide.city.own_lines import keep_own_lines
from living_guide.city.signoffs import SIGN_OFFS, agreed, with_agreement
from living_guide.city.upstream import Change, Kind, Matter, Versions, matters, parse_changes, rewordings
from living_guide.city.values import is_upstreams_name, speaks_for_the_city
from living_guide.city.versions import wording
from living_guide.commands import CLEAN, Said, Unusable, Words, project_root
from living_guide.messages import Text
from living_guide.reviews import named_day
from living_guide.revision import git_said, parting
from living_guide.settings import FILE_NAME, read_settings

SUMMARY = Text("say what upstream changed beneath your own pages and terms, and what is new")

_ADVICE = {
    Kind.REMOVED: Text("{upstream} is gone; {local} goes on as a page of your own: keep it or remove it"),
    Kind.MOVED: Text("{was} is {upstream} now; move {local} to the same place"),
    Kind.CHANGED: Text(
        "{upstream} has changed beneath {local}: take over what you want, then run `guide adapt {local}`"
    ),
    Kind.SAME: Text("{local} says what {upstream} says: you can remove yours"),
    Kind.NEW: Text("{upstream} is new"),
    Kind.WORDING: Text(
        "{upstream} speaks in your city’s name, and says it otherwise now: has somebody agreed?"
    ),
}
_WITH_DIFFERENCE = (Kind.CHANGED, Kind.MOVED, Kind.WORDING)


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
    parser.add_argument(
        "--sign-off",
        nargs="*",
        metavar="PATH",
        help=said("note that somebody agreed to the new wording: of these files, or of all that wait"),
    )
    parser.add_argument("--by", default="", metavar="ROLE", help=said("who agreed: a role, never a name"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print what there is to do, with the differences; nothing is changed but what is signed off."""
    root = project_root(asked)
    before, after = _between(root, asked.ref)
    changes = _changes(root, before, after)
    files = _versions(root, before, after, changes)
    hides = read_settings(root).hides
    found = matters(changes, files, hides)
    told = {matter.upstream for matter in found}
    reworded = (item for item in rewordings(changes, files, speaks_for_the_city) if item.upstream not in told)
    pending = _pending(root, reworded, files)
    if asked.sign_off is not None:
        return _sign_off(root, asked, pending, files, words)
    for matter in [*found, *pending]:
        values = {"upstream": matter.upstream, "local": matter.local, "was": matter.was}
        print(Text.from_data(_ADVICE[matter.kind].msgid, values).said(words))
        if matter.kind in _WITH_DIFFERENCE and not asked.no_diff:
            print(_difference(root, before, after, matter))
    has_new_lines = _tell_of_the_citys_file(root, before, after, asked, words)
    if pending:
        print(
            Text("`guide upstream --sign-off` notes that somebody agreed; nothing waits for it.").said(words)
        )
    if not found and not pending and not has_new_lines:
        print(Text("Upstream changed nothing beneath your own files, and added nothing.").said(words))
    _warn_of_conflicts(root, asked.ref, words)
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


def _changes(root: Path, before: str, after: str) -> list[Change]:
    told = git_said(
        root, "diff", "--name-status", "-z", "-M", "--relative", "--no-ext-diff", before, after, "--", "docs"
    )
    return list(parse_changes(told.decode("utf-8", "replace")))


def _versions(root: Path, before: str, after: str, changes: Collection[Change]) -> Versions:
    """The city's files, and those of upstream's that they or the changes are about."""
    local = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "local").rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    beneath = ["docs/" + path.removeprefix("local/") for path in local]
    return Versions(
        local,
        _files(root, before, [*beneath, *(change.was for change in changes)]),
        _files(root, after, [*beneath, *(change.now for change in changes)]),
    )


def _files(root: Path, commit: str, wanted: Collection[str]) -> dict[str, bytes]:
    listed = git_said(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", "docs").decode(
        "utf-8", "replace"
    )
    there = set(listed.split("\0"))
    return {path: git_said(root, "show", f"{commit}:./{path}") for path in sorted({*wanted} & there)}


def _pending(root: Path, found: Iterable[Matter], files: Versions) -> list[Matter]:
    """The rewordings that nobody has agreed to yet."""
    known = agreed(_signed(root))
    return [
        item for item in found if known.get(item.upstream) != wording(item.upstream, files.now[item.upstream])
    ]


def _signed(root: Path) -> str:
    path = root / SIGN_OFFS
    return path.read_text("utf-8") if path.is_file() else ""


def _sign_off(
    root: Path, asked: argparse.Namespace, pending: list[Matter], files: Versions, words: Words
) -> int:
    waiting = {item.upstream for item in pending}
    unknown = sorted(set(asked.sign_off) - waiting)
    if unknown:
        raise Unusable(Text("`{path}` waits for nobody’s word", path=unknown[0]))
    chosen = sorted(asked.sign_off or waiting)
    if chosen:
        wordings = {path: wording(path, files.now[path]) for path in chosen}
        text = with_agreement(_signed(root), wordings, named_day() or date.today(), asked.by)
        (root / SIGN_OFFS).parent.mkdir(parents=True, exist_ok=True)
        (root / SIGN_OFFS).write_text(text, "utf-8", newline="")
    print(Text("{number} wordings agreed to, in {path}", number=len(chosen), path=SIGN_OFFS).said(words))
    return CLEAN


def _tell_of_the_citys_file(
    root: Path, before: str, after: str, asked: argparse.Namespace, words: Words
) -> bool:
    """Say what upstream changed in mkdocs.yml, and see to it that a merge keeps the city's lines."""
    if asked.ref is None:
        return False  # what was merged has been seen before, or can be seen in the file
    if not is_upstreams_name(read_settings(root).name) and keep_own_lines(root):
        told = Text(
            "Where upstream and you change the same lines of {path}, git keeps yours.", path=FILE_NAME
        )
        print(told.said(words))
    changed = _lines_between(root, before, after, FILE_NAME)
    if changed:
        told = Text("{path} has changed upstream: see whether you want what is new", path=FILE_NAME)
        print(told.said(words))
        if not asked.no_diff:
            print(changed)
    return bool(changed)


def _warn_of_conflicts(root: Path, ref: str | None, words: Words) -> None:
    """Name what the city changed elsewhere: only there can a merge meet something of the city's."""
    if ref is None:
        return
    listed = git_said(root, "diff", "--name-only", "-z", "--relative", parting(root, ref), "HEAD", "--", ".")
    own = (path for path in listed.decode("utf-8", "replace").split("\0") if path)
    for path in own:
        if path != FILE_NAME and not path.startswith("local/"):
            told = Text(
                "{path} is changed here and is upstream’s: merging may meet your change there", path=path
            )
            print(told.said(words))


def _difference(root: Path, before: str, after: str, matter: Matter) -> str:
    return _lines_between(root, before, after, *sorted({matter.was or matter.upstream, matter.upstream}))


def _lines_between(root: Path, before: str, after: str, *paths: str) -> str:
    said = git_said(
        root, "diff", "-M", "--no-color", "--no-ext-diff", "--relative", before, after, "--", *paths
    )
    return said.decode("utf-8", "replace")
