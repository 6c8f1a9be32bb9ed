"""No language is special: what differs between them is data, and the code names none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from living_guide.checks import run_checks
from living_guide.corpus import read_corpus
from living_guide.messages import SOURCE_LANGUAGE, languages
from living_guide.search.analyser import analyser
from living_guide.search.documents import documents
from living_guide.settings import SettingsError, read_settings
from living_guide.stage.plan import plan
from living_guide.status import standings
from trees import HOOKS, REPOSITORY, write_tree

OVERRIDES = REPOSITORY / "overrides"
VENDORED = ("vendor", "stemmers")
"""Folders of what others wrote: a stemmer has endings that look like codes."""
CODES = [*languages(), "ar", "es"]
"""The languages we speak, and two that a city may add."""

_NAMED = re.compile(rf"(?:{'|'.join(CODES)})(?:[-_][A-Z]{{2}})?/?")
_JAVASCRIPT = re.compile(r"\"([^\"\\\n]*)\"|'([^'\\\n]*)'|`([^`\\]*)`")


def _written(pattern: str, *folders: Path) -> list[Path]:
    found = (path for folder in folders for path in folder.rglob(pattern))
    return sorted(path for path in found if not set(VENDORED) & set(path.parts))


def _in_python(text: str) -> Iterator[str]:
    """Texts that the code acts on; what it says to people, and its manuals, may give examples."""
    tree = ast.parse(text)
    source = [
        id(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SOURCE_LANGUAGE"
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in source:
            yield node.value


def _in_template(text: str) -> Iterator[str]:
    for _line, kind, value in Environment(autoescape=True).lex(text):
        if kind == "string":
            yield value[1:-1]
        elif kind == "data":
            yield from re.findall(r"""\blang\s*=\s*["']([^"']*)""", value)


def _in_script(text: str) -> Iterator[str]:
    for found in _JAVASCRIPT.finditer(text):
        yield found.group(found.lastindex or 1)


READ = {"*.py": _in_python, "*.html": _in_template, "*.xml": _in_template, "*.js": _in_script}
FILES = [(path, reader) for end, reader in READ.items() for path in _written(end, HOOKS, OVERRIDES)]


@pytest.mark.parametrize(
    ("path", "reader"), FILES, ids=[path.relative_to(REPOSITORY).as_posix() for path, _ in FILES]
)
def test_code_names_no_language(path: Path, reader: object) -> None:
    assert callable(reader)
    assert [text for text in reader(path.read_text("utf-8")) if _NAMED.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("*.py", 'if code != "en": pass'),
        ("*.py", 'root = "fr/"'),
        ("*.py", 'profile = {"fr-CA": 1}'),
        ("*.html", '{% set code = "en" %}'),
        ("*.html", '<p lang="fr">Bonjour</p>'),
        ("*.js", "const first = 'en';"),
    ],
)
def test_a_named_language_is_seen(end: str, text: str) -> None:
    assert any(_NAMED.fullmatch(found) for found in READ[end](text))


def test_the_sentences_in_the_code_are_in_one_language() -> None:
    assert SOURCE_LANGUAGE in languages()
    assert list(_in_python(f'SOURCE_LANGUAGE = "{SOURCE_LANGUAGE}"')) == []


VARIANT = """\
plugins:
  i18n:
    languages:
      - {locale: fr, name: Français, default: true}
      - {locale: fr-CA, name: Français (Canada)}
      - {locale: en, name: English}
"""
TWO = "plugins:\n  i18n:\n    languages:\n      - {locale: en, default: true}\n      - {locale: ar}\n"


