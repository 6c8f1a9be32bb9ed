"""The glossary leaves in three forms and comes back without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage import tbx

from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.exchange import ExchangeError, readers, writers
from living_guide.exchange.files import changed_files, concepts_of
from trees import CLEAN, write_tree

ROOT = Path(__file__).parent.parent
FORMS = sorted(writers())
LANGUAGES = ("en", "fr")

words = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=12,
).filter(lambda text: text == text.strip() and "|" not in text)
entries = st.fixed_dictionaries(
    {"term": words, "definition": words},
    optional={
        "abbr": words,
        "forms": st.lists(words, min_size=1, max_size=3),
        "note": words,
        "sources": st.lists(words, min_size=1, max_size=2),
        "discouraged": st.lists(
            st.fixed_dictionaries(
                {"forms": st.lists(words, min_size=1, max_size=3)},
                optional={
                    "use": st.lists(words, min_size=1, max_size=2),
                    "reason": words,
                    "level": st.sampled_from(["error", "warning", "info"]),
                    "allow": st.lists(words, min_size=1, max_size=2),
                    "fix": st.just("safe"),
                },
            ),
            min_size=1,
            max_size=2,
        ),
    },
)
concepts = st.fixed_dictionaries(
    {"id": st.just("one"), "status": st.sampled_from(["draft", "approved"]), "en": entries, "fr": entries},
    optional={"consistency": st.just("required"), "related": st.just(["two"])},
)


@pytest.mark.parametrize("form", FORMS)
@given(concept=concepts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_round_trip_loses_nothing(form: str, concept: dict[str, Any]) -> None:
    written = writers()[form]([concept], LANGUAGES)
    assert readers()[form](written, LANGUAGES) == [concept]


@pytest.mark.parametrize("form", FORMS)
def test_our_own_glossary_comes_back_unchanged(form: str) -> None:
    corpus = read_corpus(ROOT)
    written = writers()[form](concepts_of(corpus), corpus.settings.codes)
    assert list(changed_files(corpus, readers()[form](written, corpus.settings.codes))) == []


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json", "{"),
        ("json", "[]"),
        ("json", '{"concepts": [1]}'),
        ("json", "[" * 100_000),
        ("csv", ""),
        ("csv", "id,language\n"),
        ("csv", "id,language,term,discouraged\none,en,t,{\n"),
        ("csv", "id,language,term\none,xx,t\n"),
        ("tbx", "<martif>"),
        ("tbx", "<martif><text><body><termEntry/></body></text></martif>"),
        ("tbx", '<!DOCTYPE m [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]><m>&a;</m>'),
    ],
)
def test_what_is_no_glossary_is_refused(form: str, text: str) -> None:
    with pytest.raises(ExchangeError):
        readers()[form](text, LANGUAGES)


_DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("big.csv", "id,language,term\na,en," + "x" * 200_000 + "\n", "line 2: "),
        ("head.csv", "x" * 200_000 + ",id,language,term\n", "line 1: "),
        ("deep.csv", f'id,language,term,sources\na,en,x,"{_DEEP}"\n', "line 2, column sources: "),
        ("deep.json", _DEEP, "too deep"),
        ("deeper.json", '{"concepts": [{"id": "a", "x": ' + "[" * 900 + "]" * 900 + "}]}", "too deep"),
        ("deep.tbx", f'<martif><termEntry id="a"><note>{_DEEP}</note></termEntry></martif>', "too deep"),
        ("nul.tbx", "<martif>\0</martif>", "not XML"),
        ("long.json", '{"concepts": [{"id": "a", "x": ' + "9" * 5_000 + "}]}", "not JSON"),
    ],
)
def test_what_is_too_much_to_import_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, says: str
) -> None:
    root = write_tree(tmp_path, {**CLEAN, name: text})

    assert main(["import", "glossary", "--root", str(root), "--lang", "en", str(root / name)]) == 2

    assert says in capsys.readouterr().err


def test_an_import_changes_only_the_concept_that_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs/data/glossary"
    folder.mkdir(parents=True)
    (tmp_path / "docs/en").mkdir()
    kept = "# a comment\nid: kept\nen: {term: kept, definition: Stays.}\n"
    (folder / "kept.yml").write_text(kept, "utf-8")
    (folder / "hate.yml").write_text("id: hate\nen: {term: hate, note: Ours.}\n", "utf-8")
    new = {
        "concepts": [
            {"id": "kept"},
            {"id": "hate", "en": {"term": "hatred"}},
            {"id": "new", "en": {"term": "n"}},
        ]
    }
    (tmp_path / "in.json").write_text(json.dumps(new), "utf-8")
    status = main(["import", "glossary", str(tmp_path / "in.json"), "--root", str(tmp_path), "--lang", "en"])
    told = capsys.readouterr().out.split()
    assert (status, told) == (0, ["docs/data/glossary/hate.yml", "docs/data/glossary/new.yml"])
    assert (folder / "kept.yml").read_text("utf-8") == kept
    assert read_corpus(tmp_path).concepts["hate"].entries["en"].note == "Ours."


@pytest.mark.parametrize("identifier", ["../evil", "a/b", "", "A b", "x" * 5 + ".yml"])
def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path, identifier: str) -> None:
    (tmp_path / "docs/en").mkdir(parents=True)
    corpus = read_corpus(tmp_path)
    with pytest.raises(ExchangeError):
        list(changed_files(corpus, [{"id": identifier, "en": {"term": "x"}}]))


def test_translators_tools_read_the_tbx(tmp_path: Path) -> None:
    """By translate-toolkit, which Weblate and OmegaT's users convert with."""
    corpus = read_corpus(ROOT)
    path = tmp_path / "glossary.tbx"
    path.write_text(writers()["tbx"](concepts_of(corpus), ("en", "fr")), "utf-8")
    store = tbx.tbxfile.parsefile(str(path))
    found = {unit.source: unit.target for unit in store.units}
    assert found["Local Leadership Group"] == "groupe de leadership local"
    assert len(found) == len(corpus.concepts)


