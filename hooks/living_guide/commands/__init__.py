"""The subcommands of `guide`: one module each, found by lying here.

A module is named like its command (`import_` is `import`, `a_b` is `a-b`) and says three things:
`SUMMARY`, a line for `--help`; `arguments(parser, said)`, what people may write; and
`run(asked, words)`, which does it, prints in `words` and returns the exit status.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Diagnostic
from living_guide.messages import Text, Told

CLEAN, FOUND, UNUSABLE = 0, 1, 2
"""Exit statuses: nothing wrong, errors found, wrong usage or an unreadable project."""

Words = Mapping[str, str]
Said = Callable[[str], str]


class Unusable(Told):
    """What was asked for cannot be done."""


class Command(Protocol):
    """What a module of this folder is."""

    SUMMARY: Text

    def arguments(self, parser: argparse.ArgumentParser, said: Said) -> None: ...

    def run(self, asked: argparse.Namespace, words: Words) -> int: ...


def all_commands() -> dict[str, Command]:
    """Every subcommand by the name people type, in alphabetical order."""
    return {
        module.name.strip("_").replace("_", "-"): cast(Command, import_module(f"{__name__}.{module.name}"))
        for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name)
    }


def project_root(asked: argparse.Namespace) -> Path:
    """The project's folder, if it is one."""
    root = Path(asked.root)
    if not root.is_dir():
        raise Unusable(Text("there is no folder `{path}`", path=asked.root))
    if not (root / "docs").is_dir() and not (root / "local").is_dir():
        raise Unusable(Text("`{path}` holds no guide: there is no folder `docs` in it", path=asked.root))
    return root


def corpus_of(asked: argparse.Namespace) -> Corpus:
    """Everything the project says."""
    return read_corpus(project_root(asked))


def within(asked: argparse.Namespace, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings in the paths asked for; all of them when none was."""
    below = chosen(asked)
    return [item for item in found if below(item.path)]


def place_in(root: Path, written: str) -> str:
    """A path as people write it, from where they stand or from the project, as the project has it."""
    path = Path(os.path.normpath(Path.cwd() / written))
    inside = path.is_relative_to(root.resolve())
    return path.relative_to(root.resolve()).as_posix() if inside else Path(written).as_posix()


def chosen(asked: argparse.Namespace) -> Callable[[str], bool]:
    """Whether a path, relative to the root, lies in those asked for; any does when none was."""
    root = Path(asked.root).resolve()
    wanted = []
    for written in asked.paths:
        path = Path(os.path.normpath(Path.cwd() / written))
        if not path.exists() and not path.is_symlink():
            raise Unusable(Text("there is no `{path}`", path=written))
        if root != path and root not in path.parents:
            raise Unusable(Text("`{path}` lies outside the project `{root}`", path=written, root=root))
        wanted.append(path.relative_to(root).as_posix())

    def below(place: str) -> bool:
        return not wanted or any(path in (".", place) or place.startswith(path + "/") for path in wanted)

    return below
