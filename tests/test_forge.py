# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""Ways to answer a page: each leads to the file the page is really made from, in the right language."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from living_guide.forge import forge_of
from living_guide.stage.answers import answers
from trees import REPOSITORY, corpus_of

CONCEPT = "id: hate\nstatus: approved\nen: {term: hate, definition: D}\nfr: {term: haine, definition: D}\n"
FORMS = REPOSITORY / ".github/ISSUE_TEMPLATE"
GITLAB_FORMS = REPOSITORY / ".gitlab/issue_templates"
KINDS = ("problem", "wording", "proposal", "translation")
LANGUAGES = ("en", "fr")


@pytest.mark.parametrize(
    ("url", "edit_uri", "edit", "create"),
    [
        ("https://github.com/c/g", "edit/main/docs/", "https://github.com/c/g/edit/main/docs/fr/é.md", "https://github.com/c/g/new/main?filename=docs/fr/é.md&value=# T\n"),
        ("https://github.com/c/g/", "edit/main/docs", "https://github.com/c/g/edit/main/docs/fr/é.md", "https://github.com/c/g/new/main?filename=docs/fr/é.md&value=# T\n"),
        ("https://github.com/c/g", None, "https://github.com/c/g/edit/master/docs/fr/é.md", "https://github.com/c/g/new/master?filename=docs/fr/é.md&value=# T\n"),
        ("https://github.com/c/g", "edit/main/site/docs/", "https://github.com/c/g/edit/main/site/docs/fr/é.md", "https://github.com/c/g/new/main?filename=site/docs/fr/é.md&value=# T\n"),
        ("https://gitlab.com/c/g", "-/edit/main/docs/", "https://gitlab.com/c/g/-/edit/main/docs/fr/é.md", "https://gitlab.com/c/g/-/new/main/docs/fr?file_name=é.md"),
        ("https://gitlab.city.example/c/g", "edit/main/docs/", "https://gitlab.city.example/c/g/-/edit/main/docs/fr/é.md", "https://gitlab.city.example/c/g/-/new/main/docs/fr?file_name=é.md"),
        ("https://code.city.example/c/g", "_edit/main/docs/", "https://code.city.example/c/g/_edit/main/docs/fr/é.md", "https://code.city.example/c/g/_new/main/?filename=docs/fr/é.md&value=# T\n"),
    ],
)  # fmt: skip
def test_files_are_edited_and_begun(url: str, edit_uri: str | None, edit: str, create: str) -> None:
    forge = forge_of({"repo_url": url, "edit_uri": edit_uri})
    assert forge is not None
    assert unquote(forge.edit("docs/fr/é.md")) == edit
    assert unquote(forge.create("docs/fr/é.md", "# T\n")) == create


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"repo_url": "https://git.city.example/g"},
        {"repo_url": "https://git.city.example/g", "edit_uri": ""},
        {"repo_url": "https://bitbucket.org/c/g", "edit_uri": "src/default/docs/"},
        {"repo_url": "https://[a]https://[a]", "edit_uri": "edit/main/docs/"},
        {"repo_url": "https://![https://![", "edit_uri": "edit/main/docs/"},
        {"repo_url": "javascript:alert(1)", "edit_uri": "edit/main/docs/"},
        {"repo_url": ["https://github.com/c/g"], "edit_uri": 3},
    ],
)
def test_what_cannot_be_told_is_not_guessed(written: dict[str, object]) -> None:
    assert forge_of(written) is None


SETTINGS = (
    "site_url: https://city.example/\nrepo_url: https://github.com/c/g\nedit_uri: edit/main/docs/\n"
    "plugins:\n  i18n:\n    languages:\n"
    "      - {locale: en, name: English, default: true}\n      - {locale: fr, name: Français}\n"
    "extra: {city: {contact: 'us & you@city.example'}}\n"
)
FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/en/guides/a.md": "---\ntitle: A & B\ntype: guide\n---\n# A & B\n",
    "docs/en/both.md": "# Both\n",
    "docs/fr/both.md": "---\ntranslation: {by: human}\n---\n# Les deux\n",
    "local/fr/both.md": "---\ntranslation: {by: human}\n---\n# À nous\n",
    "local/en/ours.md": "# Ours\n",
    "docs/data/glossary/hate.yml": CONCEPT,
}