def test_everything_leaves_once_as_readers_know_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {
        **CLEAN,
        "docs/en/words.md": "# Upstream’s\n",
        "local/en/words.md": "---\ntitle: '=Ours'\npublished: 2026-11-22\n---\n\n# Ours\n",
        "docs/data/glossary/lead.yml": "id: lead\nstatus: approved\nen: {term: lead, definition: A person.}\n"
        "fr: {term: référente, definition: Une personne.}\n",
        "local/data/glossary/lead.yml": "en: {definition: Our person.}\n",
        "docs/data/names.yml": "places: {lake: {en: [Lake], fr: [Lac]}}\n",
        "docs/assets/images/a.svg": "<svg/>",
        "local/assets/images/a.svg": "<svg><path/></svg>",
        "mkdocs.yml": "site_name: Ours\nsite_url: https://city.example/hub/\n",
    }
    root, target = write_tree(tmp_path / "guide", files), tmp_path / "out"
    assert main(["export", "everything", str(target), "--root", str(root), "--lang", "fr"]) == 0
    names = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    assert capsys.readouterr().out == f"{len(names)} fichiers dans {target}\n"
    assert names == [
        "README.md",
        "data/names.json",
        "docs/assets/images/a.svg",
        "docs/en/glossary/index.md",
        "docs/en/glossary/lead.md",
        "docs/en/index.md",
        "docs/en/words.md",
        "docs/fr/glossary/index.md",
        "docs/fr/glossary/lead.md",
        "docs/fr/index.md",
        "glossary.csv",
        "glossary.json",
        "glossary.tbx",
        "guide.json",
        "pages.csv",
        "pages.json",
    ]
    assert (target / "docs/en/words.md").read_text("utf-8") == files["local/en/words.md"]
    assert (target / "docs/assets/images/a.svg").read_text("utf-8") == "<svg><path/></svg>"
    assert "Our person." in (target / "glossary.tbx").read_text("utf-8")
    pages = json.loads((target / "pages.json").read_text("utf-8"))
    assert pages[1] == {
        "language": "en",
        "path": "words.md",
        "address": "https://city.example/hub/words/",
        "fields": {"title": "=Ours", "published": "2026-11-22"},
        "title": "=Ours",
        "markdown": "\n# Ours\n",
    }
    table = (target / "pages.csv").read_text("utf-8").splitlines()
    assert table[2] == "en,words.md,https://city.example/hub/words/,'=Ours,,,,2026-11-22,"
    assert json.loads((target / "data/names.json").read_text("utf-8"))["places"]["lake"]["fr"] == ["Lac"]
    assert "| `docs/` | chaque page" in (target / "README.md").read_text("utf-8")

    assert main(["export", "everything", str(target), "--root", str(root)]) == 0, "one of ours is replaced"
    assert main(["export", "everything", str(root), "--root", str(root)]) == 2
    assert (root / "docs/en/words.md").is_file()


