"""Reading the figures of a text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from re import Match

from living_guide.figures.figure import Figure
from living_guide.figures.grammar import (
    CODE,
    FORMULA,
    ISO_DAY,
    MEASURE,
    NAMED_WITH_NUMBER,
    NUMBER,
    NUMERIC_DAY,
    SYMBOL,
    TELEPHONE,
    Grammar,
    grammar,
)

_JOINTS = "-/\u2011"
"""What joins the parts of a code; the last is a hyphen at which no line breaks."""
_NOON_AND_MIDNIGHT = ((0, 0), (12, 0), (24, 0))
"""Hours that have names."""
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)[-–/](?P<last>\d\d)(?![-–/\d])")
"""`2023–24`: a school year, a season."""
_LONGEST_RUN = 60
"""Code points on either side of a figure that may belong to its code."""
_BEFORE = 24
"""Code points before a figure in which its month or currency may stand."""


def figures(text: str, language: str) -> Iterator[Figure]:
    """The figures of a text in reading order, those in digits first, then those in words."""
    how = grammar(language)
    return (_measured(figure, text, how) for figure in _figures(text, how))


def _measured(figure: Figure, text: str, how: Grammar) -> Figure:
    """A number with the unit behind it; a number that its language writes otherwise is a code."""
    if figure.kind not in ("number", "code") or not (figure.in_words or figure.written[-1:].isdigit()):
        return figure
    symbol, word = SYMBOL.match(text, figure.end), how.unit.match(text, figure.end)
    if symbol:
        return replace(figure, unit=symbol["symbol"], unit_length=symbol.end() - figure.end)
    if word:
        unit = how.units[" ".join(word["unit"].lower().split())]
        return replace(figure, unit=unit, unit_length=word.end() - figure.end)
    return figure


def _figures(text: str, how: Grammar) -> Iterator[Figure]:
    at = 0
    for found in NUMBER.finditer(text):
        if found.start() < at:
            continue
        read = list(_read(text, found, how, at))
        yield from read
        at = max((figure.end for figure in read), default=found.end())
    if how.words:
        lower = text.lower()
        for found in how.in_words.finditer(lower if len(lower) == len(text) else text):
            yield from _in_words(found, how)


def _read(text: str, found: Match[str], how: Grammar, behind: int) -> Iterator[Figure]:
    """What the figure at a place is: the longest reading counts."""
    start = found.start()
    days = list(_days(text, start, how, behind))
    if days:
        yield from days
        return
    if text[start - 1 : start] == "@" or text[max(0, start - 2) : start] == "[^":
        return  # somebody's name on a network, `@18F`; the sign of a footnote that has no text
    at, run = _run(text, found)
    if FORMULA.fullmatch(run):
        return
    if NAMED_WITH_NUMBER.fullmatch(run):
        yield replace(_figure("number", Decimal(found.group()), found), is_loose=True)
        return
    code = _code(text, at, run, how)
    if code:
        yield code
        return
    if text[start - 1 : start].isalpha():
        return  # “i18n”, “v4”: part of a word, which other languages may have another word for
    hour = how.hour.match(text, start)
    if hour and (hour["minute"] or hour["half"] or hour["alone"]):
        yield _hour(hour, hour["half"], how)
        return
    joint = how.joint.match(text, hour.end()) if hour else None
    until = how.hour.match(text, joint.end()) if joint else None
    if hour and until and (until["half"] or until["alone"]):
        yield _hour(hour, until["half"], how)  # “6–7 pm”: both are of the evening
        return
    telephone = TELEPHONE.match(text, max(start - 1, 0) if text[start - 1 : start] in ("+", "(") else start)
    if telephone and sum(sign.isdigit() for sign in telephone.group()) >= 7:
        digits = "".join(sign for sign in telephone.group() if sign.isdigit())
        if len(digits) > len("".join(sign for sign in found.group() if sign.isdigit())):
            yield _figure("code", digits, telephone)
            return
    yield from _quantities(text, found, how)


def _hour(hour: Match[str], half: str | None, how: Grammar) -> Figure:
    """An hour of the day; `half` is the half of it: `pm`."""
    number = int(hour["hour"])
    if half:
        number = number % 12 + (12 if half.lower() in how.after_noon else 0)
    figure = _figure("hour", (number, int(hour["minute"] or 0)), hour)
    return replace(figure, is_loose=figure.value in _NOON_AND_MIDNIGHT)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with what is written around it; `scale` and `unit` are empty where it has none of its own."""

    value: Decimal
    scale: int | None
    unit: tuple[str, str] | None
    """`share`, or `sum` and its currency."""
    is_rank: bool
    start: int
    end: int

    def figure(self, text: str, scale: int | None, unit: tuple[str, str] | None) -> Figure:
        """What it means; a scale and a unit may be those of the number it forms a range with."""
        meant = (self.value * (self.scale or scale or 1)).normalize()
        kind, currency = self.unit or unit or ("rank" if self.is_rank else "number", "")
        value = (meant, currency) if kind == "sum" else meant
        is_loose = self.value == 1 and bool(self.scale or scale)  # « un milliard »
        return Figure(kind, value, self.start, self.end, text[self.start : self.end], is_loose=is_loose)


