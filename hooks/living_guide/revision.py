"""The project as it was at an earlier commit, read through git."""

from __future__ import annotations

import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from living_guide.corpus import LAYERS
from living_guide.git import PLAIN, run_git
from living_guide.messages import Text, Told


class RevisionError(Told):
    """The earlier commit cannot be read; the message says why, and what to do."""


@contextmanager
def tree_at(root: Path, name: str) -> Iterator[Path]:
    """A folder with the project as it was where `name` and today's work parted.

    Raises:
        RevisionError: there is no git, no repository, no such commit, or its history is cut short.
        OSError: the folder cannot be written.
    """
    base = parting(root, name)
    present = [
        line for line in git_said(root, "ls-tree", "-z", "--name-only", base).decode().split("\0") if line
    ]
    wanted = [entry for entry in present if entry in LAYERS or entry.endswith((".yml", ".yaml"))]
    with tempfile.TemporaryDirectory(prefix="guide-") as folder:
        if wanted:
            packed = git_said(root, "archive", "--format=tar", base, "--", *wanted)
            with tarfile.open(fileobj=BytesIO(packed)) as archive:
                archive.extractall(folder, filter="tar")
        yield Path(folder)


def parting(root: Path, name: str) -> str:
    """The last commit that today's work and `name` have in common.

    Raises:
        RevisionError: there is no git, no repository, no such commit, or its history is cut short.
    """
    if _run(root, "rev-parse", "--git-dir").returncode:
        raise RevisionError(Text("`{path}` is in no git repository: what changed cannot be told", path=root))
    known = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = known.stdout.decode().strip()
    shared = _run(root, "merge-base", "HEAD", commit) if commit else known
    if shared.returncode == 0:
        return shared.stdout.decode().strip()
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise RevisionError(
            Text(
                "the history here is cut short and does not reach `{name}`: run `git fetch --unshallow`, "
                "or check out with `fetch-depth: 0`",
                name=name,
            )
        )
    if not commit:
        raise RevisionError(Text("git knows no commit `{name}`: fetch it, or spell it otherwise", name=name))
    raise RevisionError(Text("today's work and `{name}` have no commit in common", name=name))


_PUBLISHED = ("origin/HEAD", "main", "master")
"""What work is compared with, the first that git knows: what others see already."""


def published(root: Path) -> str:
    """The commit that today's work began from; the last one where git knows no other."""
    bases = (run_git(root, "merge-base", "HEAD", name) for name in _PUBLISHED)
    return next((done.stdout.decode().strip() for done in bases if done and done.returncode == 0), "HEAD")


def edited_files(root: Path) -> frozenset[str]:
    """Files, relative to the root, that are not as others see them: changed, added or removed.

    Those that were never committed are among them. Empty where nothing was changed, or git cannot tell.
    """
    base = published(root)
    asked = (
        ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", base),
        ("ls-files", "-z", "--others", "--exclude-standard"),
    )
    answers = [run_git(root, *words) for words in asked]
    told = b"".join(done.stdout for done in answers if done and done.returncode == 0)
    return frozenset(os.fsdecode(path) for path in told.split(b"\0") if path)


def git_said(
    root: Path, *arguments: str, told: bytes | None = None, environment: Mapping[str, str] | None = None
) -> bytes:
    """What git answers; `told` is what it reads.

    Raises:
        RevisionError: it is not there, or fails; the message says why.
    """
    ended = _run(root, *arguments, told=told, more=environment)
    if ended.returncode:
        reason = ended.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RevisionError(Text("git: {reason}", reason=reason))
    return ended.stdout


def _run(
    root: Path, *arguments: str, told: bytes | None = None, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    ended = run_git(root, *arguments, told=told, more={**PLAIN, **(more or {})})
    if ended is None:
        raise RevisionError(Text("this needs git, which is not installed here"))
    return ended
