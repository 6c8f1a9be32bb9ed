"""Holds every PDF of a folder to PDF/UA-1, with a validator that is not ours: `make verify-prints`.

Runs in an environment of its own, where https://pypi.org/project/page-validation/ is installed and
nothing of this project.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from page import ValidationProfile, validate_pdf


def main(folder: Path) -> int:
    """Say what each PDF fails; 1 where any does, 2 where there is none."""
    prints = sorted(folder.rglob("*.pdf"))
    failed = 0
    for path in prints:
        report = validate_pdf(path, profile=ValidationProfile.PDF_UA_1)
        told = Counter(f"{failure.rule_id}: {failure.message}" for failure in report.failures)
        failed += not report.is_compliant
        for line, times in told.items():
            print(f"{path.relative_to(folder)}: {line} ({times} ×)")
    print(
        f"{len(prints) - failed} of {len(prints)} PDFs pass every rule of PDF/UA-1 that a program can judge"
    )
    return 2 if not prints else int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
