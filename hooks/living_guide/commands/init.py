"""`guide init`: make the guide a city's own, by asking or from options."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from living_guide.checks import run_checks
from living_guide.city.commit import commit_files, is_clean
from living_guide.city.file import Key, Place, places
from living_guide.city.founding import Answers, founded, problems
from living_guide.city.languages import codes, own_name
from living_guide.city.legal import legal_pages
from living_guide.city.logos import LOGOS
from living_guide.city.own_lines import keep_own_lines
from living_guide.city.questions import QUESTIONS, SERVICES, Question, emergency_questions
from living_guide.commands import CLEAN, FOUND, Said, Unusable, Words, project_root
from living_guide.corpus import LAYERS, read_corpus
from living_guide.diagnostics import Severity
from living_guide.formats import finding_as_text
from living_guide.messages import Text
from living_guide.settings import FILE_NAME, LANGUAGE_FOLDER, read_settings

SUMMARY = Text("make this guide your city’s: write its name, address and contact into mkdocs.yml")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `init`."""
    one = parser.add_argument
    one("--name", default="", help=said("what the guide is called"))
    one("--address", default="", metavar="URL", help=said("where it will be published"))
    one("--contact", default="", metavar="E-MAIL", help=said("where readers may write"))
    one("--publisher", default="", help=said("who publishes it, in the words of a legal notice"))
    one("--privacy", default="", metavar="E-MAIL", help=said("who answers questions about privacy"))
    one("--accessibility", default="", metavar="E-MAIL", help=said("who is told what somebody cannot use"))
    one("--colour", default="", metavar="#RRGGBB", help=said("the city’s colour, on light paper"))
    one("--colour-on-dark", default="", metavar="#RRGGBB", help=said("the same, on dark paper"))
    one("--logo", default="", metavar="PATH", help=said("its logo, as in `assets/images/your-city.svg`"))
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
        "--distress": said("which line listens to people who think of suicide, in a language"),
    }
    for option, help_text in several.items():
        one(option, action="append", default=[], metavar="LANG=WORDS", help=help_text)
    one("--dry-run", action="store_true", help=said("show what would change, and change nothing"))
    one("--no-pages", action="store_true", help=said("begin no pages on law, privacy and access"))
    one("--no-commit", action="store_true", help=said("leave the change for you to commit"))


def run(asked: argparse.Namespace, words: Words) -> int:
    """Show the change, write it and commit it; what is written already stays unless it is answered anew."""
    root = project_root(asked)
    path = root / FILE_NAME
    if not path.is_file():
        raise Unusable(Text("there is no `mkdocs.yml` in `{path}`: is this the guide’s folder?", path=root))
    text = path.read_text("utf-8")
    answers = _answers(asked, text, words)
    told = [*problems(answers, sorted({*_with_pages(root), *codes(text)})), *_lost_logo(root, answers.logo)]
    if told:
        for problem in told:
            print(problem.said(words), file=sys.stderr)
        raise Unusable(Text("nothing was written"))
    changed = founded(text, answers)
    print(
        "".join(difflib.unified_diff(text.splitlines(True), changed.splitlines(True), FILE_NAME, FILE_NAME)),
        end="",
    )
    if asked.dry_run:
        return CLEAN
    may_commit = not asked.no_commit and is_clean(root, FILE_NAME)
    if changed != text:
        temporary = path.with_name(FILE_NAME + ".new")
        temporary.write_text(changed, "utf-8", newline="")
        temporary.replace(path)
    keep_own_lines(root)
    pages = [] if asked.no_pages else _begin_pages(root)
    for page in pages:
        print(Text("{path} is begun: complete what stands between brackets", path=page).said(words))
    new = [*pages, *(file for file in _logos(root, changed) if not is_clean(root, file))]
    if changed == text and not new:
        print(Text("mkdocs.yml says all this already: nothing to change").said(words))
        return CLEAN
    errors = [item for item in run_checks(read_corpus(root)) if item.severity is Severity.ERROR]
    for error in errors:
        print(finding_as_text(error, words))
    if any(error.path in (FILE_NAME, *new) for error in errors):
        print(Text("mkdocs.yml is written, not committed: correct first what is told above").said(words))
        return FOUND
    if may_commit:
        commit_files(root, FILE_NAME, new, f"chore: {places(changed)['site_name',].value}")
        print(Text("mkdocs.yml is written and committed.").said(words))
    else:
        print(Text("mkdocs.yml is written; committing it is left to you.").said(words))
    if errors:
        print(Text("The pages hold the errors told above: `guide check` tells them again.").said(words))
        return FOUND
    print(
        Text("Run `make serve` to see your guide; `guide check` says what is an example still.").said(words)
    )
    return CLEAN


