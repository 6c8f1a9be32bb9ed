"""`python -m supply.reproducible`: whether the same pages give the same bytes, wherever they are built.

Builds two copies of this checkout's files: in folders of different names and depths, with another time
zone, locale, hash seed, umask, home, order of files and age of files. Exit status 0 when every published
file is the same, 1 when one is not, 2 when a build failed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from living_guide.publish.epoch import EPOCH_VARIABLE, epoch

ROOT = Path(__file__).parent.parent
SAME, DIFFERENT, FAILED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Machine:
    """Where, when and by whom a copy is built."""

    folder: str
    umask: int
    age: float
    """When its files were last changed, in seconds since 1970."""
    newest_first: bool
    environment: Mapping[str, str]


MACHINES = (
    Machine("a", 0o022, 1e9, False, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "USER": "ann"}),
    Machine(
        "b/quite another/dossier à part",
        0o077,
        1.9e9,
        True,
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711", "USER": "benoit"},
    ),
)


def files() -> list[str]:
    """What git would carry to another machine, changes not yet committed included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())


def built(machine: Machine, folder: Path, moment: int) -> Path:
    """Copy the checkout and build it as on another machine; its site.

    Raises:
        subprocess.CalledProcessError: the build failed.
    """
    project = folder / machine.folder / "guide"
    for name in sorted(files(), reverse=machine.newest_first):
        target = project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target, follow_symlinks=False)
        os.utime(target, (machine.age, machine.age))
    home = folder / machine.folder / "home"
    home.mkdir()
    environment = {
        **os.environ,
        **machine.environment,
        EPOCH_VARIABLE: str(moment),
        "HOME": str(home),
        "PYTHONPATH": str(project / "hooks"),
    }
    command = [sys.executable, "-m", "living_guide.cli", "build", *sys.argv[1:]]
    subprocess.run(command, cwd=project, env=environment, umask=machine.umask, check=True)
    return (project / "build/site").resolve()


def digests(site: Path) -> dict[str, tuple[str, int]]:
    """Content and mode of every published file."""
    return {
        path.relative_to(site).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mode,
        )
        for path in site.rglob("*")
        if path.is_file()
    }


def main() -> int:
    """Build twice and compare."""
    moment = epoch(ROOT) or 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            one, other = (digests(built(machine, Path(folder), moment)) for machine in MACHINES)
        except subprocess.CalledProcessError as failed:
            print(f"supply: a build failed (status {failed.returncode})", file=sys.stderr)
            return FAILED
    different = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    for name in different:
        print(f"{name}: differs", file=sys.stderr)
    print(f"{len(one.keys() | other.keys()) - len(different)} of {len(one)} published files are the same")
    return DIFFERENT if different or not one else SAME


if __name__ == "__main__":
    raise SystemExit(main())
