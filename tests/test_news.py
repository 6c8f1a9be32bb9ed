"""What is new, told on pages, in feeds, and to machines that read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from living_guide.corpus import Corpus, read_corpus
from living_guide.history import Change, History
from living_guide.markdown import read_markdown
from living_guide.news import news
from living_guide.publish.feeds import write_feeds
from living_guide.publish.plain_pages import plain_list, plain_page, write_plain_pages
from living_guide.source import Source
from living_guide.stage.linked_data import linked_data
from living_guide.stage.news_page import news_view
from trees import REPOSITORY, corpus_of

SETTINGS = """site_name: Guide
site_description: What it is.
site_url: https://city.example/hub/
plugins: {i18n: {languages: [{locale: en, name: English, default: true}, {locale: fr, name: Français}]}}
extra: {city: {name: A city}}
"""
ATOM = "{http://www.w3.org/2005/Atom}"
REAL = read_corpus(REPOSITORY)


def _page(title: str, more: str = "") -> str:
    front = f"title: {title}\ndescription: About {title}.\ntype: guide\n{more}"
    return f"---\n{front}---\n\n# {title}\n\n## Part {{ #part }}\n\nText.\n"


def _corpus(folder: Path, settings: str = SETTINGS, **pages: str) -> Corpus:
    files = {f"docs/en/guides/{name}.md": text for name, text in pages.items()}
    roles = "roles: {staff: {en: Staff, fr: Personnel}}\n"
    return corpus_of(folder, {**files, "mkdocs.yml": settings, "docs/data/facets.yml": roles})


def _history(**changes: list[Change]) -> History:
    return History({f"docs/en/guides/{name}.md": tuple(found) for name, found in changes.items()})


def test_newest_first_and_once_a_day(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, a=_page("A"), b=_page("B"), c=_page("C", "status: draft\n"), d=_page("D"))
    first, second, third = date(2026, 1, 1), date(2026, 2, 2), date(2026, 3, 3)
    history = _history(
        a=[
            Change(third, "changed", ("## Part { #part }",)),
            Change(third, "changed"),
            Change(first, "added"),
        ],
        b=[Change(third, "added")],
        c=[Change(third, "added")],
        d=[Change(second, "moved")],
    )
    found = news(corpus, "en", history)
    assert [(item.page.title, item.day, item.kind) for item in found] == [
        ("B", third, "added"),
        ("A", third, "changed"),
        ("A", first, "added"),
    ]
    view = news_view(found, corpus.settings.language("en"), "about/whats-new/")
    assert [(day["day"], [page["title"] for page in day["pages"]]) for day in view] == [
        ("3 March 2026", ["B", "A"]),
        ("1 January 2026", ["A"]),
    ]
    assert view[0]["pages"][1]["sections"] == [{"anchor": "part", "title": "Part"}]
    assert view[0]["pages"][1]["url"] == "../../guides/a/"


def test_without_git_pages_are_new_on_the_day_they_say(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, a=_page("A", "published: 2026-05-06\n"), b=_page("B"))
    assert [(item.page.title, item.day) for item in news(corpus, "en", History())] == [
        ("A", date(2026, 5, 6))
    ]


def test_a_feed_has_what_atom_asks_for(tmp_path: Path) -> None:
    text = _page("A & <b>", "published: 2026-05-06\naudience: [staff]\n")
    corpus = _corpus(tmp_path / "root", a=text, b=_page("B", "published: 2026-05-07\n"))
    site = tmp_path / "site"
    (site / "fr").mkdir(parents=True)
    write_feeds(corpus, site)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.xml")}
    assert names == {"feed.xml", "feed-staff.xml", "fr/feed.xml", "fr/feed-staff.xml"}
    feed = ET.parse(site / "feed-staff.xml").getroot()
    assert feed.findtext(f"{ATOM}title") == "Guide – Staff"
    assert feed.findtext(f"{ATOM}updated") == "2026-05-06T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "A city"
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "A & <b>"
    link = entry.find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://city.example/hub/guides/a/"
    ids = [
        item.findtext(f"{ATOM}id") for item in ET.parse(site / "feed.xml").getroot().findall(f"{ATOM}entry")
    ]
    assert len(ids) == 2 == len(set(ids)) and all(ids)


def test_no_address_no_feed(tmp_path: Path) -> None:
    settings = SETTINGS.replace("site_url: https://city.example/hub/\n", "")
    write_feeds(_corpus(tmp_path, settings, a=_page("A")), tmp_path)
    assert not list(tmp_path.glob("*.xml"))


@pytest.mark.parametrize("code", REAL.settings.codes)
def test_plain_pages_lead_to_one_another(tmp_path: Path, code: str) -> None:
    for language in REAL.settings.languages:
        (tmp_path / language.prefix).mkdir(exist_ok=True)
    write_plain_pages(REAL, tmp_path)
    prefix, lost = REAL.settings.language(code).prefix, []
    for page in REAL.all_pages(code):
        place = f"{prefix}{page.key}"
        text = (tmp_path / place).read_text("utf-8")
        assert text.startswith(("# ", "<!--")) or "\n# " in text, place
        assert not text.startswith("---")
        for link in read_markdown(Source(place, text)).links:
            target = urljoin(place, urlsplit(link.target).path)
            if target.endswith(".md") and "://" not in target and not (tmp_path / target).is_file():
                lost.append((place, link.target))
    assert lost == []


def test_list_of_plain_pages_names_every_live_page() -> None:
    for language in REAL.settings.languages:
        told = plain_list(REAL, language)
        for page in REAL.pages_in(language.code):
            address = f"({REAL.settings.address}{language.prefix}{page.key})"
            assert told.count(address) == 1, page.path


def test_a_page_without_a_title_of_its_own_gets_one(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, a="---\ntitle: A\n---\nText.\n")
    page = corpus.page("en", "guides/a.md")
    assert page and plain_page(corpus, page) == "# A\n\nText.\n"


def test_data_for_search_engines(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, a=_page("</script>A", "published: 2026-05-06\n"))
    page = corpus.page("en", "guides/a.md")
    assert page
    told = linked_data(corpus, page, corpus.settings.language("en"), "2026-06-07")
    assert told and json.loads(json.dumps(told)) == told
    assert told["@type"] == "Article" and told["inLanguage"] == "en"
    assert told["url"] == "https://city.example/hub/guides/a/"
    assert (told["datePublished"], told["dateModified"]) == ("2026-05-06", "2026-06-07")
    assert linked_data(corpus, page, corpus.settings.language("fr"), None) is None, "a page that stands in"
