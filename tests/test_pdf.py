"""PDFs that unpack to more than anybody reads, or whose text is written in each of the format's ways."""

from __future__ import annotations

import zlib

import pytest

from living_guide.safety import pdf


def _packed(objects: bytes) -> bytes:
    packed = zlib.compress(objects, 9)
    return b"%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\r\n" + packed + b"\nendstream endobj"


def test_a_bomb_is_not_unpacked_whole() -> None:
    assert pdf.acting_entry(_packed(b" " * (pdf.MOST_BYTES + 1))) == pdf.HIDDEN_OBJECTS


def test_several_streams_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_BYTES", 1500)
    one = _packed(b" " * 1000)
    assert pdf.acting_entry(one) == ""
    assert pdf.acting_entry(one + one) == pdf.HIDDEN_OBJECTS


@pytest.mark.parametrize("trick", [b"% stream\n", b"/X (stream) ", b"/Y (endstream) "])
def test_a_keyword_in_the_wrong_place_hides_nothing(trick: bytes) -> None:
    whole = _packed(b"1 0 <</S/Launch>>").replace(b"<<", b"<<" + trick, 1)
    assert pdf.acting_entry(whole) != ""


@pytest.mark.parametrize(
    "written",
    [
        b"(Jane Do\\351)",
        b"(Jane\\040Do\xe9)",
        b"<4A616E6520446FE9>",
        b"<FEFF004A0061006E006500200044006F00E9>",
    ],
)
def test_an_author_is_read_however_written(written: bytes) -> None:
    assert pdf.author(b"%PDF-1.4 <</Author " + written + b">>") == "Jane Doé"
    assert pdf.author(_packed(b"1 0 <</Author" + written + b">>")) == "Jane Doé"
