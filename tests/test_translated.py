"""`guide translated`, as people type it: what it writes, what it refuses, and in which words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from living_guide.checks import run_checks
from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.translations import State, freshness
from trees import CLEAN, run_guide, write_tree

PAGE, RECORD = "docs/fr/a.md", "docs/data/translations/fr/a.yml"
ENGLISH = "---\ntitle: Home\n---\n\n# Home\n\nOne chair.\n\nTwo tables.\n"
FRENCH = "---\ntitle: Accueil\ntranslation: {by: human}\n---\n\n# Accueil\n\nUne chaise.\n\nDeux tables.\n"
Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types a command in a project with one translated page; gives its status and what it said."""
    monkeypatch.chdir(write_tree(tmp_path, {**CLEAN, "docs/en/a.md": ENGLISH, PAGE: FRENCH}))
    monkeypatch.setenv("LANGUAGE", "en")

    def typed(*words: str) -> tuple[int, str, str]:
        status = main(["translated", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return typed


def _edit(place: str, old: str, new: str) -> None:
    text = Path(place).read_bytes().decode()
    assert text.count(old) == 1
    Path(place).write_bytes(text.replace(old, new).encode())


def _state() -> State:
    return freshness(read_corpus(Path()), "fr", "a.md").state


def _written() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("docs").rglob("*") if path.is_file()}


def test_a_stamp_is_one_line_in_the_page_and_a_record_beside_it(guide: Typed) -> None:
    assert guide(PAGE) == (0, "stamped docs/fr/a.md: v1-7719101b847aba74\n", "")
    assert Path(PAGE).read_text("utf-8") == FRENCH.replace("{by", "{of: v1-7719101b847aba74, by")
    record = Path(RECORD).read_text("utf-8").splitlines()
    assert [line.partition(":")[0] for line in record[:4]] == [
        f"# guide translated {PAGE}",
        "itself",
        "seal",
        "blocks",
    ]
    assert [line[15:] for line in record[4:]] == ["title: Home", "# Home", "One chair.", "Two tables."]
    assert _state() is State.FRESH
    found = run_checks(read_corpus(Path()))
    assert [item for item in found if item.rule.startswith("translation-") and item.path == PAGE] == []


def test_stamping_again_changes_nothing(guide: Typed) -> None:
    guide(PAGE)
    before = _written()
    assert guide(PAGE)[0] == 0 and _written() == before


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "`docs/fr/a.md` still says what it said when it was last stamped, and `docs/en/a.md` has "
            'changed: translate the change, or say why nothing has to change: --unchanged "reason"\n',
        ),
        (
            "fr",
            "`docs/fr/a.md` dit toujours ce qu’elle disait à la dernière mise à jour, et `docs/en/a.md` a "
            "changé\u00a0: traduisez le changement, ou dites pourquoi rien n’est à changer\u00a0: "
            '`--unchanged "raison"`\n',
        ),
    ],
)
def test_a_translation_that_did_not_change_is_refused(guide: Typed, language: str, expected: str) -> None:
    guide(PAGE)
    _edit("docs/en/a.md", "One chair.", "Nine chairs.")
    before = _written()
    assert guide(PAGE, "--lang", language) == (1, "", expected)
    assert _written() == before and _state() is State.OUTDATED


def test_why_nothing_had_to_change_is_written_down(guide: Typed) -> None:
    guide(PAGE)
    _edit("docs/en/a.md", "One chair.", "One chair, then.")
    reason = '« then » n’ajoute rien: "rien" #1'
    assert guide(PAGE, "--unchanged", f"  {reason} ")[0] == 0
    record = read_corpus(Path()).data["translations/fr/a"].root
    unchanged = record and record.get("unchanged")
    assert unchanged and unchanged.text("because") == reason
    assert unchanged.text("of") in Path(PAGE).read_text("utf-8") and _state() is State.FRESH
    assert guide(PAGE)[0] == 0, "the reason holds for that state of the original"
    assert reason.split(":")[0] in Path(RECORD).read_text("utf-8")
    _edit("docs/en/a.md", "One chair, then.", "No chair.")
    assert guide(PAGE)[0] == 1, "and for no other"


