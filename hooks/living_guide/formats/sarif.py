"""SARIF 2.1.0 (OASIS): columns in code points, as the standard lets a tool say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from living_guide import __version__
from living_guide.checks import Rule, all_rules
from living_guide.diagnostics import Diagnostic, Severity, with_consequences
from living_guide.formats.report import Catalogue, Report, fingerprints
from living_guide.manual import rule_address

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "livingGuide/v1"


def as_sarif(report: Report, words: Catalogue) -> str:
    """A log of one run, with the manuals of the rules it speaks of."""
    known = all_rules()
    named = sorted({item.rule for item in report.findings})
    places = {name: number for number, name in enumerate(named)}
    rules = [_rule(known[name], report, words) if name in known else {"id": name} for name in named]
    driver = {"name": "living-guide", "version": __version__, "rules": rules}
    told = fingerprints(with_consequences(report.findings))
    results = [_result(item, mark, places, words) for item, mark in told]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule, report: Report, words: Catalogue) -> dict[str, Any]:
    manual = words.get(rule.manual, rule.manual)
    written = {
        "id": rule.name,
        "shortDescription": {"text": manual.partition("\n")[0]},
        "help": {"text": manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    address = rule_address(report.handbook, rule.name)
    return {**written, "helpUri": address} if address else written


def _result(item: Diagnostic, mark: str, places: Mapping[str, int], words: Catalogue) -> dict[str, Any]:
    hint = f"\n{item.hint.said(words)}" if item.hint else ""
    region = {
        "startLine": item.line,
        "startColumn": item.column,
        "endLine": item.end_line,
        "endColumn": item.end_column,
    }
    file = {"uri": quote(item.path, errors="surrogateescape")}
    return {
        "ruleId": item.rule,
        "ruleIndex": places[item.rule],
        "level": _LEVELS[item.severity],
        "message": {"text": item.message.said(words) + hint},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "partialFingerprints": {_FINGERPRINT: mark},
    }