@pytest.mark.parametrize(
    ("language", "key", "way", "path"),
    [
        ("en", "both.md", "edit", "docs/en/both.md"),
        ("fr", "both.md", "edit", "local/fr/both.md"),
        ("en", "glossary/hate.md", "edit", "docs/data/glossary/hate.yml"),
        ("fr", "glossary/hate.md", "edit", "docs/data/glossary/hate.yml"),
        ("fr", "guides/a.md", "translate", "docs/fr/guides/a.md"),
        ("fr", "ours.md", "translate", "local/fr/ours.md"),
        ("en", "glossary/index.md", None, ""),
    ],
)
def test_a_page_leads_to_its_own_file(
    tmp_path: Path, language: str, key: str, way: str | None, path: str
) -> None:
    corpus = corpus_of(tmp_path, FILES)
    page = corpus.any_page(language, key) or corpus.original(key)
    assert page is not None
    found = answers(corpus, page, corpus.settings.language(language))
    ways = {name: found[name] for name in ("edit", "translate") if name in found}
    assert list(ways) == ([way] if way else [])
    if way == "edit":
        assert ways["edit"] == f"https://github.com/c/g/edit/main/{path}"
    elif way == "translate":
        query = parse_qs(urlsplit(ways["translate"]).query)
        assert query["filename"] == [path]
        begun = yaml.safe_load(query["value"][0].split("---\n")[1])
        assert begun["title"] == page.title and begun["translation"] == {"by": "human"}


def test_a_letter_is_begun_with_page_and_language(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, FILES)
    page = corpus.page("en", "guides/a.md")
    assert page is not None
    mail = answers(corpus, page, corpus.settings.language("fr"))["mail"]
    to, _, query = mail.partition("?")
    assert to == "mailto:us%20%26%20you@city.example"
    assert "&" not in query.replace("&body=", "") and " " not in mail
    said = {name: values[0] for name, values in parse_qs(query).items()}
    assert said["subject"] == "A & B (fr)"
    assert "https://city.example/fr/guides/a/\r\n" in said["body"]
    assert "Langue\u00a0: Français (fr)\r\n" in said["body"]


def test_without_a_forge_a_letter_is_all(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"docs/en/a.md": "# A\n"})
    page = corpus.page("en", "a.md")
    assert page is not None
    assert answers(corpus, page, corpus.settings.language("en")) == {}


@pytest.mark.parametrize(("code", "form"), [("en", "en"), ("fr", "fr"), ("es", "en")])
def test_forms_are_in_the_readers_language_where_they_exist(tmp_path: Path, code: str, form: str) -> None:
    settings = SETTINGS.replace(
        "{locale: fr, name: Français}", "{locale: fr, name: F}\n      - {locale: es, name: E}"
    )
    forms = {f".github/ISSUE_TEMPLATE/wording-{language}.yml": "" for language in LANGUAGES}
    corpus = corpus_of(tmp_path, {**forms, "mkdocs.yml": settings})
    page = corpus.page("en", "index.md")
    assert page is not None
    asked = urlsplit(answers(corpus, page, corpus.settings.language(code))["wording"])
    query = parse_qs(asked.query)
    assert query["template"] == [f"wording-{form}.yml"]
    assert query["page"] == [f"https://city.example/{'' if code == 'en' else code + '/'}"]


def _fields(kind: str, language: str) -> list[dict[str, object]]:
    form = yaml.safe_load((FORMS / f"{kind}-{language}.yml").read_text("utf-8"))
    assert set(form) == {"name", "description", "body"}
    assert form["body"][0]["type"] == "markdown"
    return list(form["body"][1:])


@pytest.mark.parametrize("kind", KINDS)
def test_forms_ask_the_same_in_every_language(kind: str) -> None:
    asked = {
        language: [
            (
                field["type"],
                field["id"],
                field.get("validations"),
                len(field["attributes"].get("options", [])),
            )  # type: ignore[attr-defined]
            for field in _fields(kind, language)
        ]
        for language in LANGUAGES
    }
    assert asked["en"] == asked["fr"]
    ids = [name for _, name, _, _ in asked["en"]]
    assert len(ids) == len(set(ids)) and "language" in ids and ("page" in ids or kind == "proposal")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_both_forges_ask_the_same(kind: str, language: str) -> None:
    labels = [field["attributes"]["label"] for field in _fields(kind, language)]  # type: ignore[index]
    lines = (GITLAB_FORMS / f"{kind}-{language}.md").read_text("utf-8").splitlines()
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == labels


def test_there_is_no_form_besides() -> None:
    wanted = {f"{kind}-{language}" for kind in KINDS for language in LANGUAGES}
    assert {path.stem for path in FORMS.glob("*.yml")} == wanted | {"config"}
    assert {path.stem for path in GITLAB_FORMS.glob("*")} == wanted
