"""Search in a real browser: the index, the journeys, the costs, and what may not stand in its way."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from axe import violations
from served import Site

REPOSITORY = Path(__file__).parent.parent.parent
VECTORS = json.loads((REPOSITORY / "tests/data/analyser.json").read_text("utf-8"))
LIBRARY, ANALYSED = (
    Path(__file__).with_name(name).read_text("utf-8") for name in ("library.js", "analysed.js")
)
LANGUAGES = {"en": "/", "fr": "/fr/"}
PHONE = {"viewport": {"width": 320, "height": 640}}
DESK = {"viewport": {"width": 1280, "height": 800}}
SCREENS = pytest.mark.parametrize("context", [PHONE, DESK], ids=["phone", "desk"], indirect=True)
FETCHED = """address => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  Object.assign(script, { onload: resolve, onerror: reject });
  script.src = livingGuideParts.ownScript(new URL(address, location.href).href);
  document.head.append(script);
}).then(() => true)"""
"""Runs another script of the site: the policy knows one way to ask for it."""
GUIDE = "guides/choose-your-words/"
FIELD = "#lg-query"
OPTIONS = "[role=option]"
READY = "[data-lg-box][data-lg-state]"
SETTLED = "[data-lg-box][data-lg-state=settled]"
BEFORE_FIRST = 60_000
IN_ALL = 180_000
"""Bytes that search may cost, compressed, at the size of the real guide."""


def opened(page: Page, path: str = "/fr/") -> None:
    """Search, opened from a page by the keyboard, its first part there."""
    page.goto(path)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.wait_for_selector(READY)


def asked(page: Page, query: str) -> list[str]:
    """The addresses of the pages found for a query, best first, once nothing more is to come."""
    page.fill(FIELD, "")
    page.fill(FIELD, query)
    page.wait_for_selector(SETTLED)
    return paths(page)


def paths(page: Page) -> list[str]:
    found: list[str] = page.locator(".lg-hit--page").evaluate_all("links => links.map(link => link.pathname)")
    return found


def is_for_search(request: Request) -> bool:
    return "search" in request.url.partition("?")[0] or "minisearch" in request.url


# The index ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_the_one_the_library_builds(page: Page, site: Site, language: str) -> None:
    """Every file is read; terms, lengths and means are the library's own, and so is every score."""
    opened(page, LANGUAGES[language])
    differing = page.evaluate(
        LIBRARY,
        _fields(language),
    )
    assert differing["wrong"] == []
    assert differing["searches"] > 2_000


def _fields(language: str) -> list[dict[str, str]]:
    from living_guide.corpus import read_corpus
    from living_guide.search.documents import documents

    return [document.fields for document in documents(read_corpus(REPOSITORY), language)]


def test_words_and_stems_are_those_of_the_build(page: Page) -> None:
    """The shared table, then the whole vocabulary of the guide, in the browser's own analyser."""
    from living_guide.corpus import read_corpus
    from living_guide.search.analyser import analyser
    from living_guide.search.documents import FIELDS, documents

    corpus = read_corpus(REPOSITORY)
    page.goto("/search/")
    page.wait_for_selector(READY)
    for language in sorted({vector["language"] for vector in VECTORS}):
        words = analyser(language)
        habits = {
            "elisions": sorted(words.habits.elisions),
            "possessives": sorted(words.habits.possessives),
            "enclitics": sorted(words.habits.enclitics),
            "stopWords": sorted(words.habits.stop_words),
            "endings": [list(pair) for pair in words.habits.endings],
            "stemmer": words.habits.stemmer,
        }
        texts = [vector["text"] for vector in VECTORS if vector["language"] == language]
        if language in LANGUAGES:
            page.evaluate(FETCHED, f"/search/{language}/stemmer.js")
            texts += [document.fields[name] for document in documents(corpus, language) for name in FIELDS]
        expected = [
            [[list(unit) for unit in words.units(text)], [words.stem(word) for word in words.words(text)]]
            for text in texts
        ]
        found = page.evaluate(
            ANALYSED,
            [habits, texts],
        )
        assert [
            (text, one, other)
            for text, one, other in zip(texts, expected, found, strict=True)
            if one != other
        ] == []


