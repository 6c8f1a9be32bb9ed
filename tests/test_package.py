"""The shape of the house: what the package imports, and how long its rooms are."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from trees import HOOKS, REPOSITORY, guide_environment

PACKAGE = HOOKS / "living_guide"
MODULES = sorted(PACKAGE.rglob("*.py"))
ENGINES = ("mkdocs", "material", "mkdocs_static_i18n", "properdocs", "zensical")
PUBLISHING = PACKAGE / "publish"
"""The build starts an engine in a process of its own; it imports none either."""


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_imports_no_engine(path: Path) -> None:
    assert not [name for name in _imported(path) if name.partition(".")[0] in ENGINES]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_is_finished(path: Path) -> None:
    """No cap on lines decides where code lies: the one that stood here parted what belongs together."""
    text = path.read_text("utf-8")
    assert "TODO" not in text and "FIXME" not in text


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_says_what_it_is(path: Path) -> None:
    assert path.name == "utils.py" or ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert path.name != "utils.py"


@pytest.mark.parametrize("path", sorted(HOOKS.glob("*.py")), ids=_name)
def test_hook_is_thin(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") < 60


def test_package_works_where_no_engine_is_installed() -> None:
    modules = [
        ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__") for path in MODULES
    ]
    code = (
        "import importlib, sys\n"
        f"sys.modules.update(dict.fromkeys({ENGINES!r}))\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env=guide_environment(), capture_output=True, text=True, timeout=60
    )
    assert ended.stderr == ""


def test_every_rule_module_is_registered() -> None:
    from living_guide.checks import all_rules

    families = {rule.checker.__module__.split(".")[2] for rule in all_rules().values()}
    rooms = {path.stem for path in (PACKAGE / "checks").iterdir() if not path.name.startswith("_")}
    assert families == rooms


def test_no_two_test_files_have_one_name() -> None:
    """Pytest imports them by their names alone: two of one name cannot be run together."""
    names = [path.name for path in (REPOSITORY / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