def _logos(root: Path, text: str) -> list[str]:
    """The files that the city's file names as its logos."""
    found = places(text)
    named = [found[way].value for way in LOGOS.values() if way in found]
    return [file for value in named if (file := _file_at(root, value))]


def _place(written: str) -> str:
    """A file's place in its layer, from what people type: `local/assets/…` as a shell completes it."""
    layer, slash, place = written.removeprefix("./").partition("/")
    return place if slash and layer in LAYERS else written


def _lost_logo(root: Path, value: str) -> list[Text]:
    if not value or _file_at(root, value):
        return []
    return [Text("`--logo`: there is no file `{path}`; put it there first", path=f"local/{value}")]


def _file_at(root: Path, value: str) -> str:
    """Where a file lies that pages know by its place in a layer, the city's first; nothing when nowhere."""
    layers = (f"{layer}/{value}" for layer in reversed(LAYERS))
    return next((place for place in layers if (root / place).is_file()), "")


def _begin_pages(root: Path) -> list[str]:
    """The pages on law, privacy and access that are not there yet; their paths."""
    settings = read_settings(root)
    city = settings.city
    contact = str(city.get("contact") or "")
    common = {
        "publisher": str(city.get("publisher") or ""),
        "contact": contact,
        "privacy": str(city.get("privacy") or contact),
        "accessibility": str(city.get("accessibility") or contact),
    }
    languages = sorted(settings.promised, key=lambda code: not settings.language(code).is_first)
    said = {code: {**common, "name": settings.name_in(code)} for code in languages}
    begun = []
    for place, text in legal_pages(languages, said).items():
        path = root / place
        if not path.exists() and not (root / LAYERS[0] / place.partition("/")[2]).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="")
            begun.append(place)
    return begun


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
    found, can_ask = places(text), sys.stdin.isatty()
    told: dict[str, str] = {}
    for question in QUESTIONS:
        told[question.name] = getattr(asked, question.name)
        if told[question.name] or not question.is_open(found):
            continue
        if can_ask:
            told[question.name] = _ask(question, words)
        elif question.is_needed:
            option = f"--{question.name}"
            raise Unusable(
                Text("say `{option}`, or run `guide init` in a terminal to be asked", option=option)
            )
    languages = tuple(code.strip() for code in asked.languages.split(",") if code.strip())
    return Answers(
        **told,
        colour=asked.colour,
        colour_on_dark=asked.colour_on_dark,
        logo=_place(asked.logo),
        languages=languages,
        first=asked.first or "".join(languages[:1]),
        repository=asked.repository,
        edit_path=asked.edit_path,
        names=_pairs("name-in", asked.name_in),
        descriptions=_pairs("describe", asked.describe),
        typography=_pairs("typography", asked.typography),
        emergency=_emergency(asked, languages or tuple(codes(text)), found, words if can_ask else None),
    )


def _emergency(
    asked: argparse.Namespace, languages: Sequence[str], found: Mapping[Key, Place], words: Words | None
) -> dict[str, dict[str, str]]:
    """What is said for emergencies, by language and service; asked for when there are `words` to ask in."""
    told: dict[str, dict[str, str]] = {}
    for service in SERVICES:
        for code, said in _pairs(service, getattr(asked, service)).items():
            told.setdefault(code, {})[service] = said
    for code, question in emergency_questions({code: own_name(code) or code for code in languages}):
        if words is not None and question.name not in told.get(code, {}) and question.is_open(found):
            answer = _ask(question, words)
            if answer:
                told.setdefault(code, {})[question.name] = answer
    return told


def _ask(question: Question, words: Words) -> str:
    """An answer that can be used, or none to what is not needed; asks again until there is one."""
    while True:
        print(question.words.said(words), end=" ", flush=True)
        line = sys.stdin.readline()
        if not line and question.is_needed:
            raise Unusable(Text("nothing was written"))
        problem = question.judge(line.strip()) if line.strip() or question.is_needed else None
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
