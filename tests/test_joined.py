"""A search over a whole page finds the blocks, and the places in them, that a search in each would."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.document import Piece, Prose
from living_guide.joined import BETWEEN, Joined
from living_guide.source import Source

_WORDS = re.compile(r"\W(\w{2,}+)\s+\1\b", re.IGNORECASE)
_TWICE = re.compile(r"(?i)(?<!\w)(\w{2,}+)\s+\1(?!\w)")
_SIGNS = [re.compile(written) for written in (r"[;:!?]", r"\W", r"\s", "a|of", r"\w+", "(?<=a)b", "x*")]


def _blocks(texts: list[str]) -> tuple[Prose, ...]:
    source = Source("page.md", "".join(texts))
    return tuple(Prose(source, "paragraph", text, (Piece(0, 0, len(text), True),)) for text in texts)


_TEXTS = st.lists(st.text(st.sampled_from("ab of;: \nÉ"), min_size=1, max_size=12), max_size=6)


@settings(max_examples=300, deadline=None, database=None)
@given(_TEXTS)
def test_one_search_finds_what_many_do(texts: list[str]) -> None:
    blocks = _blocks(texts)
    joined = Joined(blocks)
    for sign in _SIGNS:
        assert set(joined.having(sign)) >= {prose for prose in blocks if sign.search(prose.text)}
        assert len(list(joined.having(sign))) <= len(blocks)
    expected = [(prose, found.span()) for prose in blocks for found in _TWICE.finditer(prose.text)]
    assert [(prose, found.span()) for prose, found in joined.found(_TWICE, _WORDS)] == expected
    for words in ("a", "of", "b;"):
        places = [
            (prose, found.start()) for prose in blocks for found in re.finditer(f"(?={words})", prose.text)
        ]
        assert list(joined.written(words)) == places


@settings(max_examples=100, deadline=None, database=None)
@given(_TEXTS)
def test_each_offset_leads_to_its_block(texts: list[str]) -> None:
    joined = Joined(_blocks(texts))
    for number, text in enumerate(texts):
        for at in range(len(text)):
            assert joined.block(joined.starts[number] + at) == number
            assert joined.text[joined.starts[number] + at] == text[at]
    assert joined.starts[-1] == len(joined.text)


def test_a_page_is_folded_once() -> None:
    joined = Joined(_blocks(["L'É\u00adté", "a  b"]))
    assert joined.folded is joined.folded
    words = joined.folded.text.strip(BETWEEN).split(BETWEEN)
    assert words == ["l’été", "a b"]
