"""`python -m supply.audit`: whether a weakness is known in what our locks pin.

Asks the Python Package Index's advisories, with pip-audit. Exit status 0 when none is known, 1 when
some are (they are listed), 3 when nobody could be asked: then nothing is known, good or bad.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
NONE_KNOWN, KNOWN, NOT_ASKED = 0, 1, 3


def verdict(answered: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Exit status and lines to say, from what pip-audit answers of each package."""
    skipped = [item for item in answered if "skip_reason" in item]
    weak = [item for item in answered if item.get("vulns")]
    lines = [
        f"{item['name']} {item['version']}: {known['id']}, mended in "
        + (", ".join(known["fix_versions"]) or "no version yet")
        for item in weak
        for known in item["vulns"]
    ]
    if skipped:
        names = ", ".join(sorted(str(item["name"]) for item in skipped)[:5])
        lines.append(f"of {len(skipped)} packages nothing could be learnt, such as {names}")
    lines.append(f"{len(answered) - len(skipped)} packages asked about, a weakness known in {len(weak)}")
    return KNOWN if weak else NOT_ASKED if skipped or not answered else NONE_KNOWN, lines


def main() -> int:
    """Ask, and say what is known."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes"]
    command += ["--requirement", "requirements.lock", "--requirement", "requirements-dev.lock"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        answered = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"supply: the advisories could not be asked; nothing is known: {reason}", file=sys.stderr)
        return NOT_ASKED
    status, lines = verdict(answered)
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    raise SystemExit(main())
