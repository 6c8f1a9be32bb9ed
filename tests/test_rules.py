"""The registry of rules, their manuals and their cases stay in step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from living_guide.checks import Rule, all_rules
from living_guide.cli import main
from living_guide.manual import manual_of
from living_guide.messages import catalogue

CASES = Path(__file__).parent / "cases"
RULES = all_rules()


def _expectations(rule: str) -> list[str]:
    return [path.read_text("utf-8") for path in CASES.glob(f"{rule}/*/expected.*")]


def _fires(rule: str, expected: str) -> bool:
    return f"({rule})\n" in expected or f'"rule": "{rule}"' in expected


def _silent(rule: str, expected: str) -> bool:
    """Whether the guide is in order: advice of another rule may be given."""
    clean = re.search(r"^0 errors, 0 warnings[ ,]", expected, re.MULTILINE)
    return '"diagnostics": [],' in expected or (clean is not None and not _fires(rule, expected))


def test_examples_lose_their_indent_on_every_python() -> None:
    """Whatever white space a translator puts behind the colon."""
    rule = RULES["links-missing-page"]
    french = "Un mot.\n\nPourquoi.\n\nNon\u00a0:\u202f![x](y)\nOui\u00a0:\n    a: 1\n      b: 2\n"
    manual = manual_of(rule, {**catalogue("fr"), rule.manual: french})
    assert manual.examples == (("Non", "![x](y)"), ("Oui", "a: 1\n  b: 2"))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_manual_is_whole(rule: Rule) -> None:
    summary, _, rest = rule.manual.partition("\n")
    assert summary.endswith(".") and len(summary) <= 100
    assert not rest or rest.startswith("\n")
    why = rest.partition("Bad:")[0]
    assert why.strip(), "a manual says why"
    assert re.search(r"^Bad:.*?^Good:\s+\S", rest, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_case_where_it_fires(rule: str) -> None:
    assert any(_fires(rule, expected) for expected in _expectations(rule))


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_case_where_it_stays_silent(rule: str) -> None:
    assert any(_silent(rule, expected) for expected in _expectations(rule))


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_kebab_name_of_a_known_family(rule: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", rule)


def test_every_case_belongs_to_a_rule_and_names_it() -> None:
    assert {folder.name for folder in CASES.iterdir()} == set(RULES)
    for rule in RULES:
        for expected in _expectations(rule):
            assert _fires(rule, expected) or _silent(rule, expected)


def test_every_case_has_an_expectation() -> None:
    for case in CASES.glob("*/*"):
        assert list(case.glob("expected.*")), case


@pytest.mark.parametrize("rule", RULES)
def test_manual_is_printed(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{rule} (severity: {RULES[rule].severity})\n\n{RULES[rule].summary}\n")


def test_list_names_every_rule_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
