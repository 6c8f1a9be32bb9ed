"""Lists of all pages of a type: what stands in them, in which order, and what they are filtered by."""

from __future__ import annotations

from pathlib import Path

from living_guide.corpus import Corpus, read_corpus
from living_guide.marks import marks
from living_guide.stage.directory import directory, listed, plain_list
from living_guide.stage.tree import staged_text
from trees import REPOSITORY, corpus_of

FACETS = """practices:
  academy: {en: Academy, fr: Académie}
  calls: {en: Calls, fr: Appels}
roles:
  staff: {en: Staff, fr: Personnel}
evidence:
  reported: {en: Reported, fr: Rapportée}
"""
NAMES = """places:
  ville: {en: [Town], fr: [Ville], country: {en: Some Land, fr: Un pays}, region: {en: North, fr: Nord}}
"""
LIST = "# Places\n\n[[list/spotlight]]\n"


def _spotlight(title: str, order: int, more: str = "") -> str:
    front = f"title: {title}\ndescription: What *{title}* did.\ntype: spotlight\norder: {order}\n{more}"
    return f"---\n{front}---\n\n# {title}\n"


def _corpus(folder: Path, **pages: str) -> Corpus:
    files = {f"docs/en/spotlights/{name}.md": text for name, text in pages.items()}
    data = {"docs/data/facets.yml": FACETS, "docs/data/names.yml": NAMES}
    return corpus_of(folder, {**files, **data, "docs/en/spotlights/index.md": LIST})


def test_list_follows_the_menu_and_shows_signs_as_they_are(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, b=_spotlight("B", 1, "evidence: reported\n"), a=_spotlight("A", 2))
    page = corpus.page("en", "spotlights/index.md")
    assert page
    assert plain_list(corpus, page, "spotlight") == [
        "- [B](b.md) – What &#42;B&#42; did. *Reported.*",
        "- [A](a.md) – What &#42;A&#42; did.",
    ]
    assert staged_text(corpus, page, "en").startswith("# Places\n\n- [B](b.md)")


def test_events_come_newest_first_with_their_day(tmp_path: Path) -> None:
    event = "---\ntitle: {day}\ntype: event\norder: 1\ndate: {day}\n---\n\n# {day}\n"
    days = ("2024-12-03", "2026-01-31", "2025-06-01")
    pages = {f"docs/en/events/{day}.md": event.format(day=day) for day in days}
    corpus = corpus_of(tmp_path, {**pages, "docs/en/events/index.md": "# Events\n\n[[list/event]]\n"})
    page = corpus.page("en", "events/index.md")
    assert page
    assert plain_list(corpus, page, "event") == [
        "- [2026-01-31](2026-01-31.md) (31 January 2026)",
        "- [2025-06-01](2025-06-01.md) (1 June 2025)",
        "- [2024-12-03](2024-12-03.md) (3 December 2024)",
    ]
    assert [item.key for item in listed(corpus, "event", "fr")] == [
        item.key for item in listed(corpus, "event", "en")
    ]


def test_facets_have_the_same_ids_in_every_language(tmp_path: Path) -> None:
    said = "practices: [calls, academy]\naudience: [staff]\nplaces: [ville, lost]\nevidence: reported\n"
    corpus = _corpus(tmp_path, a=_spotlight("A", 1, said), b=_spotlight("B", 2, "practices: [calls]\n"))
    page = corpus.page("en", "spotlights/index.md")
    assert page
    told = {code: directory(corpus, page, corpus.settings.language(code)) for code in ("en", "fr")}
    assert told["en"] and told["fr"]
    ids = [
        {
            facet["id"]: [(option["id"], option["count"]) for option in facet["options"]]
            for facet in view["facets"]
        }
        for view in told.values()
        if view
    ]
    assert (
        ids[0]
        == ids[1]
        == {
            "practice": [("calls", 2), ("academy", 1)],
            "role": [("staff", 1)],
            "country": [("some-land", 1)],
            "region": [("north", 1)],
            "evidence": [("reported", 1)],
        }
    )
    labels = [option["label"] for facet in told["fr"]["facets"] for option in facet["options"]]
    assert labels == ["Appels", "Académie", "Personnel", "Un pays", "Nord", "Rapportée"]
    assert told["en"]["pages"][0]["values"] == [
        "practice:calls",
        "practice:academy",
        "role:staff",
        "country:some-land",
        "region:north",
        "evidence:reported",
    ]


def test_a_list_of_one_needs_no_filter_and_drafts_are_not_listed(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, a=_spotlight("A", 1), b=_spotlight("B", 2, "status: draft\n"))
    page = corpus.page("en", "spotlights/index.md")
    assert page and directory(corpus, page, corpus.settings.language("en")) is None
    assert plain_list(corpus, page, "spotlight") == ["- [A](a.md) – What &#42;A&#42; did."]


def test_every_spotlight_and_event_of_the_real_guide_is_listed() -> None:
    corpus = read_corpus(REPOSITORY)
    for code in corpus.settings.codes:
        for kind, key in (("spotlight", "spotlights/index.md"), ("event", "events/index.md")):
            page = corpus.page(code, key)
            assert page and [mark.name for mark in marks(page)] == [f"list/{kind}"]
            assert len(plain_list(corpus, page, kind)) == len(listed(corpus, kind, code)) > 0