# Journeys -------------------------------------------------------------------------------------------


@SCREENS
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_keyboard_is_enough(page: Page, key: str) -> None:
    page.goto(f"/fr/{GUIDE}")
    page.locator(".lg-languages a").first.focus()
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("lassitude civique")
    page.wait_for_selector(SETTLED)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.locator(FIELD).get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{active}']")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/glossary/civic-fatigue/?h=*")
    expect(page.locator("mark.lg-found").first).to_be_visible()


@SCREENS
def test_escape_gives_the_focus_back(page: Page) -> None:
    page.goto(f"/fr/{GUIDE}")
    link = page.locator(".lg-languages a[hreflang=en]")
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("haine")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS).first).to_be_hidden()
    expect(link).to_be_focused()
    page.locator(".lg-find__button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".lg-find__button")).to_be_focused()


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_the_number_of_pages_is_said(page: Page) -> None:
    opened(page)
    found = asked(page, "confiance")
    expect(page.get_by_role("status")).to_have_text(f"Pages trouvées\u00a0: {_count(page)}")
    assert found
    page.select_option("#lg-filter-types", "guide")
    expect(page.get_by_role("status")).to_have_text(f"Pages trouvées\u00a0: {_count(page)}")


def _count(page: Page) -> int:
    text = page.locator(".lg-search__count").inner_text()
    return int(text.rpartition(" ")[2])


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_filters_combine_and_count(page: Page) -> None:
    page.goto("/fr/search/?q=ville")
    page.wait_for_selector(SETTLED)
    everything = _count(page)
    page.select_option("#lg-filter-types", "spotlight")
    spotlights = _count(page)
    label = page.locator("#lg-filter-places option[value=mission]").inner_text()
    page.select_option("#lg-filter-places", "mission")
    assert f"({_count(page)})" in label
    assert 0 < _count(page) < spotlights < everything
    assert "type=spotlight" in page.url and "place=mission" in page.url
    page.reload()
    page.wait_for_selector(SETTLED)
    expect(page.locator("#lg-filter-places")).to_have_value("mission")


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_the_page_of_search_is_shared_and_gone_back_to(page: Page) -> None:
    page.goto("/fr/search/?q=haine")
    page.wait_for_selector(SETTLED)
    before = paths(page)
    expect(page.locator(FIELD)).to_have_value("haine")
    page.fill(FIELD, "confiance")
    page.keyboard.press("Enter")
    page.wait_for_selector(SETTLED)
    page.locator(".lg-hit--page").first.click()
    page.wait_for_url("**/glossary/trust/**")
    page.go_back()
    page.wait_for_selector(SETTLED)
    expect(page.locator(FIELD)).to_have_value("confiance")
    assert page.locator(".lg-languages a[hreflang=en]").get_attribute("href", timeout=1000)
    assert page.locator(".lg-languages a[hreflang=en]").evaluate("link => link.search") == "?q=confiance"
    assert before != paths(page)


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_a_question_about_danger_shows_whom_to_call_first(page: Page) -> None:
    opened(page, "/fr/")
    for query in ("urgence", "on me menace", "quelqu’un est en danger"):
        asked(page, query)
        box = page.locator(".lg-search__emergency")
        expect(box).to_be_visible()
        expect(box).to_contain_text("112")
        top = page.locator("[data-lg-box]").evaluate(
            "box => [...box.children].find(one => one.offsetHeight > 1).className"
        )
        assert top == "lg-search__emergency"
    asked(page, "budget")
    expect(page.locator(".lg-search__emergency")).to_be_hidden()


@SCREENS
@pytest.mark.parametrize(
    ("prefix", "query", "name", "number"),
    [
        ("/", "suicide", "Talk to someone now", "988"),
        ("/fr/", "je veux mourir", "Parlez à quelqu’un maintenant", "3114"),
    ],
)
def test_a_question_of_despair_shows_who_listens(
    page: Page, prefix: str, query: str, name: str, number: str
) -> None:
    """Calmly: in a box of its own, named by its heading, said aloud, its numbers reached by the keyboard."""
    opened(page, prefix)
    asked(page, query)
    box = page.get_by_role("region", name=name)
    expect(box.get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator(".lg-search__emergency")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text(name)
    link = box.get_by_role("link", name=number)
    expect(link).to_have_attribute("href", f"tel:{number}")
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.fill(FIELD, "budget")
    expect(box).to_be_hidden()


@pytest.mark.parametrize("context", [DESK], indirect=True)
@pytest.mark.parametrize(
    ("prefix", "word", "concept", "said"),
    [
        ("/fr/", "cartographie", "stakeholder-identification", "identification des parties prenantes"),
        ("/", "mapping", "stakeholder-identification", "stakeholder identification"),
    ],
)
def test_a_discouraged_word_leads_to_what_to_say(
    page: Page, prefix: str, word: str, concept: str, said: str
) -> None:
    opened(page, prefix)
    assert asked(page, word)[0] == f"{prefix}glossary/{concept}/"
    expect(page.locator(".lg-search__advice")).to_contain_text(said)


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_searches_are_remembered_only_if_asked(page: Page) -> None:
    opened(page)
    asked(page, "haine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=haine")
    assert page.evaluate("localStorage.getItem('livingGuide.searches')") is None
    page.wait_for_selector(SETTLED)
    page.locator(".lg-search__memory input").check()
    page.fill(FIELD, "confiance")
    page.keyboard.press("Enter")
    opened(page, "/fr/about/")
    expect(page.locator(".lg-search__recent button")).to_have_text(["confiance"])
    page.locator(".lg-search__memory input").uncheck()
    assert page.evaluate("localStorage.getItem('livingGuide.searches')") is None


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_nothing_found_still_helps(page: Page) -> None:
    opened(page)
    page.fill(FIELD, "zzqqxxkk")
    expect(page.get_by_role("status")).to_contain_text("zzqqxxkk")
    helping = page.locator(".lg-search__nothing")
    assert helping.locator("a[href*='/glossary/']").count() == 3
    expect(helping.locator("a[href^='mailto:']")).to_be_visible()
    helping.get_by_role("button", name="Personnel municipal").click()
    expect(page.locator("#lg-filter-roles")).to_have_value("city-staff")
    assert _count(page) > 10


VARIANTS = [
    ["l’extrémisme", "l'extremisme", "L’EXTRÉMISME", "extremisme", "lʼextrémisme"],
    [
        "lassitude civique",
        "LASSITUDE CIVIQUE",
        "la lassitude civique",
        "Lassitude  civique",
    ],
    ["multi-acteurs", "multiacteurs", "Multi‑Acteurs"],
    ["jusqu’à l’élection", "élection", "Election", "l'election"],
    ["œuvre", "oeuvre", "ŒUVRE"],
]


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_every_spelling_gives_the_same_list(page: Page) -> None:
    opened(page)
    page.evaluate("window.livingGuideParts.search.whole()")
    for variants in VARIANTS:
        lists = [
            page.evaluate(
                "query => window.livingGuideParts.search.find(query).hits.map(hit => hit.document)", query
            )
            for query in variants
        ]
        assert lists[0] and all(found == lists[0] for found in lists), variants


# Costs and constraints ------------------------------------------------------------------------------


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_nothing_is_fetched_before_search_opens_and_little_after(page: Page, site: Site) -> None:
    requests: list[str] = []
    page.on(
        "request",
        lambda request: requests.append(request.url.partition("?")[0]) if is_for_search(request) else None,
    )
    page.goto("/fr/")
    page.wait_for_load_state("networkidle")
    assert requests == []
    page.keyboard.press("/")
    page.wait_for_selector(READY)
    first = _compressed(site, requests)
    page.keyboard.type("haine en ligne")
    page.wait_for_selector(SETTLED)
    assert 0 < first <= BEFORE_FIRST
    assert _compressed(site, requests) <= IN_ALL


def _compressed(site: Site, urls: list[str]) -> int:
    files = {site.folder / url.removeprefix(site.address + "/") for url in urls}
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize(
    "context",
    [
        {**PHONE, "color_scheme": "dark", "reduced_motion": "reduce"},
        {**DESK, "color_scheme": "light", "reduced_motion": "reduce"},
    ],
    ids=["phone", "desk"],
    indirect=True,
)
@pytest.mark.parametrize("prefix", ["/", "/fr/"], ids=["en", "fr"])
def test_axe_finds_nothing_in_the_open_dialog(page: Page, prefix: str) -> None:
    opened(page, prefix)
    assert violations(page) == []
    asked(page, "menaces" if prefix == "/fr/" else "threats")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.fill(FIELD, "zzqqxxkk")
    expect(page.locator(".lg-search__nothing")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("context", [{**DESK, "java_script_enabled": False}], indirect=True)
def test_without_scripts_the_button_leads_to_lists(page: Page) -> None:
    page.goto(f"/fr/{GUIDE}")
    page.locator(".lg-find__button").click()
    page.wait_for_url("**/fr/search/*")
    expect(page.get_by_text("La recherche a besoin de JavaScript")).to_be_visible()
    page.locator("[data-lg-browse] a[href$='/glossary/']").first.click()
    page.wait_for_url("**/fr/glossary/")


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_search_works_from_a_disk(page: Page, built: Path) -> None:
    page.goto((built / "fr/guides/index.html").resolve().as_uri())
    page.keyboard.press("/")
    page.wait_for_selector(READY)
    asked(page, "haine")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/glossary/hate/index.html?h=*")
    expect(page.locator("mark.lg-found").first).to_be_visible()


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_search_obeys_the_policy(page: Page) -> None:
    """The page's own policy lets no inline script or style run; a browser says what it refused."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    opened(page)
    assert "script-src 'self'" in str(page.locator("meta[http-equiv]").first.get_attribute("content"))
    asked(page, "haine")
    page.locator(".lg-hit--section").first.click()
    page.wait_for_url("**/fr/**/?h=haine*#*")
    expect(page.locator("mark.lg-found").first).to_be_visible()
    assert refused == []


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_what_could_not_be_loaded_is_said_and_tried_again(context: BrowserContext, page: Page) -> None:
    context.route("**/search/fr/1.js", lambda route: route.abort())
    page.goto("/fr/")
    page.keyboard.press("/")
    again = page.get_by_role("button", name="Réessayer")
    expect(again).to_be_visible()
    context.unroute("**/search/fr/1.js")
    again.click()
    page.wait_for_selector(READY)
    assert asked(page, "haine")[0] == "/fr/glossary/hate/"


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_search_goes_on_offline_once_it_is_loaded(context: BrowserContext, page: Page) -> None:
    opened(page)
    asked(page, "haine")
    context.set_offline(True)
    page.fill(FIELD, "confiance")
    expect(page.locator(OPTIONS).first).to_have_attribute("href", f"{page.url}glossary/trust/?h=confiance")


@pytest.mark.parametrize(("prefix", "code"), [("/", "en"), ("/fr/", "fr")])
def test_only_pages_of_the_language_are_found(page: Page, prefix: str, code: str) -> None:
    page.goto(f"{prefix}search/?q={quote('guide' if code == 'en' else 'ville')}")
    page.wait_for_selector(SETTLED)
    found = page.evaluate("window.livingGuideParts.search.index.first.documents.length")
    assert found > 100
    assert [path for path in paths(page) if path.startswith("/fr/") is not (prefix == "/fr/")] == []
