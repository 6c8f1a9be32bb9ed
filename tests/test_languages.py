"""No language is special: what differs between them is data, and the code names none."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment

from living_guide.checks import run_checks
from living_guide.city.languages import with_language
from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.history import read_history
from living_guide.language import Language
from living_guide.marks import marks
from living_guide.messages import (
    LOCALE_FOLDER,
    SOURCE_LANGUAGE,
    Told,
    blanks,
    catalogue,
    interface,
    languages,
    names_of_languages,
    sentences,
    untranslated,
)
from living_guide.new_language import city_catalogue
from living_guide.publish.feeds import write_feeds
from living_guide.publish.plain_pages import write_plain_pages
from living_guide.publish.redirects import write_redirects
from living_guide.search.analyser import analyser
from living_guide.search.documents import documents
from living_guide.search.parts import write as write_search
from living_guide.settings import SettingsError, read_configuration, read_settings
from living_guide.stage import handbook_pages
from living_guide.stage.plan import Frame, plan
from living_guide.stage.tree import staged_pages
from living_guide.status import standings
from projects import SETTINGS as UPSTREAMS
from trees import CLEAN, HOOKS, REPOSITORY, write_tree

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


CITY = """\
# The city's file.
INHERIT: mkdocs.base.yml
plugins:
  i18n:
    languages:
      - locale: en   # first
        default: true
        name: English
      - locale: fr
        name: Français
        site_description: >-
          Des guides
          pour les villes.

# 3. Looks
extra:
  city:
    # Who we are
    name: Somewhere
"""


def test_a_language_is_added_to_the_citys_file_and_nothing_else_changes(tmp_path: Path) -> None:
    one = with_language(CITY, "es", "Español", begun=True)
    two = with_language(one, "ar", "العربية", begun=True)
    assert [line for line in two.splitlines() if line not in CITY.splitlines()] == [
        "      - locale: es",
        "        name: Español",
        "      - locale: ar",
        "        name: العربية",
        "    in_preparation: [es, ar]",
    ]
    assert [line for line in CITY.splitlines() if line not in two.splitlines()] == []
    (tmp_path / "mkdocs.base.yml").write_text("site_name: x\n")
    (tmp_path / "mkdocs.yml").write_text(two, "utf-8")
    settings = read_settings(tmp_path)
    assert settings.codes == ("en", "fr", "es", "ar") and settings.promised == ("en", "fr")
    assert settings.language("ar").direction == "rtl"


@pytest.mark.parametrize("rest", ["", "extra:\n  share: {}\n", "extra:\n  city:\n    name: Somewhere\n"])
@pytest.mark.parametrize("begun", [True, False])
def test_wherever_the_citys_file_says_what_is_in_preparation(tmp_path: Path, rest: str, begun: bool) -> None:
    text = CITY.partition("# 3.")[0].replace("INHERIT: mkdocs.base.yml\n", "") + rest
    (tmp_path / "mkdocs.yml").write_text(with_language(text, "es", "Español", begun=begun), "utf-8")
    assert read_settings(tmp_path).language("es").is_in_preparation == begun


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("plugins: {i18n: {languages: [{locale: en, default: true}, {locale: fr}]}}\n", ["nb"]),
        ("extra: {city: {in_preparation: [fr]}}\n", ["fr", "nb"]),
        ("extra:\n  city:\n    in_preparation:\n      - fr   # since May\n    name: Here\n", ["fr", "nb"]),
    ],
)
def test_a_language_is_added_however_the_lists_are_written(
    tmp_path: Path, rest: str, expected: list[str]
) -> None:
    (tmp_path / "mkdocs.base.yml").write_text("site_name: x\n")
    text = rest if rest.startswith("plugins") else CITY.partition("# 3.")[0] + rest
    written = with_language(text, "nb", "Norsk bokmål", begun=True)
    (tmp_path / "mkdocs.yml").write_text(written, "utf-8")
    settings = read_settings(tmp_path)
    assert settings.codes == ("en", "fr", "nb")
    assert [code for code in settings.codes if settings.language(code).is_in_preparation] == expected
    assert ("# since May" in written) == ("# since May" in rest)


def test_a_code_that_yaml_takes_for_a_truth_value_is_quoted() -> None:
    assert "- locale: 'no'\n" in with_language(CITY, "no", "Norsk")


@pytest.mark.parametrize("text", ["", "plugins: {i18n: {languages: [en]}}\n", "[]\n"])
def test_a_file_that_names_no_language_is_told(text: str) -> None:
    with pytest.raises(Told, match="languages"):
        with_language(text, "es", "Español")


def test_adding_languages_leaves_a_clean_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(REPOSITORY / "mkdocs.base.yml", tmp_path / "mkdocs.base.yml")
    shutil.copyfile(UPSTREAMS["mkdocs.yml"], tmp_path / "mkdocs.yml")
    monkeypatch.chdir(write_tree(tmp_path, CLEAN))
    for code in ("es", "ar", "fr-CA", "es"):
        assert main(["add-language", code, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert f"{len(interface())} of {len(interface())} texts" in said and "`fr` says for it" in said
    assert "drafted by a machine" in said
    assert main(["check", "--strict"]) == 0
    assert not (tmp_path / "local/data/locale").exists()  # nothing is left to translate
    assert main(["add-language", "de", "--lang", "en"]) == 0
    assert f"0 of {len(interface())} texts" in capsys.readouterr().out
    begun = (tmp_path / "local/data/locale/de.po").read_text("utf-8")
    assert begun.count('\nmsgid "') == len(interface())
    assert (tmp_path / "mkdocs.yml").read_text("utf-8").count("\n    in_preparation: [es, ar, de]\n") == 1
    for code in ("xx", "français", "EN"):
        assert main(["add-language", code, "--lang", "en"]) == 2


def test_what_a_city_translates_is_said_and_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "es.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Home"\nmsgstr "Portada"\n\n'
        'msgid "{path}: {reason}"\nmsgstr "{camino}"\n',
        "utf-8",
    )
    ours = catalogue("es", city=None)
    assert catalogue("es", city=tmp_path) == {**ours, "Home": "Portada"} and ours["Home"] == "Inicio"
    found = city_catalogue("es", (tmp_path / "es.po").read_text("utf-8"))
    assert found.translated == found.total == len(interface())
    assert found.unusable == ("{path}: {reason}",)
    assert 'msgid "Home"\nmsgstr "Portada"' in found.text and "Menu" not in found.text
    (tmp_path / "ar.po").write_bytes('msgid "Home"\nmsgstr "Début"\n'.encode("latin-1"))
    with pytest.raises(Told, match=r"ar\.po"):
        catalogue("ar", city=tmp_path)


def test_every_catalogue_we_offer_is_whole() -> None:
    """Readers of a language that we offer meet no English word in its interface."""
    for code in languages():
        if code != SOURCE_LANGUAGE:
            assert sentences() - set(catalogue(code)) == set()


OFFERED = [SOURCE_LANGUAGE, *languages()[1:], "ar", "es"]
_SAID_IN_TEMPLATES = re.compile(r"""\b(?:_\(|said_in\([^,]+, )(?:'((?:[^'\\]|\\.)+)'|"([^"]+)")""")


