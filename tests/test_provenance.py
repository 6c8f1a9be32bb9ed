"""What the templates are told of a page's past: days, sections, reviews, translations."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from living_guide.history import Change, History
from living_guide.reviews import named_day
from living_guide.stage.dates import written_day
from living_guide.stage.plan import Frame, view
from living_guide.stage.prepare import today
from living_guide.translations import State, freshness
from trees import corpus_of

PATH = "docs/en/a.md"
PAGE = "# A\n\n## Steps { #steps }\n\nOne.\n\n## *Who* to ask\n\nTwo.\n"
FACETS = "reviewers:\n  translator: {en: a translator, fr: une traductrice}\n"
DAY = date(2026, 3, 9)


def _view(
    root: Path, files: dict[str, str], frame: Frame, code: str = "en", key: str = "a.md"
) -> dict[str, Any]:
    corpus = corpus_of(root, files)
    page = corpus.any_page(code, key) or corpus.original(key)
    assert page is not None
    return view(corpus, page, corpus.settings.language(code), frame)


def _history(*changes: Change, whole: bool = True) -> History:
    return History(MappingProxyType({PATH: changes}), changes[0].day, whole)


def test_without_git_nothing_is_said(tmp_path: Path) -> None:
    shown = _view(tmp_path, {PATH: PAGE}, Frame())
    assert (shown["changes"], shown["changed"], shown["published"]) == (None, None, None)
    assert shown["is_overdue"] is False


@pytest.mark.parametrize(
    ("headings", "sections"),
    [
        (("## Steps { #steps }",), ["Steps"]),
        (("## What it was called then { #steps }",), ["Steps"]),
        (("## Ste { #ste",), []),
        (("## *Who* to ask", "## Who to ask"), ["Who to ask"]),
        (("## Gone { #gone }", "## Steps { #steps }", "## Steps { #steps }"), ["Steps"]),
        (("# A", "#", "##", "## <script> { #x }"), []),
    ],
)
def test_sections_are_named_as_today(tmp_path: Path, headings: tuple[str, ...], sections: list[str]) -> None:
    frame = Frame(_history(Change(DAY, "changed", headings)))
    [change] = _view(tmp_path, {PATH: PAGE}, frame)["changes"]["listed"]
    assert [section["title"] for section in change["sections"]] == sections


def test_changes_of_a_day_are_one(tmp_path: Path) -> None:
    changes = (
        Change(DAY, "changed", ("## Steps { #steps }",)),
        Change(DAY, "moved"),
        Change(date(2026, 1, 2), "added"),
    )
    shown = _view(tmp_path, {PATH: PAGE}, Frame(_history(*changes)))
    kinds = [(item["date"], item["kind"]) for item in shown["changes"]["listed"]]
    assert kinds == [("2026-03-09", "changed"), ("2026-01-02", "added")]
    assert (shown["published"], shown["changed"]) == ("2 January 2026", "9 March 2026")


def test_a_cut_off_history_gives_no_first_day(tmp_path: Path) -> None:
    frame = Frame(_history(Change(DAY, "changed"), whole=False))
    shown = _view(tmp_path, {PATH: PAGE}, frame)
    assert shown["published"] is None and not shown["changes"]["is_whole"]


@pytest.mark.parametrize(
    ("written", "due", "late"),
    [
        ("published: 2025-03-08\nreview_every: 1 year", "8 March 2026", True),
        ("published: 2025-03-09\nreview_every: 1 year", "9 March 2026", False),
        ("published: 2020-01-01\nreviewed: 2026-01-01\nreview_every: 1 year", "1 January 2027", False),
        ("published: 2020-01-01", None, False),
        ("review_every: 1 year", None, False),
        ("published: 2020-01-01\nreview_every: 99999 years", None, False),
        ("published: soon\nreview_every: 1 year", None, False),
    ],
)
def test_reviews_are_due(tmp_path: Path, written: str, due: str | None, late: bool) -> None:
    shown = _view(tmp_path, {PATH: f"---\n{written}\n---\n{PAGE}"}, Frame(today=DAY))
    assert (shown["next_review"], shown["is_overdue"]) == (due, late)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1774000000", date(2026, 3, 20)),
        ("", DAY),
        ("soon", DAY),
        ("-1", date(1969, 12, 31)),
        ("9" * 30, DAY),
    ],
)
def test_the_day_of_a_site_is_told_or_the_last_change(said: str, day: date) -> None:
    assert today(_history(Change(DAY, "added")), {"SOURCE_DATE_EPOCH": said}) == day
    assert named_day({}) is None


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("fr", date(2026, 1, 1), "1er janvier 2026"),
        ("fr-CA", date(2026, 1, 1), "1er janvier 2026"),
        ("fr", date(2026, 1, 11), "11 janvier 2026"),
        ("fr", date(2001, 1, 31), "31 janvier 2001"),
        ("en", date(2026, 1, 1), "1 January 2026"),
        ("es", date(2026, 1, 1), "1 de enero de 2026"),
        ("xx", date(2026, 1, 1), "2026-01-01"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(language: str, day: date, written: str) -> None:
    assert written_day(day, language) == written


TRANSLATED = "---\nreviewed: 2026-02-03\ntranslation: {{by: human, {more}}}\n---\n# A\n\nDeux.\n"


@pytest.mark.parametrize(
    ("more", "reviewed", "role"),
    [
        ("reviewed_by: translator", True, "une traductrice"),
        ("reviewed_by: Jane Doe", True, None),
        ("of: v1-0000000000000000", False, None),
    ],
)
def test_roles_are_shown_and_names_are_not(
    tmp_path: Path, more: str, reviewed: bool, role: str | None
) -> None:
    files = {PATH: PAGE, "docs/fr/a.md": TRANSLATED.format(more=more), "docs/data/facets.yml": FACETS}
    shown = _view(tmp_path, files, Frame(), "fr")
    assert (shown["translation"]["is_reviewed"], shown["translation"]["reviewed_by"]) == (reviewed, role)
    assert "Jane" not in repr(shown)


def test_an_outdated_page_without_a_record_names_no_section(tmp_path: Path) -> None:
    files = {PATH: PAGE, "docs/fr/a.md": TRANSLATED.format(more="of: v1-0000000000000000")}
    shown = _view(tmp_path, files, Frame(), "fr")["translation"]
    assert freshness(corpus_of(tmp_path, files), "fr", "a.md").state is State.OUTDATED
    assert shown["is_outdated"] and shown["changed"] == []


def test_what_is_gone_from_the_original_is_said_by_its_first_words(tmp_path: Path) -> None:
    original = corpus_of(tmp_path / "then", {PATH: PAGE})
    page = original.page("en", "a.md")
    assert page is not None
    content = original.content(page)
    record = "itself: '000000000000'\nblocks: |\n" + "".join(
        f"  {item.hash} {item.text}\n" for item in content.blocks
    )
    files = {
        PATH: PAGE.replace("One.\n\n", "").replace("Two.", "Two, or **three** [people](a.md)."),
        "docs/fr/a.md": TRANSLATED.format(more=f"of: {content.hash}"),
        "docs/data/translations/fr/a.yml": record,
    }
    told = {
        section["title"]: [(block["kind"], block["words"]) for block in section["blocks"]]
        for section in _view(tmp_path / "now", files, Frame(), "fr")["translation"]["changed"]
    }
    assert told == {"A": [("removed", "One.")], "Who to ask": [("changed", "Two, or three people.")]}


def test_an_original_from_right_to_left_keeps_its_direction(tmp_path: Path) -> None:
    settings = (
        "plugins:\n  i18n:\n    languages:\n"
        "      - {locale: en, name: English, default: true}\n      - {locale: ar, name: العربية}\n"
    )
    files = {"mkdocs.yml": settings, "docs/ar/b.md": "# ب\n"}
    shown = _view(tmp_path, files, Frame(), "en", "b.md")
    assert (shown["dir"], shown["fallback"]["dir"], shown["fallback"]["language"]) == ("ltr", "rtl", "ar")