def test_a_reason_has_words(guide: Typed) -> None:
    assert guide(PAGE, "--unchanged", " ") == (2, "", "guide: `--unchanged` wants a reason in words\n")


def test_a_hash_written_by_hand_turns_nothing_green(guide: Typed) -> None:
    guide(PAGE)
    _edit("docs/en/a.md", "One chair.", "Nine chairs.")
    corpus = read_corpus(Path())
    original = corpus.page("en", "a.md")
    assert original
    _edit(PAGE, "v1-7719101b847aba74", corpus.content(original).hash)
    found = freshness(read_corpus(Path()), "fr", "a.md")
    assert found.state is State.OUTDATED and found.restamped


def test_a_small_edit_declares_itself_irrelevant(guide: Typed) -> None:
    guide(PAGE)
    _edit("docs/en/a.md", "One chair.", "One  chair!")
    [told] = [item for item in run_checks(read_corpus(Path())) if item.rule == "translation-outdated"]
    new = next(part for part in str(told.hint).split("`") if part.startswith("v1-"))
    old = re.search(r"of: (v1-\w+)", Path("docs/fr/a.md").read_text("utf-8"))
    assert old is not None
    line = f'minor_edits: [{{was: {old[1]}, now: {new}, because: "a mark"}}]'
    _edit("docs/en/a.md", "title: Home", f"title: Home\n{line}")
    assert _state() is State.FRESH
    _edit("docs/en/a.md", "One  chair!", "Nine chairs!")
    assert _state() is State.OUTDATED


def test_an_original_as_it_was_needs_no_reading(guide: Typed) -> None:
    """The seal holds letter by letter; typed otherwise, the original is read, and says what it said."""
    guide(PAGE)
    corpus = read_corpus(Path())
    assert freshness(corpus, "fr", "a.md").state is State.FRESH and not corpus._contents
    _edit("docs/en/a.md", "One chair.", "One\nchair.")
    corpus = read_corpus(Path())
    assert freshness(corpus, "fr", "a.md").state is State.FRESH and corpus._contents
    _edit("docs/en/a.md", "One\nchair.", "One stool.")
    assert _state() is State.OUTDATED


def test_a_seal_of_another_state_seals_nothing(guide: Typed) -> None:
    """As where two people's stamps were merged: the page's hash is the older one."""
    guide(PAGE)
    older = Path(PAGE).read_text("utf-8")
    _edit("docs/en/a.md", "One chair.", "Nine chairs.")
    _edit(PAGE, "Une chaise.", "Neuf chaises.")
    guide(PAGE)
    Path(PAGE).write_text(older, "utf-8")
    assert _state() is State.OUTDATED


REFUSED = {
    "an original": (["docs/en/a.md"], 1, "`docs/en/a.md` is an original: name its translations\n"),
    "no such file": (["docs/fr/b.md"], 2, "guide: there is no `docs/fr/b.md`\n"),
    "no page": ([RECORD], 2, f"guide: there is no translated page in {RECORD}\n"),
    "a folder without any": (["docs/en/empty"], 2, "guide: there is no translated page in docs/en/empty\n"),
}


