"""Pictures are published without what cameras note in them, and look as they did."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from living_guide.corpus import read_corpus
from living_guide.safety.pictures import PICTURES, BrokenPicture, has_metadata, read_picture
from living_guide.stage.tree import stage
from trees import CLEAN, write_tree

FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
SECRET = b"Rue du Secret 12"
PROFILE = b"\0\0\0\x80the colours of a screen" + bytes(100)


def _drawn() -> Image.Image:
    """A picture that shows how it is turned."""
    picture = Image.new("RGB", (48, 32), (200, 30, 30))
    picture.paste((20, 20, 220), (0, 0, 12, 8))
    return picture


def _photograph(suffix: str, orientation: int = 6) -> bytes:
    """A picture of a format with a place, an author, a comment, a small copy, and more behind its end."""
    drawn, out, exif = _drawn(), io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)})
    if suffix == ".gif":
        drawn.save(out, "GIF", comment=SECRET)
    elif suffix == ".png":
        info = PngInfo()
        info.add_text("Author", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        drawn.save(out, "PNG", exif=exif, pnginfo=info, icc_profile=PROFILE)
    elif suffix == ".webp":
        drawn.save(out, "WEBP", exif=exif.tobytes(), xmp=SECRET, icc_profile=PROFILE, lossless=True)
    else:
        drawn.save(out, "JPEG", exif=exif, comment=SECRET, icc_profile=PROFILE, xmp=SECRET, quality=90)
    return out.getvalue() + SECRET + b"ftypmp42"


def _shown(data: bytes) -> Image.Image:
    """A picture as browsers turn it."""
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data)))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_only_the_picture_is_published(suffix: str, orientation: int) -> None:
    given_ = _photograph(suffix, orientation)
    assert SECRET in given_

    picture = read_picture(suffix, given_)

    assert picture is not None
    assert SECRET not in picture.data
    assert (picture.width, picture.height) == (48, 32)
    before, after = _shown(given_), _shown(picture.data)
    assert after.size == before.size
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    opened = Image.open(io.BytesIO(picture.data))
    assert opened.info.get("icc_profile") == (None if suffix == ".gif" else PROFILE)
    notes = opened.getexif()
    assert not notes.get_ifd(0x8825)
    assert dict(notes) == ({} if suffix == ".gif" or orientation == 1 else {0x0112: orientation})
    again = read_picture(suffix, picture.data)
    assert again is not None
    assert again.data == picture.data


@pytest.mark.parametrize(("suffix", "kind"), [(".gif", "GIF"), (".png", "PNG"), (".webp", "WEBP")])
def test_moving_pictures_still_move(suffix: str, kind: str) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=90, loop=0)

    picture = read_picture(suffix, out.getvalue())

    assert picture is not None
    opened = Image.open(io.BytesIO(picture.data))
    assert getattr(opened, "n_frames") == 3  # noqa: B009 -- only some kinds of picture have it
    assert opened.info["loop"] == 0


def test_a_progressive_photograph_keeps_its_scans_and_loses_a_second_picture() -> None:
    out = io.BytesIO()
    noise = Image.effect_noise((64, 64), 90)
    noise.save(out, "MPO", save_all=True, append_images=[_drawn()], progressive=True, restart_marker_blocks=4)
    assert getattr(Image.open(io.BytesIO(out.getvalue())), "n_frames") == 2  # noqa: B009 -- as above

    picture = read_picture(".jpeg", out.getvalue())

    assert picture is not None
    assert b"MPF" not in picture.data
    assert len(picture.data) < len(out.getvalue())
    assert Image.open(io.BytesIO(picture.data)).tobytes() == Image.open(io.BytesIO(out.getvalue())).tobytes()


def test_of_an_avif_it_is_known_whether_it_tells_more_than_it_shows() -> None:
    out, noted = io.BytesIO(), io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    _drawn().save(out, "AVIF")
    _drawn().save(noted, "AVIF", exif=exif)

    assert not has_metadata(out.getvalue())
    assert has_metadata(noted.getvalue())


@given(st.sampled_from(sorted(PICTURES)), st.data())
def test_no_bytes_are_too_odd(suffix: str, data: st.DataObject) -> None:
    whole = _photograph(suffix.replace("jpeg", "jpg"))
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole) - 1))
    odd = data.draw(st.one_of(st.just(whole[:cut]), st.just(whole[:at] + b"\xff" + whole[at + 1 :])))
    try:
        picture = read_picture(suffix, odd)
    except BrokenPicture:
        return
    assert picture is not None
    assert picture.pixels


def test_a_photograph_is_staged_without_its_place_in_every_layer(tmp_path: Path) -> None:
    places = ("docs/assets/images/IMG_2034.JPG", "docs/fr/photo.png", "local/assets/logo.webp")
    files = {place: _photograph(Path(place).suffix.lower()) for place in places}
    corpus = read_corpus(write_tree(tmp_path / "city", {**CLEAN, **files}))

    stage(corpus, tmp_path / "tree")

    for place in places:
        staged = (tmp_path / "tree" / place.partition("/")[2]).read_bytes()
        assert SECRET not in staged
        assert _shown(staged).convert("RGB").tobytes() == _shown(files[place]).convert("RGB").tobytes()
