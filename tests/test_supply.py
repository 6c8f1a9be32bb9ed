"""What the guide is made of is known, and is what its makers published."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from living_guide.messages import Told
from living_guide.publish.epoch import epoch
from living_guide.publish.limits import limits_for
from trees import REPOSITORY, write_tree

sys.path.insert(0, str(REPOSITORY))
from supply import audit, reproducible, sbom, vendored

SERVES, DEV = (sbom.locked(lock.read_text("utf-8")) for lock in (sbom.LOCK, sbom.DEV_LOCK))


def test_vendored_files_are_what_the_list_says() -> None:
    for item in vendored.vendored():
        for path, expected in item.files.items():
            assert vendored.digest(REPOSITORY / path) == expected, path


def test_every_file_of_others_is_in_the_list() -> None:
    listed = {path for item in vendored.vendored() for path in item.files}
    fonts = {path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("overrides/**/*.woff2")}
    copied = {
        path.relative_to(REPOSITORY).as_posix()
        for folder in ("overrides/**/vendor", "hooks/**/stemmers")
        for path in REPOSITORY.glob(f"{folder}/*.js")
    }
    assert fonts | copied == listed


def test_every_licence_lies_beside_its_files() -> None:
    for item in vendored.vendored():
        for path in item.files:
            assert [*(REPOSITORY / path).parent.glob("LICENSE*")], path


@pytest.mark.soak
def test_vendored_files_are_what_their_makers_published() -> None:
    status = vendored.main()
    if status == vendored.NOT_ASKED:
        pytest.skip("a registry cannot be reached from here")
    assert status == vendored.SAME


def test_a_changed_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [item, *_] = [item for item in vendored.vendored() if item.made.endswith(".py")]

    def made(script: str, packages: list[Path], folder: Path) -> Path:
        for path in item.files:
            (tmp_path / Path(path).name).write_bytes((REPOSITORY / path).read_bytes())
        (tmp_path / Path(next(iter(item.files))).name).write_bytes(b"something else")
        return tmp_path

    monkeypatch.setattr(vendored, "_fetched", lambda origin, folder: folder)
    monkeypatch.setattr(vendored, "_scripted", made)
    assert list(vendored.unlike([item], tmp_path)) == [next(iter(item.files))]


def test_the_bill_names_every_package_with_its_hashes() -> None:
    bill = json.loads(JsonV1Dot6(sbom.bill()).output_as_string())
    components = {item["bom-ref"]: item for item in bill["components"]}
    locked = sbom.packages()
    assert len(locked) > 100 and all(locked.values())
    for (name, version), hashes in locked.items():
        component = components[f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"]
        found = [entry["content"] for file in component["externalReferences"] for entry in file["hashes"]]
        assert sorted(found) == hashes
        assert component["scope"] == ("required" if (name, version) in SERVES else "excluded")
    without = [name for name, item in components.items() if not item.get("licenses")]
    assert without == [] or all(name.startswith("pkg:pypi/colorama") for name in without), without
    assert {path for item in vendored.vendored() for path in item.files} < components.keys()


def test_what_serves_and_builds_needs_no_tools_of_tests() -> None:
    """Alpine and small machines have no build of Playwright; and both locks agree where they meet."""
    names = {name for name, _ in SERVES}
    assert {"mkdocs", "weasyprint", "setuptools"} <= names
    assert not names & {"playwright", "greenlet", "pytest", "ruff", "mypy", "zizmor", "pre-commit"}
    assert {"playwright", "pytest", "ruff", "mypy"} <= {name for name, _ in DEV}
    versions = dict(SERVES)
    assert {name: version for name, version in DEV if versions.get(name, version) != version} == {}


def test_the_bill_keeps_to_its_schema_and_is_the_same_twice() -> None:
    one, other = (JsonV1Dot6(sbom.bill()).output_as_string() for _ in range(2))
    assert one == other
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(one) is None


@pytest.mark.parametrize(
    ("answered", "status"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], audit.NONE_KNOWN),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}], audit.KNOWN),
        ([{"name": "a", "skip_reason": "not found"}], audit.NOT_ASKED),
        ([], audit.NOT_ASKED),
    ],
)
def test_not_knowing_is_not_taken_for_knowing(answered: list[dict[str, object]], status: int) -> None:
    found, lines = audit.verdict(answered)
    assert found == status
    assert lines[-1].endswith(f"a weakness known in {1 if status == audit.KNOWN else 0}")


@pytest.mark.soak
def test_two_machines_build_the_same_bytes() -> None:
    ended = subprocess.run([sys.executable, "-m", "supply.reproducible"], cwd=REPOSITORY, check=False)
    assert ended.returncode == reproducible.SAME


def test_a_build_has_the_moment_of_its_last_commit(tmp_path: Path) -> None:
    assert epoch(tmp_path, {}) is None
    assert epoch(tmp_path, {"SOURCE_DATE_EPOCH": "12"}) == 12
    who = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@city.example",
        "GIT_COMMITTER_DATE": "1767225600 +0500",
    }
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@city.example"}
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "first"]):
        subprocess.run(["git", *command], cwd=tmp_path, env={**who, "PATH": "/usr/bin:/bin"}, check=True)
    assert epoch(tmp_path, {}) == 1767225600


@pytest.mark.parametrize("said", ["-1", "1.5", "today", "١٢"])
def test_a_moment_that_is_none_is_told(tmp_path: Path, said: str) -> None:
    with pytest.raises(Told, match="must be a number of seconds"):
        epoch(tmp_path, {"SOURCE_DATE_EPOCH": said})


def test_limits_grow_with_the_pages_or_are_said(tmp_path: Path) -> None:
    empty = limits_for(tmp_path, {})
    write_tree(tmp_path, {f"docs/en/{number}.md": "" for number in range(100)})
    full = limits_for(tmp_path, {})
    assert full.seconds > empty.seconds >= 60 and full.megabytes > empty.megabytes >= 1024
    said = limits_for(tmp_path, {"LIVING_GUIDE_SECONDS": "7.5", "LIVING_GUIDE_MEMORY": "800"})
    assert (said.seconds, said.megabytes) == (7.5, 800)


@pytest.mark.parametrize("said", ["0", "-3", "soon", "nan", "inf"])
def test_a_limit_that_is_none_is_told(tmp_path: Path, said: str) -> None:
    with pytest.raises(Told, match="LIVING_GUIDE_MEMORY"):
        limits_for(tmp_path, {"LIVING_GUIDE_MEMORY": said})
