"""How far a build has come: a line for each step, and a count for whoever watches a terminal."""

from __future__ import annotations

import io

import pytest

from living_guide.messages import Text, catalogue
from living_guide.publish.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _told(stream: io.StringIO, language: str) -> str:
    progress = Progress(catalogue(language), stream)
    progress.step(Text("printing what is new or has changed: {number} PDFs…", number=2))
    for number in (1, 2):
        progress.count(Text("{number} of {all} PDFs", number=number, all=2))
    progress.step(Text("verifying the built pages…"))
    progress.end()
    return stream.getvalue()


def test_a_pipe_gets_a_line_for_each_step() -> None:
    said = _told(io.StringIO(), "en")
    assert said == "printing what is new or has changed: 2 PDFs…\nverifying the built pages…\n"


@pytest.mark.parametrize(
    ("language", "counted"), [("en", "{} of 2 PDFs"), ("fr", "PDF imprimés\u00a0: {} sur 2")]
)
def test_a_terminal_counts_in_one_line(language: str, counted: str) -> None:
    _, counts, verifying = _told(_Terminal(), language).removesuffix("\n").split("\n")
    assert counts == "".join(f"\r{counted.format(number)}\x1b[K" for number in (1, 2))
    assert verifying == Text("verifying the built pages…").said(catalogue(language))
