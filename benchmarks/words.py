"""`make bench-words`: what finding discouraged words costs, beside textlint with the same words.

2,000 pages of about 10 MB and 300 concepts. textlint comes from npm into the bench's own folder; the
comparison is left out, and said so, where npm is not to be had.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import yaml

from benchmarks.generate import LANGUAGES, generate
from benchmarks.measure import Cost, measure
from living_guide.corpus import read_corpus

REPOSITORY = Path(__file__).parent.parent
PAGES, BYTES, CONCEPTS = 1_000, 10_000_000, 300
"""Pages in each language, and in all of them together bytes and concepts."""
TEXTLINT = ("textlint@15", "textlint-rule-prh@6")
WORDS_ALONE = """
from pathlib import Path
from living_guide.checks import all_rules, run_checks
from living_guide.corpus import read_corpus
rules = [rule for name, rule in all_rules().items() if name.startswith("terms-")]
run_checks(read_corpus(Path()), rules)
"""


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="living-guide-words-") as name:
        project = generate(REPOSITORY, Path(name) / "project", PAGES, BYTES)
        _grow_glossary(project)
        pages = [path for code in LANGUAGES for path in (project / "docs" / code).rglob("*.md")]
        size = sum(path.stat().st_size for path in pages) / 1e6
        print(f"{len(pages):,} pages, {size:.1f} MB, {CONCEPTS} concepts\n")
        _tell("reading and the rules for words", _once(project, sys.executable, "-c", WORDS_ALONE), pages)
        check = (sys.executable, "-m", "living_guide.cli", "check")
        _tell("guide check, every rule", _once(project, *check), pages)
        _tell("guide check, nothing changed", _once(project, *check, forget=False), pages)
        if shutil.which("npm") is None:
            print("textlint is left out: there is no npm on this machine")
            return 0
        _tell("textlint with the same words", _textlint(project), pages)
    return 0


def _once(project: Path, *command: str, forget: bool = True) -> Cost:
    if forget:
        shutil.rmtree(project / "build", ignore_errors=True)
    return measure(command, project, accepted=(0, 1))


def _tell(name: str, cost: Cost, pages: list[Path]) -> None:
    rate = len(pages) / cost.cpu
    print(f"{name:36}{cost.cpu:9.2f} s processor{cost.wall:9.2f} s clock{rate:9,.0f} pages/s", flush=True)


def _grow_glossary(project: Path) -> None:
    """More concepts, of words that stand on the pages, so that the search has something to reject."""
    folder, random = project / "docs/data/glossary", Random(CONCEPTS)
    words = {code: sorted(_words(project / "docs" / code)) for code in LANGUAGES}
    for number in range(CONCEPTS - len(list(folder.glob("*.yml")))):
        concept: dict[str, object] = {"id": f"extra-{number}", "status": "approved"}
        for code in LANGUAGES:
            first, second, third = (random.choice(words[code]) for _ in range(3))
            avoid = {
                "forms": [f"{third} {first} {number}"],
                "use": [f"{first} {second} {number}"],
                "reason": "-",
            }
            term = f"{first} {second} {number}"
            concept[code] = {"term": term, "definition": term, "discouraged": [avoid]}
        text = yaml.safe_dump(concept, allow_unicode=True, sort_keys=False)
        (folder / f"extra-{number}.yml").write_text(text, "utf-8")


def _words(folder: Path) -> set[str]:
    texts = (path.read_text("utf-8") for path in folder.rglob("*.md"))
    return {word for text in texts for word in text.split() if word.isalpha() and len(word) > 5}


def _textlint(project: Path) -> Cost:
    """Its usual rule for terms (prh) with every discouraged form of the glossary."""
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *TEXTLINT]
    subprocess.run(install, cwd=project, check=True, capture_output=True)
    rules = [
        {
            "expected": (words.use[0].text if words.use else "-"),
            "patterns": [form.text for form in words.forms],
        }
        for concept in read_corpus(project).concepts.values()
        for entry in concept.entries.values()
        for words in entry.discouraged
    ]
    (project / "prh.yml").write_text(
        yaml.safe_dump({"version": 1, "rules": rules}, allow_unicode=True), "utf-8"
    )
    (project / ".textlintrc.json").write_text(
        json.dumps({"rules": {"prh": {"rulePaths": ["prh.yml"]}}}), "utf-8"
    )
    folders = [f"docs/{code}/**/*.md" for code in LANGUAGES]
    return measure(("node_modules/.bin/textlint", "--format", "unix", *folders), project, accepted=(0, 1))


if __name__ == "__main__":
    raise SystemExit(main())
