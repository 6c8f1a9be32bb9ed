"""Shapes of YAML values: small immutable objects, and what does not fit them.

`validate` walks a node beside its shape and yields each misfit with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache

from babel.dates import get_month_names

from living_guide.diagnostics import Finding
from living_guide.located import Node
from living_guide.messages import Text, languages

MAX_NUMBER = 10**9
"""The largest number that people write here; what is none at all (`.nan`) is not below it either."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Text on one line; with `pattern`, of that form; `example` is shown when it does not fit."""

    pattern: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number; with `whole`, without decimals."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day: 2026-11-22."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one shape; a lone value counts as a list of one."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Mapped:
    """Names and values, closed: any other name is an error."""

    fields: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keyed:
    """Names that people choose, all of one form, and values of one shape."""

    name: Plain
    value: Shape


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several shapes."""

    shapes: tuple[Shape, ...]


Shape = Plain | Number | YesNo | Day | Choice | ListOf | Mapped | Keyed | Either


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit: `unknown-key` or `invalid-value`."""

    kind: str
    finding: Finding


def validate(node: Node, shape: Shape, name: str) -> Iterator[Misfit]:
    """Walk a value beside its shape. `name` is what people call the value."""
    if node.value is None:
        return
    match shape:
        case Mapped(fields):
            if isinstance(node.value, dict):
                yield from validate_fields(node, fields)
            else:
                yield _invalid(node, name, _wanted(shape))
        case Keyed(form, item):
            if not isinstance(node.value, dict):
                yield _invalid(node, name, _wanted(shape))
                return
            for key, value in node.value.items():
                if re.fullmatch(form.pattern, key):
                    yield from validate(value, item, key)
                else:
                    yield _unknown_name(node.keys[key], form)
        case ListOf(item):
            if isinstance(node.value, dict):
                yield _invalid(node, name, Text("a list, such as `[one, two]`"))
            elif isinstance(node.value, str) and len(_lines(node)) > 1:
                yield Misfit("invalid-value", _without_dashes(node, name))
            else:
                for part in node.items():
                    yield from validate(part, item, name)
        case Either(shapes):
            if not any(_fits(node, option) for option in shapes):
                options = [option for option in shapes if isinstance(option, Mapped)]
                if options and isinstance(node.value, dict):
                    yield from validate(node, options[0], name)
                else:
                    yield _invalid(node, name, _wanted(shapes[0]))
        case _:
            if not _fits_scalar(node, shape):
                yield _invalid(node, name, _wanted(shape))


def validate_fields(node: Node, fields: Mapping[str, Shape]) -> Iterator[Misfit]:
    """A mapping's names and values against a closed list of fields."""
    if not isinstance(node.value, dict):
        return
    for key, value in node.value.items():
        if key in fields:
            yield from validate(value, fields[key], key)
        else:
            yield unknown_key(node.keys[key], fields)


def unknown_key(key: Node, fields: Mapping[str, Shape]) -> Misfit:
    """What to say of a name that no field has."""
    near = get_close_matches(key.written, list(fields), 1)
    hint = (
        Text("did you mean `{name}`?", name=near[0])
        if near
        else Text("the fields are: {names}", names=", ".join(sorted(fields)))
    )
    return Misfit("unknown-key", key.finding(Text("there is no field `{key}`", key=key.written), hint))


def _unknown_name(key: Node, form: Plain) -> Misfit:
    message = Text("there is no field `{key}`", key=key.written)
    return Misfit("unknown-key", key.finding(message, Text("write {wanted}", wanted=_wanted(form))))


def _lines(node: Node) -> list[str]:
    """The lines of a value as they are written."""
    return [line.strip() for line in node.source.text[node.start : node.end].splitlines() if line.strip()]


def _without_dashes(node: Node, name: str) -> Finding:
    lines = _lines(node)
    return node.finding(
        Text("the lines below `{name}` lack their dashes: they are read as one value", name=name),
        Text("write them on one line: `{name}: [{values}]`", name=name, values=", ".join(lines)[:100])
        if all("," not in line and ":" not in line for line in lines)
        else Text("begin each line with a dash and a space: `- {value}`", value=lines[0][:60]),
    )


def _fits(node: Node, shape: Shape) -> bool:
    return next(validate(node, shape, ""), None) is None


def _fits_scalar(node: Node, shape: Shape) -> bool:
    value = node.value
    if isinstance(value, list | dict):
        return False
    match shape:
        case Plain(pattern):
            if isinstance(value, bool) or (not pattern and not str(value).strip()):
                return False
            return not pattern or re.fullmatch(pattern, str(value)) is not None
        case Number(whole):
            kinds = (int,) if whole else (int, float)
            return isinstance(value, kinds) and not isinstance(value, bool) and abs(value) <= MAX_NUMBER
        case YesNo():
            return isinstance(value, bool)
        case Day():
            return isinstance(value, date)
        case Choice(values):
            return str(value) in values
    return False


_DAY = Text("a day, written like `2026-11-22`")
_MEANINGS = {
    "draft": Text("`draft` (not shown yet)"),
    "live": Text("`live` (published)"),
    "archived": Text("`archived` (kept, no longer current)"),
    "approved": Text("`approved` (in use)"),
    "deprecated": Text("`deprecated` (no longer used)"),
}
"""What the words of a choice mean, where a word alone does not say."""


def _listed(values: tuple[str, ...]) -> Text:
    first, *others = (_MEANINGS.get(value, Text.from_data("{value}", {"value": value})) for value in values)
    for other in others:
        first = Text("{first}, {other}", first=first, other=other)
    return first


def _wanted(shape: Shape) -> Text:
    match shape:
        case Plain(_, example) if example:
            return Text("something like `{example}`", example=example)
        case Number():
            return Text("a number")
        case YesNo():
            return Text("`true` or `false`")
        case Day():
            return _DAY
        case Choice(values):
            return Text("one of: {values}", values=_listed(values))
        case Mapped() | Keyed():
            return Text("names and values, each on its own line")
        case ListOf():
            return Text("a list, such as `[one, two]`")
    return Text("a text")


def _invalid(node: Node, name: str, wanted: Text) -> Misfit:
    if isinstance(node.value, dict):
        message = Text("`{name}` cannot hold names and values", name=name)
    elif isinstance(node.value, list):
        message = Text("`{name}` cannot hold a list", name=name)
    elif not node.written.strip():
        message = Text("`{name}` is empty", name=name)
    else:
        shown = " ".join(node.written.split())[:40]
        message = Text("`{value}` is no value for `{name}`", value=shown, name=name)
    day = _day_meant(node) if wanted.msgid == _DAY.msgid else ""
    hint = Text("write `{day}`: year, month, day", day=day) if day else Text("write {wanted}", wanted=wanted)
    return Misfit("invalid-value", node.finding(message, hint))


def _day_meant(node: Node) -> str:
    """As data has it, a day as people write it: `3 décembre 2026`, `3 December 2026`, `23/12/2026`."""
    numbers = re.fullmatch(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*", node.written)
    words = re.fullmatch(r"(?:\w+ )?(\d{1,2})(?:er|st|nd|rd|th)? (\w+)\.?,? (\d{4})", node.written.strip())
    # to Americans, 03/12 is 12 March
    if numbers and (int(numbers[1]) > 12 or "/fr/" in node.source.path):
        day, month, year = map(int, numbers.groups())
    elif words and words[2].casefold() in _months():
        day, month, year = int(words[1]), _months()[words[2].casefold()], int(words[3])
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number
        for language in languages()
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
