"""The index search is made of: its words, its documents, its written form, its files."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from living_guide.corpus import read_corpus
from living_guide.search.analyser import Habits, analyser, fold
from living_guide.search.documents import BODY, FIELDS, Document, documents
from living_guide.search.emergency_numbers import DANGER, known_numbers, numbers
from living_guide.search.index import build, serialised, with_stems
from living_guide.search.parts import packed, parts
from living_guide.search.records import records
from living_guide.stage.city_words import DISTRESS, emergency
from living_guide.stage.made_pages import SEARCH_PAGE
from trees import CLEAN, REPOSITORY, write_tree

VECTORS = json.loads((REPOSITORY / "tests/data/analyser.json").read_text("utf-8"))
CONCEPT = """id: hate
status: approved
en: {term: hate, forms: [hatred], definition: Contempt.}
fr:
  term: haine
  definition: Du mépris.
  discouraged: [{forms: [rage], use: [haine], reason: Trop fort., level: info, allow: [rage de dents]}]
"""
PAGES = {
    "docs/fr/a.md": (
        "---\ntitle: L’école\ndescription: Un lieu.\ntype: guide\naudience: [staff]\n---\n"
        "# L’école\n\nDébut.\n\n"
        "## La suite { #suite }\n\nOn y lit [[hate]] et `du code`.\n\n| Tête |\n|---|\n| Cellule |\n"
    ),
    "docs/en/b.md": "---\ntitle: Only here\n---\n# Only here\n\nZebras.\n",
    "docs/fr/draft.md": "---\ntitle: Ébauche\nstatus: draft\n---\n# Ébauche\n\nSecret.\n",
    "docs/data/glossary/hate.yml": CONCEPT,
    "docs/data/facets.yml": "roles:\n  staff: {en: Staff, fr: Personnel}\n",
    "docs/data/asked/one.yml": "a.md: {en: [Where?], fr: [Où apprendre ?]}\nindex.md: {en: [Why?]}\n",
    "local/data/asked/ours.yml": "a.md: {en: [Here], fr: [Chez nous]}\n",
    "docs/data/questions.yml": "one: {en: Why?, fr: Que faire en classe ?, page: a.md}\n",
}


def _found(tmp_path: Path, language: str) -> dict[str, Document]:
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES}))
    return {document.page.key: document for document in documents(corpus, language)}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['language']} {vector['text']}")
def test_words_are_those_of_the_table(vector: dict[str, Any]) -> None:
    words = analyser(vector["language"])
    units = [list(unit) for unit in words.units(vector["text"])]
    assert units == vector["units"]
    assert [words.stem(unit[0]) for unit in units] == vector["stems"]
    assert words.telling(unit[0] for unit in units) == vector["telling"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aàâéèêëîïôöùûüçœ’' -"))
def test_case_and_accents_never_matter(text: str) -> None:
    words = analyser("fr")
    plain = text.translate(str.maketrans("àâéèêëîïôöùûüç’", "aaeeeeiioouuuc'"))
    assert words.words(text) == words.words(plain) == words.words(text.upper())


def test_a_language_nobody_described_keeps_its_words() -> None:
    words = analyser("xx")
    assert words.habits == Habits()
    assert words.words("L’École des élus") == ["lecole", "des", "elus"]
    assert words.stem("elections") == "elections"


def test_pages_of_the_language_and_no_others(tmp_path: Path) -> None:
    assert set(_found(tmp_path, "fr")) == {"a.md", "index.md", "glossary/index.md", "glossary/hate.md"}
    assert "b.md" in _found(tmp_path, "en")


def test_a_page_says_what_it_says_and_no_code(tmp_path: Path) -> None:
    page = _found(tmp_path, "fr")["a.md"]
    assert [(section.anchor, section.heading) for section in page.sections] == [
        ("", ""),
        ("suite", "La suite"),
    ]
    assert page.sections[0].text == "Début."
    assert page.sections[1].text == "On y lit haine et .\nTête\nCellule"
    assert page.fields["questions"] == "Que faire en classe ?\nOù apprendre ?\nChez nous"
    assert page.fields["facets"] == ""


def test_a_concept_is_found_by_every_name_it_has(tmp_path: Path) -> None:
    concept = _found(tmp_path, "fr")["glossary/hate.md"]
    assert (concept.kind, concept.concept) == ("concept", "hate")
    assert concept.fields["terms"] == "haine"
    assert concept.fields["avoid"] == "rage"
    assert concept.fields["foreign"] == "hate\nhatred"
    assert "où" not in concept.fields[BODY].lower().split()  # the lists of pages are not about the concept


def test_a_page_is_found_by_what_tells_something_in_the_other_language(tmp_path: Path) -> None:
    asked = {"docs/data/asked/two.yml": "a.md: {en: ['where is the school, why'], fr: [école]}\n"}
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES, **asked}))
    [french] = [document for document in documents(corpus, "fr") if document.page.key == "a.md"]
    [english] = [document for document in documents(corpus, "en") if document.page.key == "b.md"]
    assert french.fields["abroad"] == "school"
    assert english.fields["abroad"] == ""


def test_search_does_not_find_itself(tmp_path: Path) -> None:
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES}))
    assert corpus.any_page("fr", SEARCH_PAGE) is not None
    assert SEARCH_PAGE not in _found(tmp_path, "fr")


def test_the_written_form_counts_as_the_library_does() -> None:
    """Figures worked out by hand; the browser tests compare with the library itself."""
    fields = [
        dict.fromkeys(FIELDS, "") | {"title": "Élues, élue"},
        dict.fromkeys(FIELDS, "") | {"title": "La rue"},
    ]
    words = analyser("fr")
    written = serialised(words, build(words, fields))
    terms = dict(written["index"])
    assert terms["elues"] == {"0": {"0": 1}}
    assert terms["elu"] == {"0": {"0": 2}}  # the stem of both, as often as they stand there
    assert terms["la"] == {"0": {"1": 1}}
    assert written["fieldLength"]["0"][0] == 2
    assert written["averageFieldLength"] == [2.0, *[0.0] * (len(FIELDS) - 1)]
    assert written["serializationVersion"] == 2


def test_stop_words_are_left_out_of_the_body_alone() -> None:
    words = analyser("fr")
    index = build(words, [dict.fromkeys(FIELDS, "la rue")])
    assert set(index.postings[BODY]) == {"rue"}
    assert set(index.postings["title"]) == {"la", "rue"}


@given(
    st.dictionaries(
        st.text("abc", min_size=1),
        st.dictionaries(st.integers(0, 5000), st.integers(1, 99), min_size=1),
    )
)
def test_packing_loses_nothing(postings: dict[str, dict[int, int]]) -> None:
    unpacked: dict[str, dict[int, int]] = {}
    for line in filter(None, packed(postings).split("\n")):
        word, *told = line.split(" ")
        at, places = -1, {}
        for item in told:
            step, _, times = item.partition(":")
            at += int(step, 36)
            places[at] = int(times or "1", 36)
        unpacked[word] = places
    assert unpacked == postings


def test_stems_add_up() -> None:
    words = analyser("fr")
    found = with_stems(words, {"menaces": {1: 2}, "menacer": {1: 1, 4: 1}})
    assert found["menac"] == {1: 3, 4: 1}


def test_files_are_the_same_every_time(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {**CLEAN, **PAGES})
    assert list(parts(read_corpus(tree), "fr")) == list(parts(read_corpus(tree), "fr"))


def test_a_changed_word_changes_the_folder_of_what_is_fetched_later(tmp_path: Path) -> None:
    def names(text: str) -> set[str]:
        tree = write_tree(tmp_path / text, {**CLEAN, **PAGES, "docs/fr/c.md": f"# C\n\n{text}\n"})
        return {name for name, _ in parts(read_corpus(tree), "fr")}

    one, other = names("un"), names("deux")
    assert one & other == {"1.js", "stemmer.js"}
    assert len({name.partition("/")[0] for name in one - other}) == 1


def test_nothing_secret_or_foreign_is_in_any_file(tmp_path: Path) -> None:
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES}))
    everything = "".join(content for _, content in parts(corpus, "fr"))
    assert "Secret" not in everything and "Zebras" not in everything and "du code" not in everything


def test_every_file_is_a_script_that_leaves_its_part(tmp_path: Path) -> None:
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES}))
    for name, content in parts(corpus, "fr"):
        if name != "stemmer.js":
            assert re.match(r'\(window\.livingGuideParts \?\?= \{\}\)\["fr/\w+"\] = ', content), name


def test_each_number_says_where_it_was_read() -> None:
    numbers = [entry["number"] for entry in known_numbers()]
    assert len(numbers) == len(set(numbers)) and all(number.isdecimal() for number in numbers)
    for entry in known_numbers():
        assert set(entry) - {"written"} == {"number", "countries", "kind", "what", "basis", "source", "read"}
        assert entry["kind"] in (DANGER, DISTRESS) and entry["basis"] in ("seen", "common"), entry
        assert entry["source"].startswith("https://") and isinstance(entry["read"], date), entry
        assert all(re.fullmatch("[A-Z]{2}", country) for country in entry["countries"]), entry


CITY_FILE = """site_name: G
extra:
  city:
    emergency:
      en: {call: "Call 110, 24/7, or 555 12-34.", support: "Ask at 17.", distress: "Call 0800 111 0 111."}
      fr: {call: "Appelez le 112, 24 h/24."}