def test_a_variant_takes_what_it_lacks_from_its_language(tmp_path: Path) -> None:
    """`fr-CA` says only what it says otherwise; English readers' original is never put in between."""
    root = write_tree(
        tmp_path,
        {
            "mkdocs.yml": VARIANT,
            "docs/en/index.md": "# Home\n",
            "docs/fr/index.md": "---\ntranslation: {by: human}\n---\n# Accueil\n",
            "docs/en/plan.md": "# Plan\n",
            "docs/fr/plan.md": "---\ntranslation: {by: human}\n---\n# Plan français\n",
            "docs/fr-CA/index.md": "---\ntranslation: {by: human}\n---\n# Bienvenue\n",
            "docs/data/glossary/hate.yml": "id: hate\nstatus: approved\n"
            "en: {term: hate, definition: To hate.}\nfr: {term: haine, definition: Haïr.}\n",
            "docs/data/facets.yml": "roles:\n  mayor: {en: mayor, fr: maire}\n",
        },
    )
    corpus = read_corpus(root)
    shown = {key: corpus.shown("fr-CA", key) for key in corpus.keys}
    assert {key: page and page.path for key, page in shown.items()} == {
        "index.md": "docs/fr-CA/index.md",
        "plan.md": "docs/fr/plan.md",
    }
    assert corpus.concepts["hate"].term("fr-CA") == "haine"
    assert corpus.facets.label("roles", "mayor", "fr-CA") == "maire"
    assert corpus.settings.promised == ("fr", "en")
    views = plan(corpus)["pages"]
    assert views["fr-CA/plan.md"]["fallback"] is None and views["fr-CA/plan.md"]["noindex"]
    assert views["en/plan.md"]["fallback"] is None
    assert "haine" in plan(corpus)["glossaries"]["fr-CA"]["phrases"]
    assert {document.page.path for document in documents(corpus, "fr-CA")} >= {
        "docs/fr/plan.md",
        "docs/fr-CA/index.md",
    }
    [variant] = [standing for standing in standings(corpus, None) if standing.language == "fr-CA"]
    assert variant.total["missing"] == 0 and variant.total["pages"] == 2


@pytest.mark.parametrize("begun", [False, True])
def test_what_a_language_in_preparation_lacks_is_counted_and_not_asked_for(
    tmp_path: Path, begun: bool
) -> None:
    root = write_tree(
        tmp_path,
        {
            "mkdocs.yml": TWO + ("extra: {city: {in_preparation: [ar]}}\n" if begun else ""),
            "docs/en/index.md": "# Home\n",
            "docs/ar/index.md": "---\nstatus: draft\n---\n# بداية\n",
            "docs/data/glossary/hate.yml": "id: hate\nstatus: approved\n"
            "en: {term: hate, definition: To hate.}\n",
            "docs/en/plan.md": "# Plan\n",
        },
    )
    corpus = read_corpus(root)
    rules = {finding.rule for finding in run_checks(corpus)}
    assert {"glossary-incomplete", "translation-missing"} & rules == (
        set() if begun else {"glossary-incomplete", "translation-missing"}
    )
    [arabic] = [standing for standing in standings(corpus, None) if standing.language == "ar"]
    assert arabic.total["missing"] == 1


def test_a_drafted_translation_leaves_readers_the_original(tmp_path: Path) -> None:
    root = write_tree(
        tmp_path,
        {
            "docs/en/index.md": "# Home\n",
            "docs/fr/index.md": "---\nstatus: draft\ntranslation: {by: human}\n---\n# Accueil\n",
        },
    )
    corpus = read_corpus(root)
    assert plan(corpus)["pages"]["fr/index.md"]["path"] == "docs/en/index.md"
    assert plan(corpus, drafts=True)["pages"]["fr/index.md"]["path"] == "docs/fr/index.md"


@pytest.mark.parametrize("written", ["en", "[en]", "[de]", "{ar: true}"])
def test_only_another_language_of_the_guide_can_be_in_preparation(tmp_path: Path, written: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(TWO + f"extra: {{city: {{in_preparation: {written}}}}}\n", "utf-8")
    with pytest.raises(SettingsError, match="in_preparation"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("code", "text", "asked"),
    [
        ("ar", "لِلْمُدُنِ دليلٌ حيّ", "للمدن"),
        ("ar", "دليل المدينة", "المدينة"),
        ("el", "Οδηγός της πόλης", "πολης"),
        ("ja", "都市のガイド", "都市のガイド"),
        ("zz", "Mots", "mots"),
    ],
)
def test_words_of_any_script_are_found(code: str, text: str, asked: str) -> None:
    """Without a stemmer nor a file of its own, a language has its words compared as they are folded."""
    own = analyser(code)
    assert set(own.words(asked)) <= set(own.words(text)) and own.words(asked)
