"""`guide give-back PATH…`: prepare a local improvement as a change to upstream, on a branch of its own."""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from living_guide.city.giving import given_data, given_page
from living_guide.city.versions import is_merged
from living_guide.commands import CLEAN, Said, Unusable, Words, place_in, project_root
from living_guide.messages import Text
from living_guide.revision import RevisionError, git_said

SUMMARY = Text("prepare your own version of a page or term as a change to upstream")
PATCHES = Path("build/give-back")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `give-back`."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help=said("your own files below `local/`, one change for all")
    )
    parser.add_argument(
        "--onto",
        default="upstream/main",
        metavar="REF",
        help=said("upstream as it is now (default: upstream/main; run `git fetch upstream` first)"),
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Write a branch and a patch; the files you work on stay as they are."""
    root = project_root(asked)
    onto = git_said(root, "rev-parse", "--verify", "--quiet", f"{_known(root, asked.onto)}^{{commit}}")
    commit = onto.decode().strip()
    given = dict(_given(root, commit, written) for written in asked.paths)
    top = Path(git_said(root, "rev-parse", "--show-prefix").decode().strip())
    tree = _tree(root, commit, {(top / path).as_posix(): text for path, text in given.items()})
    if tree == git_said(root, "rev-parse", f"{commit}^{{tree}}").decode().strip():
        raise Unusable(Text("upstream says all this already: there is nothing to give back"))
    first = next(iter(given))
    name = "give-back/" + re.sub(r"[^\w]+", "-", first.removeprefix("docs/").rpartition(".")[0]).strip("-")
    subject = f"fix: {', '.join(given)}"
    made = git_said(root, "commit-tree", tree, "-p", commit, "-m", subject).decode().strip()
    git_said(root, "branch", "--force", name, made)
    patch = root / PATCHES / f"{name.partition('/')[2]}.patch"
    patch.parent.mkdir(parents=True, exist_ok=True)
    patch.write_bytes(git_said(root, "format-patch", "--stdout", "--no-signature", f"{commit}..{made}"))
    print(git_said(root, "diff", "--no-color", "--no-ext-diff", commit, made).decode("utf-8", "replace"))
    print(
        Text(
            "Branch `{branch}` holds this change to upstream; your own files are as they were.\n"
            "Read it, then either push it and propose it: `git push origin {branch}`,\n"
            "or send the patch to upstream’s maintainers: {patch}\n"
            "It carries your name as git knows it. Once upstream has it, `guide upstream` says yours can go.",
            branch=name,
            patch=patch.relative_to(root).as_posix(),
        ).said(words)
    )
    return CLEAN


def _known(root: Path, ref: str) -> str:
    try:
        git_said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except RevisionError as error:
        raise Unusable(
            Text("git knows no `{ref}`: name upstream’s branch with `--onto`, and fetch it first", ref=ref)
        ) from error
    return ref


def _given(root: Path, commit: str, written: str) -> tuple[str, str]:
    """Upstream's path, and what would stand there."""
    place = place_in(root, written)
    own = root / place
    if not place.startswith("local/") or not own.is_file() or own.suffix not in (".md", ".yml", ".yaml"):
        raise Unusable(Text("`{path}` is no page and no data of your own below `local/`", path=written))
    path = "docs/" + place.removeprefix("local/")
    upstream = _shown(root, commit, path)
    text = own.read_text("utf-8")
    if own.suffix == ".md":
        return path, given_page(text, upstream)
    return path, given_data(text, upstream) if is_merged(place) else text


def _shown(root: Path, commit: str, path: str) -> str:
    """Upstream's file, or nothing."""
    listed = git_said(root, "ls-tree", "--name-only", commit, "--", path)
    return git_said(root, "show", f"{commit}:./{path}").decode("utf-8", "replace") if listed.strip() else ""


def _tree(root: Path, commit: str, files: dict[str, str]) -> str:
    """A tree of upstream's with these files in it, made beside everything people work on."""
    with tempfile.TemporaryDirectory(prefix="guide-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git_said(root, "read-tree", commit, environment=index)
        for path, text in files.items():
            blob = git_said(root, "hash-object", "-w", "--stdin", told=text.encode()).decode().strip()
            git_said(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", environment=index)
        return git_said(root, "write-tree", environment=index).decode().strip()
