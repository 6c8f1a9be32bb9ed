"""The glossary in other tools' forms, and back: TBX, CSV, JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from living_guide.messages import Text, Told

Concepts = list[dict[str, Any]]
"""Concepts as plain values, each as its YAML file says it; languages are keys beside `id`."""

Writer = Callable[[Concepts, tuple[str, ...]], str]
Reader = Callable[[str, tuple[str, ...]], Concepts]


TOO_DEEP = Text("lists stand in lists too deep to be read: take this part out, or write it plainly")


class ExchangeError(Told):
    """A file to import cannot be understood; the message says where and why."""


def writers() -> Mapping[str, Writer]:
    """How to write each form."""
    from living_guide.exchange import csv_form, json_form, tbx_form

    return {"tbx": tbx_form.write, "csv": csv_form.write, "json": json_form.write}


def readers() -> Mapping[str, Reader]:
    """How to read each form; raises ExchangeError."""
    from living_guide.exchange import csv_form, json_form, tbx_form

    return {"tbx": tbx_form.read, "csv": csv_form.read, "json": json_form.read}
