"""Made-up YAML in the shape that a file wants: mostly what fits, and anywhere something that does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

from living_guide.city.questions import SERVICES
from living_guide.schema import (
    CONCEPT,
    COVERAGE,
    ENTRY,
    FIELDS_OF_TYPE,
    FRONT_MATTER,
    LANGUAGE,
    PAGES,
    QUESTION,
    RECORD,
    TEXTS,
    TOOL,
    TOOL_ENTRY,
    WORDS,
)
from living_guide.shapes import (
    Choice,
    Day,
    Either,
    Keyed,
    ListOf,
    Mapped,
    Number,
    Plain,
    Shape,
    YesNo,
)

Values = st.SearchStrategy[Any]
_COLOUR = Plain(r"#[0-9a-f]{6}")
_NAME = Plain(r"[a-z]{2,8}")
_BY_LANGUAGE = {"en": WORDS, "fr": WORDS}

PAGE_FIELDS: Mapping[str, Shape] = {
    **FRONT_MATTER,
    **{name: shape for own in FIELDS_OF_TYPE.values() for name, shape in own.items()},
}
CONCEPT_FIELDS: Mapping[str, Shape] = {**CONCEPT, "en": ENTRY, "fr": ENTRY}
DATA_FIELDS: Mapping[str, Mapping[str, Shape]] = {
    "names": {kind: Keyed(_NAME, Mapped(_BY_LANGUAGE)) for kind in ("people", "places")},
    "facets": {kind: Keyed(_NAME, Mapped(_BY_LANGUAGE)) for kind in ("roles", "topics", "practices")},
    "questions": {"nobody-comes": Mapped({**QUESTION, **_BY_LANGUAGE})},
    "asked/guides": {"choose-your-words": Keyed(LANGUAGE, TEXTS)},
    "toolbox/sheet": {**TOOL, "en": TOOL_ENTRY, "fr": TOOL_ENTRY},
    "coverage": COVERAGE,
    "translations/fr/page": RECORD,
}
CITY_FIELDS: Mapping[str, Shape] = {
    **dict.fromkeys(("site_name", "site_description", "site_url", "repo_url", "edit_uri", "INHERIT"), WORDS),
    "theme": Mapped({"logo": WORDS, "palette": TEXTS}),
    "markdown_extensions": TEXTS,
    "plugins": Mapped(
        {
            "i18n": Mapped(
                {
                    "languages": ListOf(
                        Mapped({"locale": LANGUAGE, "name": WORDS, "default": YesNo(), "site_name": WORDS})
                    )
                }
            )
        }
    ),
    "extra": Mapped(
        {
            "city": Mapped(
                {
                    **dict.fromkeys(("name", "contact", "logo_on_dark"), WORDS),
                    "colours": Mapped({"light": _COLOUR, "dark": _COLOUR}),
                    "hidden": PAGES,
                    "in_preparation": ListOf(LANGUAGE),
                    "typography": Keyed(LANGUAGE, LANGUAGE),
                    "archived": Day(),
                    "emergency": Keyed(LANGUAGE, Mapped(dict.fromkeys(SERVICES, WORDS))),
                }
            ),
            "share": Keyed(_NAME, WORDS),
            "upstream": WORDS,
        }
    ),
}


def written(fields: Mapping[str, Shape], odd: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A YAML file with some of these fields; `odd` are words that may stand anywhere."""
    return _mapping(fields, odd).map(
        lambda value: str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
    )


def _mapping(fields: Mapping[str, Shape], odd: st.SearchStrategy[str]) -> Values:
    pairs = [st.tuples(st.just(name), _value(shape, odd)) for name, shape in fields.items()]
    return st.lists(st.one_of(*pairs), max_size=6).map(dict)


def _value(shape: Shape, odd: st.SearchStrategy[str]) -> Values:
    right = _right(shape, odd)
    some = st.lists(odd, max_size=2)
    return st.one_of(right, right, right, odd, st.none() | st.integers() | some | st.dictionaries(odd, some))


def _right(shape: Shape, odd: st.SearchStrategy[str]) -> Values:
    match shape:
        case Plain(pattern):
            return st.from_regex(pattern, fullmatch=True) if pattern else odd
        case Number(whole):
            return st.integers() if whole else st.integers() | st.floats()
        case YesNo():
            return st.booleans()
        case Day():
            return st.dates()
        case Choice(values):
            return st.sampled_from(values)
        case ListOf(item):
            return st.lists(_value(item, odd), max_size=3)
        case Mapped(fields):
            return _mapping(fields, odd)
        case Keyed(name, value):
            return st.dictionaries(_right(name, odd), _value(value, odd), max_size=3)
        case Either(shapes):
            return st.one_of(*(_right(one, odd) for one in shapes))