"""


def test_the_numbers_of_the_citys_own_lines_are_known_too(tmp_path: Path) -> None:
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES, "mkdocs.yml": CITY_FILE}))
    upstreams = {entry["number"] for entry in known_numbers()}
    own = [known for known in numbers(corpus) if known[0] not in upstreams]
    assert own == [
        ("110", DANGER, ["110"]),
        ("5551234", DANGER, ["555 12 34"]),
        ("08001110111", DISTRESS, ["0800 111 0 111"]),
    ]


def test_the_line_that_listens_is_shown_by_search_alone(tmp_path: Path) -> None:
    """Pages on threats say whom to call; where a city names no such line, that stands in its place."""
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES, "mkdocs.yml": CITY_FILE}))
    home = corpus.any_page("en", "index.md")
    assert home is not None
    assert emergency(corpus, home, "en") == ["Call 110, 24/7, or 555 12-34.", "Ask at 17."]
    told = {
        language: json.loads(dict(parts(corpus, language))["1.js"].partition("] = ")[2].rstrip(";\n"))["help"]
        for language in ("en", "fr")
    }
    assert told == {
        "en": ["Call 0800 111 0 111.", "Call 110, 24/7, or 555 12-34."],
        "fr": ["Appelez le 112, 24 h/24."],
    }


def test_builds_and_browsers_have_stemmers_of_one_version() -> None:
    copies = yaml.safe_load((REPOSITORY / "vendored.yml").read_text("utf-8"))
    [snowball] = [copy for copy in copies if copy["name"] == "Snowball stemmers"]
    assert version("snowballstemmer") == snowball["version"]


def test_records_say_where_each_section_stands(tmp_path: Path) -> None:
    corpus = read_corpus(write_tree(tmp_path, {**CLEAN, **PAGES}))
    found = list(records(corpus))
    [section] = [record for record in found if record["heading"] == "La suite"]
    assert section["url"].endswith("fr/a/#suite")
    assert (section["language"], section["type"], section["title"]) == ("fr", "guide", "L’école")
    assert (section["roles"], section["concepts"]) == (["staff"], ["hate"])
    assert len({record["id"] for record in found}) == len(found)
    assert "Secret" not in json.dumps(found, ensure_ascii=False)
