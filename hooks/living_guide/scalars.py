"""What a word of YAML stands for when nobody put it in quotes: text, a number, a day, yes or no."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import yaml

Scalar = str | int | float | bool | date | None
_RESOLVER: Any = yaml.SafeLoader("")
"""Knows which plain words are numbers, dates, true and false; the stubs do not know its methods."""


@lru_cache(maxsize=4096)
def meant(written: str) -> Scalar:
    """What a plain scalar stands for: mostly the same few words on every page.

    Raises:
        ValueError, OverflowError, KeyError, yaml.YAMLError: it looks like a value that it is not.
    """
    tag = _RESOLVER.resolve(yaml.ScalarNode, written, (True, False))
    if tag in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"):
        return written
    value: Scalar | bytes = _RESOLVER.construct_object(yaml.ScalarNode(tag, written))
    return written if isinstance(value, bytes | datetime) else value
