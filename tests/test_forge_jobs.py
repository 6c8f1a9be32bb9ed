"""What the forges' own check jobs say of a proposal: the very lines of their files, run on a clone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator, FormatChecker

from clones import commit, git, repository
from projects import PATIENCE, edit
from trees import HOOKS, REPOSITORY, run_guide, write_tree

SARIF = Path(__file__).parent / "data/schemas/sarif-2.1.0-rtm.5.json"
GITHUB = REPOSITORY / ".github/workflows/check.yml"
GITLAB = REPOSITORY / ".gitlab-ci.yml"
PAGE = "guides/words.md"
FILES = {
    "docs/en/index.md": "# Home\n\n[Words](guides/words.md)\n",
    "docs/fr/index.md": "# Accueil\n\n[Les mots](guides/words.md)\n",
    f"docs/en/{PAGE}": "# Words\n\nAsk 12 people.\n\nListen to them.\n",
    f"docs/fr/{PAGE}": "# Les mots\n\nDemandez à 12 personnes.\n\nÉcoutez-les.\n",
    ".gitignore": "build/\n.venv/\nsummary.md\ngl-code-quality-report.json\n",
}
ANNOTATION = re.compile(
    r"::(error|warning) file=([^,]+),line=(\d+),col=\d+,endLine=\d+,endColumn=\d+,title=([^:]+)::(.+)"
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A project whose translations are stamped, and a proposal in it: a number, and a link to nowhere."""
    root = write_tree(tmp_path / "guide", FILES)
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copyfile(REPOSITORY / name, root / name)
    write_tree(root, {".venv/bin/guide": f'#!/bin/sh\nexec "{sys.executable}" -m living_guide.cli "$@"\n'})
    (root / ".venv/bin/guide").chmod(0o755)
    (root / ".venv/.ready").touch()
    stamped = run_guide("translated", "--by", "human", "docs/fr", folder=root)
    assert stamped.status == 0, stamped.said
    repository(root)
    edit(root / f"docs/en/{PAGE}", "Ask 12 people.", "Ask 20 people, as [others](other.md) did.")
    return commit(root, "twenty people")


def _run(root: Path, lines: str, **environment: str) -> tuple[int, str]:
    """Run the lines of a job as a runner does: in bash, which stops at the first that fails."""
    kept = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    own = {"PYTHONPATH": str(HOOKS), "LANG": "C.UTF-8", "LANGUAGE": "en", "CI": "true"}
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines],
        cwd=root,
        env={**kept, **own, **environment},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return ended.returncode, ended.stdout.decode()


def _github(root: Path) -> tuple[int, str]:
    steps = yaml.safe_load(GITHUB.read_text("utf-8"))["jobs"]["pages"]["steps"]
    [step] = [step for step in steps if "check-change" in step.get("run", "")]
    assert step["env"] == {"SINCE": "${{ github.event.pull_request.base.sha }}"}
    base = git(root, "rev-parse", "HEAD~1").strip()
    summary = str(root / "summary.md")
    return _run(root, step["run"], GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=summary, SINCE=base)


def _gitlab(root: Path) -> tuple[int, str]:
    lines = yaml.safe_load(GITLAB.read_text("utf-8"))["pages-and-words"]["script"]
    base = git(root, "rev-parse", "HEAD~1").strip()
    return _run(root, "\n".join(lines), GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)


def _mend(root: Path) -> None:
    edit(root / f"docs/en/{PAGE}", "[others](other.md)", "others")
    git(root, "commit", "--quiet", "--all", "--amend", "--message=twenty people")


def test_github_shows_findings_beside_the_lines_and_sums_them_up(clone: Path) -> None:
    status, said = _github(clone)
    assert status != 0
    found = {(kind, path, int(line), rule) for kind, path, line, rule, _ in ANNOTATION.findall(said)}
    assert found == {
        ("error", f"docs/en/{PAGE}", 3, "links-missing-page"),
        ("warning", f"docs/fr/{PAGE}", 3, "translation-outdated"),
    }
    told = {rule: words for _, _, _, rule, words in ANNOTATION.findall(said)}
    assert "a changé depuis cette traduction" in told["translation-outdated"], "in the page's language"
    assert "other.md" in told["links-missing-page"]
    summary = (clone / "summary.md").read_text("utf-8")
    english, french = summary.split("\n## ", 1)
    for part in (english, french):
        assert f"docs/en/{PAGE}" in part and f"docs/fr/{PAGE}" in part and "other.md" in part
    assert "Traductions" in french or "traductions" in french


def test_github_lets_pass_what_only_leaves_a_translation_behind(clone: Path) -> None:
    _mend(clone)
    status, said = _github(clone)
    assert (status, [found[0] for found in ANNOTATION.findall(said)]) == (0, ["warning"])


def test_gitlab_gets_its_report_and_the_log_says_the_same(clone: Path) -> None:
    status, said = _gitlab(clone)
    assert status != 0
    report: list[dict[str, Any]] = json.loads((clone / "gl-code-quality-report.json").read_text("utf-8"))
    assert {
        (item["check_name"], item["location"]["path"], item["location"]["lines"]["begin"]) for item in report
    } == {
        ("links-missing-page", f"docs/en/{PAGE}", 3),
        ("translation-outdated", f"docs/fr/{PAGE}", 3),
    }
    for item in report:
        assert item["description"] and len({other["fingerprint"] for other in report}) == len(report)
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert f"({item['check_name']})" in said
    _mend(clone)
    assert _gitlab(clone)[0] == 0
    [left] = json.loads((clone / "gl-code-quality-report.json").read_text("utf-8"))
    assert left["check_name"] == "translation-outdated"


def test_sarif_of_a_proposal_is_valid(clone: Path) -> None:
    base = git(clone, "rev-parse", "HEAD~1").strip()
    status, said = _run(clone, "make -s check-change", FORMAT="sarif", SINCE=base)
    log = json.loads(said)
    assert status != 0
    Draft4Validator(json.loads(SARIF.read_text("utf-8")), format_checker=FormatChecker()).validate(log)
    assert {result["ruleId"] for result in log["runs"][0]["results"]} == {
        "links-missing-page",
        "translation-outdated",
    }


def test_the_preview_is_the_site_as_files(clone: Path) -> None:
    """Both forges keep the folder that `make preview` fills; `browser/test_offline_copy.py` opens one."""
    steps = yaml.safe_load(GITHUB.read_text("utf-8"))["jobs"]["pages"]["steps"]
    kept = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    gitlab = yaml.safe_load(GITLAB.read_text("utf-8"))["preview"]
    assert kept == gitlab["artifacts"]["paths"] == ["build/preview/"]
    assert (
        [step["run"] for step in steps if "preview" in step.get("run", "")]
        == gitlab["script"]
        == ["make preview"]
    )
    status, said = _run(clone, "make --dry-run preview")
    assert status == 0 and said.splitlines()[-2:] == [
        ".venv/bin/guide build",
        ".venv/bin/guide offline build/preview",
    ]
