"""The custom a city chooses for its French, and what the rules make of the real pages."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from living_guide.checks import all_rules, run_checks
from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.diagnostics import Severity
from living_guide.quotation import Role, foreign_quotations, guillemets
from living_guide.settings import SettingsError, read_settings
from living_guide.typography import SPACES, Profile, profiles, wrong_apostrophes, wrong_spaces
from trees import REPOSITORY, write_tree

FRANCE, CANADA = profiles("fr")["fr-FR"], profiles("fr")["fr-CA"]
ENGLISH = profiles("en")["en"]


def _city(chosen: str) -> str:
    return f"extra: {{city: {{typography: {chosen}}}}}\n"


@pytest.mark.parametrize(
    ("written", "language", "profile"),
    [
        ("", "fr", FRANCE),
        ("", "fr-CA", CANADA),
        ("", "fr-FR", FRANCE),
        ("", "fr-BE", FRANCE),
        ("", "en", ENGLISH),
        ("", "de", None),
        (_city("{fr: fr-CA}"), "fr", CANADA),
        (_city("{fr: fr-CA}"), "fr-FR", FRANCE),
        (_city("{fr-CA: fr-FR}"), "fr-CA", FRANCE),
        (_city("null"), "fr", FRANCE),
        ("extra: {city: {}}\n", "fr", FRANCE),
    ],
)
def test_the_city_chooses_how_its_french_is_typeset(
    tmp_path: Path, written: str, language: str, profile: object
) -> None:
    write_tree(tmp_path, {"mkdocs.yml": written, f"docs/{language}/index.md": "# X\n"})
    assert read_settings(tmp_path).profile(language) == profile


@pytest.mark.parametrize("chosen", ["{fr: fr-XX}", "{fr: [fr-CA]}", "{fr: en}", "{de: de}", "fr-CA", "[fr]"])
def test_a_custom_that_does_not_exist_is_refused(
    tmp_path: Path, chosen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, {"mkdocs.yml": _city(chosen), "docs/fr/index.md": "# X\n"})
    with pytest.raises(SettingsError, match="extra: city: typography: "):
        read_settings(tmp_path)
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert "typography" in capsys.readouterr().err


@pytest.mark.parametrize("profile", [FRANCE, CANADA, ENGLISH], ids=["fr-FR", "fr-CA", "en"])
def test_what_a_profile_writes_it_accepts(profile: Profile) -> None:
    for mark, spaces in profile.before.items():
        opening = f"«{profile.after['«'][0]}" if mark == "»" else "(" if mark == ")" else ""
        for space in spaces:
            assert not list(wrong_spaces(f"{opening}un mot{space}{mark} suite", profile))
        for other in set(SPACES.values()) | {" ", "  "}:
            if other not in spaces:
                [found] = wrong_spaces(f"{opening}un mot{other}{mark} suite", profile)
                assert (found.mark, found.is_before, found.wanted) == (mark, True, spaces[0])


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("«a» b «c»", [Role.OPENS, Role.CLOSES, Role.OPENS, Role.CLOSES]),
        ("«a «b» c»", [Role.OPENS, Role.OPENS, Role.CLOSES, Role.CLOSES]),
        ("la » a » et", [Role.OPENS_REVERSED, Role.CLOSES]),
        ("la » a «, et", [Role.OPENS_REVERSED, Role.CLOSES_REVERSED]),
        ("»a« et", [Role.OPENS_REVERSED, Role.CLOSES_REVERSED]),
        ("«a«, et", [Role.OPENS, Role.CLOSES_REVERSED]),
        ("l’ »a »", [Role.OPENS_REVERSED, Role.CLOSES]),
        ("un a » et « b »", [Role.UNOPENED, Role.OPENS, Role.CLOSES]),
        ("un « a et b", [Role.UNCLOSED]),
        ("«", [Role.UNCLOSED]),
        ("»", [Role.UNOPENED]),
    ],
)
def test_each_guillemet_has_a_role(text: str, roles: list[Role]) -> None:
    assert [role for _, role in sorted(guillemets(text), key=lambda item: item[0])] == roles


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('le "mot" dit', ['"mot"']),
        ("le “mot” et „mot“", ["“mot”", "„mot“"]),
        ("« il dit “oui” »", []),
        ('« il dit "oui" »', ['"oui"']),
        ('un écran de 27" et 5\'10"', []),
        ('seul " ici', ['"']),
    ],
)
def test_quotations_in_foreign_signs(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in foreign_quotations(text)] == quoted


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("l'un, d‘un, qu´on", "fr", ["'", "‘", "´"]),
        ("l 'un, l ’un, l’ un", "fr", [" '", " ’", "’ "]),
        ("l' « un »", "fr", ["'"]),
        ("aujourd'hui, Quelqu'un, O'Brien", "fr", ["'", "'", "'"]),
        ("l’un, 5', '90, ’tis, cities'", "fr", []),
        ("don't, l ‘un", "en", ["'"]),
        ("don't", "de", ["'"]),
    ],
)
def test_wrong_apostrophes(text: str, language: str, wrong: list[str]) -> None:
    assert [text[start:end] for start, end in wrong_apostrophes(text, language)] == wrong


def test_real_pages_are_typeset_and_whole() -> None:
    rules = [rule for name, rule in all_rules().items() if name.startswith(("text-", "typography-"))]
    found = run_checks(read_corpus(REPOSITORY), rules)
    about_words = [item for item in found if item.rule.startswith(("text-", "typography-"))]
    assert not [item for item in about_words if item.severity is not Severity.INFO]


@pytest.mark.parametrize(
    "unit", ["A", "A-", "Aaa ", "LoriLuther", "» ", "l '", "123 ", "a: ", "Un :\n", "a b c d e f g h:\n", "("]
)
def test_long_monotonous_pages_are_read_in_time(tmp_path: Path, unit: str) -> None:
    """Each of these once made an expression try every way of reading it."""
    write_tree(
        tmp_path, {"docs/fr/index.md": unit * (60_000 // len(unit)), "docs/data/names.yml": "people: {}\n"}
    )
    rules = [rule for name, rule in all_rules().items() if name.startswith(("text-", "typography-"))]
    corpus, started = read_corpus(tmp_path), process_time()
    run_checks(corpus, rules)
    assert process_time() - started < 10
