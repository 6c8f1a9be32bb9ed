"""Social cards: what they say, that it fits, and that the same page gives the same bytes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from living_guide.cards import FOLDER, FORM
from living_guide.cards.card import Card, Colours, card, colours, fonts, place
from living_guide.cards.drawing import HEIGHT, WIDTH, drawn
from living_guide.corpus import Corpus
from living_guide.publish.social_cards import KEPT, write_cards
from living_guide.publish.verify import verify
from living_guide.stage.plan import Frame, plan
from trees import REPOSITORY, corpus_of

CARD = Card("Choose your words", "Guide", "Our city’s guide", "city.example", "en", "ltr", Colours())
FONTS = fonts(REPOSITORY)
EDGE = 80
"""Points that stay free on each side of a card."""
SETTINGS = """site_name: Our guide
site_url: https://city.example/hub/
plugins:
  i18n:
    languages:
      - {locale: en, name: English, default: true}
      - {locale: fr, name: Français, site_name: Notre guide}
"""
PAGE = "---\ntitle: {title}\ntype: guide\n---\n\n# {title}\n"


def _picture(found: Card) -> Image.Image:
    return Image.open(BytesIO(drawn(found, FONTS)))


def _box(found: Card) -> tuple[int, int, int, int]:
    """What is not ground: left, top, right, bottom."""
    box = _picture(found).getbbox()
    assert box
    return box


def _corpus(folder: Path, **titles: str) -> Corpus:
    pages = {f"docs/{code}/guides/a.md": PAGE.format(title=title) for code, title in titles.items()}
    return corpus_of(folder, {"mkdocs.yml": SETTINGS, **pages})


def test_a_card_is_small_and_always_the_same() -> None:
    data, picture = drawn(CARD, FONTS), _picture(CARD)
    assert data == drawn(CARD, FONTS)
    assert (picture.size, picture.format, picture.mode) == ((WIDTH, HEIGHT), "PNG", "P")
    assert len(data) < 20_000
    assert data != drawn(replace(CARD, title="Choose other words"), FONTS)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "title", ["A", "Donaudampfschifffahrtsgesellschaft" * 3, "An election is near and " * 20, "W" * 300]
)
def test_titles_stay_inside(title: str, direction: str) -> None:
    left, top, right, bottom = _box(replace(CARD, title=title, direction=direction, site=title, kind=title))
    assert left >= EDGE and right <= WIDTH - EDGE and top >= 40 and bottom <= HEIGHT - 40


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["ltr", "rtl"]))
def test_any_title_fits(title: str, direction: str) -> None:
    left, _, right, bottom = _box(replace(CARD, title=title, direction=direction))
    assert left >= EDGE and right <= WIDTH - EDGE and bottom <= HEIGHT - 40


def test_a_language_written_from_the_right_begins_there() -> None:
    shown = _picture(replace(CARD, direction="rtl"))
    mark = shown.point([0] * 15 + [255] * 241, "L").getbbox()
    assert mark and mark[2] == WIDTH - 88
    if features.check("raqm"):
        words = shown.crop((0, 100, WIDTH, HEIGHT)).getbbox()
        assert words and words[0] > 300 and words[2] > WIDTH - 100


def test_words_that_no_font_can_write_are_left_out() -> None:
    foreign = replace(CARD, title="دليل حي", kind="دليل", site="دليل")
    assert drawn(foreign, FONTS) == drawn(replace(CARD, title="", kind="", site="", host=CARD.host), FONTS)
    assert drawn(foreign, FONTS) != drawn(replace(foreign, host="other.example"), FONTS)


def test_colours_are_those_of_the_city(tmp_path: Path) -> None:
    assert colours(REPOSITORY) == Colours(), "those of guide.css"
    styles = tmp_path / "overrides/assets/stylesheets"
    styles.mkdir(parents=True)
    shutil.copyfile(REPOSITORY / "overrides/assets/stylesheets/guide.css", styles / "guide.css")
    (styles / "city.css").write_text(":root { --lg-pine-paper: #123; --lg-mark:#abcdef }", "utf-8")
    own = "extra_css: [assets/stylesheets/guide.css, assets/stylesheets/city.css, lost.css]\n"
    (tmp_path / "mkdocs.yml").write_text(SETTINGS + own, "utf-8")
    found = colours(tmp_path)
    assert found == Colours(ground=(0x11, 0x22, 0x33), mark=(0xAB, 0xCD, 0xEF))
    assert _picture(replace(CARD, colours=found)).convert("RGB").getpixel((1, 1)) == found.ground


def test_a_name_lasts_as_long_as_what_is_on_the_card(tmp_path: Path) -> None:
    names = []
    for number, title in enumerate(["One", "One", "Two"]):
        corpus = _corpus(tmp_path / str(number), en=title, fr=f"{title} (fr)")
        page = corpus.page("en", "guides/a.md")
        assert page
        names.append(place(corpus, page, corpus.settings.language("en")))
    assert names[0] == names[1] != names[2]
    assert names[0].startswith(f"{FOLDER}/en-guides-a.") and names[0].endswith(".png")


def test_pages_name_their_card_in_their_language_where_it_is_made(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, en="Words", fr="Mots")
    views = plan(corpus, frame=Frame(forms=(FORM,)))["pages"]
    shown = views["fr/guides/a.md"]["card"]
    assert shown["alternative"] == "Mots – guide – Notre guide"
    assert shown["url"].startswith(f"https://city.example/hub/{FOLDER}/fr-guides-a.")
    assert plan(corpus)["pages"]["fr/guides/a.md"]["card"] is None
    alone = _corpus(tmp_path / "alone", en="Words")
    assert plan(alone, frame=Frame(forms=(FORM,)))["pages"]["fr/guides/a.md"]["card"] is None, "stands in"


def test_cards_are_drawn_once_and_old_ones_go(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, en="Words", fr="Mots")
    site = tmp_path / "site"
    wanted = len([page for code in ("en", "fr") for page in corpus.all_pages(code)])
    assert write_cards(corpus, site, (FORM,)) == wanted
    laid = sorted(path.name for path in (site / FOLDER).iterdir())
    kept = tmp_path / KEPT
    (kept / laid[0]).write_bytes(b"as it was")
    (kept / "old.png").write_bytes(b"")
    write_cards(corpus, site, (FORM,))
    assert (site / FOLDER / laid[0]).read_bytes() == b"as it was"
    assert sorted(path.name for path in kept.iterdir()) == laid
    assert write_cards(corpus, tmp_path / "none", ()) == 0 and not (tmp_path / "none").exists()


def test_a_card_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, en="Words", fr="Mots")
    site = tmp_path / "site"
    site.mkdir()
    address = f"{corpus.settings.address}{FOLDER}/en-guides-a.00000000.png"
    page = f'<html lang="en"><head><meta property="og:image" content="{address}"></head></html>'
    (site / "index.html").write_text(page, "utf-8")
    told = [fault.message.said({}) for fault in verify(site, corpus.settings)]
    assert f"`{address}` leads nowhere" in told
    (site / FOLDER).mkdir(parents=True)
    (site / FOLDER / "en-guides-a.00000000.png").write_bytes(b"")
    assert not any("leads nowhere" in fault.message.said({}) for fault in verify(site, corpus.settings))


def test_kinds_are_told_but_of_plain_pages(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path,
        {
            "mkdocs.yml": SETTINGS,
            "docs/en/about.md": "---\ntitle: About\ntype: page\n---\n\n# About\n",
            "docs/data/glossary/hate.yml": "id: hate\nstatus: approved\n"
            "en:\n  term: hate\n  definition: Aversion.\n",
        },
    )
    english = corpus.settings.language("en")
    kinds = {page.key: card(corpus, page, english).kind for page in corpus.all_pages("en")}
    assert (kinds["about.md"], kinds["glossary/hate.md"], kinds["glossary/index.md"]) == ("", "Glossary", "")
