"""The built sites: numbered folders, the published one behind a link, some earlier ones to go back to."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from living_guide.messages import Text, Told

SITE = Path("build/site")
SITES = Path("build/sites")
LOCK = Path("build/.lock")
KEPT = 2
"""How many sites before the published one are kept."""
SUMS = "SHA256SUMS"
"""The list of a site's files, as `sha256sum --check` reads it."""

MADE = "site"
"""Where a whole and verified site lies, in the folder it was made in."""
TOLD = "made.json"
"""Beside it: how many pages were built."""
FAILED, UNUSABLE = 1, 2
"""Exit statuses: the pages cannot be published; the project or the machine cannot be used."""

_NUMBERED = re.compile(r"site-(\d+)(?:-[0-9a-f]+)?")
"""`site-000007-5e1f0c9a`: the number orders the sites of one machine; the rest never repeats. Whoever copies
a site to a server, from a fresh clone too, copies beside the one that is served, never into it."""


class BuildFailed(Told):
    """Nothing is published. The site is as it was."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep everything else that builds or swaps in one folder away."""
    path = root / LOCK
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildFailed(Text("another build is running in this folder; wait for it to end")) from None
        yield


@contextmanager
def new_folder(root: Path) -> Iterator[Path]:
    """A folder for a site in the making, on the disk where it will be published."""
    (root / SITES).mkdir(parents=True, exist_ok=True)
    _sweep(root / SITES)  # after a build that was killed
    try:
        yield Path(tempfile.mkdtemp(prefix="new-", dir=root / SITES))
    finally:
        _sweep(root / SITES)


def _sweep(sites: Path) -> None:
    for unfinished in sites.glob("new-*"):
        shutil.rmtree(unfinished, ignore_errors=True)


def publish(root: Path, made: Path) -> None:
    """Put a new site in place in one step: a link is replaced, a full folder could not be."""
    link, sites = root / SITE, root / SITES
    if link.is_dir() and not link.is_symlink():  # left by something else than this command
        adopted = _next_folder(sites)
        link.replace(adopted)
        _lead(link, adopted)
    before = _published(link)
    kept = _next_folder(sites)
    made.replace(kept)
    _make_readable(kept)
    os.sync()  # else a power cut could leave a link to empty files
    _lead(link, kept)
    earlier = [folder for number, folder in _numbered(sites) if before is not None and number <= before]
    keep = {kept, *earlier[-KEPT:]}
    for folder in sites.iterdir():
        if folder not in keep and folder.name.startswith(("site-", "old-")):
            shutil.rmtree(folder, ignore_errors=True)


def roll_back(root: Path) -> Path:
    """Publish again the site before the published one, if it is whole; its folder.

    Raises:
        BuildFailed: there is none, or it is not as it was published.
    """
    link, sites = root / SITE, root / SITES
    now = _published(link)
    earlier = [folder for number, folder in _numbered(sites) if now is None or number < now]
    if not earlier:
        raise BuildFailed(Text("there is no earlier site to go back to; `make build` makes a new one"))
    folder = earlier[-1]
    changed = damage(folder)
    if changed:
        raise BuildFailed(
            Text(
                "{folder} is no longer as it was published ({count} files, such as `{name}`)",
                folder=SITES / folder.name,
                count=len(changed),
                name=changed[0],
            )
        )
    _lead(link, folder)
    return folder


def damage(folder: Path) -> list[str]:
    """Files of a site that are not what its list of sums says; the list itself where there is none."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except OSError:
        return [SUMS]
    expected = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return [name for name, digest in expected.items() if _digest(folder / name) != digest]


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _lead(link: Path, folder: Path) -> None:
    temporary = folder.parent / "link.new"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(f"{folder.parent.name}/{folder.name}", target_is_directory=True)
    temporary.replace(link)


def _published(link: Path) -> int | None:
    """The number of the site the link leads to, even where that is gone; None where it leads elsewhere."""
    found = _NUMBERED.fullmatch(link.readlink().name) if link.is_symlink() else None
    return int(found[1]) if found else None


def _numbered(sites: Path) -> list[tuple[int, Path]]:
    """Every site with its number, in their order."""
    found = ((_NUMBERED.fullmatch(path.name), path) for path in sites.glob("site-*") if path.is_dir())
    return sorted((int(name[1]), path) for name, path in found if name)


def _next_folder(sites: Path) -> Path:
    number = max((number for number, _ in _numbered(sites)), default=0) + 1
    return sites / f"site-{number:06}-{secrets.token_hex(4)}"


def _make_readable(site: Path) -> None:
    """A web server is somebody else: it may read everything, whatever our own files are like."""
    for where, _, names in os.walk(site):
        Path(where).chmod(0o755)
        for name in names:
            Path(where, name).chmod(0o644)
