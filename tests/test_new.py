"""`guide new`: what it writes is clean at once, in every language, and never over something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from living_guide.cli import main
from living_guide.pages import read_page
from living_guide.skeleton_parts import PARTS
from living_guide.skeletons import FOLDERS, TYPES
from living_guide.source import Source
from projects import copy_project
from trees import CLEAN, REPOSITORY, write_tree

DATA = {
    f"docs/data/{name}.yml": (REPOSITORY / f"docs/data/{name}.yml").read_text("utf-8")
    for name in ("facets", "names", "sources")
}


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide in two languages and us in it."""
    monkeypatch.chdir(write_tree(tmp_path, {**CLEAN, **DATA}))
    return tmp_path


def _files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in root.rglob("*")
        if path.is_file() and "build" not in path.parts
    }


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("original", ["en", "fr"])
def test_what_is_written_is_clean_at_once(
    guide: Path, kind: str, original: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", kind, "tenir-une-seance", "--original", original, "--lang", "en"]) == 0
    written = [line for line in _said(capsys).splitlines() if line.startswith("docs/")]
    place = "data/glossary/tenir-une-seance.yml" if kind == "concept" else None
    expected = [f"docs/{place}"] if place else [
        f"docs/{code}/{FOLDERS[kind]}/tenir-une-seance.md" for code in ("en", "fr")
    ]  # fmt: skip
    assert written == expected
    assert main(["check", "--strict", "--lang", "en"]) == 0
    assert _said(capsys).startswith("0 errors, 0 warnings on ")


def test_all_of_them_are_clean_in_the_real_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_project(tmp_path)
    main(["check", "--root", str(root), "--lang", "en"])
    before = _said(capsys).splitlines()[:-1]
    for kind in TYPES:
        slug = f"{kind}-on-local-leadership"
        assert main(["new", kind, slug, "--root", str(root), "--lang", "fr"]) == 0
    _said(capsys)
    main(["check", "--root", str(root), "--lang", "en"])
    assert _said(capsys).splitlines()[:-1] == before


@pytest.mark.parametrize("kind", FOLDERS)
def test_languages_have_the_same_sections_and_other_words(guide: Path, kind: str) -> None:
    main(["new", kind, "x"])
    english, french = (
        read_page(Source("x.md", _files(guide)[f"docs/{code}/{FOLDERS[kind]}/x.md"]), code, "x.md").document
        for code in ("en", "fr")
    )
    outlines = [
        [(heading.level, heading.anchor) for heading in page.headings if heading.level > 1]
        for page in (english, french)
    ]
    assert outlines[0] == outlines[1] == [(p.level, p.anchor) for p in PARTS[kind] if p.heading]
    assert len(french.comments) == len(english.comments) + 1, "French is told the title it translates"
    assert not {comment.text for comment in english.comments} & {comment.text for comment in french.comments}


def test_every_line_offered_can_be_taken(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Take the `# ` away from every field that has a value, and every one is right."""
    for kind in TYPES:
        main(["new", kind, "x"])
    for path, text in _files(guide).items():
        if "/x." in path:
            freed = re.sub(r"(?m)^( *)# (\w+: \[.*)$", r"\1\2", text)
            assert freed != text
            (guide / path).write_text(freed, "utf-8")
    _said(capsys)
    assert main(["check", "--strict", "--lang", "en"]) == 0, _said(capsys)


@pytest.mark.parametrize(
    ("language", "title", "typeset"),
    [
        ("fr", "Qu'est-ce qu'une ville ?", "Qu’est-ce qu’une ville\u202f?"),
        ("fr", "Les mots : un guide", "Les mots\u00a0: un guide"),
        ("en", "The city's words: “one” and two", "The city’s words: “one” and two"),
        ("en", 'A title with a \\ and a "quotation"', None),
        ("en", "  spread \n over lines ", "spread over lines"),
        ("fr", "-- > fin", None),
    ],
)
def test_titles_are_typeset(
    guide: Path, language: str, title: str, typeset: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "event", "x", "--original", language, "--title", title]) == 0
    page = read_page(Source("x.md", _files(guide)[f"docs/{language}/events/x.md"]), language, "x.md")
    assert page.heading is not None and page.heading.text == page.title == (typeset or title)
    _said(capsys)
    assert main(["check", "--strict", "--lang", "en"]) == 0, _said(capsys)


def test_the_title_is_made_from_the_name(guide: Path) -> None:
    main(["new", "guide", "hold-a-listening-session"])
    files = _files(guide)
    assert 'title: "Hold a listening session"' in files["docs/en/guides/hold-a-listening-session.md"]
    assert 'title: "À traduire"' in files["docs/fr/guides/hold-a-listening-session.md"]


def test_a_city_writes_below_local(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _files(guide)
    assert main(["new", "guide", "our-own", "--local"]) == 0
    new = _files(guide).keys() - before.keys()
    assert new == {"local/en/guides/our-own.md", "local/fr/guides/our-own.md"}
    assert main(["new", "concept", "our-own", "--local"]) == 0
    assert "local/data/glossary/our-own.yml" in _files(guide)


def test_three_languages_one_of_them_unknown_to_us(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, {**CLEAN, "docs/ar/index.md": "# الرئيسية\n", "docs/fr-CA/index.md": "# Accueil\n"})
    for kind in TYPES:
        assert main(["new", kind, "x", "--root", str(tmp_path), "--original", "ar"]) == 0
    files = _files(tmp_path)
    assert "## L’essentiel { #at-a-glance }" in files["docs/fr-CA/guides/x.md"]
    assert "## At a glance { #at-a-glance }" in files["docs/ar/guides/x.md"]
    assert {f"docs/{code}/guides/x.md" for code in ("ar", "en", "fr", "fr-CA")} <= files.keys()
    _said(capsys)
    assert main(["check", "--strict", "--root", str(tmp_path)]) == 0, _said(capsys)


@pytest.mark.parametrize(
    ("arguments", "english", "french"),
    [
        (["guid", "x"], "there is no type `guid`; did you mean `guide`?", "vouliez-vous écrire `guide`"),
        (["podcast", "x"], "there is: guide, lesson, ", "il y a\u00a0: guide, lesson, "),
        (["guide", "Hold_it"], "`Hold_it` cannot be a page's name", "`Hold_it` ne peut pas nommer une page"),
        (["guide", "../../etc/passwd"], "cannot be a page's name", "ne peut pas nommer"),
        (["guide", "a/b"], "cannot be a page's name", "ne peut pas nommer"),
        (["guide", ""], "cannot be a page's name", "ne peut pas nommer"),
        (["guide", "con"], "cannot be a page's name", "ne peut pas nommer"),
        (["guide", "index"], "cannot be a page's name", "ne peut pas nommer"),
        (["guide", "a" * 81], "at most 80 signs", "80 signes au plus"),
        (["guide", "x", "--original", "es"], "has no language `es`; it has: en, fr", "pas de langue `es`"),
        (["guide", "taken"], "`docs/fr/guides/taken.md` is there already", "existe déjà"),
        (["guide", "folder"], "`local/en/guides/folder/index.md` is there already", "existe déjà"),
        (["concept", "hate"], "`docs/data/glossary/people/hate.yaml` is there already", "existe déjà"),
        (["concept", "hate", "--local"], "is there already; nothing was written", "rien n’a été écrit"),
    ],
)
def test_what_cannot_be_begun(
    guide: Path, arguments: list[str], english: str, french: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(
        guide,
        {
            "docs/fr/guides/taken.md": "# Pris\n",
            "local/en/guides/folder/index.md": "# F\n",
            "docs/data/glossary/people/hate.yaml": "id: hate\n",
        },
    )
    before = _files(guide)
    for language, expected in (("en", english), ("fr", french)):
        assert main(["new", *arguments, "--lang", language]) == 2
        said = _said(capsys)
        assert said.startswith("guide: ") and expected in said and said.count("\n") == 1
    assert _files(guide) == before


def test_a_folder_without_languages_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    assert main(["new", "guide", "x", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert _said(capsys) == "guide: this guide has no language yet: make a folder such as `docs/en`\n"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Réunion publique", "reunion-publique"), ("Été", "ete"), ("L’œuvre d’ici", "l-oeuvre-d-ici")],
)
def test_a_title_keeps_its_accents_and_the_file_has_none(
    guide: Path, written: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "guide", written, "--original", "fr", "--lang", "fr"]) == 0
    made = guide / f"docs/fr/guides/{name}.md"
    assert read_page(Source("x.md", made.read_text("utf-8")), "fr", "x.md").title == written
    assert main(["check", "--strict", "--lang", "en"]) == 0
