"""Three cities take the guide, change it in every way there is, and merge upstream's work for a year.

The short form checks a small guide; `make soak` does the same with the whole one, and builds it.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from living_guide.checks import run_checks
from living_guide.city.merging import REPLACES
from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.diagnostics import Severity
from projects import Ended, copy_project, edit, small_project
from projects import guide as guide_of
from repositories import commit, git
from test_city import TOLD
from trees import REPOSITORY

SEAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{colour}" d="M0 0h9v9z"/></svg>\n'
)
CONCEPT = """id: trial-lead
status: approved
en:
  term: trial lead
  forms: [trial head]
  definition: {en}
fr:
  term: trial pilote
  definition: {fr}
"""


def page(name: str, words: str, links: str = "") -> str:
    """A page long enough for git to know it again under another name."""
    lines = "\n\n".join(f"{name} {number} says the same for years." for number in ("One", "Two", "Three"))
    return f"---\ntitle: {name}\n---\n\n# {name}\n\n{words}\n\n{lines}\n{links}"


WRITTEN = ("en", "fr")
"""The languages that upstream writes."""
NAMES = ("adapted", "renamed", "removed", "given", "hidden", "left")
LINKS = "\n" + "\n".join(f"- [{name}]({name}.md)" for name in NAMES) + "\n"


def upstreams(codes: tuple[str, ...]) -> dict[str, str]:
    """What upstream begins with, beside everything else it has."""
    pages = {f"docs/{code}/trial/{name}.md": page(name, "Said so.") for code in codes for name in NAMES}
    indexes = {f"docs/{code}/trial/index.md": page("Trial", "Pages:", LINKS) for code in codes}
    sections = {f"docs/{code}/fairs/index.md": page("Fairs", "Said so.") for code in codes}
    return {
        **pages,
        **indexes,
        **sections,
        "docs/data/glossary/trial-lead.yml": CONCEPT.format(en="A person.", fr="Une personne."),
        "docs/assets/images/seal.svg": SEAL.format(colour="#0f4c47"),
    }


FIRST_YEAR = {
    "docs/{code}/trial/adapted.md": page("adapted", "Said better."),
    "docs/{code}/trial/left.md": page("left", "Said better."),
    "docs/{code}/trial/hidden.md": page("hidden", "Said better."),
    "docs/{code}/trial/fresh.md": page("fresh", "Said first."),
    "docs/data/glossary/trial-lead.yml": CONCEPT.format(en="A person.", fr="Une personne.").replace(
        "[trial head]", "[trial head, trial guide]"
    ),
    "docs/data/glossary/group-lead.yml": CONCEPT.replace("trial", "group").format(en="X.", fr="Y."),
}
SECOND_YEAR = {
    "docs/{code}/trial/given.md": page("given", "Said as the city says it."),
    "docs/{code}/trial/ours.md": page("ours", "Upstream begins this one, too."),
    "docs/{code}/fairs/more.md": page("more", "In a section that is hidden."),
    "docs/data/glossary/trial-lead.yml": CONCEPT.format(en="Somebody.", fr="Quelqu’un."),
    "docs/assets/images/seal.svg": SEAL.format(colour="#0b3f9c"),
}


@dataclass(frozen=True, slots=True)
class City:
    """A city: what it answers, and the language in which it changes things."""

    name: str
    code: str
    codes: tuple[str, ...]
    """The languages of its guide, the first at the root."""

    @property
    def answers(self) -> list[str]:
        told = [item for item in TOLD if item != "fr=Guide du lac" or "fr" in self.codes]
        pairs = list(zip(told[::2], told[1::2], strict=True))
        own = [pair for pair in pairs if "=" not in pair[1] or pair[1].partition("=")[0] in self.codes]
        flat = [item for pair in own for item in pair]
        return [*flat, "--languages", ",".join(self.codes), "--first", self.codes[0], "--colour", "#0b3f9c"]


CITIES = (
    City("river", "en", ("en", "fr", "es", "ar")),
    City("coast", "fr", ("fr",)),
    City("laurentides", "fr", ("fr", "en", "fr-CA")),
)
"""In four languages, one of them written from right to left; in one; French first, with a region's own."""
LONG = 3_000
"""Seconds a build of the whole guide may take on a machine that does much else: fifty times what it needs."""
REAL = "guides/choose-your-words.md"
"""A page of the real guide that every city adapts when the whole guide is played."""


