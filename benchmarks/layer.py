"""What a city's layer costs: the same guide with and without pages of its own over upstream's, in turn."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.__main__ import GUIDE, PREPARE, REPOSITORY
from benchmarks.generate import LANGUAGES, generate
from benchmarks.measure import CommandFailed, measure
from living_guide.cli import main as guide

GOAL = 0.05
"""What a city's layer may add to the processor time of a build."""
COMMANDS = {"checks and staging": (sys.executable, "-c", PREPARE), "guide build": (*GUIDE, "build")}


def main() -> int:
    """Measure and print; the status only says whether every command worked."""
    parser = argparse.ArgumentParser(prog="benchmarks.layer", description=__doc__)
    parser.add_argument("--pages", type=int, default=500, help="pages in each language (default: 500)")
    parser.add_argument("--own", type=int, default=50, help="how many the city has changed (default: 50)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--only", choices=COMMANDS, help="one of the commands")
    asked = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="living-guide-bench-") as folder:
            _compare(Path(folder).resolve(), asked)
    except (CommandFailed, ValueError) as failed:
        print(f"bench: {failed}", file=sys.stderr)
        return 1
    return 0


def _compare(folder: Path, asked: argparse.Namespace) -> None:
    bare = generate(REPOSITORY, folder / "bare", asked.pages)
    city = generate(REPOSITORY, folder / "city", asked.pages)
    places = sorted(
        path.relative_to(city).as_posix() for path in (city / "docs" / LANGUAGES[-1]).rglob("*.md")
    )
    step = max(1, len(places) // asked.own)
    own = places[::step][: asked.own]
    if guide(["adapt", *own, "--root", str(city)]):
        raise CommandFailed("guide adapt")
    for place in own:
        path = city / "local" / place.removeprefix("docs/")
        path.write_text(path.read_text("utf-8") + "\nDit à la manière d’ici.\n", "utf-8")
    print(
        f"{len(own)} pages of {asked.pages:,} in each of {len(LANGUAGES)} languages; {asked.rounds} rounds\n"
    )
    for name, command in COMMANDS.items():
        if asked.only not in (None, name):
            continue
        costs: dict[Path, list[float]] = {bare: [], city: []}
        for _ in range(asked.rounds):
            for project, seconds in costs.items():
                shutil.rmtree(project / "build", ignore_errors=True)
                seconds.append(measure(command, project).cpu)
        without, with_own = min(costs[bare]), min(costs[city])
        print(f"{name:20} {without:7.2f} s without, {with_own:7.2f} s with: {with_own / without - 1:+.1%}")
    print(f"\nGoal: below {GOAL:+.0%}.")


if __name__ == "__main__":
    raise SystemExit(main())
