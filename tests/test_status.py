"""How the guide stands: what is counted, what is to be done, in any number of languages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from living_guide.corpus import Corpus
from living_guide.stage.plan import Frame, plan
from living_guide.status import CURRENT, STATES, Kind, standings
from living_guide.tables import TABLES
from trees import corpus_of, run_guide

TODAY = date(2026, 6, 1)
SETTINGS = (
    "plugins:\n  i18n:\n    languages:\n"
    "      - {locale: en, name: English, default: true}\n      - {locale: fr, name: Français}\n"
    "      - {locale: ar, name: العربية}\n"
)
DUE = "published: 2025-01-01\nreview_every: 12 months\n"
FILES = {
    "docs/en/index.md": "---\nreviewed: 2026-05-01\n---\n# Home\n",
    "docs/fr/index.md": "---\ntranslation: {of: v1-0000000000000000, by: machine}\n---\n# Accueil\n",
    "docs/en/guides/index.md": "---\ntitle: Guides\nreviewed: 2026-05-01\n---\n# Guides\n",
    "docs/en/guides/old.md": f"---\ntitle: 'Old | one'\n{DUE}---\n# Old\n",
    "docs/en/guides/again.md": f"---\n{DUE}reviewed: 2026-01-01\n---\n# Again\n",
    "docs/en/guides/draft.md": "---\nstatus: draft\nreviewed: 2026-05-01\n---\n# Draft\n",
    "docs/fr/guides/old.md": "---\ntranslation: {by: human, reviewed_by: translator}\n---\n# Ancien\n",
    "docs/fr/guides/seul.md": "---\nreviewed: 2026-05-01\n---\n# Seul\n",
}


def _matters(corpus: Corpus, today: date | None = TODAY) -> set[tuple[str, str, str]]:
    return {
        (matter.kind, matter.language, matter.path)
        for standing in standings(corpus, today)
        for matter in standing.matters
    }


def test_everything_that_asks_for_work_is_listed(tmp_path: Path) -> None:
    assert _matters(corpus_of(tmp_path, FILES)) == {
        ("outdated", "fr", "docs/fr/index.md"),
        ("unreviewed", "fr", "docs/fr/index.md"),
        ("missing", "fr", "docs/fr/guides/index.md"),
        ("missing", "fr", "docs/fr/guides/again.md"),
        ("missing", "en", "docs/en/guides/seul.md"),
        ("unstamped", "fr", "docs/fr/guides/old.md"),
        ("overdue", "en", "docs/en/guides/old.md"),
        ("unreviewed", "en", "docs/en/guides/old.md"),
        ("draft", "en", "docs/en/guides/draft.md"),
    }


@pytest.mark.parametrize(
    ("today", "late"), [(None, False), (date(2026, 1, 1), False), (date(2026, 1, 2), True)]
)
def test_a_review_is_late_the_day_after_it_was_due(tmp_path: Path, today: date | None, late: bool) -> None:
    found = _matters(corpus_of(tmp_path, FILES), today)
    assert (("overdue", "en", "docs/en/guides/old.md") in found) is late


def test_states_add_up_to_all_pages_in_any_language(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {**FILES, "mkdocs.yml": SETTINGS})
    found = standings(corpus, TODAY)
    assert [standing.language for standing in found] == ["en", "fr", "ar"]
    for standing in found:
        for counts in (standing.total, *(section.counts for section in standing.sections)):
            assert counts["pages"] == sum(counts[state] for state in STATES)
    total = found[2].total
    assert (total["pages"], total[Kind.MISSING], total[CURRENT]) == (5, 5, 0)


def test_a_missing_page_of_the_citys_own_belongs_to_its_layer(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"local/en/ours.md": "# Ours\n"})
    assert ("missing", "fr", "local/fr/ours.md") in _matters(corpus)


@pytest.mark.parametrize("form", TABLES)
def test_every_form_names_every_matter(tmp_path: Path, form: str) -> None:
    corpus = corpus_of(tmp_path, FILES)
    said = TABLES[form](corpus, standings(corpus, TODAY), (), {})
    for _, _, path in _matters(corpus):
        assert path in said
    only = TABLES[form](corpus, standings(corpus, TODAY), ["draft"], {})
    assert "docs/en/guides/draft.md" in only and "docs/fr/index.md" not in only


def test_titles_steer_neither_tables_nor_terminals(tmp_path: Path) -> None:
    title = '---\ntitle: "\\e[31m | <b>\\n| x"\nreviewed: 2026-05-01\n---\n# T\n'
    corpus = corpus_of(tmp_path, {"docs/en/a/index.md": title, "docs/fr/a/index.md": title})
    found = standings(corpus, TODAY)
    assert "\x1b" not in TABLES["text"](corpus, found, (), {})
    markdown = TABLES["markdown"](corpus, found, (), {})
    assert "\x1b" not in markdown and "\\| \\<b\\> \\| x |" in markdown


def test_the_command_says_it_in_both_languages(tmp_path: Path) -> None:
    corpus_of(tmp_path, FILES)
    environment = {"SOURCE_DATE_EPOCH": "1780272000"}
    ended = run_guide("status", "--only", "overdue", folder=tmp_path, environment=environment)
    assert (ended.status, ended.err) == (0, "")
    assert "docs/en/guides/old.md: review overdue\n    due since 2026-01-01: " in ended.out
    french = run_guide("status", "--lang", "fr", folder=tmp_path, environment=environment)
    assert "docs/fr/index.md: dépassée" in french.out
    told = json.loads(run_guide("status", "--format", "json", folder=tmp_path, environment=environment).out)
    assert [item["language"] for item in told["languages"]] == ["en", "fr"]
    assert {item["kind"] for item in told["matters"]} <= {str(kind) for kind in Kind}
    assert run_guide("status", "--root", "none", folder=tmp_path).status == 2


def test_the_page_stands_where_there_is_a_section_about_the_guide(tmp_path: Path) -> None:
    without = corpus_of(tmp_path / "without", FILES)
    assert "en/about/status.md" not in plan(without)["pages"]
    about = {"docs/en/about/index.md": "# About\n", "docs/fr/about/index.md": "# À propos\n"}
    corpus = corpus_of(tmp_path / "with", {**FILES, **about, "mkdocs.yml": SETTINGS})
    found = plan(corpus, frame=Frame(today=TODAY))
    for code in corpus.settings.codes:
        shown = found["pages"][f"{code}/about/status.md"]["status"]
        assert [item["code"] for item in shown["languages"]] == ["en", "fr", "ar"]
        for language in shown["languages"]:
            assert round(sum(bar["width"] for bar in language["bars"])) == 100
    assert found["pages"]["fr/guides/old.md"]["status_url"] == "../../about/status/"
    assert "about/status.md" in json.dumps(found["navigation"]["fr"])