@pytest.mark.parametrize(("paths", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_translation_is_told(guide: Typed, paths: list[str], status: int, said: str) -> None:
    Path("docs/en/empty").mkdir()
    guide(PAGE)
    before = _written()
    assert guide(*paths) == (status, "", said)
    assert _written() == before


def test_nothing_outside_the_project(guide: Typed, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text(FRENCH, "utf-8")
    status, out, err = guide(str(outside))
    assert (status, out) == (2, "") and err.startswith(f"guide: `{outside}` lies outside the project")
    assert outside.read_text("utf-8") == FRENCH


def test_a_folder_stands_for_its_translations(guide: Typed) -> None:
    status, out, err = guide("docs")
    assert status == 0 and out.splitlines()[0].startswith("stamped docs/fr/a.md: ") and err == ""
    assert Path("docs/en/a.md").read_text("utf-8") == ENGLISH


def test_one_path_that_leads_nowhere_stops_all(guide: Typed) -> None:
    before = _written()
    assert guide(PAGE, "docs/fr/b.md")[0] == 2 and guide(PAGE, "docs/en/index.md", RECORD[:9])[0] == 2
    assert _written() == before


def test_one_that_is_refused_stays_and_the_others_are_stamped(guide: Typed) -> None:
    guide("docs/fr")
    for place in ("docs/en/a.md", "docs/en/index.md"):
        _edit(place, "# Home", "# The home")
    _edit("docs/fr/index.md", "# Accueil", "# L’accueil")
    before = _written()
    status, out, err = guide(PAGE, "docs/fr/index.md")
    assert status == 1 and out.startswith("stamped docs/fr/index.md: ") and "`docs/fr/a.md` still says" in err
    changed = {place for place, data in _written().items() if before[place] != data}
    assert changed == {"docs/fr/index.md", "docs/data/translations/fr/index.yml"}


@pytest.mark.parametrize("place", [PAGE, "docs/en/a.md"])
def test_a_page_that_cannot_be_read_is_named(guide: Typed, place: str) -> None:
    Path(place).write_bytes(b"---\ntitle: x\n---\n\ncaf\xe9\n")
    before = _written()
    said = f"guide: `{place}` cannot be read: `guide check` says why\n"
    assert guide(PAGE) == (2, "", said)
    assert guide("docs/fr") == (2, "", said) and _written() == before


@pytest.mark.parametrize("front", ["title: [\n", "translation: {by: human\n", "- a\n", 'title: "x\n'])
def test_front_matter_that_cannot_be_read_is_left_alone(guide: Typed, front: str) -> None:
    Path(PAGE).write_text(f"---\n{front}---\n\nUn.\n", "utf-8")
    before = _written()
    said = "the lines between the two `---` of `docs/fr/a.md` cannot be read: mend them first\n"
    assert guide(PAGE) == (1, "", said) and _written() == before


COMMENTED = (
    "# whose page\nowner: ville   # since May\n\ntranslation:   # see the record\n  by: human\n"
    "title: 'Accueil'\ntags: [ b,  a ]\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_other_byte_stays(guide: Typed, mark: str, ending: str) -> None:
    text = f"{mark}---\n{COMMENTED}---\n\n# Accueil\n\nUne chaise.  \n\nDeux\u00a0tables.".replace(
        "\n", ending
    )
    Path(PAGE).write_bytes(text.encode())
    assert guide(PAGE)[0] == 0
    lines = Path(PAGE).read_bytes().decode().split(ending)
    assert [line for line in lines if line != "  of: v1-7719101b847aba74"] == text.split(ending)
    assert len(lines) == len(text.split(ending)) + 1 and _state() is State.FRESH


def test_who_translated_is_asked_once(guide: Typed) -> None:
    Path(PAGE).write_text("# Accueil\n\nUne chaise.\n\nDeux tables.\n", "utf-8")
    assert guide(PAGE, "--by", "machine")[0] == 0
    assert guide(PAGE, "--by", "human")[0] == 0
    assert Path(PAGE).read_text("utf-8").count("by: machine") == 1
    assert "human" not in Path(PAGE).read_text("utf-8")


def test_the_command_itself(guide: Typed, tmp_path: Path) -> None:
    ended = run_guide(
        "translated", PAGE, "docs/fr/none.md", folder=tmp_path, environment={"LANG": "fr_CA.UTF-8"}
    )
    assert (ended.status, ended.said) == (2, "guide: `docs/fr/none.md` n’existe pas\n")
