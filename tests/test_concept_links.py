"""Terms become links to their concepts, at the right place, and nothing else of the page changes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from living_guide.corpus import Corpus, read_corpus
from living_guide.markup.concepts import ConceptLinks, Glossary, PageLinks, glossaries
from living_guide.stage.plan import plan
from living_guide.stage.tree import staged_pages
from rendered import EXTENSIONS
from trees import REPOSITORY

PHRASES = {
    "hate": "hate",
    "hostility": "hostility",
    "hostilities": "hostility",
    "local leadership group": "group",
    "llg": "group",
    "académie": "academy",
    "hate crime": "",
}
TERMS = {"hate": "hate", "hostility": "hostility", "group": "Local Leadership Group", "academy": "académie"}
GLOSSARY = Glossary(PHRASES, TERMS)
PREFIX = "../../glossary/"

Token = tuple[Any, ...]


class _Tokens(HTMLParser):
    """A page's tokens; links that were added are unwrapped, ones that were described lose just that."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._links: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            is_term = "lg-term" in (values.get("class") or "").split()
            self._links.append(is_term and (values.get("href") or "").startswith(PREFIX))
            if self._links[-1]:
                return
            if is_term:
                values.pop("aria-describedby", None)
                kept = [name for name in (values.pop("class") or "").split() if name != "lg-term"]
                values |= {"class": " ".join(kept)} if kept else {}
        self.tokens.append(("start", tag, tuple(sorted(values.items()))))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links and self._links.pop():
            return
        self.tokens.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.tokens and self.tokens[-1][0] == "text":
            data = self.tokens.pop()[1] + data
        self.tokens.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.tokens.append(("comment", data))


def tokens(html: str) -> list[Token]:
    reader = _Tokens()
    reader.feed(html)
    reader.close()
    return reader.tokens


_names, _configurations = EXTENSIONS
EXTENSION = ConceptLinks()
PLAIN = Markdown(extensions=_names, extension_configs=_configurations)
LINKING = Markdown(extensions=[*_names, EXTENSION], extension_configs=_configurations)


def converted(text: str, page: PageLinks | None) -> str:
    """The HTML of Markdown on a page; without one, by an engine that knows nothing of concepts."""
    engine = LINKING if page else PLAIN
    EXTENSION.page = page
    try:
        return engine.reset().convert(text)
    finally:
        EXTENSION.page = None


def linked(text: str, **more: Any) -> list[tuple[str, str]]:
    """Concept and words of each link made or described."""
    html = converted(text, PageLinks(GLOSSARY, PREFIX, **more))
    found = re.findall(r'<a ([^>]*aria-describedby="lg-def-([^"]*)"[^>]*)>(.*?)</a>', html, re.DOTALL)
    assert all("lg-term" in attributes for attributes, _, _ in found)
    return [(identifier, re.sub("<[^>]*>", "", words)) for _, identifier, words in found]


def test_the_first_use_is_linked_and_no_other() -> None:
    text = "Hate, and HATE again.\n\n- more hate\n- Hostilities, hostility"
    assert linked(text) == [("hate", "Hate"), ("hostility", "Hostilities")]


def test_a_link_leads_to_the_page_and_names_its_definition() -> None:
    page = PageLinks(GLOSSARY, PREFIX)
    html = converted("Our LLG met.", page)
    link = '<a aria-describedby="lg-def-group" class="lg-term" href="../../glossary/group/">LLG</a>'
    assert tokens(html) == tokens("<p>Our LLG met.</p>")
    assert sorted(re.findall(r'\S+="[^"]*"', html)) == sorted(re.findall(r'\S+="[^"]*"', link))
    assert page.linked == ["group"]


@pytest.mark.parametrize(
    "text",
    [
        "# Hate",
        "Hate\n====",
        "#### Of hate { #x }",
        "Say `hate`.",
        "    hate",
        "```\nhate\n```",
        "[hate](x.md)",
        "[a *hate* b](x.md)",
        "[hate]\n\n[hate]: x.md",
        "<https://hate.example/hate>",
        "![hate](x.png)",
        '!!! note "Hate"\n    Something.',
        '??? note "Hate"\n    Something.',
        '=== "Hate"\n    Something.',
        "hateful, whate, hate_crime",
        "a hate crime",
        "<!-- hate -->",
        "academie",
        "[x](hate.md){ title=hate }",
    ],
)
def test_never_there(text: str) -> None:
    assert linked(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a\n    - of hate", "hate"),
        ("> hate", "hate"),
        ("| a | b |\n|---|---|\n| c | hate |", "hate"),
        ("Word\n:   Means hate.", "hate"),
        ("**Hate**: no.", "Hate"),
        ('!!! note "Title"\n    Of hate.', "hate"),
        ("A note.[^1]\n\n[^1]: On hate.", "hate"),
        ("a <span>hate</span> b", "hate"),
        ("*x* hate", "hate"),
        ("- [ ] No hate", "hate"),
        ("# Title\n\nhate", "hate"),
    ],
)
def test_also_there(text: str, words: str) -> None:
    assert linked(text) == [("hate", words)]


