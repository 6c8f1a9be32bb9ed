"""Findings as text, workflow commands, JSON and SARIF."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, FormatChecker
from markdown import Markdown

from living_guide.changes import Behind, Change
from living_guide.diagnostics import Diagnostic, Severity
from living_guide.formats import FORMATS, Report, counts
from living_guide.formats.markdown import MOST
from living_guide.formats.report import fingerprints, in_the_pages_language
from living_guide.messages import Text, catalogue
from trees import write_tree


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
    assert counts([ERROR, WARNING, INFO, replace(WARNING, line=15)]) == (1, 2, 1)


def test_text() -> None:
    assert FORMATS["text"](Report([ERROR, _finding(hint=None), INFO], 2), {}) == (
        "docs/fr/mots.md:14:22: error no page (links-missing-page)\n"
        "    write it\n"
        "docs/fr/mots.md:14:22: error no page (links-missing-page)\n"
        "docs/fr/mots.md:14:22: info no page (links-missing-page)\n"
        "    write it\n"
        "2 errors, 0 warnings, 1 piece of advice on 2 pages"
    )


def test_text_says_what_matters_first_and_in_other_languages_what_the_words_mean() -> None:
    said = FORMATS["text"](Report([INFO, WARNING, ERROR], 1), catalogue("fr")).splitlines()
    assert [line.partition("\u00a0:")[0] for line in said if not line.startswith(("docs/", " "))] == [
        "Erreurs (`error`)",
        "Avertissements (`warning`)",
        "Conseils (`info`)",
        "1 erreur, 1 avertissement, 1 conseil sur 1 page",
    ]
    assert [line.split()[1] for line in said if line.startswith("docs/")] == ["error", "warning", "info"]


@pytest.mark.parametrize("part", ["path", "message", "hint"])
def test_text_cannot_steer_terminals_or_build_servers(part: str) -> None:
    said = FORMATS["text"](Report([_finding(**{part: "a\n::error::b\r\x1b[2Jc"})], 1), {})
    assert "\n::error" not in said and "\x1b" not in said and "\r" not in said
    assert "a\\x0a::error::b" in said


def test_github() -> None:
    assert FORMATS["github"](Report([ERROR, WARNING, INFO], 2), {}).splitlines() == [
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
    [line] = FORMATS["github"](Report([_finding(path=path, message=message, hint=None)], 1), {}).splitlines()
    place, _, said = expected.partition(",…::")
    assert line.startswith(f"::error {place},line=14") and line.endswith(f"::{said}")


def test_nothing_found_is_nothing_to_annotate() -> None:
    assert FORMATS["github"](Report([], 2), {}) == ""


def test_json_is_the_contract() -> None:
    assert json.loads(FORMATS["json"](Report([ERROR, _finding(Severity.INFO, hint=None)], 7), {})) == {
        "diagnostics": [
            {
                "path": "docs/fr/mots.md", "line": 14, "column": 22, "end_line": 14, "end_column": 28,
                "rule": "links-missing-page", "severity": severity, "message": "no page", "hint": hint,
            }
            for severity, hint in (("error", "write it"), ("info", ""))
        ],
        "summary": {"errors": 1, "warnings": 0, "pages": 7},
    }  # fmt: skip


SARIF = json.loads((Path(__file__).parent / "data/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
HOSTILE = [
    _finding(path="caf\udce9 %41.md", message="a\r\n::error::b \x1b[2J \u2028", hint="`x` ``y`` <b>"),
    _finding(path="a,b:c.md", message="é 🌍 ![x](http://e.example) @all #1", hint=None),
]


def test_sarif() -> None:
    log = json.loads(FORMATS["sarif"](Report([ERROR, WARNING, INFO, _finding(path="a é.md")], 2), {}))
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    [rule] = run["tool"]["driver"]["rules"]
    assert rule["id"] == "links-missing-page" and "helpUri" not in rule
    assert rule["shortDescription"]["text"] == rule["help"]["text"].partition("\n")[0]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    assert run["results"][0]["message"] == {"text": "no page\nwrite it"}
    place = run["results"][3]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20%C3%A9.md"}
    assert place["region"] == {"startLine": 14, "startColumn": 22, "endLine": 14, "endColumn": 28}
    marks = [result["partialFingerprints"]["livingGuide/v1"] for result in run["results"]]
    assert len(set(marks)) == 4


@pytest.mark.parametrize(
    "findings", [[], [ERROR, WARNING, INFO], HOSTILE], ids=["none", "each severity", "hostile"]
)
@pytest.mark.parametrize("handbook", ["", "https://guide.example/fr/about/rules/"])
def test_sarif_is_valid(findings: list[Diagnostic], handbook: str) -> None:
    log = json.loads(FORMATS["sarif"](Report(findings, 2, handbook=handbook), catalogue("fr")))
    Draft4Validator(SARIF, format_checker=FormatChecker()).validate(log)


def test_the_schema_can_refuse() -> None:
    log = json.loads(FORMATS["sarif"](Report([ERROR], 1), {}))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(SARIF).is_valid(log)


def test_sarif_says_where_a_rule_is_explained() -> None:
    report = Report([ERROR], 1, handbook="https://guide.example/fr/about/rules/")
    [run] = json.loads(FORMATS["sarif"](report, catalogue("fr")))["runs"]
    [rule] = run["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://guide.example/fr/about/rules/links/#links-missing-page"
    assert rule["shortDescription"]["text"].startswith("Un lien")


def test_github_puts_first_what_it_may_drop_last() -> None:
    """It shows ten of each kind a step: errors before advice, lines just written before old ones."""
    findings = [replace(item, line=line, end_line=line) for line in (1, 2) for item in (INFO, WARNING, ERROR)]
    change = Change(frozenset([ERROR.path]), {ERROR.path: frozenset([2])}, ())
    said = FORMATS["github"](Report(findings, 1, change=change), {}).splitlines()
    assert [(line.split()[0], line.split(",")[1]) for line in said] == [
        (f"::{kind}", f"line={line}") for kind in ("error", "warning", "notice") for line in (2, 1)
    ]


def test_gitlab() -> None:
    found = json.loads(FORMATS["gitlab"](Report([ERROR, WARNING, INFO], 2), {}))
    assert [item["severity"] for item in found] == ["major", "minor", "info"]
    first = {key: value for key, value in found[0].items() if key != "fingerprint"}
    assert first == {
        "description": "no page – write it",
        "check_name": "links-missing-page",
        "severity": "major",
        "location": {"path": "docs/fr/mots.md", "lines": {"begin": 14, "end": 14}},
    }
    assert len({item["fingerprint"] for item in found}) == 3
    assert json.loads(FORMATS["gitlab"](Report([], 2), {})) == []


def _marks(findings: list[Diagnostic]) -> list[str]:
    return [mark for _, mark in fingerprints(findings)]


def test_fingerprints_outlive_moved_lines() -> None:
    other = replace(ERROR, message=Text("“{words}” leads elsewhere on line {line}", words="a", line=3))
    moved = [replace(item, line=40, end_line=40) for item in (ERROR, other)]
    elsewhere = replace(other, message=Text("“{words}” leads elsewhere on line {line}", words="a", line=9))
    assert _marks([ERROR, other]) == _marks(moved) == _marks([ERROR, elsewhere])
    assert len({*_marks([ERROR, ERROR]), *_marks([replace(ERROR, path="x.md")])}) == 3


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write_tree(tmp_path, {"docs/fr/mots.md": "\n" * 13 + "Il a dit ... 12 000 `` ` `` fois !\n"})


def test_markdown(page: Path) -> None:
    change = Change(frozenset(), {}, (Behind("changed", "docs/fr/a.md", "docs/en/a.md"),))
    dots = replace(WARNING, column=10, end_column=13, replacement="…")
    space = replace(WARNING, column=14, end_column=20, replacement="12\u202f000")
    report = Report([dots, space, _finding(path="docs/a_b.md")], 3, page, "https://g.example/r/", change)
    assert FORMATS["markdown"](report, {}).splitlines() == [
        "## What the checks say",
        "",
        "**1 error, 2 warnings on 3 pages**",
        "",
        "An error keeps the site from being published. A warning does not, and advice is yours to decide.",
        "",
        "### docs/a\\_b.md",
        "",
        "- **error**, line 14: no page ([`links-missing-page`](https://g.example/r/links/#links-missing-page))",
        "  <br>→ write it",
        "",
        "### docs/fr/mots.md",
        "",
        *[
            "- **warning**, line 14: no page "
            "([`links-missing-page`](https://g.example/r/links/#links-missing-page))",
            "  <br>→ write it",
        ]
        * 2,
        "",
        "  ```diff",
        "  - Il a dit ... 12 000 `` ` `` fois !",
        "  + Il a dit … 12\u202f000 `` ` `` fois !",
        "  ```",
        "",
        "## Translations left behind",
        "",
        "- docs/fr/a.md says something new; docs/en/a.md does not.",
    ]


def test_what_is_mended_at_once_is_told_once_to_people_and_whole_to_machines() -> None:
    many = [
        replace(WARNING, rule="typography-three-dots", line=line, end_line=line, replacement="…")
        for line in range(1, 9)
    ]
    report = Report([*many, WARNING], 1)
    for form in ("text", "markdown"):
        said = FORMATS[form](report, {})
        assert said.count("typography-three-dots") == 1
        assert "8 ellipses on this page" in said and "lines 1, 2, 3, 4, 5…" in said
        assert "0 errors, 2 warnings on 1 page" in said
    assert json.loads(FORMATS["json"](report, {}))["summary"]["warnings"] == 9
    assert FORMATS["text"](Report(many[:2], 1), {}).count("typography-three-dots") == 2


def test_markdown_of_nothing() -> None:
    said = FORMATS["markdown"](Report([], 3), catalogue("fr"))
    assert "Rien à corriger" in said and "##" in said and "Translations" not in said


def test_markdown_stops_somewhere() -> None:
    many = [replace(ERROR, line=line, end_line=line) for line in range(1, MOST + 8)]
    said = FORMATS["markdown"](Report(many, 3), {})
    assert said.count("- **error**") == MOST and "… and 7 more" in said


@pytest.mark.parametrize("part", ["path", "message", "hint"])
@pytest.mark.parametrize(
    "evil",
    ["<img src=x>", "![x](https://e.example/x.png)", "[x](https://e.example)", "@everyone", "<!--", "*x*"],
)
def test_markdown_makes_no_markup_of_what_pages_say(part: str, evil: str) -> None:
    """Rendered, the words stand there as they are; between backticks they are code."""
    for written in (evil, f"`{evil}", f"``{evil}`", f"a`b{evil}`c{evil}"):
        said = FORMATS["markdown"](Report([_finding(**{part: written})], 1), {})
        html = Markdown().convert(said)
        assert not re.search(r"<(?!/?(?:h[23]|p|strong|ul|li|br|code|em)\b)", html), html
        assert "<em>" not in html.replace("<em>error", "") and 'href="' not in html


@pytest.mark.parametrize("form", FORMATS)
def test_findings_are_said_in_the_contributors_language(form: str) -> None:
    item = Diagnostic("a.md", 1, 1, 1, 2, "x-y", Severity.ERROR, Text("no page {target}", target="b"), None)
    said = FORMATS[form](Report([item], 1), {"no page {target}": "aucune page {target}"})
    assert "aucune page b" in said


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_findings_break_no_form(form: str) -> None:
    said = FORMATS[form](Report(HOSTILE, 1), {})
    assert "\n::error::b" not in said and "\n::error:: b" not in said


def test_each_finding_in_the_language_of_its_page() -> None:
    def found(path: str) -> Diagnostic:
        text = Text("there is no folder `{path}`", path="x")
        return Diagnostic(path, 1, 1, 1, 2, "x-y", Severity.ERROR, text, text)

    paths = ("docs/en/a.md", "docs/fr/a.md", "local/fr-CA/a.md", "docs/es/a.md", "mkdocs.yml")
    items = in_the_pages_language([found(path) for path in paths])
    told = [item.message.said(catalogue("fr")) for item in items]
    english, french = "there is no folder `x`", "le dossier `x` n’existe pas"
    assert told == [english, french, french, french, french]
    assert [item.hint and item.hint.said({}) for item in items] == [english, french, french, english, english]
