"""What holding translations beside their originals costs: part of `make bench`.

A project of 1,000 pages in each language, every translation stamped. The rules are timed alone, in processor
seconds, on a corpus that has been read; then all rules with and without them, which share work.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.generate import generate
from living_guide.checks import Rule, all_rules, run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.fixes import write
from living_guide.garbage import uncollected
from living_guide.stamping import stamped

REPOSITORY = Path(__file__).parent.parent
PAGES, ROUNDS = 1_000, 3
GOAL = 3.0
"""Seconds of processor time that the rules on translations may need."""
FAMILY = "translation-"


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="living-guide-translations-") as name:
        project = generate(REPOSITORY, Path(name) / "project", PAGES)
        _stamp(read_corpus(project))
        rules = all_rules()
        own = [rule for name, rule in rules.items() if name.startswith(FAMILY)]
        others = [rule for name, rule in rules.items() if not name.startswith(FAMILY)]
        alone = min(_seconds(project, own) for _ in range(ROUNDS))
        without = min(_seconds(project, others) for _ in range(ROUNDS))
        whole = min(_seconds(project, [*own, *others]) for _ in range(ROUNDS))
    print(f"\n{PAGES:,} pages in each language, the least of {ROUNDS} rounds, processor time:")
    print(f"  rules on translations alone       {alone:6.2f} s (goal: at most {GOAL:.0f} s)")
    print(f"  what they add to all other rules  {whole - without:6.2f} s ({without:.2f} s without them)")
    return 0


def _stamp(corpus: Corpus) -> None:
    for page in corpus.pages:
        if page.meta is not None and corpus.original(page.key) is not page:
            made = stamped(corpus, page, unchanged="made by the bench")
            path = corpus.root / made.record_path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made.record, "utf-8")
            if made.page.before != made.page.after:
                write(corpus.root, made.page)


def _seconds(project: Path, rules: Iterable[Rule]) -> float:
    """Processor time of some rules on a corpus read anew, so that nothing is remembered."""
    corpus = read_corpus(project)
    begun = time.process_time()
    with uncollected():  # as the command does
        run_checks(corpus, rules)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
