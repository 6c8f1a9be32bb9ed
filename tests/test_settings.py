# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""What a city decides: languages, names and addresses, written or found."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.settings import SettingsError, read_settings
from trees import write_tree

TWO = "plugins: {i18n: {languages: [{locale: fr, name: Français, default: true}, {locale: en, name: English}]}}\n"


@pytest.mark.parametrize(
    ("folders", "codes"),
    [
        (["docs/en", "docs/fr"], ("en", "fr")),
        (["docs/fr", "docs/de", "docs/en"], ("en", "de", "fr")),
        (["docs/fr", "docs/de"], ("de", "fr")),
        (["docs/fr-CA", "docs/arz"], ("arz", "fr-CA")),
        (["docs/en", "local/es"], ("en", "es")),
        (["docs/assets", "docs/data", "docs/EN", "docs/fr_CA", "docs/f"], ()),
    ],
)
def test_languages_are_the_folders(tmp_path: Path, folders: list[str], codes: tuple[str, ...]) -> None:
    write_tree(tmp_path, {f"{folder}/index.md": "# X\n" for folder in folders})
    found = read_settings(tmp_path)
    assert found.codes == codes
    assert [language.is_first for language in found.languages] == [
        number == 0 for number in range(len(codes))
    ]


def test_languages_are_those_configured(tmp_path: Path) -> None:
    write_tree(tmp_path, {"mkdocs.yml": TWO, "docs/de/index.md": "# X\n"})
    found = read_settings(tmp_path)
    assert found.codes == ("fr", "en")
    assert [language.name for language in found.languages] == ["Français", "English"]
    assert [language.prefix for language in found.languages] == ["", "en/"]
    assert found.first is found.language("fr")


def test_a_language_that_is_not_built_does_not_count(tmp_path: Path) -> None:
    languages = "[{locale: en, default: true}, {locale: fr, build: false}]"
    write_tree(tmp_path, {"mkdocs.yml": f"plugins: {{i18n: {{languages: {languages}}}}}\n"})
    assert read_settings(tmp_path).codes == ("en",)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/guide", "https://a.example/guide/"),
        ("https://a.example/", "https://a.example/"),
        ("''", ""),
        ("[a]", ""),
        ("5", ""),
    ],
)
def test_address(tmp_path: Path, written: str, address: str) -> None:
    write_tree(tmp_path, {"mkdocs.yml": f"site_url: {written}\n"})
    assert read_settings(tmp_path).address == address


def test_the_citys_file_wins_over_what_it_inherits(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: Ours\nextra: {city: {contact: a@b.example}}\n",
            "base.yml": f"site_name: Upstream\nsite_url: https://a.example\nextra: {{city: {{name: City}}}}\n{TWO}",
        },
    )
    found = read_settings(tmp_path)
    assert (found.name, found.address, found.codes) == ("Ours", "https://a.example/", ("fr", "en"))
    assert found.city == {"name": "City", "contact": "a@b.example"}


def test_tags_are_read_and_never_obeyed(tmp_path: Path) -> None:
    text = (
        "site_name: X\na: !ENV [HOME, b]\nb: !!python/name:os.system\nc: !!python/object/apply:os._exit [3]\n"
    )
    write_tree(tmp_path, {"mkdocs.yml": text})
    assert read_settings(tmp_path).name == "X"


@pytest.mark.parametrize(
    "text",
    ["- a\n", "a: [\n", "INHERIT: gone.yml\n", "INHERIT: mkdocs.yml\n", "INHERIT: ./x/../mkdocs.yml\n",
     *(f"plugins: {{i18n: {{languages: {value}}}}}\n" for value in
       ("en", "[en]", "[{locale: en}]", "[{default: true}]", "[{locale: EN, default: true}]",
        "[{locale: en, default: true}, {locale: fr, default: true}]",
        "[{locale: en, default: true}, {locale: en}]"))],
)  # fmt: skip
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str) -> None:
    write_tree(tmp_path, {"mkdocs.yml": text, "x/y": ""})
    with pytest.raises(SettingsError):
        read_settings(tmp_path)
