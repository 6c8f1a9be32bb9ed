"""The pages made from the glossary: what stands on them, where they lead, and that data stays text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.checks import run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.glossary import Form
from living_guide.marks import SAY_AVOID
from living_guide.source import Span
from living_guide.stage.concept_pages import MOST_PAGES, uses
from living_guide.stage.made_pages import bare_words, language_name, plain
from living_guide.stage.plan import plan
from living_guide.stage.say_avoid import without_inflections
from living_guide.stage.tree import staged_pages
from rendered import markdown_html, rendered
from trees import REPOSITORY, corpus_of

HATE = """id: hate
status: approved
related: [hostility]
en:
  term: hate
  abbr: HT
  forms: [hates]
  definition: Contempt for *people* | groups.
  note: A note.
  sources: [One source, report]
  discouraged:
    - forms: [odium, odiums]
      use: [hate]
      reason: Nobody says it.
      level: error
      allow: [odium theologicum]
fr:
  term: haine
  forms: [haines]
  definition: Mépris des groupes.
  sources: [report]
  discouraged:
    - {forms: [détestation], use: [haine], reason: Trop faible., level: info}
"""
HOSTILITY = """id: hostility
status: approved
en: {term: hostility, definition: Open dislike.}
fr: {term: hostilité, definition: Rejet ouvert.}
"""
DRAFT = "id: idea\nstatus: draft\nen: {term: idea, definition: D.}\nfr: {term: idée, definition: D.}\n"
FILES = {
    "docs/data/sources.yml": "report: {title: A report, language: en, url: https://example.org/}\n",
    "docs/data/glossary/hate.yml": HATE,
    "docs/data/glossary/hostility.yml": HOSTILITY,
    "docs/data/glossary/idea.yml": DRAFT,
    "docs/en/guides/a.md": "# Zeal against hate\n\nNothing.\n",
    "docs/en/guides/b.md": "# Élan\n\nSee [it](../glossary/hate.md).\n",
    "docs/en/guides/c.md": "# Mark\n\nSee [[hate|it]].\n",
    "docs/en/guides/d.md": "---\nstatus: draft\n---\n\n# Draft\n\nOf hate.\n",
    "docs/en/guides/e.md": "# None\n\nHateful.\n",
    "docs/fr/guides/a.md": "# Élan\n\nContre les haines.\n",
}

MARK = f"[[{SAY_AVOID}]]"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path, FILES)


def page(corpus: Corpus, place: str) -> str:
    """The Markdown of a staged page, without its front matter."""
    return dict(staged_pages(corpus))[place].split("---\n", 2)[-1]


def section(text: str, anchor: str) -> str:
    return re.split(r"^## ", text.partition(f"#{anchor} }}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_a_concept_page_says_everything(corpus: Corpus) -> None:
    text = page(corpus, "en/glossary/hate.md")
    assert "Contempt for &#42;people&#42; &#124; groups." in text
    assert "Abbreviation\n:   HT\n" in text
    assert "Also written\n:   hates\n" in text
    assert "French\n:   [haine](../../fr/glossary/hate/){ hreflang=fr lang=fr }\n" in text
    assert "| odium, odiums | hate | **Replace.** Nobody says it. Right in: *odium theologicum*. |" in text
    assert "- [hostility](hostility.md)" in section(text, "see-also")
    assert "- One source\n- [A report](https://example.org/)\n" in section(text, "sources")
    assert "- [A report](https://example.org/){ lang=en }" in page(corpus, "fr/glossary/hate.md")


def test_see_also_holds_both_ways(corpus: Corpus) -> None:
    assert "- [haine](hate.md)" in section(page(corpus, "fr/glossary/hostility.md"), "see-also")


def test_where_it_is_used_by_title_without_drafts(corpus: Corpus) -> None:
    listed = re.findall(
        r"- \[(.*?)\]\((.*?)\)", section(page(corpus, "en/glossary/hate.md"), "where-it-is-used")
    )
    assert listed == [
        ("Élan", "../guides/b.md"),
        ("Mark", "../guides/c.md"),
        ("Zeal against hate", "../guides/a.md"),
    ]
    assert "(../guides/a.md)" in section(page(corpus, "fr/glossary/hate.md"), "where-it-is-used")
    assert "where-it-is-used" not in page(corpus, "en/glossary/hostility.md")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (0, None),
        (1, '\n\n??? note "and one more page"\n\n    - ['),
        (3, '\n\n??? note "and 3 more pages"\n\n    - ['),
    ],
)
def test_a_long_list_of_uses_is_folded(tmp_path: Path, more: int, said: str | None) -> None:
    pages = {f"docs/en/p{n:02}.md": f"# Page {n:02}\n\nHate.\n" for n in range(MOST_PAGES + more)}
    concept = {"docs/data/glossary/hate.yml": HATE}
    found = section(
        page(corpus_of(tmp_path, {**pages, **concept}), "en/glossary/hate.md"), "where-it-is-used"
    )
    assert found.count("- [Page") == MOST_PAGES + more
    assert found.count("\n- [Page") == MOST_PAGES
    assert ("more page" in found) is (said is not None)
    assert said is None or said in found


def test_the_index_has_letters_anchors_equivalents_and_words_to_find(corpus: Corpus) -> None:
    text = page(corpus, "fr/glossary/index.md")
    assert "- [H](#letter-h){ .lg-letter }" in text
    assert "## H { #letter-h }" in text
    assert '[haine](hate.md) { #hate data-find="haine haines detestation hate ht hates" }' in text
    assert ":   Anglais\u00a0: *hate*{ lang=en } (HT)\n" in text
    assert ":   Mieux vaut éviter\u00a0: détestation\n" in text
    assert "| détestation | [haine](hate.md) | **Conseil.** Trop faible. |" in section(
        text, "words-to-prefer"
    )
    assert "idée" not in text


def test_the_index_as_the_engine_renders_it(corpus: Corpus) -> None:
    text = page(corpus, "en/glossary/index.md")
    html = markdown_html(text)
    assert '<em lang="fr">haine</em>' in html
    assert re.search(r'<dt data-find="[a-z ]*" id="hate">|<dt id="hate" data-find="[a-z ]*">', html)
    assert {"hate", "hostility", "letter-h", "words-to-prefer"} <= rendered(text).ids
    generated = corpus.generated["en", "glossary/index.md"].document
    assert {"hate", "hostility", "letter-h", "words-to-prefer"} <= set(generated.anchors)


def test_a_glossary_without_advice_has_no_table(tmp_path: Path) -> None:
    files = {"docs/data/glossary/hostility.yml": HOSTILITY, "docs/en/x.md": f"# X\n\n{MARK}\n\nEnd.\n"}
    corpus = corpus_of(tmp_path, files)
    assert "words-to-prefer" not in page(corpus, "en/glossary/index.md")
    assert page(corpus, "en/x.md") == "# X\n\n\n\nEnd.\n"


def test_a_line_becomes_the_short_table(tmp_path: Path) -> None:
    text = f'# X\n\n{MARK}\n\n??? note "T"\n    {MARK}\n\n- {MARK}\n\n> {MARK}\n\n`{MARK}`\n\nSay {MARK}.\n'
    corpus = corpus_of(tmp_path, {**FILES, "docs/en/a/b/x.md": text})
    found = page(corpus, "en/a/b/x.md")
    table = "| Rather avoid | Say |\n|---|---|\n| odium | [hate](../../glossary/hate.md) |"
    assert table in found
    assert table.replace("\n", "\n    ").replace("| Rather", "    | Rather", 1) in found
    assert found.count(MARK) == 4
    assert [
        item.rule for item in run_checks(corpus) if item.path.endswith("x.md") and "term" in item.rule
    ] == []


def test_a_page_shown_in_another_language_keeps_its_own_table(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {**FILES, "docs/en/x.md": f"# X\n\n{MARK}\n"})
    assert "| odium | [hate](glossary/hate.md) |" in page(corpus, "fr/x.md")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aé *_`[]()<>&|#~=!^$\\{}:\"'-+.1\u00a0"), min_size=1))
def test_plain_text_shows_as_it_is(text: str) -> None:
    shown = re.sub(r"<[^>]*>", "", markdown_html(f"x{plain(text)}x"))
    unescaped = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    decoded = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), unescaped)
    assert decoded.split() == f"x{text}x".split()


def test_bare_words_are_folded_and_said_once() -> None:
    assert bare_words(["L’École, ŒUVRES", "œuvres d’école", "(GLL)"]) == "l ecole oeuvres d gll"


@pytest.mark.parametrize(
    ("forms", "kept"),
    [
        (["academy", "academies", "academy town"], ["academy", "academy town"]),
        (["groupe local", "groupes locaux"], ["groupe local"]),
        (["directeur municipal", "directrice municipale"], ["directeur municipal", "directrice municipale"]),
        (["threat landscape", "threat environment"], ["threat landscape", "threat environment"]),
    ],
)
def test_inflections_are_said_once(forms: list[str], kept: list[str], corpus: Corpus) -> None:
    nowhere = Span(corpus.concepts["hate"].source, 0, 0)
    assert [form.text for form in without_inflections(Form(text, nowhere) for text in forms)] == kept


def test_languages_are_named_in_the_readers(corpus: Corpus) -> None:
    english, french = corpus.settings.languages
    assert language_name(french, "en") == "French"
    assert language_name(english, "fr") == "Anglais"
    assert language_name(french, "zz") == french.name


def test_every_real_glossary_page_leads_somewhere() -> None:
    corpus = read_corpus(REPOSITORY)
    staged = dict(staged_pages(corpus))
    lost = []
    for place in (place for place in staged if "/glossary/" in place):
        for target in re.findall(r"\]\(([^)#]+\.md)\)", staged[place]):
            path = Path(place).parent / target
            parts: list[str] = []
            for part in path.parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            if "/".join(parts) not in staged:
                lost.append((place, target))
    assert lost == []
    views = plan(corpus)["pages"]
    assert views["fr/glossary/index.md"]["is_glossary"] and not views["fr/index.md"]["is_glossary"]
    assert all(uses(corpus, code) for code in corpus.settings.codes)
