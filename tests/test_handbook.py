"""The contributor's handbook: every rule, in every language, from the manuals the command prints."""

from __future__ import annotations

import json
import re

import pytest

from living_guide.checks import RULES, all_rules
from living_guide.cli import main
from living_guide.corpus import Corpus, read_corpus
from living_guide.manual import HANDBOOK, manual_of, rule_address
from living_guide.messages import catalogue, languages
from living_guide.pages import Page
from living_guide.stage.handbook_pages import INDEX, TITLES
from living_guide.stage.navigation import navigation
from trees import CLEAN, REPOSITORY, corpus_of, write_tree

FAMILIES = sorted({rule.family for rule in all_rules().values()})


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(REPOSITORY)


def _page(corpus: Corpus, language: str, key: str) -> Page:
    page = corpus.any_page(language, key)
    assert page is not None, f"{language}/{key}"
    return page


def _shown(text: str) -> str:
    """Words as on the page: without its marks and references to signs."""
    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)
    return re.sub(r"[*`\s]+", " ", text)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", all_rules())
def test_every_rule_is_listed_and_explained_in_every_language(
    corpus: Corpus, name: str, language: str
) -> None:
    rule, words = RULES[name], catalogue(language)
    manual = manual_of(rule, words)
    page = _page(corpus, language, f"{HANDBOOK}/{rule.family}.md")
    assert name in page.document.anchors
    section = re.split(r"\n## (\S+) \{ #\1 \}", page.source.text.partition(f"{{ #{name} }}")[2])[0]
    shown = _shown(section)
    for told in (manual.summary, *manual.why, *(example for _, example in manual.examples)):
        assert _shown(told).strip() in shown
    labels = [label for label, _ in manual.examples]
    assert manual.why and labels[0] == words.get("Bad", "Bad") and labels[-1] == words.get("Good", "Good")
    never = name.startswith(("waiver-", "safety-", "files-"))
    assert (f"<!-- guide-ok: {name} -- " in section) is not never
    index = _page(corpus, language, INDEX)
    links = [link.target for link in index.document.links]
    assert links.count(f"rules/{rule.family}.md#{name}") == 1
    if language != "en":
        assert rule.manual in words, "the manual is told in this language"
        assert manual.summary != manual_of(rule, {}).summary


def test_the_handbook_leads_nowhere_else(corpus: Corpus) -> None:
    for language in corpus.settings.codes:
        index = _page(corpus, language, INDEX)
        targets = {link.target.partition("#")[0] for link in index.document.links}
        assert targets == {f"rules/{family}.md" for family in FAMILIES}
        keys = {key for code, key in corpus.generated if code == language and key.startswith(HANDBOOK)}
        assert keys == {INDEX, *(f"about/{target}" for target in targets)}
        menu = json.dumps(navigation(corpus, language))
        assert f'"{INDEX}"' in menu and f"{HANDBOOK}/" not in menu


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_a_title(family: str) -> None:
    assert family in TITLES


def test_pages_say_which_file_they_are_made_from(corpus: Corpus) -> None:
    for (_, key), page in corpus.generated.items():
        if key.startswith(f"{HANDBOOK}/"):
            assert (REPOSITORY / page.path).exists(), page.path


def test_no_heading_stands_twice(corpus: Corpus) -> None:
    for (_, key), page in corpus.generated.items():
        if key.startswith(HANDBOOK):
            assert not page.document.repeated_anchors


def test_a_guide_without_a_section_about_itself_has_no_handbook(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    small = corpus_of(tmp_path_factory.mktemp("small"), CLEAN)
    assert small.any_page("en", INDEX) is None
    about = {f"docs/{code}/about/index.md": "# About\n" for code in ("en", "fr")}
    large = corpus_of(tmp_path_factory.mktemp("large"), about)
    assert large.any_page("fr", INDEX) is not None


def test_a_page_of_ones_own_takes_its_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = {"docs/en/about/index.md": "# About\n", f"docs/en/{INDEX}": "# Our own rules\n"}
    corpus = read_corpus(write_tree(tmp_path_factory.mktemp("own"), {**CLEAN, **own}))
    page = corpus.any_page("en", INDEX)
    assert page is not None and page.title == "Our own rules"


def test_addresses_lead_to_sections(corpus: Corpus) -> None:
    for name, rule in all_rules().items():
        address = rule_address(f"https://guide.example/fr/{HANDBOOK}/", name)
        assert address == f"https://guide.example/fr/{HANDBOOK}/{rule.family}/#{name}"
        assert _page(corpus, "fr", f"{HANDBOOK}/{rule.family}.md").url in address
    assert rule_address("", "links-missing-page") == rule_address("https://guide.example/", "x-y") == ""


def test_the_command_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    for language in languages():
        for name, rule in all_rules().items():
            assert main(["explain", name, "--lang", language]) == 0
            said = capsys.readouterr().out
            manual = manual_of(rule, catalogue(language))
            assert all(_shown(text).strip() in _shown(said) for _, text in manual.examples)
