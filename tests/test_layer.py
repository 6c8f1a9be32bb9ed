"""The city's layer: merged field by field, noted, hidden; and what is said of it names the city's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.checks import run_checks
from living_guide.city.merging import merged
from living_guide.cli import main
from living_guide.corpus import Corpus, read_corpus
from living_guide.located import parse_yaml
from living_guide.search.documents import is_searchable
from living_guide.source import Source
from living_guide.stage.navigation import keys_of, navigation
from living_guide.stage.tree import staged_pages
from trees import corpus_of, write_tree

CONCEPT = """id: lead
status: approved
en:
  term: city lead
  forms: [lead, head]
  definition: A person who leads.
  discouraged:
    - {forms: [boss], use: [lead], reason: Nobody obeys.}
    - {forms: [chief], use: [lead], reason: It is no tribe.}
fr: {term: référente, definition: Une personne qui dirige.}
"""
SITE = """site_name: City
plugins:
  i18n:
    languages:
      - {locale: en, name: English, default: true}
      - {locale: fr, name: Français}
"""
LEAVES = st.none() | st.integers() | st.text("abc é", max_size=5)
DATA = st.dictionaries(
    st.sampled_from("klmn"),
    st.recursive(
        LEAVES,
        lambda more: st.lists(more, max_size=3) | st.dictionaries(st.sampled_from("klmn"), more, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def _merged(upstream: str, own: str) -> Any:
    root = merged(
        parse_yaml(Source("docs/data/x.yml", upstream)), parse_yaml(Source("local/data/x.yml", own))
    ).root
    return root.plain() if root else None


def _expected(upstream: Any, own: Any) -> Any:
    """The same, said of plain values."""
    if not isinstance(upstream, dict) or not isinstance(own, dict):
        return own
    return {
        name: _expected(upstream[name], own[name])
        if name in own and name in upstream
        else own.get(name, upstream.get(name))
        for name in {**upstream, **own}
    }


@settings(deadline=None, max_examples=100)
@given(DATA, DATA)
def test_what_a_city_says_wins_and_the_rest_stays(upstream: Any, own: Any) -> None:
    found = _merged(yaml.safe_dump(upstream), yaml.safe_dump(own))
    assert found == (_expected(upstream, own) if upstream and own else own or upstream or {})


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("k: [c]", ["c"]),
        ("k: {add: [c, d]}", ["a", "b", "c", "d"]),
        ("k: {add: c}", ["a", "b", "c"]),
        ("k: {remove: [a]}", ["b"]),
        ("k: {remove: [a, b], add: [c]}", ["c"]),
        ("k: {remove: [z]}", ["a", "b"]),
        ("k:", None),
        ("k: {other: [c]}", {"other": ["c"]}),
    ],
)
def test_a_list_is_replaced_or_changed(own: str, expected: Any) -> None:
    assert _merged("k: [a, b]", own) == {"k": expected}


def _with(tmp_path: Path, own: str, **more: str) -> Corpus:
    files = {"docs/data/glossary/lead.yml": CONCEPT, "local/data/glossary/lead.yml": own}
    return corpus_of(tmp_path, {**files, **more})


def test_a_concept_is_refined_field_by_field(tmp_path: Path) -> None:
    own = (
        "en:\n  definition: Whoever leads here.\n  forms: {add: [front person]}\n"
        "  discouraged: {remove: [chief]}\nfr: {note: Dit ici.}\n"
    )
    concept = _with(tmp_path, own).concepts["lead"]
    entry = concept.entries["en"]
    assert (concept.id, concept.status) == ("lead", "approved")
    assert entry.term and entry.term.text == "city lead"
    assert entry.definition == "Whoever leads here."
    assert [form.text for form in entry.forms] == ["lead", "head", "front person"]
    assert [form.text for item in entry.discouraged for form in item.forms] == ["boss"]
    assert (concept.entries["fr"].definition, concept.entries["fr"].note) == (
        "Une personne qui dirige.",
        "Dit ici.",
    )
    assert entry.term.span.source.path == "docs/data/glossary/lead.yml"
    assert entry.forms[-1].span.source.path == "local/data/glossary/lead.yml"


def test_a_slip_in_the_layer_is_told_where_it_stands(tmp_path: Path) -> None:
    corpus = _with(tmp_path, "replaces: v1-0123456789abcdef\nen:\n  definiton: Whoever.\n  note: {ad: x}\n")
    told = [(item.path, item.line, item.rule) for item in run_checks(corpus) if item.severity == "error"]
    assert ("local/data/glossary/lead.yml", 3, "glossary-unknown-key") in told
    assert ("local/data/glossary/lead.yml", 4, "glossary-invalid-value") in told
    assert {path for path, _, _ in told} == {"local/data/glossary/lead.yml"}


def test_lists_of_roles_and_names_are_extended(tmp_path: Path) -> None:
    files = {
        "docs/data/facets.yml": "roles:\n  staff: {en: Staff, fr: P.}\n  mayors: {en: Mayors, fr: M.}\n",
        "local/data/facets.yml": "roles:\n  mayors: {fr: Élus}\n  wardens: {en: Wardens, fr: Gardes}\n",
        "docs/data/names.yml": "places:\n  grandview: {en: [Grandview], fr: [Grandview]}\n",
        "local/data/names.yml": "places:\n  lac: {en: [The Lake], fr: [Le Lac]}\n",
    }
    facets = corpus_of(tmp_path, files).facets
    assert list(facets.known("roles") or {}) == ["staff", "mayors", "wardens"]
    assert facets.label("roles", "mayors", "fr") == "Élus"
    assert facets.label("roles", "mayors", "en") == "Mayors"
    assert list(facets.known("places") or {}) == ["grandview", "lac"]


PAGES = {
    "mkdocs.yml": SITE + "extra: {city: {hidden: [events, guides/gone.md, glossary]}}\n",
    "docs/en/index.md": "# Home\n\n[Events](events/index.md), [**gone** one](guides/gone.md#x), "
    "[kept](guides/kept.md), [by name][e], [leads](glossary/lead.md){ .x }.\n\n[e]: events/fair.md\n",
    "docs/fr/index.md": "# Accueil\n\n[Salon](events/fair.md).\n",
    "docs/en/events/index.md": "# Events\n",
    "docs/en/events/fair.md": "# Fair\n",
    "docs/fr/events/fair.md": "# Salon\n",
    "docs/en/guides/gone.md": "# Gone\n\n## X { #x }\n",
    "docs/en/guides/kept.md": "---\nrelated: [guides/gone.md]\n---\n# Kept\n\nA city lead.\n",
    "docs/data/glossary/lead.yml": CONCEPT,
}


def test_what_is_hidden_is_nowhere(tmp_path: Path) -> None:
    corpus = read_corpus(write_tree(tmp_path, PAGES))
    for code in ("en", "fr"):
        keys = set(keys_of(navigation(corpus, code)))
        assert not any(key.startswith(("events/", "glossary/")) or key == "guides/gone.md" for key in keys)
        searched = {page.key for page in corpus.all_pages(code) if is_searchable(page)}
        assert searched <= {"index.md", "guides/kept.md"}
    staged = dict(staged_pages(corpus))
    assert "Events, **gone** one, [kept](guides/kept.md), by name, leads." in staged["en/index.md"]
    assert "# Accueil\n\nSalon.\n" in staged["fr/index.md"]
    assert not any("events" in place or "gone" in place or "glossary" in place for place in staged)
    assert [item.rule for item in run_checks(corpus) if item.severity == "error"] == []


@pytest.mark.parametrize("written", ["events", "[1]", "[index.md]", "[/events]", "[{a: b}]", "['../x']"])
def test_what_cannot_be_hidden(tmp_path: Path, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, {**PAGES, "mkdocs.yml": f"{SITE}extra: {{city: {{hidden: {written}}}}}\n"})
    assert main(["check", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert "`hidden:` must" in capsys.readouterr().err.replace("city: hidden:", "`hidden:`")


def _adapt(root: Path, capsys: pytest.CaptureFixture[str], path: str) -> tuple[int, str]:
    status = main(["adapt", path, "--root", str(root), "--lang", "en"])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def _warned(root: Path) -> set[tuple[str, str]]:
    return {(item.path, item.rule) for item in run_checks(read_corpus(root)) if item.rule.startswith("city-")}


def test_adapt_begins_a_page_and_notes_what_it_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upstream = "---\ntitle: Words\n---\r\n# Words\r\n\r\nSay it.\r\n"
    root = write_tree(tmp_path, {"docs/en/words.md": upstream, "docs/en/index.md": "# Home\n"})
    own = root / "local/en/words.md"
    assert _adapt(root, capsys, "docs/en/words.md")[0] == 0
    text = own.read_bytes().decode()
    assert text.replace(text.splitlines(keepends=True)[2], "", 1) == upstream
    assert _warned(root) == set()
    (root / "docs/en/words.md").write_text("# Words\n\nSay it otherwise.\n", "utf-8")
    assert _warned(root) == {("local/en/words.md", "city-moved-on")}
    assert _adapt(root, capsys, "local/en/words.md")[1].startswith(
        "local/en/words.md notes that it knows docs/en"
    )
    assert _warned(root) == set()
    assert own.read_bytes().decode().endswith("# Words\r\n\r\nSay it.\r\n")


def test_adapt_begins_a_concept_and_notes_only_what_it_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_tree(tmp_path, {"docs/en/index.md": "# Home\n", "docs/data/glossary/lead.yml": CONCEPT})
    own = root / "local/data/glossary/lead.yml"
    assert _adapt(root, capsys, "docs/data/glossary/lead.yml")[0] == 0
    assert yaml.safe_load(own.read_text("utf-8")) is None and _warned(root) == set()
    assert _adapt(root, capsys, "local/data/glossary/lead.yml")[0] == 2
    own.write_text("en: {definition: Whoever leads here.}\n", "utf-8")
    assert _warned(root) == {("local/data/glossary/lead.yml", "city-unrecorded")}
    assert _adapt(root, capsys, "local/data/glossary/lead.yml")[0] == 0
    assert _warned(root) == set()
    path = root / "docs/data/glossary/lead.yml"
    path.write_text(CONCEPT.replace("[lead, head]", "[lead]"), "utf-8")
    assert _warned(root) == set(), "nobody is told of a field that the city left alone"
    path.write_text(CONCEPT.replace("who leads.", "who guides."), "utf-8")
    assert _warned(root) == {("local/data/glossary/lead.yml", "city-moved-on")}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("README.md", "lies neither in `docs/` nor in `local/`"),
        ("docs/en/none.md", "upstream has no page or term `docs/en/none.md`"),
        ("local/en/own.md", "upstream has no page or term `docs/en/own.md`"),
        ("docs/data/glossary/none.yml", "upstream has no page or term"),
        ("docs/en/broken.md", "mend its first lines"),
    ],
)
def test_what_cannot_be_adapted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, said: str
) -> None:
    files: Mapping[str, str] = {
        "docs/en/index.md": "# Home\n",
        "local/en/own.md": "# Own\n",
        "docs/en/broken.md": "---\ntitle: a: b\n---\n# B\n",
    }
    status, answer = _adapt(write_tree(tmp_path, files), capsys, path)
    assert status == 2 and said in answer
