"""How a language writes figures: expressions made from `languages/<code>.yml` and from Unicode's CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from living_guide.alternatives import at_beginning
from living_guide.lexicon import facts

_SPACE = r"[ \u00a0\u202f\u2009]"
NUMBER = re.compile(
    rf"\d(?<!\d\d)(?:\d{{0,2}}(?:(?:{_SPACE}|[.,'’])\d{{3}})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,]\d+)*)"
)
"""Begins with its first digit, and looks back from there: the engine then runs from digit to digit."""
CODE = re.compile(r"(?=[A-Z0-9/-]*\d)(?=[A-Z0-9/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Z0-9]+)*")
"""`EMW-2022-GR-00036`, `G7`: capitals and digits."""
NAMED_WITH_NUMBER = re.compile(r"[^\W\d_]{3,}[-\u2011]\d{1,3}")
"""`Covid-19`, `under-25`: a word and its number, for which other languages may have a word alone."""
MEASURE = re.compile(r"\d+(?:[AP]M|H(?:[0-5]\d)?|[KMGT]I?[BO]|[KCM]?M|[KM]?G|[MC]?L|[KM]?WH?|MIN)")
"""`10AM`, `14H30`, `200KB`: a number and its unit in capitals."""
SYMBOL = re.compile(
    rf"{_SPACE}?(?P<symbol>(?:[kcm]?m|km|ha|[kmµ]?g|t|[cm]?[lL]|[kMG]?Wh?|°C|[km]?V|[kMG]?Hz)[²³]?)(?![\w²³/-]|\s?\$)"
)
"""A measure behind its number, as every language writes it (ISO 80000-1): `0.259 kg`."""
FORMULA = re.compile(r"(?:CO|SO|NO)[23]|CH4|N2O|H2O|O[23]|PM\d{1,2}")
"""`CO2`: a substance, which other languages may name in a word."""
TELEPHONE = re.compile(r"\+?\(?\d{1,4}\)?(?:[ .\u00a0\u202f-]\(?\d{2,4}\)?){2,5}(?!\d)")
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
NUMERIC_DAY = re.compile(r"(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)")
_NO_WORD = r"[\w’'-]"
"""Behind any of these, no word begins."""
_FOREIGN = re.compile(r"\d+[.,](?!\d{3}$)\d+")
"""A decimal as other languages write it: no sign of theirs groups one digit, or two, or four."""
_FOREIGN_GROUPS = re.compile(r"(?P<whole>\d{1,3}(?:(?P<sign>[.,])\d{3})+)(?!(?P=sign))[.,](?P<part>\d+)")
"""`1,433.00` in a language that writes `1.433,00`: two signs tell which is which."""
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The expressions of one language; each is matched at a figure, or right before it."""

    months: Mapping[str, int]
    """Names in lower case, without a full stop."""
    day_first: re.Pattern[str]
    """`3 December 2024`, `3–5 December`: groups day, until, month, year."""
    month_first: re.Pattern[str]
    """`December 3, 2024`, `December 2024`: the same groups."""
    month_is_second: bool
    """Whether `3/12/2024` is a day in December."""
    day_is_unsure: bool
    """Whether other regions of the same language read `3/12/2024` the other way round."""
    decimal: str
    grouping: str
    ordinal: re.Pattern[str]
    """The sign behind `3rd`."""
    scale: re.Pattern[str]
    scales: Mapping[str, int]
    percent: re.Pattern[str]
    money_before: re.Pattern[str]
    money_behind: re.Pattern[str]
    currencies: Mapping[str, str]
    """Sign or word in lower case -> currency."""
    money_scale: re.Pattern[str]
    """A scale that only sums have: `$20k`, `3 M€`."""
    joint: re.Pattern[str]
    """What stands between the two numbers of `10 to 15 %`."""
    quarter: str
    """The letter before a quarter's number: `Q2`."""
    hour: re.Pattern[str]
    """`9:30 a.m.`, `9 h 30`, `14 h`: groups hour, minute, half, alone; a bare number matches, too."""
    perhaps_hour: re.Pattern[str]
    """What follows an hour of the day or a number of hours: the rest of « 18 à 19 heures »."""
    after_noon: frozenset[str]
    words: Mapping[str, int]
    counted_otherwise: Mapping[str, int]
    """What other languages count in another unit: `quinze jours` is two weeks."""
    time_unit: re.Pattern[str]
    """`90 minutes`, which may be an hour and a half elsewhere."""
    unit: re.Pattern[str]
    """The word of a unit behind its number: group `unit`."""
    units: Mapping[str, str]
    """Words of units in lower case, each with what it is in every language."""
    decade_before: re.Pattern[str]
    """`années 90`."""
    decade_behind: re.Pattern[str]
    """`the ’90s`."""
    ordinal_words: Mapping[str, int]
    in_words: re.Pattern[str]

    def number(self, written: str) -> Decimal | None:
        """What digits mean here; None when one cannot tell: `1.234` is another number elsewhere."""
        bare = re.sub(rf"{_SPACE}|['’]", "", written)
        if "." not in bare and "," not in bare:
            return Decimal(bare)
        if self.grouping in bare and re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(self.grouping)}\d{{3}})+(?:{re.escape(self.decimal)}\d+)?", bare
        ):
            bare = bare.replace(self.grouping, "")
        if bare.count(self.decimal) <= 1 and not re.search(r"[.,]", bare.replace(self.decimal, "")):
            return Decimal(bare.replace(self.decimal, "."))
        grouped = _FOREIGN_GROUPS.fullmatch(bare)
        if grouped:
            return Decimal(re.sub(r"[.,]", "", grouped["whole"]) + "." + grouped["part"])
        return Decimal(bare.replace(",", ".")) if _FOREIGN.fullmatch(bare) else None


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; of one nobody has described, what Unicode's CLDR knows."""
    known = facts(language)
    locale = locale_of(language)
    months = _months(locale)
    month = _any(months) + r"\.?"
    signs = _any(known.get("ordinal_signs", ()))
    linking = _linking(known.get("linking", ()))
    day = rf"(?P<day>\d{{1,2}})(?!\d)(?:{signs}\b|\.)?"
    until = rf"(?:\s*{_any(known.get('until', ['–', '-']))}\s*(?P<until>\d{{1,2}})(?!\d)(?:{signs}\b|\.)?)?"
    year = r"(?P<year>\d{4})(?!\d)"
    numbers = {str(word): int(value) for word, value in known.get("numbers", {}).items()}
    ordinals = {str(word): int(value) for word, value in known.get("ordinal_words", {}).items()}
    currencies = {
        str(sign).lower(): code for code, signs_of in known.get("currencies", {}).items() for sign in signs_of
    }
    every_sign = [str(sign) for signs_of in known.get("currencies", {}).values() for sign in signs_of]
    codes = [sign for sign in every_sign if sign.isalpha() and sign.isupper()]
    signs_only = [sign for sign in every_sign if not sign.replace(" ", "").replace(".", "").isalpha()]
    units = {word.lower(): unit for unit, words in known.get("units", {}).items() for word in words}
    money_scales, decades = known.get("money_scales", {}), known.get("decades", {})
    hours = known.get("hours", {})
    halves = [*hours.get("before_noon", ()), *hours.get("after_noon", ())]
    minute = rf"(?:\s?{_any(hours.get('between', [':']))}\s?(?P<minute>[0-5]\d)(?!\d))?"
    half = rf"(?:\s?(?P<half>{_any(halves)})(?!\w))?"
    alone = rf"(?P<alone>\s?{_any(hours.get('alone', ()))}(?!\w|\s?/\s?\d))?"
    joint = rf"\s*{_any(known.get('until', ['–', '-']))}\s*"
    perhaps = hours.get("perhaps")
    symbols = locale.number_symbols.get("latn", {}) if locale else {}
    one_word = _any([*numbers, *ordinals])
    joint_of_words = (
        rf"(?:-|\s+{_any(known['number_joints'])}\s+|\s+|-{_any(known['number_joints'])}-)" if numbers else ""
    )
    return Grammar(
        months=months,
        day_first=_expression(
            rf"{day}{until}(?:\s+|-){linking}?(?P<month>{month})(?!\w)(?:,?\s+{linking}?{year})?"
        )
        if months
        else _NEVER,
        month_first=_expression(
            rf"(?<!\w)(?P<month>{month})\s+(?:{day}{until}(?:,?\s+{year})?(?!\w)|{_again(year)})"
        )
        if months
        else _NEVER,
        month_is_second=locale is None or _day_before_month(locale),
        day_is_unsure=bool(known.get("regions_swap_days")) and "-" not in language,
        decimal=str(symbols.get("decimal", ".")),
        grouping=str(symbols.get("group", ",")),
        ordinal=_expression(rf"(?:{signs})(?!\w)"),
        scale=_expression(rf"\s?(?P<scale>{_any(known.get('scales', ()))})(?!\w)"),
        scales={str(word): int(value) for word, value in {**known.get("scales", {}), **money_scales}.items()},
        percent=_expression(rf"\s?{_any(known.get('percent', ['%']))}(?!\w)"),
        money_before=_expression(rf"(?P<sign>{_any(signs_only)}|(?<!\w){_any(codes)})\s?\Z"),
        money_behind=_expression(rf"\s?{linking}?(?P<sign>{_any(currencies)})(?!\w)"),
        currencies=currencies,
        money_scale=re.compile(
            rf"{_SPACE}?(?P<scale>{_any(money_scales)})(?:{_SPACE}?(?P<sign>{_any(signs_only)})(?!\w)|(?![\w²³]))"
        ),
        joint=_expression(joint),
        quarter=str(known.get("quarter", "")),
        hour=_expression(rf"(?P<hour>[01]?\d|2[0-4])(?!\d){minute}{half}{alone}"),
        perhaps_hour=_expression(rf"(?:{joint}\d{{1,2}})?\s?{_any(perhaps)}(?!\w)") if perhaps else _NEVER,
        after_noon=frozenset(str(word).lower() for word in hours.get("after_noon", ())),
        words=numbers,
        counted_otherwise={
            str(words): int(value) for words, value in known.get("counted_otherwise", {}).items()
        },
        unit=_expression(rf"[\s-]?(?P<unit>{_any(units)})(?!\w)"),
        units=units,
        time_unit=_expression(rf"[\s-]?{_any(known.get('time_units', ()))}(?!\w)"),
        decade_before=_expression(rf"(?<!\w){_any(decades.get('before', ()))}\s?\Z"),
        decade_behind=_expression(rf"{_any(decades.get('behind', ()))}(?!\w)"),
        ordinal_words=ordinals,
        in_words=re.compile(
            rf"(?:{at_beginning(_longest([*numbers, *ordinals]), _NO_WORD)})"
            rf"(?:{joint_of_words}{one_word})*(?![\w-])"
        )
        if numbers
        else _NEVER,
    )


