"""`python -m supply.vendored`: whether vendored files are what their makers published.

Fetches each package that `vendored.yml` names, with npm or pip as anybody would, and compares: a file
taken as it is byte for byte, one that was made from theirs by making it again. Exit status 0 when all is
the same, 1 when something differs, 3 when a registry could not be asked.
"""

from __future__ import annotations

import hashlib
import json
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
LIST = ROOT / "vendored.yml"
SAME, DIFFERENT, NOT_ASKED = 0, 1, 3
PATIENCE = 300
"""Seconds a registry may take for one package."""


class NotAsked(Exception):
    """A registry gave no answer."""


@dataclass(frozen=True, slots=True)
class Vendored:
    """What was taken from one package."""

    name: str
    version: str
    licence: str
    """An SPDX identifier."""
    origin: str
    """A registry and a package of a version: `npm minisearch@7.2.0`, `PyPI sphinx==9.2.0`."""
    source: str
    """The file in the package; `{}` stands for our file's name without its ending."""
    files: dict[str, str]
    """Our files and their SHA-256."""
    made: str = ""
    """How they are made: a script of ours, or a version of terser and its options."""

    @property
    def purl(self) -> str:
        """https://github.com/package-url/purl-spec"""
        registry, _, package = self.origin.partition(" ")
        name, version = package.rsplit("==" if registry == "PyPI" else "@", 1)
        return f"pkg:{registry.lower()}/{name.replace('@', '%40')}@{version}"


def vendored() -> list[Vendored]:
    """What is vendored, in the order of the list."""
    written: list[dict[str, Any]] = yaml.safe_load(LIST.read_text("utf-8"))
    return [Vendored(**item) for item in written]


def digest(path: Path) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unlike(taken: list[Vendored], folder: Path) -> Iterator[str]:
    """Our files that differ from what the packages hold.

    Raises:
        NotAsked: a registry gave no answer.
    """
    packages = {item.origin: _fetched(item.origin, folder / str(n)) for n, item in enumerate(taken)}
    for item in taken:
        for path in item.files:
            theirs = packages[item.origin] / item.source.replace("{}", Path(path).stem)
            if item.made.endswith(".py"):
                theirs = _scripted(item.made, list(packages.values()), folder) / Path(path).name
            elif item.made:
                theirs = _smaller(theirs, item.made, folder)
            if not theirs.is_file() or digest(theirs) != digest(ROOT / path):
                yield path


def _fetched(origin: str, folder: Path) -> Path:
    """The folder in which a package's files lie."""
    folder.mkdir()
    registry, _, package = origin.partition(" ")
    if registry == "npm":
        said = _asked("npm", "pack", "--json", "--pack-destination", str(folder), package)
        with tarfile.open(folder / str(json.loads(said)[0]["filename"])) as packed:
            packed.extractall(folder, filter="data")
        return (folder / "package").rename(folder / package.rsplit("@", 1)[0].rpartition("/")[2])
    # Whatever Python it is for: it is read, never run.
    wanted = ("--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--dest", str(folder), package)
    _asked(sys.executable, "-m", "pip", "download", *wanted)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def _scripted(script: str, packages: list[Path], folder: Path) -> Path:
    """The folder with what a script of ours makes from unpacked packages."""
    target = folder / "made"
    if not target.is_dir():
        target.mkdir()
        beside = folder / "beside"
        beside.mkdir()
        for package in packages:
            (beside / package.name).symlink_to(package)
        runpy.run_path(str(ROOT / script))["main"](beside, target)
    return target


def _smaller(script: Path, terser: str, folder: Path) -> Path:
    """A script as terser makes it smaller."""
    target = folder / f"{script.stem}.small.js"
    _asked("npx", "--yes", *terser.split(), "--output", str(target), "--", str(script))
    return target


def _asked(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise NotAsked(f"{program} is not installed")
    try:
        done = subprocess.run(
            [found, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise NotAsked(f"{program} took too long") from slow
    if done.returncode:
        raise NotAsked((done.stderr.strip().splitlines() or [program])[-1])
    return done.stdout


def main() -> int:
    """Compare every file, and say what differs."""
    taken = vendored()
    try:
        with tempfile.TemporaryDirectory() as folder:
            different = list(unlike(taken, Path(folder)))
    except NotAsked as told:
        print(f"supply: a registry could not be asked; nothing is known: {told}", file=sys.stderr)
        return NOT_ASKED
    for path in different:
        print(f"{path}: not what its package holds", file=sys.stderr)
    number = sum(len(item.files) for item in taken)
    print(f"{number - len(different)} of {number} vendored files are what their makers published")
    return DIFFERENT if different else SAME


if __name__ == "__main__":
    raise SystemExit(main())
