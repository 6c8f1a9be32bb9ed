"""Values as YAML, in the form people write in the city's file."""

from __future__ import annotations

import re
from typing import Any

import yaml

_FLOW = re.compile(r"[]{}[,?:]")


class _Short(yaml.SafeDumper):
    """A list of words stands on one line, as people write it."""


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    is_short = not any(isinstance(value, (dict, list)) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=is_short)


_Short.add_representer(list, _list)


def block(value: Any) -> list[str]:
    """A value's lines, one for each key."""
    written: str = yaml.dump(
        value, Dumper=_Short, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=False
    )
    return written.removesuffix("\n").removesuffix("\n...").split("\n")


class _Quoting(yaml.SafeDumper):
    """Quotes what means something between braces, where the library would not."""


def _word(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _FLOW.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


_Quoting.add_representer(str, _word)


def flow(value: Any) -> str:
    """A value on one line."""
    written: str = yaml.dump(
        value, Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=True
    )
    return written.removesuffix("\n").removesuffix("\n...")
