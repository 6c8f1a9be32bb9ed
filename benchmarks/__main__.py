"""`make bench`: the guide's commands and the same pages without us, in turn, as one table."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import LANGUAGES, generate
from benchmarks.measure import CommandFailed, Cost, measure, middle
from benchmarks.plain import write_plain
from living_guide.stage.prepare import TREE

REPOSITORY = Path(__file__).parent.parent
GOAL = 0.15
"""What checks and staging may need of the processor time of a plain build."""

PREPARE = "from pathlib import Path; from living_guide.stage.prepare import prepare; prepare(Path())"
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
GUIDE = (sys.executable, "-m", "living_guide.cli")


@dataclass(frozen=True, slots=True)
class Subject:
    """A command to measure, and what is removed before each run: nothing remembered, nothing built."""

    name: str
    command: tuple[str, ...]
    folder: Path
    made: tuple[str, ...]


def main() -> int:
    """Measure and print; the status only says whether every command worked."""
    arguments = _arguments()
    try:
        with _folder(arguments.keep) as folder:
            project = generate(REPOSITORY, folder / "project", arguments.pages)
            measure((sys.executable, "-c", PREPARE), project)
            whole = write_plain(project, folder / "plain", prune=False)
            pruned = write_plain(project, folder / "pruned", prune=True)
            subjects = _subjects(project, whole, pruned)
            costs = _measured(subjects, arguments.rounds)
            built = sum(1 for _ in (project / TREE).rglob("*.md"))
    except (CommandFailed, ValueError) as failed:
        print(f"bench: {failed}", file=sys.stderr)
        return 1
    print(
        f"{arguments.pages:,} pages in each of {len(LANGUAGES)} languages, {built:,} with the glossary's; "
        f"medians of {arguments.rounds} rounds\n"
    )
    print("\n".join(_table(subjects, costs)))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--pages", type=int, default=500, help="pages in each language (default: 500)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the projects here, and leave them")
    return parser.parse_args()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="living-guide-bench-") as folder:
        yield Path(folder).resolve()


def _subjects(project: Path, whole: Path, pruned: Path) -> list[Subject]:
    """What is compared: two plain builds, then ours."""
    prepare = (sys.executable, "-c", PREPARE)
    return [
        Subject("plain MkDocs", MKDOCS, whole, ("site",)),
        Subject("plain MkDocs, pruned menus", MKDOCS, pruned, ("site",)),
        Subject("guide check", (*GUIDE, "check"), project, ("build",)),
        Subject("guide check, none changed", (*GUIDE, "check"), project, ()),
        Subject("checks and staging", prepare, project, ("build",)),
        Subject("mkdocs build, with our hook", MKDOCS, project, ("build",)),
        Subject("guide build", (*GUIDE, "build"), project, ("build",)),
    ]


def _measured(subjects: list[Subject], rounds: int) -> list[Cost]:
    """Each subject's median; they take turns, so that a busy minute of the machine strikes them all."""
    costs: dict[str, list[Cost]] = {subject.name: [] for subject in subjects}
    for number in range(rounds):
        for subject in subjects:
            if sys.stderr.isatty():
                print(f"\r\033[Kround {number + 1} of {rounds}: {subject.name}", end="", file=sys.stderr)
            for name in subject.made:
                shutil.rmtree(subject.folder / name, ignore_errors=True)
            costs[subject.name].append(measure(subject.command, subject.folder))
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    return [middle(costs[subject.name]) for subject in subjects]


def _table(subjects: list[Subject], costs: list[Cost]) -> Iterator[str]:
    whole, pruned, _, _, prepared, *_ = costs
    yield _row("", "processor", "÷ plain", "÷ pruned", "clock", "÷ plain", "÷ pruned", "memory")
    for subject, cost in zip(subjects, costs, strict=True):
        processor = (f"{cost.cpu:.2f} s", f"{cost.cpu / whole.cpu:.2f}", f"{cost.cpu / pruned.cpu:.2f}")
        clock = (f"{cost.wall:.2f} s", f"{cost.wall / whole.wall:.2f}", f"{cost.wall / pruned.wall:.2f}")
        yield _row(subject.name, *processor, *clock, f"{cost.memory:.0f} MB")
    yield (
        f"\nChecks and staging add {prepared.cpu / whole.cpu:.1%} to a plain build's processor time, "
        f"{prepared.cpu / pruned.cpu:.1%} to one with pruned menus (goal: below {GOAL:.0%})."
    )


def _row(name: str, *cells: str) -> str:
    return f"{name:28}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    raise SystemExit(main())
