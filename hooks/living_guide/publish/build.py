"""Publishes: a child makes the new site beside the old one, and only a whole one takes its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from signal import SIGXCPU

from living_guide.messages import Text, Told, catalogue
from living_guide.publish import child
from living_guide.publish.epoch import EPOCH_VARIABLE, epoch
from living_guide.publish.limits import Limits, limits_for
from living_guide.publish.policy import HEADERS, write_server_files
from living_guide.publish.redirects import server_rules
from living_guide.publish.sites import (
    FAILED,
    MADE,
    SITE,
    SITES,
    TOLD,
    UNUSABLE,
    BuildFailed,
    locked,
    new_folder,
    publish,
    roll_back,
)
from living_guide.publish.stopping import Stopped, stoppable, unstoppable

Words = Mapping[str, str]

_MAKING = "living_guide.publish.making"
"""What makes a site. It reads the whole guide, so it is not imported here."""


class _AlreadyTold(Exception):
    """The child failed and has said why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def build(
    root: Path, language: str, *, strict: bool = False, prints: bool = False, public: bool = False
) -> int:
    """Publish a project into `build/site`, saying in a language what happens; the exit status.

    With `prints`, guides and the whole hub are made as PDFs too: about a second a guide, once. With
    `public`, upstream's own name, address or advice left in the city's file are errors.
    """
    wished = {"strict": strict, "prints": prints, "public": public}
    wishes = [wish for wish, is_wanted in wished.items() if is_wanted]
    words, root = catalogue(language), root.resolve()
    unchanged = Text("nothing was published; the site is as it was")

    def work() -> Text:
        started = time.monotonic()
        with new_folder(root) as folder:
            pages = _made(root, folder, language, wishes)
            with unstoppable():
                write_server_files(root / HEADERS, server_rules(folder / MADE))
                publish(root, folder / MADE)
        seconds = f"{time.monotonic() - started:.1f}"
        return Text(
            "{pages} pages published in {site} ({seconds} s)", pages=pages, site=SITE, seconds=seconds
        )

    return _with_the_site(root, words, work, unchanged)


def rollback(root: Path, language: str) -> int:
    """Publish the site before the published one again; the exit status."""
    words, root = catalogue(language), root.resolve()

    def work() -> Text:
        with unstoppable():
            folder = roll_back(root)
            write_server_files(root / HEADERS, server_rules(folder))
        return Text("{site} is the site before again ({folder})", site=SITE, folder=SITES / folder.name)

    return _with_the_site(root, words, work, Text("nothing was changed; the site is as it was"))


def _with_the_site(root: Path, words: Words, work: Callable[[], Text], unchanged: Text) -> int:
    """Do work that may change the published site, alone; say its outcome last."""

    def say(text: Text) -> None:
        print(f"guide: {text.said(words)}", file=sys.stderr)

    status = UNUSABLE
    try:
        with stoppable(), locked(root):
            done = work()
    except _AlreadyTold as failed:
        status = failed.status
    except BuildFailed as failed:
        say(failed.message)
        status = FAILED
    except Told as told:
        say(told.message)
    except OSError as error:
        say(Text("{path}: {reason}", path=error.filename or "", reason=error.strerror or error))
    except Stopped as stopped:
        say(Text("stopped"))
        status = 128 + stopped.number  # as a shell counts
    else:
        print(done.said(words))
        return 0
    say(unchanged)
    return status


def _made(root: Path, folder: Path, language: str, wishes: list[str]) -> int:
    """Have a site made in `folder` and verified there; the number of its pages."""
    limits = limits_for(root)
    moment = epoch(root)
    environment = {**os.environ, **({} if moment is None else {EPOCH_VARIABLE: str(moment)})}
    asked = (_MAKING, str(folder), language, *wishes)
    process = child.start(limits, *asked, folder=root, environment=environment, leads=True)
    try:
        status = process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise BuildFailed(limits.too_slow) from None
    finally:
        child.end(process)
    _expect_success(status, limits)
    pages: int = json.loads((folder / TOLD).read_text("utf-8"))["pages"]
    return pages


def _expect_success(status: int, limits: Limits) -> None:
    if status == -SIGXCPU:
        raise BuildFailed(limits.too_slow)
    if status < 0:
        raise BuildFailed(
            Text("the build was killed (signal {number}): is the machine short of memory?", number=-status)
        )
    if status:
        raise _AlreadyTold(status)