def changes(city: City) -> dict[str, str]:
    """Ten kinds of change, below `local/`; the eleventh and twelfth are in mkdocs.yml."""
    folder = f"local/{city.code}/trial"
    own = {f"{folder}/{name}.md": page(name, "Said our way.") for name in ("adapted", "renamed", "removed")}
    return {
        **own,
        f"{folder}/given.md": page("given", "Said as the city says it."),
        f"{folder}/ours.md": page("ours", "Only here.", "\n[Back](index.md)\n"),
        f"{folder}/index.md": page("Trial", "Ours first: [ours](ours.md).", LINKS),
        "local/data/glossary/trial-lead.yml": f"{city.code}:\n  definition: Whoever leads here.\n",
        "local/data/glossary/local-lead.yml": CONCEPT.replace("trial", "local").format(en="We.", fr="Nous."),
        "local/data/facets.yml": "roles:\n  wardens: {en: Wardens, fr: Gardes}\n",
        "local/data/names.yml": "places:\n  our-lake: {en: [Our Lake], fr: [Notre Lac]}\n",
        "local/assets/images/seal.svg": SEAL.format(colour="#123456"),
        "local/assets/downloads/agenda.txt": "Agenda\n",
        "local/data/locale/fr.po": 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Menu"\nmsgstr "Sommaire"\n',
        **({"local/fr-CA/trial/left.md": page("left", "Dit d’ici.")} if "fr-CA" in city.codes else {}),
    }


def expected(city: City, year: int) -> set[str]:
    """What `guide upstream` must name, and nothing else: the first two words of each line."""
    folder = f"{city.code}/trial"
    if year == 1:
        return {
            f"docs/{folder}/removed.md is",
            f"docs/{folder}/renamed.md is",
            f"docs/{folder}/adapted.md has",
            *(f"docs/{code}/trial/fresh.md is" for code in WRITTEN),
            "docs/data/glossary/group-lead.yml is",
            "docs/data/glossary/trial-lead.yml speaks",
        }
    other = {f"docs/{code}/trial/ours.md is" for code in WRITTEN if code != city.code}
    return {
        f"local/{folder}/given.md says",
        f"docs/{folder}/ours.md has",
        *other,
        "docs/data/glossary/trial-lead.yml has",
        "docs/assets/images/seal.svg has",
    }


Guide = Callable[..., Ended]
"""Runs a command on a project: in this process, or the project's own program in another."""


def _guide_here(root: Path, *arguments: str) -> Ended:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = main([*arguments, "--root", str(root), "--lang", "en"])
    return Ended(status, said.getvalue())


def _named(said: Ended) -> set[str]:
    """The first two words of what is told; the differences and the closing note aside."""
    assert said.status == 0, said.said
    lines = [line for line in said.lines if line.startswith(("docs/", "local/"))]
    return {" ".join(line.split(" ")[:2]) for line in lines}


def _upstream(folder: Path, is_whole: bool) -> Path:
    folder.mkdir()
    if is_whole:
        copy_project(folder)
    else:
        small_project(folder, {})
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitignore").write_text("build/\n__pycache__/\n", "utf-8")
    (folder / ".gitattributes").write_bytes((REPOSITORY / ".gitattributes").read_bytes())
    commit(folder, upstreams(WRITTEN), "2026-03-01")
    return folder


def _moved_on(files: Mapping[str, str]) -> dict[str, str]:
    return {
        path.format(code=code): text
        for path, text in files.items()
        for code in (WRITTEN if "{code}" in path else ("",))
    }


def _founded(folder: Path, upstream: Path, city: City, guide: Guide) -> Path:
    git(folder.parent, "clone", "-q", "--origin", "upstream", str(upstream), str(folder))
    for name, value in (("user.name", "Zoé Unsaid"), ("user.email", "zoe@unsaid.example")):
        git(folder, "config", name, value)
    for code in city.codes:
        if code not in WRITTEN:
            assert guide(folder, "add-language", code, "--local").status == 0
            commit(folder, {}, "2026-03-02")
    ended = guide(folder, "init", *city.answers)
    assert ended.status == 0, ended.said
    text = (folder / "mkdocs.yml").read_text("utf-8")
    real = ", events, lessons/civic-fatigue.md" if (folder / "docs/en/events").is_dir() else ""
    hidden = f"  city:\n    hidden: [fairs, trial/hidden.md{real}]\n"
    assert text.count("  city:\n") == 1
    commit(folder, {"mkdocs.yml": text.replace("  city:\n", hidden), **changes(city)}, "2026-03-03")
    adapted = [
        path for path in changes(city) if path.endswith(".md") and "ours" not in path and "-CA" not in path
    ]
    ended = guide(folder, "adapt", *adapted, "local/data/glossary/trial-lead.yml")
    assert ended.status == 0, ended.said
    if (folder / f"docs/{city.code}/{REAL}").is_file():
        assert guide(folder, "adapt", f"docs/{city.code}/{REAL}").status == 0
        _add(folder / f"local/{city.code}/{REAL}", "Said our way, too.")
    commit(folder, {}, "2026-03-04")
    return folder


