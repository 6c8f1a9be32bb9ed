"""Findings as text, workflow commands, JSON and SARIF."""

from __future__ import annotations

import json

import pytest

from living_guide.diagnostics import Diagnostic, Severity
from living_guide.formats import FORMATS, counts
from living_guide.messages import Text


def _finding(
    severity: Severity = Severity.ERROR,
    path: str = "docs/fr/mots.md",
    message: str = "no page",
    hint: str | None = "write it",
) -> Diagnostic:
    said = Text("{words}", words=message)
    advice = Text("{words}", words=hint) if hint else None
    return Diagnostic(path, 14, 22, 14, 28, "links-missing-page", severity, said, advice)


ERROR, WARNING, INFO = (_finding(severity) for severity in Severity)


def test_counts() -> None:
    assert counts([ERROR, WARNING, INFO, WARNING]) == (1, 2)


def test_text() -> None:
    assert FORMATS["text"]([ERROR, _finding(hint=None), INFO], 2, {}) == (
        "docs/fr/mots.md:14:22: error no page (links-missing-page)\n"
        "    write it\n"
        "docs/fr/mots.md:14:22: error no page (links-missing-page)\n"
        "2 errors, 0 warnings on 2 pages"
    )


@pytest.mark.parametrize("part", ["path", "message", "hint"])
def test_text_cannot_steer_terminals_or_build_servers(part: str) -> None:
    said = FORMATS["text"]([_finding(**{part: "a\n::error::b\r\x1b[2Jc"})], 1, {})
    assert "\n::error" not in said and "\x1b" not in said and "\r" not in said
    assert "a\\x0a::error::b" in said


def test_github() -> None:
    assert FORMATS["github"]([ERROR, WARNING, INFO], 2, {}).splitlines() == [
        f"::{level} file=docs/fr/mots.md,line=14,col=22,endLine=14,endColumn=28,"
        "title=links-missing-page::no page%0Awrite it"
        for level in ("error", "warning", "notice")
    ]


@pytest.mark.parametrize(
    ("path", "message", "expected"),
    [
        ("a,b:c.md", "50 %", "file=a%2Cb%3Ac.md,…::50 %25"),
        ("a\nb.md", "a\r\nb", "file=a%0Ab.md,…::a%0D%0Ab"),
        ("100%.md", "é 🌍, a: b", "file=100%25.md,…::é 🌍, a: b"),
    ],
)
def test_github_escapes(path: str, message: str, expected: str) -> None:
    [line] = FORMATS["github"]([_finding(path=path, message=message, hint=None)], 1, {}).splitlines()
    place, _, said = expected.partition(",…::")
    assert line.startswith(f"::error {place},line=14") and line.endswith(f"::{said}")


def test_nothing_found_is_nothing_to_annotate() -> None:
    assert FORMATS["github"]([], 2, {}) == ""


def test_json_is_the_contract() -> None:
    assert json.loads(FORMATS["json"]([ERROR, _finding(Severity.INFO, hint=None)], 7, {})) == {
        "diagnostics": [
            {
                "path": "docs/fr/mots.md", "line": 14, "column": 22, "end_line": 14, "end_column": 28,
                "rule": "links-missing-page", "severity": severity, "message": "no page", "hint": hint,
            }
            for severity, hint in (("error", "write it"), ("info", ""))
        ],
        "summary": {"errors": 1, "warnings": 0, "pages": 7},
    }  # fmt: skip


def test_sarif() -> None:
    log = json.loads(FORMATS["sarif"]([ERROR, WARNING, INFO, _finding(path="a é.md")], 2, {}))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"] == [{"id": "links-missing-page"}]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    assert run["results"][0]["message"] == {"text": "no page\nwrite it"}
    place = run["results"][3]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20%C3%A9.md"}
    assert place["region"] == {"startLine": 14, "startColumn": 22, "endLine": 14, "endColumn": 28}


@pytest.mark.parametrize("form", FORMATS)
def test_findings_are_said_in_the_contributors_language(form: str) -> None:
    item = Diagnostic("a.md", 1, 1, 1, 2, "x-y", Severity.ERROR, Text("no page `{target}`", target="b"), None)
    assert "aucune page `b`" in FORMATS[form]([item], 1, {"no page `{target}`": "aucune page `{target}`"})


@pytest.mark.parametrize("form", FORMATS)
def test_undecodable_names_break_no_form(form: str) -> None:
    assert FORMATS[form]([_finding(path="caf\udce9.md")], 1, {})
