"""`guide init`: make the guide a city's own, by asking or from options."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable
from pathlib import Path

from living_guide.city.commit import commit_file, is_clean
from living_guide.city.file import Key, places
from living_guide.city.founding import CITY, SERVICES, Answers, founded, problems
from living_guide.city.values import (
    contact_problem,
    is_nobodys,
    is_upstreams_name,
    public_address_problem,
    words_problem,
)
from living_guide.commands import CLEAN, Said, Unusable, Words, project_root
from living_guide.messages import Text
from living_guide.settings import FILE_NAME, LANGUAGE_FOLDER

SUMMARY = Text("make this guide your city’s: write its name, address and contact into mkdocs.yml")

_Judge = Callable[[str], Text | None]


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `init`."""
    one = parser.add_argument
    one("--name", default="", help=said("what the guide is called"))
    one("--address", default="", metavar="URL", help=said("where it will be published"))
    one("--contact", default="", metavar="E-MAIL", help=said("where readers may write"))
    one("--languages", default="", metavar="LANG,LANG", help=said("its languages, in their order"))
    one("--first", default="", metavar="LANG", help=said("the language at the site’s root"))
    one("--repository", default="", metavar="URL", help=said("where the project’s files are edited"))
    one("--edit-path", default="", metavar="PATH", help=said("`edit/main/docs/`, or as your forge has it"))
    several = {
        "--name-in": said("its name in a language, where it differs"),
        "--describe": said("what it is, in one sentence of a language"),
        "--typography": said("how a language is typeset, as in `fr=fr-CA`"),
        "--call": said("whom to call in an emergency, in a language"),
        "--report": said("where to report what happened, in a language"),
        "--support": said("who supports people concerned, in a language"),
    }
    for option, help_text in several.items():
        one(option, action="append", default=[], metavar="LANG=WORDS", help=help_text)
    one("--dry-run", action="store_true", help=said("show what would change, and change nothing"))
    one("--no-commit", action="store_true", help=said("leave the change for you to commit"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Show the change, write it and commit it; what is written already stays unless it is answered anew."""
    root = project_root(asked)
    path = root / FILE_NAME
    if not path.is_file():
        raise Unusable(Text("there is no `mkdocs.yml` in `{path}`: is this the guide’s folder?", path=root))
    text = path.read_text("utf-8")
    answers = _answers(asked, text, words)
    told = problems(answers, _with_pages(root))
    if told:
        for problem in told:
            print(problem.said(words), file=sys.stderr)
        raise Unusable(Text("nothing was written"))
    changed = founded(text, answers)
    if changed == text:
        print(Text("mkdocs.yml says all this already: nothing to change").said(words))
        return CLEAN
    print(
        "".join(difflib.unified_diff(text.splitlines(True), changed.splitlines(True), FILE_NAME, FILE_NAME))
    )
    if asked.dry_run:
        return CLEAN
    may_commit = not asked.no_commit and is_clean(root, FILE_NAME)
    temporary = path.with_name(FILE_NAME + ".new")
    temporary.write_text(changed, "utf-8", newline="")
    temporary.replace(path)
    if may_commit:
        commit_file(root, FILE_NAME, f"chore: {places(changed)['site_name',].value}")
        print(Text("mkdocs.yml is written and committed.").said(words))
    else:
        print(Text("mkdocs.yml is written; committing it is left to you.").said(words))
    print(
        Text("Run `make serve` to see your guide; `guide check` says what is an example still.").said(words)
    )
    return CLEAN


def _with_pages(root: Path) -> list[str]:
    """Languages in which there is a page."""
    folders = {
        folder.name
        for layer in ("docs", "local")
        for folder in sorted((root / layer).glob("*"))
        if LANGUAGE_FOLDER.fullmatch(folder.name) and any(folder.rglob("*.md"))
    }
    return sorted(folders)


def _answers(asked: argparse.Namespace, text: str, words: Words) -> Answers:
    """The options; what is not among them and still upstream's is asked for, where somebody can answer."""
    found = places(text)
    emergency: dict[str, dict[str, str]] = {}
    for service in SERVICES:
        for code, said in _pairs(service, getattr(asked, service)).items():
            emergency.setdefault(code, {})[service] = said
    questions: list[tuple[str, str, Key, _Judge, Text]] = [
        ("--name", asked.name, ("site_name",), words_problem, Text("What is your guide called?")),
        (
            "--address",
            asked.address,
            ("site_url",),
            public_address_problem,
            Text("Where will it be published (https://…/)?"),
        ),
        (
            "--contact",
            asked.contact,
            (*CITY, "contact"),
            contact_problem,
            Text("Where may readers write (e-mail)?"),
        ),
    ]
    told = []
    for option, given, way, judge, question in questions:
        known = found[way].value if way in found else ""
        is_open = not known or is_nobodys(known) or (way == ("site_name",) and is_upstreams_name(known))
        if not given and is_open:
            if not sys.stdin.isatty():
                raise Unusable(
                    Text("say `{option}`, or run `guide init` in a terminal to be asked", option=option)
                )
            given = _ask(question, judge, words)
        told.append(given)
    languages = tuple(code.strip() for code in asked.languages.split(",") if code.strip())
    name, address, contact = told
    return Answers(
        name=name,
        address=address,
        contact=contact,
        languages=languages,
        first=asked.first or "".join(languages[:1]),
        repository=asked.repository,
        edit_path=asked.edit_path,
        names=_pairs("name-in", asked.name_in),
        descriptions=_pairs("describe", asked.describe),
        typography=_pairs("typography", asked.typography),
        emergency=emergency,
    )


def _ask(question: Text, judge: _Judge, words: Words) -> str:
    """An answer that can be used; asks again until there is one."""
    while True:
        print(question.said(words), end=" ", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Unusable(Text("nothing was written"))
        problem = judge(line.strip())
        if problem is None:
            return line.strip()
        print(problem.said(words))


def _pairs(option: str, written: list[str]) -> dict[str, str]:
    """`LANG=WORDS`, by language."""
    found = {}
    for item in written:
        code, equals, said = item.partition("=")
        if not equals or not said.strip():
            raise Unusable(
                Text(
                    "`--{option} {value}`: write a language, `=` and the words, as in `{example}`",
                    option=option,
                    value=item,
                    example="fr=…",
                )
            )
        found[code.strip()] = said.strip()
    return found
