"""One engine process a language, as many at once as the machine has processors."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from signal import SIGXCPU

from living_guide.language import Language
from living_guide.messages import Text
from living_guide.publish import child
from living_guide.publish.engine_log import explained
from living_guide.publish.limits import Limits
from living_guide.publish.sites import BuildFailed
from living_guide.settings import FILE_NAME
from living_guide.stage.prepare import read_plan

Words = Mapping[str, str]

LANGUAGE_VARIABLE = "LIVING_GUIDE_LANGUAGE"
"""Tells an engine's process which language to build, from a tree staged already."""

ENGINE_VARIABLE = "LIVING_GUIDE_ENGINE"
"""Names another engine for a trial: see deploy/ENGINES.md."""
ENGINES = ("mkdocs", "properdocs")
"""Programs that run our hooks and read `mkdocs.yml`, the usual one first."""

_NOISE = ("INFO", "DEBUG", "Traceback", " ")
"""How lines of an engine's log begin that help nobody mend a page."""
_NO_MEMORY = re.compile(r"^MemoryError|memory allocation of \d+ bytes failed", re.MULTILINE)


def build_languages(
    root: Path, folder: Path, languages: tuple[Language, ...], limits: Limits, words: Words
) -> Path:
    """Build every language below `folder`, and make one site of them; where it lies.

    What an engine says of a page is said in `words`.

    Raises:
        BuildFailed: an engine failed. What it said to people stands on standard error.
    """
    waiting = list(languages)
    running: dict[Language, subprocess.Popen[bytes]] = {}
    parts = {language: folder / f"part-{language.code}" for language in languages}
    try:
        while waiting or running:
            while waiting and len(running) < max(1, os.cpu_count() or 1):
                language = waiting.pop(0)
                running[language] = _engine(root, parts[language], language, limits)
            for language, process in list(running.items()):
                if process.poll() is not None:
                    child.end(running.pop(language))
                    _expect_success(root, parts[language], language, process.returncode, limits, words)
            time.sleep(0.02)
    finally:
        for process in running.values():
            child.end(process)
    return _merged(parts)


def _engine(root: Path, site: Path, language: Language, limits: Limits) -> subprocess.Popen[bytes]:
    environment = {**os.environ, LANGUAGE_VARIABLE: language.code}
    engine = os.environ.get(ENGINE_VARIABLE, ENGINES[0])
    if engine not in ENGINES or find_spec(engine) is None:
        raise BuildFailed(
            Text(
                "there is no engine `{engine}` here; `make build ENGINE={engine}` gets one of: {names}",
                engine=engine,
                names=", ".join(ENGINES),
            )
        )
    # Named, because each engine looks for a file of its own name first.
    command = (engine, "build", "--strict", "--config-file", str(root / FILE_NAME), "--site-dir", str(site))
    with site.with_suffix(".log").open("wb") as log:
        return child.start(limits, *command, folder=root, log=log, environment=environment)


def _expect_success(
    root: Path, part: Path, language: Language, status: int, limits: Limits, words: Words
) -> None:
    if status == 0 and (part / language.prefix / "index.html").is_file():
        return
    log = part.with_suffix(".log").read_text("utf-8", "replace")
    if status == -SIGXCPU:
        raise BuildFailed(limits.too_slow)
    if _NO_MEMORY.search(log):
        raise BuildFailed(limits.too_large)
    if status == 0:
        raise BuildFailed(
            Text(
                "what was built of `{language}` is gone before it was published: another program removed it "
                "from the `build` folder; build again",
                language=language.code,
            )
        )
    told = [line for line in log.splitlines() if line.strip() and not line.startswith(_NOISE)]
    ours = re.findall(r'^  File "(?:[^"]*/)?((?:overrides|docs|local)/[^"]+)", line (\d+)', log, re.MULTILINE)
    lines, whole = explained(root, read_plan(root), told[-20:], words)
    print("\n".join([*lines, *(f"{path}:{line}" for path, line in ours[-1:])]), file=sys.stderr)
    if whole and lines:
        raise BuildFailed(Text("building `{language}` failed: see above", language=language.code))
    raise BuildFailed(
        Text(
            "building `{language}` failed (status {status}); what stands above says why, in the words of "
            "the program: send it to whoever looks after the guide, with the page you changed last",
            language=language.code,
            status=status,
        )
    )


def _merged(parts: Mapping[Language, Path]) -> Path:
    """One site of all languages: the first one's, and the others' folders in it."""
    [first] = [language for language in parts if language.is_first]
    site = parts[first]
    for language, part in parts.items():
        if not language.is_first:
            (part / language.code).replace(site / language.code)
    return site
