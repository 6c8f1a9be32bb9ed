"""`guide explain`: the manual of a rule."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from living_guide.checks import all_rules
from living_guide.commands import CLEAN, Said, Unusable, Words
from living_guide.manual import as_manual
from living_guide.messages import Text

SUMMARY = Text("the manual of a rule")


def arguments(parser: argparse.ArgumentParser, said: Said) -> None:
    """What people may write after `explain`."""
    parser.add_argument("rule", metavar="RULE")


def run(asked: argparse.Namespace, words: Words) -> int:
    """Print the manual, or the nearest name."""
    rules = all_rules()
    rule = rules.get(asked.rule)
    if rule is None:
        near = get_close_matches(asked.rule, list(rules), 1)
        hint = Text("did you mean `{name}`?", name=near[0]) if near else Text("`guide list` shows all rules")
        raise Unusable(Text("there is no rule `{rule}`; {hint}", rule=asked.rule, hint=hint))
    print(as_manual(rule, words))
    return CLEAN