def _quantities(text: str, found: Match[str], how: Grammar) -> Iterator[Figure]:
    """A number, or the two of a range, which share what only one of them says: “$5–10 million”."""
    one = _amount(text, found, how)
    if one is None:
        yield _figure("code", found.group(), found)
        return
    until_year = _YEARS.match(text, one.start)
    if until_year:
        first, last = int(until_year["first"]), int(until_year["last"])
        yield _figure("number", Decimal(first), until_year)
        yield _figure("number", Decimal(first - first % 100 + last), until_year)
        return
    joint = how.joint.match(text, one.end)
    other = NUMBER.match(text, joint.end()) if joint else None
    until = _amount(text, other, how) if other else None
    if until is None or one.is_rank or until.is_rank or not (until.scale or until.unit or one.unit):
        yield _in_time(one.figure(text, None, None), text, how)
        return
    yield one.figure(text, until.scale, until.unit)
    yield until.figure(text, None, one.unit)


def _in_time(figure: Figure, text: str, how: Grammar) -> Figure:
    """A number that counts decades or units of time, which languages count each in its own way."""
    if figure.kind != "number" or not isinstance(figure.value, Decimal):
        return figure
    if figure.value <= 24 and how.perhaps_hour.match(text, figure.end):
        return replace(figure, otherwise=(int(figure.value), 0), is_loose=True)
    is_decade = figure.value < 100 and figure.value % 10 == 0
    if is_decade and (
        how.decade_behind.match(text, figure.end)
        or how.decade_before.search(text[max(0, figure.start - _BEFORE) : figure.start])
    ):
        return replace(figure, otherwise=Decimal(1900) + figure.value)
    return replace(figure, is_loose=how.time_unit.match(text, figure.end) is not None)


def _amount(text: str, found: Match[str], how: Grammar) -> _Amount | None:
    value, start, end = how.number(found.group()), found.start(), found.end()
    if value is None:
        return None
    scale = how.scale.match(text, end)
    before = how.money_before.search(text[max(0, start - 5) : start])
    short = how.money_scale.match(text, end)
    if short and (before or short["sign"]):
        sign = short["sign"] or (before["sign"] if before else "")
        start -= len(before.group()) if before else 0
        unit = ("sum", how.currencies.get(sign.lower(), sign))
        return _Amount(value, how.scales[short["scale"]], unit, False, start, short.end())
    end = scale.end() if scale else end
    factor = how.scales[scale["scale"].lower()] if scale else None
    share, behind = how.percent.match(text, end), how.money_behind.match(text, end)
    if share:
        return _Amount(value, factor, ("share", ""), False, start, share.end())
    money = before or behind
    if money:
        sign = money["sign"].lower()
        start -= len(before.group()) if before else 0
        end = end if before or not behind else behind.end()
        return _Amount(value, factor, ("sum", how.currencies.get(sign, sign)), False, start, end)
    ordinal = how.ordinal.match(text, end)
    return _Amount(value, factor, None, ordinal is not None, start, ordinal.end() if ordinal else end)


