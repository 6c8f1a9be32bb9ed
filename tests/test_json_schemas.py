# ruff: noqa: E501 - a table of cases reads best with many on a line
"""JSON Schemas for editors: up to date, right about every real file, and of one mind with the checks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from living_guide.cli import main
from living_guide.corpus import Corpus, read_corpus
from living_guide.json_schemas import FOLDER, schema_files, schemas
from living_guide.messages import catalogue, languages
from trees import CLEAN, REPOSITORY, write_tree

SCHEMAS = schemas({})


def _as_json(value: Any) -> Any:
    """YAML's values as an editor hands them to a schema: days are texts."""
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _misfits(name: str, value: Any) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMAS[name]).iter_errors(_as_json(value))]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(REPOSITORY)


@pytest.mark.parametrize("place", schema_files())
def test_files_are_up_to_date(place: str) -> None:
    kept = (REPOSITORY / FOLDER / place).read_text("utf-8")
    assert kept == schema_files()[place], "write them again: .venv/bin/guide export schemas"


def test_nothing_else_lies_there() -> None:
    found = {
        path.relative_to(REPOSITORY / FOLDER).as_posix() for path in (REPOSITORY / FOLDER).rglob("*.json")
    }
    assert found == schema_files().keys()


@pytest.mark.parametrize("language", languages())
def test_schemas_are_schemas(language: str) -> None:
    for schema in schemas(catalogue(language)).values():
        Draft7Validator.check_schema(schema)


def test_fields_are_explained_in_the_authors_language() -> None:
    french = json.loads(schema_files()["fr/front-matter.json"])["properties"]
    assert french["title"]["description"].startswith("Quelques mots")
    english = json.loads(schema_files()["en/concept.json"])
    assert english["properties"]["status"]["description"].startswith("`approved`")


def test_every_real_file_fits(corpus: Corpus) -> None:
    wrong = {}
    for page in corpus.pages:
        if page.meta is not None:
            wrong[page.path] = _misfits("front-matter", page.meta.plain())
    for concept in corpus.concepts.values():
        assert concept.root is not None
        wrong[concept.source.path] = _misfits("concept", concept.root.plain())
    for place, parsed in corpus.data.items():
        name = {"toolbox": "tool"}.get(place.partition("/")[0], place.partition("/")[0])
        if name in SCHEMAS:
            assert parsed.root is not None
            wrong[place] = _misfits(name, parsed.root.plain())
    assert len(wrong) > 150
    assert {path: found for path, found in wrong.items() if found} == {}


WRONG = {
    "front-matter": [
        "auteur: x", "published: last spring", "order: first", "type: podcast", "topics: {a: b}", "title: [a]",
        "emergency: maybe", "related: words", "sources: [{titel: x}]", "translation: {by: robot}", "number: 1.5",
        "type: guide\nevidence: reported", "evidence: reported", "type: event\nnumber: 1", "review_every: often",
        "audience: City Staff", "status: finished", "order: .inf", "sources: [{url: 'ftp://x'}]", "translation: x",
    ],
    "concept": [
        "id: x\nstatus: finished", "id: x\ndefiniton: y", "id: x\nen: [a]", "id: x\nen: {trem: a}",
        "id: x\nen: {discouraged: [{forms: [a], level: mild}]}", "id: x\nrelated: [A B]", "id: x\nenglish: {term: a}",
        "id: x\nen: {discouraged: {forms: [a]}}", "id: x\nconsistency: always", "id: [x]",
    ],
    "tool": [
        "id: x\nkind: paper", "id: x\nen: {titel: y}", "id: x\nen: {blocks: [{tabel: y}]}", "id: x\nguides: [words]",
        "id: x\nen: {blocks: {heading: y}}", "id: x\nen: {blocks: [{table: {empty_rows: 1.5}}]}",
    ],
}  # fmt: skip
RIGHT = {
    "front-matter": [
        "title: 2024", "topics: engagement", "type: lesson\nnumber: 3", "published: 2026-11-22", "description:",
        "sources: [a-b, {title: T, url: 'https://x.org/', date: 2024}]", "review_every: 12 months", "order: 1.5",
        "type: event\ndate: 2024-12-03\nhosts: City of X", "translation: {by: human, of: v1-0}", "status: draft",
    ],
    "concept": [
        "id: x", "id: x\nen: {term: '', definition: ''}", "id: x\nen: {forms: a}\nfr-CA: {term: b}",
        "id: x\nen: {discouraged: [{forms: [a], use: [b], reason: c, level: info, fix: safe}]}", "id: x\nen:",
    ],
    "tool": ["id: x\nkind: sheet\nen: {blocks: [{heading: H, table: {columns: [A], rows: [[a, '']]}}]}"],
}  # fmt: skip
PLACES = {
    "front-matter": "docs/en/index.md",
    "concept": "docs/data/glossary/x.yml",
    "tool": "docs/data/toolbox/x.yml",
}


def _checked(root: Path, name: str, written: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The rules on fields that the command finds broken in such a file."""
    text = f"---\n{written}\n---\n# Home\n" if name == "front-matter" else f"{written}\n"
    write_tree(root, {**CLEAN, PLACES[name]: text})
    main(["check", "--root", str(root), "--format", "json", PLACES[name].replace("docs", f"{root}/docs")])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return {item["rule"] for item in found if item["rule"].endswith(("-unknown-key", "-invalid-value"))}


@pytest.mark.parametrize(("name", "written"), [(name, text) for name in WRONG for text in WRONG[name]])
def test_what_is_wrong_is_wrong_for_both(
    tmp_path: Path, name: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _misfits(name, yaml.safe_load(written))
    assert _checked(tmp_path, name, written, capsys)


@pytest.mark.parametrize(("name", "written"), [(name, text) for name in RIGHT for text in RIGHT[name]])
def test_what_is_right_is_right_for_both(
    tmp_path: Path, name: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _misfits(name, yaml.safe_load(written)) == []
    assert not _checked(tmp_path, name, written, capsys)


def test_editors_are_told() -> None:
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema, places in settings.items():
        assert (REPOSITORY / schema).is_file()
        for place in [places] if isinstance(places, str) else places:
            assert place.startswith("local/") or list(REPOSITORY.glob(place)), place


def test_a_new_concept_names_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, CLEAN)
    main(["new", "concept", "x", "--root", str(tmp_path), "--lang", "fr"])
    path = tmp_path / "docs/data/glossary/x.yml"
    schema = path.read_text("utf-8").partition("$schema=")[2].partition("\n")[0]
    assert (REPOSITORY / "docs/data/glossary" / schema).resolve() == REPOSITORY / "schemas/fr/concept.json"
    assert _misfits("concept", yaml.safe_load(path.read_text("utf-8"))) == []


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, CLEAN)
    assert main(["export", "schemas", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{FOLDER}/{place}" for place in schema_files()]
