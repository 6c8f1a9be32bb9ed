# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""The offline copy: addresses written out, nothing else changed, nothing of others overwritten."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from living_guide.cli import main
from living_guide.publish.offline import file_address, offline_copy
from trees import write_tree

SITE = {
    "build/site/index.html": '<a href="a/b/#x">B</a> <img src="assets/i.png"> <a href="./">me</a>',
    "build/site/a/b/index.html": '<a href="../../fr/?q=1#y">F</a> <p>href="../../fr/"</p> <a href="#x">x</a>',
    "build/site/fr/index.html": '<a href=\'../a/b/\'>B</a> <a href="/">root</a> <a href="https://x.y/z/">w</a>',
    "build/site/assets/i.png": b"\x89PNG",
    "build/site/404.html": "x",
    "build/site/_headers": "x",
    "build/site/a/b/index.html.gz": b"x",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_tree(tmp_path, SITE) / "build/site"


@pytest.mark.parametrize(
    ("place", "address", "expected"),
    [
        ("index.html", "a/b/", "a/b/index.html"),
        ("index.html", "a/b", "a/b/index.html"),
        ("index.html", ".", "index.html"),
        ("index.html", "./#top", "index.html#top"),
        ("a/b/index.html", "../../", "../../index.html"),
        ("a/b/index.html", "../..", "../../index.html"),
        ("a/b/index.html", "./", "index.html"),
        ("a/b/index.html", "../../fr/?q=/a/#b/c", "../../fr/index.html?q=/a/#b/c"),
        ("a/b/index.html", "../../assets/i.png", "../../assets/i.png"),
        ("a/b/index.html", "/fr/", "../../fr/index.html"),
        ("a/b/index.html", "/assets/i.png", "../../assets/i.png"),
        ("a/b/index.html", "../../../outside/", "../../../outside/"),
        ("index.html", "nowhere/", "nowhere/"),
    ],
)
def test_an_address_on_a_page(site: Path, place: str, address: str, expected: str) -> None:
    assert file_address(site, place, address) == expected


def test_a_folder(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert offline_copy(site, copy) == 4
    files = {
        path.relative_to(copy).as_posix(): path.read_bytes() for path in copy.rglob("*") if path.is_file()
    }
    assert files == {
        "index.html": b'<a href="a/b/index.html#x">B</a> <img src="assets/i.png"> <a href="index.html">me</a>',
        "a/b/index.html": b'<a href="../../fr/index.html?q=1#y">F</a> <p>href="../../fr/"</p> <a href="#x">x</a>',
        "fr/index.html": (
            b"<a href='../a/b/index.html'>B</a> "
            b'<a href="../index.html">root</a> <a href="https://x.y/z/">w</a>'
        ),
        "assets/i.png": b"\x89PNG",
    }
    assert offline_copy(site, copy) == 4, "a copy of ours is replaced"


def test_a_zip_is_the_same_each_time(site: Path, tmp_path: Path) -> None:
    digests = set()
    for _ in range(2):
        offline_copy(site, tmp_path / "living-guide.zip")
        digests.add(hashlib.sha256((tmp_path / "living-guide.zip").read_bytes()).hexdigest())
    with zipfile.ZipFile(tmp_path / "living-guide.zip") as archive:
        names = archive.namelist()
    assert len(digests) == 1
    assert "living-guide/index.html" in names and all(name.startswith("living-guide/") for name in names)


@pytest.mark.parametrize(("language", "said"), [("en", "run `guide build` first"), ("fr", "lancez d’abord")])
def test_without_a_site(tmp_path: Path, language: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["offline", "--root", str(tmp_path), str(tmp_path / "x.zip"), "--lang", language]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_others_keep_is_left_alone(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = write_tree(tmp_path / "mine", {"letters.txt": "x"})
    assert main(["offline", "--root", str(tmp_path), str(mine), "--lang", "en"]) == 2
    assert "holds something else" in capsys.readouterr().err
    assert [path.name for path in mine.iterdir()] == ["letters.txt"]


def test_nothing_half_written_stays(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offline_copy(site, tmp_path / "copy.zip")
    before = (tmp_path / "copy.zip").read_bytes()

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("living_guide.publish.offline._page", full)
    with pytest.raises(OSError, match="No space"):
        offline_copy(site, tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"build", "copy.zip"}
