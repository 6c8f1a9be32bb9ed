"""What is refused: others of the same kinds, and whatever generators make up."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
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
LONG = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate, Phase.shrink],  # to explain a failure, it traces each line: twenty times as long
)


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


HARMLESS = {
    *("text-05", "text-07", "text-11", "text-13", "text-15", "text-35"),  # code, or references to signs
    *("own-text-01", "own-text-02", "own-text-03", "own-text-28", "own-text-29"),
    *("own-event-03", "own-jslink-36"),  # `<img/src=x/onerror=…>` has one attribute; a link that never ends
    *("own-embed-08", "own-embed-10", "own-embed-11"),  # an SVG file, judged as a file
    *("more-text-09", "more-text-16", "more-text-19", "more-text-20", "more-text-21", "more-text-22"),  # code
    *("more-script-15", "more-attrlist-26", "more-attrlist-27"),  # code
    *("far-attrlist-02", "far-text-07", "far-text-19"),  # words and code
    "more-event-23",  # a date that is none, in quotation marks
}
"""Pages among the hostile ones that hold nothing: what a browser gets of them is words."""


@pytest.mark.parametrize(
    "name", ["payloads.json", "payloads-own.json", "payloads-more.json", "payloads-far.json"]
)
def test_hostile_pages_are_refused_on_their_lines(name: str, tmp_path: Path) -> None:
    payloads = json.loads((REPOSITORY / "tests/data" / name).read_text("utf-8"))
    missed = []
    for item in payloads:
        front = f"---\n{item['front_matter']}\n---\n" if item["front_matter"] else ""
        text = f"{front}\n{item['markdown']}\n"
        pages = {**CLEAN, "docs/en/page.md": text}
        root = write_tree(tmp_path / item["id"], pages)
        errors = [found for found in run_checks(read_corpus(root)) if found.severity is Severity.ERROR]
        lines = [found.line for found in errors if found.path == "docs/en/page.md"]
        first = 2 if front else text.index("\n") + 1
        if item["id"] not in HARMLESS and not any(first <= line <= text.count("\n") for line in lines):
            missed.append((item["id"], lines))
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
@settings(LONG, max_examples=34_000)
def test_two_hundred_thousand_are_answered(kind: str, data: st.DataObject) -> None:
    answers(kind, data.draw(INPUTS[kind]))


@pytest.mark.soak
@pytest.mark.parametrize("kind", INPUTS)
def test_coverage_guided(kind: str, tmp_path: Path) -> None:
    """Guided by the lines that run. Not in the lock, which every machine must be able to install: there are
    wheels for Linux on x86-64 alone, and Hypothesis tries three times as many. `pip install atheris` adds it.
    """
    pytest.importorskip("atheris")
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "guided",
            kind,
            "-runs=10000",
            "-max_len=2000",
            "-rss_limit_mb=1500",
            tmp_path,
        ],
        cwd=REPOSITORY / "tests",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HOOKS), str(REPOSITORY / "tests"), *sys.path])},
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
    *("(", "*", "_", ">", "`", "<", "&", "|", "- ", "\\", "~", "=", "[[", "{", "#", "|-", "](", "```\n"),
]


@pytest.mark.parametrize("sign", SIGNS)
def test_what_would_be_slow_is_refused_soon(sign: str, tmp_path: Path) -> None:
    text = f"# Page\n\n{(sign * 4_000)[:4_000]}\n"
    write_tree(tmp_path, {**CLEAN, "docs/en/p.md": text})
    with within(1):
        main(["check", "--root", str(tmp_path), "--format", "json"])
    answers("page", text)  # or rendered soon


@pytest.mark.soak
@given(
    parts=st.lists(
        st.sampled_from(sorted({*SIGNS, "a", " ", "\n", "\n\n", ")", "]", ">", "|", "\\", "=", "\t"})),
        min_size=1,
        max_size=5,
    )
)
@settings(LONG, max_examples=2_000)
def test_anything_repeated_is_refused_or_rendered_soon(parts: list[str]) -> None:
    text = "".join(parts)
    answers("page", (text * 50_000)[:50_000])


def test_memory_stays_bounded() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for sign in ("<", "`", "# a\n", "> "):
        answers("page", (sign * 190_000)[:190_000])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kilobytes
