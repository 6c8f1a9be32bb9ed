"""Every folder below `cases/` is a small guide, with what the command says about it.

`cases/<rule>/<case>/expected.txt` is the exact output of `guide check --root . --lang en` there;
`expected.json` beside or instead of it is that of `--format json`, which shows information too.
`made.yml` names what a repository cannot keep (see `_make`). After a change that is meant:

    pytest tests/test_cases.py --update-expected

rewrites the expectations and fails, so that nobody leaves it on; read the difference before
committing it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from living_guide.cli import main
from trees import write_tree

CASES = Path(__file__).parent / "cases"
FORMATS = {"expected.txt": "text", "expected.json": "json"}
EXPECTATIONS = sorted(path for path in CASES.glob("*/*/expected.*") if path.name in FORMATS)


def _make(case: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy a case, and make what `made.yml` asks for.

    `files` maps paths to texts (line ends and marks as written, `\\udcXX` for the byte XX); `times`
    repeats a text; `links` maps paths to what a symbolic link leads to; `denied` lists files
    that the machine does not let us read.
    """
    shutil.copytree(case, root, symlinks=True)
    made = root / "made.yml"
    if not made.exists():
        return
    wanted = yaml.safe_load(made.read_text("utf-8"))
    times = wanted.get("times", {})
    files = {place: text * times.get(place, 1) for place, text in wanted.get("files", {}).items()}
    write_tree(root, files)
    for place, target in wanted.get("links", {}).items():
        (root / place).symlink_to(target)
    denied = wanted.get("denied", [])
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.as_posix() in denied:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    if denied:
        monkeypatch.setattr(Path, "read_bytes", refuse)


@pytest.mark.parametrize("expected", EXPECTATIONS, ids=lambda path: str(path.relative_to(CASES)))
def test_case(
    expected: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    root = tmp_path / "case"
    _make(expected.parent, root, monkeypatch)
    monkeypatch.chdir(root)

    status = main(["check", "--root", ".", "--lang", "en", "--format", FORMATS[expected.name]])

    said = capsys.readouterr().out
    if request.config.getoption("--update-expected"):
        if said != expected.read_text("utf-8"):
            expected.write_text(said, "utf-8")
        pytest.fail(f"rewrote {expected.relative_to(CASES)}: run again without --update-expected")
    assert said == expected.read_text("utf-8")
    errors = ": error " in said or '"severity": "error"' in said
    assert status == (1 if errors else 0)
