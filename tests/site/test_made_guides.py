"""What `guide check` accepts, `guide build` builds: guides as strangers might lay them down.

`made_guide` makes the guide of a number. The checks' errors are heeded by taking out the files they name;
what is left must be built. A number that fails here fails everywhere: `made_guides.made_guide(number)`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.messages import Told
from made_guides import lay, made_guide, mend, outcome

FEW, MANY, BATCH = 60, 2_000, 20


def _right(numbers: range, folder: Path) -> None:
    wrong = []
    for number in numbers:
        guide = made_guide(number)
        project = lay(guide, folder / str(number))
        try:
            mend(guide, project)
        except Told:
            continue  # the city's own file cannot be used: said before anything is read
        found = outcome(project)
        if not found.is_right:
            wrong.append(f"{number}: {found.said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("first", range(0, FEW, BATCH))
def test_what_is_accepted_is_built(first: int, tmp_path: Path) -> None:
    _right(range(first, first + BATCH), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(FEW, MANY, BATCH))
def test_what_is_accepted_is_built_at_length(first: int, tmp_path: Path) -> None:
    _right(range(first, first + BATCH), tmp_path)
