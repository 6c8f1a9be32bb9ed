"""Check, stage, build each language, verify, then swap: the old site stays until the new is whole."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from living_guide.diagnostics import Severity
from living_guide.formats import counts, finding_as_text
from living_guide.messages import Text, Told
from living_guide.publish.finish import finish, merge_search
from living_guide.publish.policy import HEADERS, write_server_files
from living_guide.publish.take_away import take_away
from living_guide.publish.verify import verify
from living_guide.settings import Language
from living_guide.stage.prepare import prepare
from living_guide.takeaway import can_print, office_forms

SITE = Path("build/site")
SITES = Path("build/sites")
LOCK = Path("build/.lock")
LANGUAGE_VARIABLE = "LIVING_GUIDE_LANGUAGE"
"""Tells an engine's process which language to build, from a tree staged already."""

_NOISE = ("INFO", "DEBUG", "Traceback", " ")
"""How lines of an engine's log begin that help nobody mend a page."""

Words = Mapping[str, str]


class BuildFailed(Told):
    """The build stopped. The published site is as it was."""


def build(root: Path, words: Words, *, strict: bool = False, prints: bool = False) -> int:
    """Publish a project into `build/site`; 0 when done, 1 when not, the old site then untouched.

    With `prints`, guides and the whole hub are made as PDFs too: about a second a guide, once.
    """
    started = time.monotonic()
    try:
        with _locked(root):
            pages = _build(root.resolve(), words, strict, _forms(prints))
    except BuildFailed as failed:
        print(f"guide: {failed.message.said(words)}", file=sys.stderr)
        _tell_unchanged(words)
        return 1
    except BaseException:  # told by who called; here only that nothing was lost
        _tell_unchanged(words)
        raise
    seconds = f"{time.monotonic() - started:.1f}"
    done = Text("{pages} pages published in {site} ({seconds} s)", pages=pages, site=SITE, seconds=seconds)
    print(done.said(words))
    return 0


def _build(root: Path, words: Words, strict: bool, forms: frozenset[str]) -> int:
    _say(Text("checking and staging the pages…"), words)
    prepared = prepare(root, forms=forms)
    shown = [item for item in prepared.findings if item.severity is not Severity.INFO]
    for item in shown:
        print(finding_as_text(item, words), file=sys.stderr)
    errors, warnings = counts(shown)
    if errors or (strict and warnings):
        raise BuildFailed(Text("{errors} errors, {warnings} warnings", errors=errors, warnings=warnings))
    corpus = prepared.corpus
    if corpus.settings.first is None:
        raise BuildFailed(Text("there is no language to build: write a page in `docs/en/`"))
    with _new_folder(root) as folder:
        parts = _build_languages(root, folder, corpus.settings.languages, words)
        site = _merged(folder, parts)
        finish(corpus, site)
        _say(Text("making the files to take away…"), words)
        take_away(corpus, site, forms)
        _say(Text("verifying the built pages…"), words)
        faults = verify(site, corpus.settings)
        for fault in faults:
            print(f"{fault.path}: {fault.message.said(words)}", file=sys.stderr)
        if faults:
            raise BuildFailed(Text("the built pages have {number} faults", number=len(faults)))
        write_server_files(root / HEADERS)
        _publish(root, site)
        return sum(1 for _ in corpus.pages) + len(corpus.generated)


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
    return office_forms() | ({"pdf"} if prints else set())


def _tell_unchanged(words: Words) -> None:
    unchanged = Text("nothing was published; the site is as it was")
    print(f"guide: {unchanged.said(words)}", file=sys.stderr)


def _say(text: Text, words: Words) -> None:
    """Progress, for people only: a pipe stays quiet."""
    if sys.stderr.isatty():
        print(text.said(words), file=sys.stderr)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Keep two builds of one folder apart."""
    path = root / LOCK
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildFailed(Text("another build is running in this folder; wait for it to end")) from None
        yield


@contextmanager
def _new_folder(root: Path) -> Iterator[Path]:
    (root / SITES).mkdir(parents=True, exist_ok=True)
    for stale in (root / SITES).glob("new-*"):  # of a build that was killed
        shutil.rmtree(stale, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="new-", dir=root / SITES))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _build_languages(
    root: Path, folder: Path, languages: tuple[Language, ...], words: Words
) -> dict[Language, Path]:
    """Each language in a process of its own, as many at once as the machine has processors."""
    waiting = list(languages)
    running: dict[Language, subprocess.Popen[bytes]] = {}
    parts = {language: folder / f"part-{language.code}" for language in languages}
    at_once = max(1, os.cpu_count() or 1)
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                language = waiting.pop(0)
                running[language] = _engine(root, parts[language], language)
            for language, process in list(running.items()):
                if process.poll() is not None:
                    del running[language]
                    _expect_success(parts[language], language, process.returncode)
            time.sleep(0.02)
    finally:
        for process in running.values():
            process.kill()
            process.wait()
    return parts


def _engine(root: Path, site: Path, language: Language) -> subprocess.Popen[bytes]:
    log = site.with_suffix(".log").open("wb")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, LANGUAGE_VARIABLE: language.code}
    try:
        return subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
    finally:
        log.close()


def _expect_success(part: Path, language: Language, status: int) -> None:
    if status == 0 and (part / language.prefix / "index.html").is_file():
        return
    log = part.with_suffix(".log").read_text("utf-8", "replace")
    told = [line for line in log.splitlines() if line.strip() and not line.startswith(_NOISE)]
    ours = re.findall(r'^  File "(?:[^"]*/)?((?:overrides|docs|local)/[^"]+)", line (\d+)', log, re.MULTILINE)
    print("\n".join([*told[-20:], *(f"{path}:{line}" for path, line in ours[-1:])]), file=sys.stderr)
    raise BuildFailed(
        Text("building `{language}` failed (status {status})", language=language.code, status=status)
    )


def _merged(folder: Path, parts: Mapping[Language, Path]) -> Path:
    """One site of all languages: the first one's, and the others' folders in it."""
    [first] = [language for language in parts if language.is_first]
    site = parts[first]
    indexes = []
    for language, part in parts.items():
        indexes.append(part / "search/search_index.json")
        if not language.is_first:
            (part / language.code).replace(site / language.code)
    merge_search(indexes, site)
    return site


def _publish(root: Path, site: Path) -> None:
    """Put the new site in place in one step: a link is replaced, a full folder could not be."""
    link, sites = root / SITE, root / SITES
    kept = Path(tempfile.mkdtemp(prefix="site-", dir=sites))
    site.replace(kept)
    kept.chmod(0o755)
    previous = sites / link.readlink().name if link.is_symlink() else None
    if link.is_dir() and not link.is_symlink():  # left by something else than this command
        link.replace(tempfile.mkdtemp(prefix="old-", dir=sites))
    temporary = sites / "link.new"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(f"sites/{kept.name}", target_is_directory=True)
    temporary.replace(link)
    for folder in sites.iterdir():
        if folder not in (kept, previous) and folder.name.startswith(("site-", "old-")):
            shutil.rmtree(folder, ignore_errors=True)
