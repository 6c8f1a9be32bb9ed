"""What counts as an edit: typing never does, words always do; and what a translation is told of it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.content import Content, content
from living_guide.corpus import read_corpus
from living_guide.pages import Page, read_page
from living_guide.source import Source
from living_guide.translations import State, changed, freshness
from trees import REPOSITORY, corpus_of

CORPUS = read_corpus(REPOSITORY)
PAGES = list(CORPUS.pages)
a_page = st.sampled_from(PAGES)
WIDTHS = st.integers(30, 140)


def _again(page: Page, text: str, key: str = "") -> Content:
    return content(read_page(Source(page.path, text), page.language, key or page.key))


def rewrapped(page: Page, width: int) -> str:
    """The page with its paragraphs, quotations and items in lines of another width."""
    text = page.source.text
    lines = text[page.body :].split("\n")
    return text[: page.body] + "\n".join(part for line in lines for part in _wrapped(line, width))


def _wrapped(line: str, width: int) -> Iterator[str]:
    found = re.match(r"(?P<first> *(?:[-*+] |\d+\. |> )?)(?=\S)", line)
    if not found or re.match(r" *(?:#|\||`|!!!|\?\?\?|===|<|:|\[)", line) or re.search(r"\{ *[#.:\w]", line):
        yield line
        return
    first = found["first"]
    later = first if first.endswith("> ") else " " * len(first)
    wrapped = textwrap.wrap(line[len(first) :], width, break_long_words=False, break_on_hyphens=False)
    risky = re.compile(r"[-*+=>#|:]|\d+[.)]|!!!|<")  # would begin a block of its own
    if any(risky.match(part) for part in wrapped[1:]):
        yield line
    else:
        yield from (f"{first if number == 0 else later}{part}" for number, part in enumerate(wrapped))


@given(a_page, WIDTHS)
@settings(max_examples=60, deadline=None)
def test_wrapping_lines_elsewhere_changes_nothing(page: Page, width: int) -> None:
    text = rewrapped(page, width)
    assert [b.hash for b in _again(page, text).blocks] == [b.hash for b in CORPUS.content(page).blocks]


@given(a_page, st.data())
@settings(max_examples=60, deadline=None)
def test_any_other_word_marks_its_block_and_no_other(page: Page, data: st.DataObject) -> None:
    prose = data.draw(st.sampled_from(page.prose))
    words = [found for found in re.finditer(r"\w+", prose.text) if "\ufffc" not in found.group()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    span = prose.span(word.start(), word.end())
    text = page.source.text
    edited = _again(page, text[: span.start] + "Zyzzyva" + text[span.end :])
    before = CORPUS.content(page)

    found = list(changed([(block.hash, block.text) for block in before.blocks], edited))

    assert edited.hash != before.hash
    assert [change.kind for change in found] == ["changed"]
    block = found[0].block
    assert block and block.span.start <= span.start < block.span.end and "Zyzzyva" in block.text


TYPED = {
    "another bullet": ("- one\n- two\n", "* one\n* two\n"),
    "numbered anew": ("1. one\n2. two\n", "1. one\n1. two\n"),
    "a loose list": ("- one\n- two\n", "- one\n\n- two\n"),
    "another order": ("First.\n\nSecond.\n", "Second.\n\nFirst.\n"),
    "other quotation marks": ("It is “said” ‘so’.\n", "It is \"said\" 'so'.\n"),
    "French spaces": ("Un «\u00a0mot\u00a0»\u202f!\n", "Un « mot » !\n"),
    "other line ends": ("a\nb\n\nc\n", "a\r\nb\r\n\r\nc\r\n"),
    "a padded table": ("|a|b|\n|-|-|\n|c|d|\n", "| a   | b |\n|:----|---|\n| c   | d |\n"),
    "an id on a heading": ("## Steps\n", "## Steps { #steps }\n"),
    "an underlined heading": ("## Steps\n", "Steps\n-----\n"),
    "a waiver": ("Words.\n", "<!-- guide-ok: text-doubled-word -- a name -->\n\nWords.\n"),
    "a deeper quotation": ("> one two\n", "> one\n> two\n"),
    "a callout wrapped": ("!!! note\n    one two\n", "!!! note\n\n    one\n    two\n"),
}
SAID = {
    "a heading's level": ("## Steps\n", "### Steps\n"),
    "a task done": ("- [ ] one\n", "- [x] one\n"),
    "a callout's kind": ("!!! note\n    one\n", "!!! warning\n    one\n"),
    "a link's target": ("[a](b.md)\n", "[a](c.md)\n"),
    "an image": ("![a](b.png)\n", "![a](c.png)\n"),
    "a capital": ("He said.\n", "he said.\n"),
    "a number": ("In 2024.\n", "In 2025.\n"),
    "code": ("```\na\n```\n", "```\nb\n```\n"),
    "a reference": ("[a]\n\n[a]: b.md\n", "[a]\n\n[a]: c.md\n"),
    "a word once more": ("One.\n\nTwo.\n", "One.\n\nTwo.\n\nTwo.\n"),
    "the title": ("---\ntitle: One\n---\nx\n", "---\ntitle: Two\n---\nx\n"),
}


def _hash(text: str, key: str = "page.md") -> str:
    return content(read_page(Source(f"docs/en/{key}", text), "en", key)).hash


@pytest.mark.parametrize(("one", "other"), TYPED.values(), ids=TYPED)
def test_typing_is_no_content(one: str, other: str) -> None:
    assert _hash(one) == _hash(other)


@pytest.mark.parametrize(("one", "other"), SAID.values(), ids=SAID)
def test_what_is_said_is_content(one: str, other: str) -> None:
    assert _hash(one) != _hash(other)


def test_a_page_may_move() -> None:
    assert _hash("[a](b.md#c) [d](#d)\n") == _hash("[a](../b.md#c) [d](#d)\n", "guides/page.md")


def test_nothing_of_a_page_is_left_out() -> None:
    for page in PAGES:
        said = "".join(block.text for block in CORPUS.content(page).blocks)
        for prose in page.document.prose:
            for word in re.findall(r"[^\W\d_]{4,}", prose.text):
                assert word in said, (page.path, word)


# What a translation is told --------------------------------------------------------------------------

ORIGINAL = "---\ntitle: Home\n---\n\nOne.\n\nTwo.\n"


def _state(tmp_path: Path, front: str, more: dict[str, str] | None = None) -> State:
    files = {"docs/en/a.md": ORIGINAL, "docs/fr/a.md": f"---\ntitle: Accueil\n{front}---\n\nUn.\n"}
    return freshness(corpus_of(tmp_path, {**files, **(more or {})}), "fr", "a.md").state


def test_states(tmp_path: Path) -> None:
    now = _hash(ORIGINAL, "a.md")
    assert _state(tmp_path, "") == State.UNSTAMPED
    assert _state(tmp_path, "translation: {by: human}\n") == State.UNSTAMPED
    assert _state(tmp_path, f"translation: {{of: {now}, by: human}}\n") == State.FRESH
    assert _state(tmp_path, "translation: {of: v1-0, by: human}\n") == State.OUTDATED
    assert _state(tmp_path, "original: fr\n") == State.ORIGINAL


def test_a_minor_edit_leaves_translations_as_they_are(tmp_path: Path) -> None:
    now = _hash(ORIGINAL, "a.md")
    edit = f"title: Home\nminor_edits: [{{was: v1-0, now: {now}, because: a typo}}]\n"
    more = {"docs/en/a.md": ORIGINAL.replace("title: Home\n", edit)}
    assert _state(tmp_path, "translation: {of: v1-0}\n", more) == State.FRESH
    assert _state(tmp_path, "translation: {of: v1-1}\n", more) == State.OUTDATED


def test_a_page_may_be_missing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"docs/fr/b.md": "Un.\n"})
    found = freshness(corpus, "en", "b.md")
    assert found.state == State.MISSING and found.original.language == "fr"
