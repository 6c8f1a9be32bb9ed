"""What a build machine knows and no source says is found in a site, in whatever form it stands there."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from living_guide.publish.leftovers import leftovers
from trees import write_tree

SECRET = "t0p&secret <token>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_tree(
        tmp_path / "project", {"docs/en/index.md": "# City of administrator\n", "mkdocs.yml": ""}
    )


def _told(root: Path, files: dict[str, str | bytes], **environment: str) -> list[str]:
    site = write_tree(root / "build/site", files)
    return [f"{fault.path}: {fault.message}" for fault in leftovers(root, site, environment)]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("index.html", SECRET),
        ("fr/index.html", "t0p&amp;secret &lt;token&gt;"),
        ("sitemap.xml", "t0p%26secret%20%3Ctoken%3E"),
        ("search/part.js", f'["{SECRET}"]'),
        ("guides/guide.pdf", SECRET),
    ],
)
def test_a_secret_of_the_environment_is_found_and_not_repeated(root: Path, place: str, text: str) -> None:
    told = _told(root, {place: f"…{text}…", "fine.html": "fine"}, DEPLOY_TOKEN=SECRET, CI="true")
    assert told == [f"{place}: it tells what the variable `DEPLOY_TOKEN` holds"]


def test_folders_and_people_are_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path("/srv/people/anne")
    monkeypatch.setenv("HOME", str(home))
    told = _told(
        root,
        {"a.html": f"<!-- {root}/docs -->", "b.html": f"{home}/.config", "c.html": "file:///etc/passwd"},
    )
    assert told == [
        "a.html: it tells where this folder lies on the machine",
        *(
            ["a.html: it tells where a folder lies on the machine"]
            if tempfile.gettempdir() in str(root)
            else []
        ),
        "b.html: it tells where a folder lies on the machine",
        "c.html: it tells the address of a file on the machine",
    ]


def test_what_a_source_says_is_no_accident(root: Path) -> None:
    assert _told(root, {"index.html": "City of administrator"}, USER="administrator") == []
    (root / "docs/en/index.md").write_text("# City\n", "utf-8")
    assert len(_told(root, {"index.html": "City of administrator"}, USER="administrator")) == 1


def test_what_the_city_publishes_on_purpose_is_no_accident(root: Path) -> None:
    (root / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, 'x']\nsite_name: !ENV NAME_OF_CITY\n", "utf-8"
    )
    site = {"index.html": "https://guide.example/ Springfield"}
    assert _told(root, site, SITE_URL="https://guide.example/", NAME_OF_CITY="Springfield") == []


def test_copied_assets_and_moments_are_not_looked_at(root: Path) -> None:
    site = {"assets/x.js": "long-enough-value", "index.html": "1767225600 0123456789abcdef"}
    environment = {
        "MODE": "long-enough-value",
        "SOURCE_DATE_EPOCH": "1767225600",
        "GIT_SHA": "0123456789abcdef",
    }
    assert _told(root, site, **environment) == []