def test_the_words_stay_as_written() -> None:
    assert linked("The local\nleadership group and l’académie.") == [
        ("group", "local\nleadership group"),
        ("academy", "académie"),
    ]


def test_a_concept_is_not_linked_on_its_own_page() -> None:
    assert linked("Hate and hostility.", itself="hate") == [("hostility", "hostility")]


def test_once_a_section_where_the_city_wants_that() -> None:
    text = "hate hate\n\n## A\n\nhate\n\n### B\n\nhate, hate"
    assert linked(text) == [("hate", "hate")]
    assert linked(text, each_section=True) == [("hate", "hate")] * 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [[group]].", [("group", "Local Leadership Group")]),
        ("See [[group|our table]].", [("group", "our table")]),
        ("LLG and [[group]].", [("group", "Local Leadership Group")]),
        ("[[hate]] and [[hate]]", [("hate", "hate"), ("hate", "hate")]),
        ("## On [[hate]]", [("hate", "hate")]),
    ],
)
def test_links_asked_for(text: str, found: list[tuple[str, str]]) -> None:
    assert linked(text) == found


@pytest.mark.parametrize("text", ["[[unknown]]", "[[Hate|x]]", "[[hate|]]", "`[[hate]]`", "[[say/avoid]]"])
def test_what_names_no_concept_stays_text(text: str) -> None:
    html = converted(text, PageLinks(GLOSSARY, PREFIX, itself="hate"))
    assert "<a" not in html
    assert tokens(html) == tokens(converted(text, None))


def test_a_link_made_by_hand_is_described_and_counts_as_the_first() -> None:
    page = PageLinks(GLOSSARY, PREFIX)
    html = converted("First hate, then [the *ugly* thing](../glossary/hate.md){ .x }, then hate.", page)
    assert page.linked == ["hate"]
    [link] = re.findall(r"<a [^>]*>", html)
    assert 'class="x lg-term"' in link and 'href="../glossary/hate.md"' in link


def test_a_paragraph_with_a_link_in_html_is_left_alone() -> None:
    text = 'About <a href="x">some hate here</a> and hostility.\n\nThen hate.'
    assert linked(text) == [("hate", "hate")]
    assert converted(text, PageLinks(GLOSSARY, PREFIX)).count("<a ") == 2


def test_links_never_stand_in_links() -> None:
    html = converted('<a href="x">*hate*</a> **[hate](y)** [[hate|a]] hate', PageLinks(GLOSSARY, PREFIX))
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html, re.DOTALL)


# Without its links, a page is what it would be without the extension ---------------------------------


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(REPOSITORY)


def test_every_real_page_without_its_links_is_what_it_was(corpus: Corpus) -> None:
    known = glossaries(plan(corpus)["glossaries"])
    different, links = [], 0
    for place, text in staged_pages(corpus):
        language, _, key = place.partition("/")
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        page = PageLinks(known[language], PREFIX, key.removeprefix("glossary/").removesuffix(".md"))
        html = converted(body, page)
        links += len(page.linked)
        if tokens(html) != tokens(converted(body, None)):
            different.append(place)
    assert different == []
    assert links > 500


_PIECES = st.sampled_from(
    [
        *("hate", "Hate", "HATE crime", "hostility", "LLG", "local leadership group", "ACADÉMIE", "plain"),
        *("*", "**", "_", "`", "``", "[", "]", "(x.md)", "](x.md)", "](../glossary/hate.md)", "{ .c }", "!["),
        *("<a href='x'>", "</a>", "<b>", "</b>", "<br>", "<!-- ", " -->", "&amp;", "&", "<", ">", "\\", '"'),
        *("\n", "\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "\n# ", "\n## ", "\n| a | b |\n|---|---|\n| "),
        *('\n!!! note "hate"\n    ', '\n??? note "x"\n    ', '\n=== "hate"\n    ', "\n```\n", "\nhate\n:   "),
        *(
            "[^1]",
            "\n[^1]: ",
            "\n[hate]: x\n",
            "- [ ] ",
            " ",
            " | ",
            "https://hate.example",
            "<div>",
            "</div>",
        ),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(_PIECES, max_size=14), each_section=st.booleans())
@example(pieces=["hate", "<b>", "hostility"], each_section=False)
@example(pieces=["<a href='x'>", "\n\n", "hate", "</a>"], each_section=True)
def test_any_markdown_without_its_links_is_what_it_was(pieces: list[str], each_section: bool) -> None:
    text = " ".join(pieces)
    page = PageLinks(GLOSSARY, PREFIX, each_section=each_section)
    assert tokens(converted(text, page)) == tokens(converted(text, None))
