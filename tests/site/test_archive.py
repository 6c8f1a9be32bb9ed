"""A city that goes: its guide stays readable, says that nobody looks after it, and asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import page
from living_guide.settings import SettingsError, read_settings
from projects import edit, guide, small_project

SINCE = {"": "1 March 2027", "fr/": "1er mars 2027"}
NOTICE = {"": "This site is an archive since:", "fr/": "Ce site est archivé depuis cette date\u00a0:"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = small_project(
        tmp_path_factory.mktemp("archive") / "project",
        {"docs/en/one.md": "# One\n\nWords.\n", "docs/fr/one.md": "# Un\n\nMots.\n"},
    )
    edit(project / "mkdocs.yml", "  city:\n", "  city:\n    archived: 2027-03-01\n")
    edit(project / "mkdocs.yml", "# repo_url: https://git.", "repo_url: https://git.")
    edit(project / "mkdocs.yml", "# edit_uri: edit/main/docs/", "edit_uri: edit/main/docs/")
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    return project / "build/site"


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_every_page_says_so_in_its_language(site: Path, prefix: str) -> None:
    pages = [path for path in (site / prefix).rglob("*.html") if prefix or "fr" not in path.parts]
    assert len(pages) >= 4
    for path in pages:
        html = path.read_text("utf-8")
        assert NOTICE[prefix] in html and SINCE[prefix] in html, path


def test_nobody_is_asked_for_anything_and_search_engines_are_told(site: Path) -> None:
    for address in ("", "one/", "fr/", "fr/one/"):
        built = page(site, address)
        assert built.is_hidden_from_search_engines
        assert not any(link.startswith("https://git.") for link in built.links)
        letters = {link for link in built.links if link.startswith("mailto:") and "@" in link}
        assert letters == {"mailto:contact@living-guide.example"}  # whoever answers for what stands there
        assert "atom+xml" not in built.html
    assert not (site / "sitemap.xml").exists()
    assert (site / "feed.xml").is_file()  # who follows it gets no error, and nothing new


def test_only_a_day_will_do(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {city: {archived: soon}}\n", "utf-8")
    with pytest.raises(SettingsError, match="archived"):
        read_settings(tmp_path)
