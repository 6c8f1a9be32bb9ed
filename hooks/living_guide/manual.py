"""The rules' manuals, printed: what, why, bad and good, from the rules' own docstrings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from living_guide.checks import Rule, all_rules
from living_guide.messages import Text

HANDBOOK = "about/rules"
"""The folder of the pages, below each language's, that explain every rule."""


def as_manual(rule: Rule, words: Mapping[str, str]) -> str:
    """A rule's whole manual."""
    severity = Text("severity: {severity}", severity=rule.severity).said(words)
    lines = [f"{rule.name} ({severity})", "", words.get(rule.manual, rule.manual)]
    if not rule.name.startswith(("waiver-", "safety-", "files-")):
        lines += [
            "",
            Text("To keep an exception, write on its own line above the block:").said(words),
            f"    <!-- guide-ok: {rule.name} -- {Text('the reason').said(words)} -->",
        ]
    return "\n".join(lines)


def rule_address(handbook: str, name: str) -> str:
    """Where the handbook explains a rule; nothing where the handbook's address is unknown."""
    rule = all_rules().get(name)
    return f"{handbook}{rule.family}/#{name}" if handbook and rule else ""


def as_list(rules: Iterable[Rule], words: Mapping[str, str]) -> str:
    """All rules, a line each: name, severity, summary."""
    chosen = list(rules)
    width = max((len(rule.name) for rule in chosen), default=0)
    return "\n".join(f"{rule.name:<{width}}  {rule.severity:<7}  {_summary(rule, words)}" for rule in chosen)


def _summary(rule: Rule, words: Mapping[str, str]) -> str:
    return words.get(rule.manual, rule.manual).partition("\n")[0]
