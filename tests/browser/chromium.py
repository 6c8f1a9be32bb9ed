"""Finds a Chromium for the browser tests, or gets one, and prints its path.

The one named in `CHROMIUM`, else the system's, else Playwright's own; where there is none, Debian's
package when we may install it, otherwise Playwright's installer. Standard output is the path alone.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NOTHING = (
    "No Chromium was found and none could be installed: install one and name it in CHROMIUM. / "
    "Aucun Chromium n’a été trouvé ni installé : installez-en un et indiquez-le dans CHROMIUM."
)


def find() -> str | None:
    """The path of a Chromium that starts, if there is one."""
    return next((path for path in _candidates() if _starts(path)), None)


def get() -> str | None:
    """The same, installed first where it must be."""
    found = find()
    if found is None:
        _say("Getting a Chromium for the tests… / Installation d’un Chromium pour les tests…")
        _install()
        found = find()
    return found


def _candidates() -> Iterator[str]:
    wanted = os.environ.get("CHROMIUM")
    for name in (wanted, *NAMES, *APPLICATIONS):
        path = shutil.which(name) if name else None
        if path:
            yield path
    own = _playwrights_own()
    if own:
        yield own


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _starts(path: str) -> bool:
    """Whether it is more than a stub that asks for another package."""
    return _run(path, "--version", seconds=60)


def _install() -> None:
    if _may_use_apt():
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        # An update that fails in part (one dead mirror) may still be enough.
        _run("apt-get", "update", seconds=600)
        if _run("apt-get", "install", "-y", "--no-install-recommends", "chromium", seconds=1800):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium", seconds=1800)


def _may_use_apt() -> bool:
    """On Debian as root. Ubuntu's package of that name only asks for a snap."""
    try:
        debian = platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False
    return debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(*command: str, seconds: float) -> bool:
    """Whether a command succeeds; what it says goes to standard error, when it is not a mere question."""
    output = subprocess.DEVNULL if command[1] == "--version" else sys.stderr
    try:
        ended = subprocess.run(command, stdout=output, stderr=output, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        _say(f"{command[0]}: {error}")
        return False
    return ended.returncode == 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    path = get()
    if path is None:
        _say(NOTHING)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
