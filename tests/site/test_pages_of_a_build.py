"""What `guide build` publishes: fallbacks, drafts, a city's own layer, addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import lost_links, page
from projects import edit, guide, small_project

ADDRESS = "https://city.example/sub/path/"
LINKS = "[Home](../index.md)"
FILES = {
    "docs/en/guides/index.md": "# Guides\n\n[Both](both.md) and [new](new.md).\n",
    "docs/fr/guides/index.md": "# Les guides\n\n[Les deux](both.md), [seul](alone.md).\n",
    "docs/en/guides/both.md": (
        "---\ntitle: Both\n---\n# Both\n\n"
        "See [the French page](../../fr/guides/both.md#la-suite){ hreflang=fr }.\n"
    ),
    "docs/fr/guides/both.md": "---\ntitle: Les deux\n---\n# Les deux\n\n## La suite\n\nTexte.\n",
    "docs/en/guides/new.md": f"---\ntitle: New\n---\n# New\n\nUntranslatable zebras. {LINKS}.\n",
    "docs/fr/guides/alone.md": "---\ntitle: Seul\n---\n# Seul\n\nDes girafes introuvables ailleurs.\n",
    "docs/en/guides/draft.md": f"---\ntitle: Draft\nstatus: draft\n---\n# Draft\n\nUnpublished. {LINKS}.\n",
    "docs/fr/guides/draft.md": "---\ntitle: Ébauche\nstatus: draft\n---\n# Ébauche\n\nNon publié.\n",
    "docs/en/about/index.md": "# About\n\nUpstream says so.\n",
    "docs/fr/about/index.md": "# À propos\n\nL’amont le dit.\n",
    "local/en/about/index.md": "# About our city\n\nThe city says so.\n",
    "local/fr/city/index.md": "# La ville\n\nUne page de la ville.\n",
    "local/en/city/index.md": "# The city\n\nA page of the city. [Back](../guides/index.md)\n",
    "local/assets/images/arms.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide below a path, with everything that real ones have for a while."""
    project = small_project(tmp_path_factory.mktemp("pages") / "project", FILES)
    edit(project / "mkdocs.yml", "site_url: https://living-guide.example/ ", f"site_url: {ADDRESS} ")
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    return project / "build/site"


def _search(site: Path, prefix: str) -> str:
    """Everything that the search of a language knows."""
    files = [*(site / "search" / (prefix.strip("/") or "en")).rglob("*.js")]
    assert files, "nothing to search in"
    return "".join(path.read_text("utf-8") for path in files)


def test_every_link_works_below_a_path(site: Path) -> None:
    assert lost_links(site, ADDRESS) == []


@pytest.mark.parametrize(
    ("there", "here", "shown", "notice"),
    [
        ("en", "fr/guides/new/", "Untranslatable zebras", "Cette page n’est pas encore traduite"),
        ("fr", "guides/alone/", "girafes introuvables", "This page has not been translated yet."),
    ],
)
def test_an_original_stands_in_for_a_translation(
    site: Path, there: str, here: str, shown: str, notice: str
) -> None:
    """In the reader's frame, marked with its own language, and no page of its own for machines."""
    own = "fr/guides/alone/" if there == "fr" else "guides/new/"
    built = page(site, here)
    assert built.language == ("en" if there == "fr" else "fr")
    assert notice in built.html
    article = built.html.partition(f'<div lang="{there}">')[2]
    assert shown in article.partition("</div>")[0]
    assert built.canonical == [ADDRESS + own]
    assert built.is_hidden_from_search_engines
    assert built.alternates == {there: ADDRESS + own, "x-default": ADDRESS + own}
    assert page(site, own).alternates == built.alternates
    assert shown not in _search(site, "fr" if there == "en" else "")
    assert shown in _search(site, "fr" if there == "fr" else "")


def test_a_translated_page_names_its_twin(site: Path) -> None:
    english, french = page(site, "guides/both/"), page(site, "fr/guides/both/")
    both = {"en": f"{ADDRESS}guides/both/", "fr": f"{ADDRESS}fr/guides/both/"}
    assert english.alternates == french.alternates == {**both, "x-default": both["en"]}
    assert (english.canonical, french.canonical) == ([both["en"]], [both["fr"]])
    assert not english.is_hidden_from_search_engines and not french.is_hidden_from_search_engines


def test_a_deliberate_link_leads_to_the_other_language(site: Path) -> None:
    built = page(site, "guides/both/")
    assert "../../fr/guides/both/#la-suite" in built.links
    assert 'hreflang="fr">the French page</a>' in built.html


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_drafts_stay_at_home(site: Path, prefix: str) -> None:
    assert not (site / prefix / "guides/draft").exists()
    everything = "".join(path.read_text("utf-8") for path in site.rglob("*.*ml"))
    for word in ("Unpublished", "Non publié", "guides/draft"):
        assert word not in everything
        assert word not in _search(site, prefix)


def test_the_city_has_the_last_word(site: Path) -> None:
    assert "The city says so" in page(site, "about/").html
    assert "Upstream says so" not in page(site, "about/").html
    assert "L’amont le dit" in page(site, "fr/about/").html
    assert "Une page de la ville" in page(site, "fr/city/").html
    assert (site / "assets/images/arms.svg").is_file()


def test_the_site_map_has_each_own_page_once(site: Path) -> None:
    listed = (site / "sitemap.xml").read_text("utf-8")
    found = [part.partition("</loc>")[0] for part in listed.split("<loc>")[1:]]
    both = ["", "guides/", "guides/both/", "about/", "city/"]
    own = [*both, "guides/new/", "fr/guides/alone/", *(f"fr/{path}" for path in both)]
    assert len(found) == len(set(found))
    made = {path for path in found if path.partition("/about/")[2]}  # the handbook, what is new, the status
    assert sorted(set(found) - made) == sorted(ADDRESS + path for path in own)
