"""The rules' manuals, printed: what, why, bad and good, from the rules' own docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from living_guide.checks import Rule, all_rules
from living_guide.messages import Text

HANDBOOK = "about/rules"
"""The folder of the pages, below each language's, that explain every rule."""


_NEVER_WAIVED = ("waiver-", "safety-", "files-")


@dataclass(frozen=True, slots=True)
class Manual:
    """A rule's manual in one language: its summary, why it is there, and labelled examples."""

    summary: str
    why: tuple[str, ...]
    """Paragraphs."""
    examples: tuple[tuple[str, str], ...]
    """What should not be and what should, in turn, each behind its label."""


def manual_of(rule: Rule, words: Mapping[str, str]) -> Manual:
    """A rule's manual, taken apart."""
    summary, _, rest = words.get(rule.manual, rule.manual).partition("\n")
    labels = "|".join(re.escape(text.said(words)) for text in (Text("Bad"), Text("Good")))
    parts = re.split(rf"^({labels})[ \u00a0]?:", rest, flags=re.MULTILINE)
    examples = map(_without_indent, parts[2::2])
    why = tuple(" ".join(paragraph.split()) for paragraph in parts[0].split("\n\n") if paragraph.strip())
    return Manual(summary, why, tuple(zip(parts[1::2], examples, strict=True)))


def _without_indent(text: str) -> str:
    """Lines without their common indent, no-break spaces too: from Python 3.13 on, `cleandoc` keeps these."""
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")


def waiver_of(rule: Rule, words: Mapping[str, str]) -> str:
    """What keeps an exception to a rule; nothing where there can be none."""
    if rule.name.startswith(_NEVER_WAIVED):
        return ""
    return f"<!-- guide-ok: {rule.name} -- {Text('the reason').said(words)} -->"


def as_manual(rule: Rule, words: Mapping[str, str]) -> str:
    """A rule's whole manual."""
    severity = Text("severity: {severity}", severity=rule.severity).said(words)
    lines = [f"{rule.name} ({severity})", "", words.get(rule.manual, rule.manual)]
    waiver = waiver_of(rule, words)
    if waiver:
        keep = Text("To keep an exception, write on its own line above the block:").said(words)
        lines += ["", keep, f"    {waiver}"]
    return "\n".join(lines)


def rule_address(handbook: str, name: str) -> str:
    """Where the handbook explains a rule; nothing where the handbook's address is unknown."""
    rule = all_rules().get(name)
    return f"{handbook}{rule.family}/#{name}" if handbook and rule else ""


def as_list(rules: Iterable[Rule], words: Mapping[str, str]) -> str:
    """All rules, a line each: name, severity, summary."""
    chosen = list(rules)
    width = max((len(rule.name) for rule in chosen), default=0)
    return "\n".join(
        f"{rule.name:<{width}}  {rule.severity:<7}  {manual_of(rule, words).summary}" for rule in chosen
    )
