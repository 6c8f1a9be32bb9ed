"""Makes a site in a folder of its own: check, stage, build, finish, seal, verify. Runs in a child.

`python -m living_guide.publish.making FOLDER LANGUAGE_OF_MESSAGES [strict] [prints] [public]`, in the
project's folder. What is wrong is said here; whether it is published is decided by who started us.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from living_guide.diagnostics import Severity, with_consequences
from living_guide.formats import counts, finding_as_text, folded
from living_guide.messages import Text, Told, catalogue
from living_guide.publish.engine_log import source_of
from living_guide.publish.engines import build_languages
from living_guide.publish.finish import finish, seal
from living_guide.publish.leftovers import leftovers
from living_guide.publish.limits import Limits, limits_for
from living_guide.publish.progress import Progress
from living_guide.publish.sites import FAILED, MADE, TOLD, UNUSABLE, BuildFailed
from living_guide.publish.take_away import take_away
from living_guide.publish.verify import verify
from living_guide.stage.prepare import prepare, read_plan
from living_guide.takeaway import can_print, usual_forms

Words = Mapping[str, str]

EXAMPLES = ("city-placeholder", "city-unfinished")
"""The rules that find upstream's identity, and what a city left open: fine to try, not to publish."""


def main(argv: Sequence[str]) -> int:
    """Make a site and say what is wrong."""
    folder, language, *wishes = argv
    words = catalogue(language)
    root = Path.cwd()
    limits = limits_for(root)
    try:
        _make(root, Path(folder), words, limits, frozenset(wishes))
    except BuildFailed as failed:
        return _told(failed.message, words, FAILED)
    except Told as told:
        return _told(told.message, words, UNUSABLE)
    except MemoryError:
        return _told(limits.too_large, words, FAILED)
    except OSError as error:
        message = Text("{path}: {reason}", path=error.filename or "", reason=error.strerror or error)
        return _told(message, words, UNUSABLE)
    return 0


def _told(message: Text, words: Words, status: int) -> int:
    print(f"guide: {message.said(words)}", file=sys.stderr)
    return status


def _make(root: Path, folder: Path, words: Words, limits: Limits, wishes: frozenset[str]) -> None:
    progress = Progress(words)
    progress.step(Text("checking and staging the pages…"))
    forms = _forms("prints" in wishes)
    prepared = prepare(root, forms=forms)
    found = prepared.findings
    if "public" in wishes:
        found = [replace(item, severity=Severity.ERROR) if item.rule in EXAMPLES else item for item in found]
    shown = [item for item in found if item.severity is not Severity.INFO]
    for item, consequences in with_consequences(folded(shown)).items():
        print(finding_as_text(item, words, consequences), file=sys.stderr)
    number = counts(shown)
    if number.errors or ("strict" in wishes and number.warnings):
        raise BuildFailed(number.said())
    corpus = prepared.corpus
    if corpus.settings.first is None:
        raise BuildFailed(Text("there is no language to build: write a page in `docs/en/`"))
    progress.step(Text("building the pages…"))
    site = build_languages(root, folder, corpus.settings.languages, limits, words)
    finish(corpus, site)
    progress.step(Text("making the files to take away…"))
    take_away(corpus, site, forms, progress)
    seal(corpus, site)
    progress.step(Text("verifying the built pages…"))
    faults = [*verify(site, corpus.settings), *leftovers(root, site)]
    plan = read_plan(root) if faults else {}
    for fault in faults:
        path = source_of(plan, fault.path)
        where = f"{path} ({fault.path})" if path else fault.path
        print(f"{where}: {fault.message.said(words)}", file=sys.stderr)
    if faults:
        raise BuildFailed(Text("the built pages have {number} faults", number=len(faults)))
    pages = sum(1 for _ in corpus.pages) + len(corpus.generated)
    (folder / TOLD).write_text(json.dumps({"pages": pages}), "utf-8")
    site.replace(folder / MADE)


def _forms(prints: bool) -> frozenset[str]:
    """The forms of file to make beside the pages.

    Raises:
        BuildFailed: PDFs are asked for and cannot be made here.
    """
    if prints and not can_print():
        raise BuildFailed(
            Text(
                "PDFs cannot be made here: install the extra `takeaway` (`pip install .[takeaway]`) and the"
                " Pango library (Debian: `apt install libpangoft2-1.0-0`), or build without `--pdf`"
            )
        )
    return usual_forms() | ({"pdf"} if prints else set())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
