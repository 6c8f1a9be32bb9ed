"""The first commit of a city: its file and its first pages, and nothing else that lies about."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from living_guide.git import run_git
from living_guide.messages import Text, Told


class CommitError(Told):
    """The file is written and could not be committed; the message says why."""


def is_clean(root: Path, name: str) -> bool:
    """Whether git keeps a file and knows it as it stands: only then may a change to it be committed."""
    known = _git(root, "ls-files", "--error-unmatch", "--", name)
    return known is not None and not known.returncode and not _said(root, "status", "--porcelain", "--", name)


def commit_files(root: Path, name: str, new: Sequence[str], subject: str) -> None:
    """Commit a file that git knows, and new ones.

    Raises:
        CommitError: git would not; the files stay as they were written.
    """
    if new:
        _git(root, "add", "--", *new)
    ended = _git(root, "commit", "--quiet", "--message", subject, "--", name, *new)
    if ended is None or ended.returncode:
        reason = ended.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] if ended else []
        raise CommitError(
            Text(
                "{name} is written, and git would not commit it: {reason}",
                name=name,
                reason=" ".join(reason) or "git",
            )
        )


def _said(root: Path, *arguments: str) -> bytes:
    ended = _git(root, *arguments)
    return ended.stdout.strip() if ended else b""


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """What git did, with the city's own words and hooks; None where it is not installed."""
    return run_git(root, *arguments, more={})