@pytest.mark.parametrize("code", OFFERED)
def test_no_word_of_the_interface_is_untranslated(code: str) -> None:
    assert untranslated(code) == []
    words = catalogue(code, city=None)
    assert [said for said in interface() if blanks(words.get(said, said)) != blanks(said)] == []
    assert [said for said in interface() if words.get(said, said).count("#") != said.count("#")] == []


def test_a_catalogue_for_readers_says_nothing_else() -> None:
    for path in (LOCALE_FOLDER / "interface").glob("*.po"):
        names = names_of_languages(path.stem)
        assert set(catalogue(path.stem, city=None)) - names.keys() == interface()
    assert interface() <= sentences()


class _Asked(dict[str, str]):
    """A catalogue that remembers what was looked up in it."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def get(self, said: str, default: object = None) -> str:  # type: ignore[override]
        self.asked.add(said)
        return said


def test_everything_that_is_said_to_readers_is_in_the_list_for_translators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made for a language of which nothing is known: what is looked up is what its readers would meet.

    Of pages it has those that ask for something made: what is made speaks the language of its page.
    """
    asked = _Asked()
    for name, module in list(sys.modules.items()):
        if name.startswith("living_guide.") and hasattr(module, "catalogue"):
            monkeypatch.setattr(
                module, "catalogue", lambda code, *_, **__: asked if code == "fr-BE" else catalogue(code)
            )
    monkeypatch.setattr(handbook_pages, "base_of", str)  # its manuals are not asked for
    settings = read_settings(REPOSITORY)
    added = (*settings.languages, Language("fr-BE", "Français (Belgique)", is_first=False))
    corpus = read_corpus(REPOSITORY, replace(settings, languages=added))
    corpus = corpus.with_pages([replace(page, language="fr-BE") for page in corpus.pages if marks(page)])
    forms = frozenset(("pdf", "docx", "xlsx"))
    plan(corpus, frame=Frame(read_history(REPOSITORY), date(2030, 1, 1), None, forms))
    assert len(list(staged_pages(corpus))) > 300
    for step in (write_search, write_feeds, write_plain_pages, write_redirects):
        for code in ("en", "fr", "fr-BE"):
            (tmp_path / code).mkdir(exist_ok=True)
        step(corpus, tmp_path)
    said = {
        (single or double).replace("\\'", "'")
        for path in OVERRIDES.rglob("*.html")
        for single, double in _SAID_IN_TEMPLATES.findall(path.read_text("utf-8"))
    }
    palettes = read_configuration(REPOSITORY)["theme"]["palette"]
    said |= {palette["toggle"]["name"] for palette in palettes}  # said by a template that does not name them
    assert len(asked.asked) > 70 and len(said) > 100
    assert (asked.asked | said) - interface() == set()