def _days(text: str, start: int, how: Grammar, behind: int) -> Iterator[Figure]:
    iso = ISO_DAY.match(text, start)
    if iso:
        yield _figure("day", (int(iso["year"]), int(iso["month"]), int(iso["day"])), iso)
        return
    numeric = NUMERIC_DAY.match(text, start)
    if numeric:
        first, second = int(numeric["first"]), int(numeric["second"])
        swapped = second > 12 or (numeric["sign"] == "/" and not how.month_is_second and first <= 12)
        day, month = (second, first) if swapped else (first, second)
        if 1 <= month <= 12:
            figure = _figure("day", (int(numeric["year"]), month, day), numeric)
            is_unsure = how.day_is_unsure and numeric["sign"] == "/" and 1 <= day <= 12
            yield replace(figure, otherwise=(int(numeric["year"]), day, month)) if is_unsure else figure
            return
    found = how.day_first.match(text, start) or _month_before(text, start, how, behind)
    if found:
        parts = found.groupdict()
        year = parts.get("year") or parts.get("alone")
        month = how.months[found["month"].lower().rstrip(".")]
        days = [int(parts[name]) for name in ("day", "until") if parts.get(name)]
        for day in days or [0]:
            yield _figure("day", (int(year) if year else 0, month, day), found)


def _month_before(text: str, start: int, how: Grammar, behind: int) -> Match[str] | None:
    """A date that begins with its month, when this figure is its first."""
    begin = max(behind, start - _BEFORE)
    for found in how.month_first.finditer(text, begin, start + _BEFORE):
        if found.start() < start < found.end():
            return found
        if found.start() > start:
            break
    return None


def _run(text: str, found: Match[str]) -> tuple[int, str]:
    """Where the run of letters, digits and hyphens that a figure is part of begins, and the run."""
    start, end = found.start(), found.end()
    first, last = max(0, start - _LONGEST_RUN), min(len(text), end + _LONGEST_RUN)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in _JOINTS):
        start -= 1
    while end < last and (text[end].isalnum() or text[end] in _JOINTS):
        end += 1
    run = text[start:end].strip(_JOINTS)
    return text.index(run, start), run


def _code(text: str, start: int, run: str, how: Grammar) -> Figure | None:
    """A run of capitals and digits."""
    if text[start - 1 : start] == "@" or how.money_before.search(text[max(0, start - 5) : start]):
        return None  # somebody's name on a network, a sum in millions: `$54M`
    run = run.replace("\u2011", "-")
    if any(part.isalpha() for part in run.split("/")[1:]):
        return None  # `71/CPP/OAS`: a figure beside words
    if run[:1] == how.quarter and run[1:] in ("1", "2", "3", "4"):
        return Figure("quarter", int(run[1:]), start, start + len(run), run)
    if all(map(MEASURE.fullmatch, run.split("-"))):
        return None
    return Figure("code", run, start, start + len(run), run) if CODE.fullmatch(run) else None


def _in_words(found: Match[str], how: Grammar) -> Iterator[Figure]:
    """Numbers in words, put together: “vingt-cinq”, “two hundred and fifty”."""
    total = group = 0
    ordinal = False
    for word in found.group().lower().replace("-", " ").split():
        value = how.words.get(word)
        if value is None:
            if word in how.ordinal_words:
                group, ordinal = group + how.ordinal_words[word], True
            continue
        if value >= 1000:
            total, group = total + max(group, 1) * value, 0
        elif value == 100 or (value == 20 and group == 4):
            group = max(group, 1) * value
        elif group and (group % 100 == 0 or (group % 10 == 0 and value < 20)):
            group += value
        elif group:  # “two three”: no number, two of them
            return
        else:
            group = value
    meant = Decimal(total + group).normalize()
    kind = "rank" if ordinal else "number"
    figure = Figure(kind, meant, found.start(), found.end(), found.group(), in_words=True)
    yield replace(figure, otherwise=_otherwise(found, how))


def _otherwise(found: Match[str], how: Grammar) -> Decimal | None:
    """What other languages count instead: « quinze jours » are two weeks."""
    for words, value in how.counted_otherwise.items():
        if found.string.startswith(words, found.start()):
            return Decimal(value)
    return None


def _figure(kind: str, value: Hashable, found: Match[str]) -> Figure:
    return Figure(kind, value, found.start(), found.end(), found.group())
