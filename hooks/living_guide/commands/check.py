"""`guide check`: say what is wrong, and where."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from living_guide.changes import Change, brought, change_between
from living_guide.commands import CLEAN, FOUND, Said, Unusable, Words, project_root, within
from living_guide.diagnostics import Diagnostic
from living_guide.formats import FORMATS, Report, as_markdown, counts
from living_guide.formats.report import in_the_pages_language
from living_guide.manual import HANDBOOK
from living_guide.messages import Text, Told, catalogue, language_of_environment, languages
from living_guide.ratchet import tighten
from living_guide.remembered import MEMORY, check_project
from living_guide.revision import edited_files, tree_at
from living_guide.settings import FILE_NAME, Settings, SettingsError, read_settings

SUMMARY = Text("say what is wrong, and where")
_MEMORY_OF_BEFORE = MEMORY.with_name("findings-before.json")
_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file of what GitHub shows of a step."""


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `check`."""
    parser.add_argument("--format", choices=FORMATS, default="text", help=said("how to print the findings"))
    parser.add_argument(
        "--changed-since", metavar="REF", help=said("only what changed since this commit, and what it breaks")
    )
    parser.add_argument(
        "--in-page-language", action="store_true", help=said("say each finding in the language of its page")
    )
    parser.add_argument("--strict", action="store_true", help=said("warnings count as errors"))
    parser.add_argument(
        "--ratchet", action="store_true", help=said("warnings may become fewer, never more: ratchet.json")
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=said("report only on these files or folders")
    )


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print the findings; errors make the status, and with `--strict` warnings too."""
    root = project_root(asked)
    checked = check_project(root)
    chosen, change = within(asked, checked.findings), None
    if asked.ratchet:
        if asked.paths or asked.changed_since is not None:
            raise Unusable(Text("`--ratchet` counts the whole guide: name no paths and no change"))
        chosen = tighten(root, chosen)
    if asked.changed_since is not None:
        change, chosen = _brought(root, asked.changed_since, chosen)
    if asked.in_page_language:
        chosen = in_the_pages_language(chosen)
    settings = _settings(root)
    handbook = _handbook(settings, asked.lang or language_of_environment())
    whole = not asked.paths and change is None and not asked.ratchet
    edited = edited_files(root) if whole and asked.format == "text" else frozenset()
    report = Report(chosen, checked.pages, root, handbook, change, edited)
    text = FORMATS[asked.format](report, words)
    if text:
        print(text)
    if asked.format == "github" and os.environ.get(_STEP_SUMMARY):
        _summarise(report, settings, Path(os.environ[_STEP_SUMMARY]))
    number = counts(chosen)
    return FOUND if number.errors or (asked.strict and number.warnings) else CLEAN


def _settings(root: Path) -> Settings:
    """What is known of the site: nothing where the city's file holds what the findings tell of it."""
    try:
        return read_settings(root)
    except SettingsError:
        return Settings(())


def _brought(root: Path, name: str, found: list[Diagnostic]) -> tuple[Change, list[Diagnostic]]:
    """What changed since a commit, and the findings that are in it or come from it."""
    with tree_at(root, name) as before:
        change = change_between(before, root, read_settings(root).codes)
        try:
            memory = root / _MEMORY_OF_BEFORE if (root / FILE_NAME).is_file() else None
            known = check_project(before, memory).findings
        except Told:  # what could not even be read then is no excuse for what is found now
            known = []
    return change, brought(found, known, change.touched)


def _handbook(settings: Settings, language: str) -> str:
    """Where the rules are explained, in a language if the site has it; nothing without an address."""
    spoken = next((item for item in settings.languages if item.code == language), settings.first)
    return f"{settings.address}{spoken.prefix}{HANDBOOK}/" if settings.address and spoken else ""


def _summarise(report: Report, settings: Settings, place: Path) -> None:
    """The whole report for people, in each language of the site that we speak."""
    spoken = [code for code in languages() if code in settings.codes] or languages()[:1]
    with place.open("a", encoding="utf-8", errors="backslashreplace") as file:
        for code in spoken:
            own = replace(report, handbook=_handbook(settings, code))
            file.write(as_markdown(own, catalogue(code)) + "\n")
