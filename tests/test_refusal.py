"""What is refused: others of the same kinds, and whatever generators make up."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing import INPUTS, answers, within
from living_guide.checks import run_checks
from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.diagnostics import Severity
from trees import CLEAN, HOOKS, REPOSITORY, write_tree

KINDS = yaml.safe_load((REPOSITORY / "tests/data/refusal.yml").read_text("utf-8"))
ZOO = REPOSITORY / "tests/zoo"
UNSAFE = ("safety-", "files-")


def _refused(root: Path, files: dict[str, str]) -> dict[str, list[int]]:
    """Lines of what is unsafe on each page."""
    found: dict[str, list[int]] = {path: [] for path in files}
    for item in run_checks(read_corpus(write_tree(root, {**CLEAN, **files}))):
        if item.severity is Severity.ERROR and item.rule.startswith(UNSAFE) and item.path in found:
            found[item.path].append(item.line)
    return found


def test_others_of_the_same_kinds_are_refused_on_their_line(tmp_path: Path) -> None:
    before = "# Page\n\nSome words.\n\n"
    pages = {f"docs/en/p{number}.md": f"{before}{text}\n" for number, text in enumerate(KINDS["refused"])}
    missed = []
    for path, lines in _refused(tmp_path, pages).items():
        last = pages[path].rstrip().count("\n") + 1
        if not any(5 <= line <= last for line in lines):
            missed.append((pages[path][len(before) :], lines))
    assert not missed


def test_what_only_looks_like_it_is_not_refused(tmp_path: Path) -> None:
    pages = {f"docs/en/p{number}.md": f"# Page\n\n{text}\n" for number, text in enumerate(KINDS["accepted"])}
    refused = {pages[path]: lines for path, lines in _refused(tmp_path, pages).items() if lines}
    assert not refused


def test_no_waiver_silences_safety(tmp_path: Path) -> None:
    page = "# Page\n\n<!-- guide-ok: safety-html -- trust me -->\n\n<script>go()</script>\n"
    assert _refused(tmp_path, {"docs/en/p.md": page})["docs/en/p.md"]


def test_the_zoo_has_no_false_alarm() -> None:
    corpus = read_corpus(ZOO)
    alarms = [str(item.message) + item.path for item in run_checks(corpus) if item.rule.startswith(UNSAFE)]
    assert not alarms
    assert sum(1 for _ in corpus.pages) >= 40


@pytest.mark.parametrize("kind", INPUTS)
@given(data=st.data())
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_made_up_is_answered(kind: str, data: st.DataObject) -> None:
    answers(kind, data.draw(INPUTS[kind]))


@pytest.mark.soak
@pytest.mark.parametrize("kind", INPUTS)
@given(data=st.data())
@settings(max_examples=25_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_two_hundred_thousand_are_answered(kind: str, data: st.DataObject) -> None:
    answers(kind, data.draw(INPUTS[kind]))


@pytest.mark.soak
@pytest.mark.parametrize("kind", INPUTS)
def test_coverage_guided(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "fuzzing",
            kind,
            "-runs=10000",
            "-max_len=2000",
            "-rss_limit_mb=1500",
            tmp_path,
        ],
        cwd=REPOSITORY / "tests",
        env={**os.environ, "PYTHONPATH": f"{HOOKS}:{REPOSITORY / 'tests'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]


SIGNS = [
    "[",
    "![",
    "[](",
    "[a](<",
    "<a ",
    "<![CDATA[",
    "`a ``",
    "[^a]",
    "# a\n",
    "<!--",
    "*a**b",
    "1. ",
    "> ",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_what_would_be_slow_is_refused_soon(sign: str, tmp_path: Path) -> None:
    text = (sign * 4_000)[:4_000]
    write_tree(tmp_path, {**CLEAN, "docs/en/p.md": f"# Page\n\n{text}\n"})
    with within(1):
        main(["check", "--root", str(tmp_path), "--format", "json"])


@pytest.mark.soak
@given(
    parts=st.lists(
        st.sampled_from(sorted({*SIGNS, "a", " ", "\n", "\n\n", ")", "]", ">", "|", "\\", "=", "\t"})),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_anything_repeated_is_refused_or_rendered_soon(parts: list[str]) -> None:
    text = "".join(parts)
    answers("page", (text * 50_000)[:50_000])


def test_memory_stays_bounded() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for sign in ("<", "`", "# a\n", "> "):
        answers("page", (sign * 190_000)[:190_000])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kilobytes
