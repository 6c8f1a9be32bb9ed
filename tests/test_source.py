"""Offsets, lines and columns, and the reading of bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.source import Source, Undecodable, decode

LINES = st.text(alphabet=st.sampled_from("aé🌍 \u2028\n\r"), max_size=40)


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("a", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\rb", 3, (3, 1)),
        ("🌍é\n🌍x", 4, (2, 2)),
        ("a\u2028b\x85c\x0cd", 6, (1, 7)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_position(text: str, offset: int, position: tuple[int, int]) -> None:
    source = Source("a.md", text)
    assert source.position(offset) == position
    assert source.offset(*position) == offset


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("a\u2028b", ["a\u2028b"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    source = Source("a.md", text)
    assert source.line_count == len(lines)
    assert [source.line(number) for number in range(1, source.line_count + 1)] == lines


@settings(max_examples=150, deadline=None, database=None)
@given(LINES, st.data())
def test_offset_is_the_inverse_of_position(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert line >= 1 and column >= 1
    assert source.offset(line, column) == offset


def test_span() -> None:
    span = Source("a.md", "été 🌍 fin").span(4, 5)
    assert (span.text, span.line) == ("🌍", 1)
    assert Source("a.md", "abc").span(1).text == "b"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        ("é🌍".encode(), "é🌍"),
        (b"a\r\nb\r", "a\r\nb\r"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    source = decode("a.md", data)
    assert isinstance(source, Source)
    assert source.text == text


@pytest.mark.parametrize(
    ("data", "offset", "byte"),
    [
        (b"\xff", 0, 0xFF),
        ("été ".encode() + b"\xe9t", 4, 0xE9),
        (b"\xef\xbb\xbf\xff", 0, 0xFF),
        (b"a\xed\xa0\x80", 1, 0xED),
        (b"a\xc0\x80", 1, 0xC0),
        (b"a\xf0\x9f\x8c", 1, 0xF0),
    ],
)
def test_what_is_not_utf8(data: bytes, offset: int, byte: int) -> None:
    found = decode("a.md", data)
    assert isinstance(found, Undecodable)
    assert (found.offset, found.byte) == (offset, byte)


@settings(max_examples=150, deadline=None, database=None)
@given(st.binary(max_size=40))
def test_any_bytes_are_read(data: bytes) -> None:
    found = decode("a.md", data)
    if isinstance(found, Undecodable):
        assert 0 <= found.offset < len(found.source.text)