HOSTILITY = """\
# why it is here
id: hostility
status: approved  # by the council
en:
  term: hostility
  # a note
  definition: >
    Acts against
    the city.
fr:
  term: hostilité
  forms:
    - hostilité
    - hostile
  definition: Des actes.  # à revoir
"""
TABLE = ("id;language;term;forms;definition", "hostility;fr;hostilité;hostilité | hostile;Des actes : là.")


def _imported(root: Path, data: bytes) -> tuple[int, str]:
    write_tree(root, {**CLEAN, "docs/data/glossary/hostility.yml": HOSTILITY})
    (root / "in.csv").write_bytes(data)
    status = main(["import", "glossary", str(root / "in.csv"), "--root", str(root), "--lang", "en"])
    return status, (root / "docs/data/glossary/hostility.yml").read_text("utf-8")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_comes_back_from_any_spreadsheet_and_comments_stay(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    rows = [*TABLE, ";;;;", ""]
    table = "\r\n".join(row.replace(";", separator) for row in rows)
    status, written = _imported(tmp_path, table.encode(encoding))
    assert status == 0
    assert written == HOSTILITY.replace("Des actes.", "'Des actes : là.'")


def test_what_is_added_stands_where_it_belongs(tmp_path: Path) -> None:
    table = "id,language,term,abbr,note\nhostility,en,hostility,H,Why.\nhostility,fr,hostilité,,\n"
    status, written = _imported(tmp_path, table.encode())
    assert status == 0
    assert written == HOSTILITY.replace("    the city.\n", "    the city.\n  abbr: H\n  note: Why.\n")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([TABLE[0], TABLE[1], TABLE[1]], "line 3: `hostility` in `fr` stands in line 2 already"),
        (["id;langue;term"], "language missing, found: id, langue, term"),
        ([TABLE[0], "hostility;;x"], "line 2: the cell `language` is empty"),
        ([TABLE[0], "hostility;de;x"], "no language `de`; this guide has: en, fr"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_line(
    tmp_path: Path, rows: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, written = _imported(tmp_path, "\n".join(rows).encode())
    assert (status, written) == (2, HOSTILITY)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_an_exported_table_opens_in_the_spreadsheet_of_its_language(
    tmp_path: Path, language: str, separator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, {**CLEAN, "docs/data/glossary/hostility.yml": HOSTILITY})
    assert main(["export", "glossary", "--to", "csv", "--root", str(tmp_path), "--lang", language]) == 0
    table = capsys.readouterr().out
    assert table.startswith(f"\ufeffid{separator}status{separator}")
    assert list(changed_files(read_corpus(tmp_path), readers()["csv"](table, ("en", "fr")))) == []
