"""What pages have to do with one another: said once, shown on both sides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from living_guide.corpus import Corpus, read_corpus
from living_guide.relations import BACKING, FIELDS, Group, grouped, shown
from living_guide.stage.addresses import relative_address
from living_guide.stage.related import related
from living_guide.targets import resolve
from trees import REPOSITORY, corpus_of

REAL = read_corpus(REPOSITORY)
CONCEPT = re.compile(r"glossary/(?!index|say)[a-z-]+\.md")
KINDS = ("guide", "lesson", "spotlight", "event", "policy-note")


def _page(kind: str, order: int = 1, **fields: str) -> str:
    said = "".join(f"{name}: [{keys}]\n" for name, keys in fields.items())
    front = f"title: {kind} {order}\ndescription: A {kind}.\ntype: {kind}\norder: {order}\n{said}"
    return f"---\n{front}---\n\n# {kind}\n"


def _corpus(folder: Path, pages: dict[str, str]) -> Corpus:
    return corpus_of(folder, {f"docs/en/{key}": text for key, text in pages.items()})


def _told(corpus: Corpus, key: str, language: str = "en") -> dict[str, list[str]]:
    page = shown(corpus, key, language)
    assert page
    groups = related(corpus, page, corpus.settings.language(language))
    return {group["title"]: [item["url"] for item in group["pages"]] for group in groups}


def test_one_side_says_it_and_both_show_it(tmp_path: Path) -> None:
    pages = {
        "guides/a.md": _page("guide"),
        "lessons/b.md": _page("lesson", illustrates="guides/a.md"),
        "spotlights/c.md": _page("spotlight", illustrates="guides/a.md", lessons="lessons/b.md"),
        "events/d.md": _page("event", lessons="lessons/b.md", related="guides/a.md"),
    }
    corpus = _corpus(tmp_path, pages)
    assert _told(corpus, "guides/a.md") == {
        "Lessons behind it": ["../../lessons/b/"],
        "Places that illustrate it": ["../../spotlights/c/"],
        "See also": ["../../events/d/"],
    }
    assert _told(corpus, "lessons/b.md") == {
        "Guides that put it to work": ["../../guides/a/"],
        "Places where it shows": ["../../spotlights/c/"],
        "Event reports where it comes up": ["../../events/d/"],
    }
    assert _told(corpus, "events/d.md") == {
        "Lessons it shows": ["../../lessons/b/"],
        "See also": ["../../guides/a/"],
    }


def test_a_page_is_told_once_and_in_the_readers_language(tmp_path: Path) -> None:
    pages = {
        "guides/a.md": _page("guide", related="lessons/b.md"),
        "lessons/b.md": _page("lesson", illustrates="guides/a.md", related="guides/a.md"),
    }
    corpus = _corpus(tmp_path, pages)
    assert _told(corpus, "guides/a.md") == {"Lessons behind it": ["../../lessons/b/"]}
    assert _told(corpus, "guides/a.md", "fr") == {"Leçons sur lesquelles il s’appuie": ["../../lessons/b/"]}


def test_drafts_lost_pages_and_oneself_are_left_out(tmp_path: Path) -> None:
    draft = _page("lesson", illustrates="guides/a.md").replace("order", "status: draft\norder")
    pages = {"guides/a.md": _page("guide", related="guides/a.md, guides/lost.md"), "lessons/b.md": draft}
    assert _told(_corpus(tmp_path, pages), "guides/a.md") == {}


def test_first_page_of_a_section_is_not_told_who_names_it(tmp_path: Path) -> None:
    pages = {
        "guides/index.md": _page("page", related="guides/b.md"),
        "guides/a.md": _page("guide", related="guides/index.md"),
        "guides/b.md": _page("guide"),
    }
    corpus = _corpus(tmp_path, pages)
    assert _told(corpus, "guides/index.md") == {"See also": ["b/"]}
    assert _told(corpus, "guides/a.md") == {"See also": ["../"]}
    assert _told(corpus, "guides/b.md") == {"See also": ["../"]}


def test_groups_follow_the_types_and_the_menu(tmp_path: Path) -> None:
    pages = {"a.md": _page("lesson", 2), "b.md": _page("guide", 3), "c.md": _page("lesson", 1)}
    found = grouped(_corpus(tmp_path, pages), ["a.md", "b.md", "c.md", "lost.md"])
    assert found == [Group("guide", ("b.md",)), Group("lesson", ("c.md", "a.md"))]


@pytest.mark.parametrize("language", REAL.settings.codes)
def test_every_relation_of_the_real_pages_is_shown_on_both(language: str) -> None:
    language_shown = REAL.settings.language(language)
    links: dict[str, set[str]] = {}
    for page in (page for key in REAL.keys if (page := shown(REAL, key, language))):
        groups = related(REAL, page, language_shown)
        links[page.key] = {item["title"] for group in groups for item in group["pages"]}
    missing = []
    for key in REAL.keys:
        for field in FIELDS:
            page = shown(REAL, key)
            for other in page.texts(field) if page else ():
                there, here = shown(REAL, other, language), shown(REAL, key, language)
                if not there or not here or other == key:
                    continue
                if there.title not in links[key]:
                    missing.append((key, other))
                if other in links and not there.is_index and here.title not in links[other]:
                    missing.append((other, key))
    assert missing == []


def test_every_lesson_guide_and_spotlight_is_backed() -> None:
    """No guide without a lesson or a place behind it, no lesson that no guide puts to work."""
    kinds = {key: page.text("type") for key in REAL.keys if (page := shown(REAL, key))}
    alone = [
        key
        for key, kind in kinds.items()
        if kind in ("guide", "lesson", "spotlight", "event") and not REAL.relations.backing.get(key)
    ]
    assert alone == [], f"typed with {BACKING}"


@pytest.mark.parametrize("language", REAL.settings.codes)
def test_pages_and_the_concepts_they_use_name_one_another(language: str) -> None:
    """What a concept's page lists, lists the concept; drafts and other kinds of page aside."""
    concepts = {key for code, key in REAL.generated if code == language and CONCEPT.fullmatch(key)}
    there = set()
    for key in concepts:
        made = REAL.generated[language, key]
        listed = (resolve(REAL, made, link) for link in made.document.links)
        there |= {
            (target.page.key, key) for target in listed if target.page and target.page.text("type") in KINDS
        }
    here, own = set(), REAL.settings.language(language)
    for page in (page for key in REAL.keys if (page := shown(REAL, key, language))):
        if page.text("type") in KINDS:
            urls = {item["url"] for group in related(REAL, page, own) for item in group["pages"]}
            here |= {(page.key, key) for key in concepts if relative_address(page.url, _address(key)) in urls}
    assert here == there and len(here) > 200


def _address(key: str) -> str:
    return key.removesuffix(".md") + "/"