def _again(group: str) -> str:
    """A named group for another branch of the same expression."""
    return group.replace("?P<year>", "?P<alone>")


def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(words: Iterable[object]) -> str:
    """One of these words, the longest first; nothing matches where there are none."""
    longest = _longest(words)
    return f"(?:{'|'.join(longest)})" if longest else "(?!)"


def _longest(words: Iterable[object]) -> list[str]:
    """Words as expressions, the longest first; either apostrophe will do."""
    longest = sorted(map(str, words), key=len, reverse=True)
    return [re.escape(word).replace(r"\ ", r"\s").replace("’", "'").replace("'", "['’]") for word in longest]


def _linking(words: Iterable[str]) -> str:
    """A word before a month or a currency, with what parts it from them: `of`, `d’`."""
    elided = [word for word in words if word.endswith("’")]
    return rf"(?:{_any(set(words) - set(elided))}\s+|{_any(elided)})"


def _months(locale: Locale | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated") if locale else ():
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale).items():
                if not name.strip(".").isdigit():
                    found.setdefault(name.lower().rstrip("."), number)
    return found


def _day_before_month(locale: Locale) -> bool:
    pattern: str = locale.date_formats["short"].pattern
    return pattern.find("d") < pattern.find("M")


def locale_of(language: str) -> Locale | None:
    """The locale in which a language's figures are written here; None for one that CLDR does not know."""
    return _locale(str(facts(language).get("dates_as_in", language)) if "-" not in language else language)


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