def _add(path: Path, words: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")


def _is_sound(root: Path, *, is_whole: bool) -> None:
    corpus = read_corpus(root)
    errors = [item for item in run_checks(corpus) if item.severity is Severity.ERROR]
    assert errors == []
    if is_whole:
        built = guide_of(root, "build", seconds=LONG, LIVING_GUIDE_SECONDS=str(LONG))
        assert built.status == 0, built.said
        assert (root / "build/site/trial/adapted/index.html").is_file()
    settings = corpus.settings
    assert (settings.name, settings.address) == ("Guide of the lake", "https://guide.lake-city.org/hub/")
    assert settings.city["contact"] == "guide@lake-city.org"
    concept = corpus.concepts["trial-lead"]
    entry = next(iter(corpus.beneath.concepts["trial-lead"][1].entries.values()))
    assert entry.definition == "Whoever leads here." and concept.status == "approved"


def _merge(root: Path) -> None:
    """Merge upstream; fails on any conflict."""
    git(root, "merge", "-q", "--no-edit", "upstream/main", day="2026-05-02")
    listed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=root, capture_output=True, check=True, timeout=60
    )
    assert listed.stdout.decode().strip() == ""


def _two_years(tmp_path: Path, city: City, *, is_whole: bool) -> None:
    guide: Guide = guide_of if is_whole else _guide_here
    upstream = _upstream(tmp_path / "upstream", is_whole)
    root = _founded(tmp_path / "city", upstream, city, guide)
    _is_sound(root, is_whole=is_whole)

    for code in WRITTEN:
        git(upstream, "rm", "-q", f"docs/{code}/trial/removed.md")
        git(upstream, "mv", f"docs/{code}/trial/renamed.md", f"docs/{code}/trial/new-name.md")
        links = LINKS.replace("- [removed](removed.md)\n", "").replace("renamed.md", "new-name.md")
        index = page("Trial", "Pages:", links + "- [fresh](fresh.md)\n")
        commit(upstream, {f"docs/{code}/trial/index.md": index}, "2026-05-01")
    _change_the_program(upstream, is_whole=is_whole)
    commit(upstream, _moved_on(FIRST_YEAR), "2026-05-01")
    git(root, "fetch", "-q", "upstream")
    touched = {f"docs/{city.code}/{key} has" for key in ("trial/index.md", *([REAL] if is_whole else []))}
    before = guide(root, "upstream", "upstream/main", "--no-diff")
    assert _named(before) == expected(city, 1) | touched
    assert "mkdocs.yml has changed upstream: see whether you want what is new" in before.lines
    _merge(root)
    assert _named(guide(root, "upstream", "--no-diff")) == _named(before)
    assert guide(root, "upstream", "--sign-off").status == 0
    renamed = root / f"local/{city.code}/trial/renamed.md"
    renamed.rename(renamed.with_name("new-name.md"))
    removed = root / f"local/{city.code}/trial/removed.md"
    removed.unlink()
    index = page("Trial", "Ours first: [ours](ours.md).", LINKS.replace("- [removed](removed.md)\n", ""))
    mended = index.replace("renamed.md", "new-name.md")
    commit(root, {f"local/{city.code}/trial/index.md": mended}, "2026-05-03")
    own = [f"local/{city.code}/trial/{name}.md" for name in ("adapted", "new-name", "index")]
    own += [f"local/{city.code}/{REAL}"] if is_whole else []
    assert guide(root, "adapt", *own).status == 0
    commit(root, {}, "2026-05-04")
    _is_sound(root, is_whole=is_whole)

    commit(upstream, _moved_on(SECOND_YEAR), "2026-07-01")
    git(root, "fetch", "-q", "upstream")
    before = guide(root, "upstream", "upstream/main", "--no-diff")
    assert _named(before) == expected(city, 2)
    _merge(root)
    _is_sound(root, is_whole=is_whole)
    corpus = read_corpus(root)
    stale = {item.path for item in run_checks(corpus) if item.rule == "city-moved-on"}
    assert stale == {f"local/{city.code}/trial/given.md", "local/data/glossary/trial-lead.yml"}
    kept = corpus.page(city.code, "trial/new-name.md")
    assert kept is not None and kept.text(REPLACES) and "Said our way." in kept.source.text


def _change_the_program(upstream: Path, *, is_whole: bool) -> None:
    """A template, upstream's configuration, a rule, and lines of `mkdocs.yml` that cities change, too."""
    edit(upstream / "mkdocs.yml", "   # where the guide is published; ends with a slash", "   # its address")
    edit(upstream / "mkdocs.yml", "    contact: ", "    # Where readers may write.\n    contact: ")
    edit(upstream / "mkdocs.base.yml", "docs_dir: docs", "# Upstream changes its own file.\ndocs_dir: docs")
    path = upstream / "overrides/404.html"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    if is_whole:  # the small guide has this very program
        for code in WRITTEN:
            _add(upstream / f"docs/{code}/{REAL}", {"en": "Said better.", "fr": "Mieux dit."}[code])
        rule = upstream / "hooks/living_guide/checks/links/ways.py"
        edit(
            rule,
            "@check(Severity.WARNING)\ndef untranslated_page",
            "@check(Severity.INFO)\ndef untranslated_page",
        )


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.name)
def test_two_years_of_a_small_guide(tmp_path: Path, city: City) -> None:
    _two_years(tmp_path, city, is_whole=False)


@pytest.mark.soak
@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.name)
def test_two_years_of_the_whole_guide(tmp_path: Path, city: City) -> None:
    _two_years(tmp_path, city, is_whole=True)
