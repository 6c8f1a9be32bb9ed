"""What a city may write in its file: what each value must look like, and what is upstream's still."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from living_guide.city.contrast import is_colour
from living_guide.city.file import Key
from living_guide.messages import Text
from living_guide.safety.values import has_markup

_RESERVED = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost|example\.(?:com|org|net))$")
"""Names that are nobody's: https://www.rfc-editor.org/rfc/rfc2606"""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LETTERS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")


def address_problem(value: str) -> Text | None:
    """What is wrong with the address of a site; None when it can be used. A last slash is added when read."""
    if any(sign.isspace() for sign in value):
        return Text("an address holds no space")
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return Text("this is no address of a site")
    if parts.scheme not in ("https", "http") or not host:
        return Text("an address begins with `https://` and a name such as `guide.your-city.org`")
    if parts.query or parts.fragment or parts.username is not None:
        return Text("the site’s address ends with its path: nothing with `?`, `#` or `@`")
    return None


def public_address_problem(value: str) -> Text | None:
    """The same for an address that the public is to find: no name of this machine, nothing unencrypted."""
    problem = address_problem(value)
    if problem is None and not (
        value.startswith("https://") and _HOST.fullmatch(urlsplit(value).hostname or "")
    ):
        return Text("an address begins with `https://` and a name such as `guide.your-city.org`")
    return problem


def contact_problem(value: str) -> Text | None:
    """What is wrong with an e-mail address; None when letters can be sent there."""
    if not _LETTERS.fullmatch(value):
        return Text("this is no e-mail address: one looks like `guide@your-city.org`")
    return None


def empty_problem(value: str) -> Text | None:
    """Nothing is said; what is said is for the rules on safety to judge."""
    return None if value.strip() else Text("say something here")


def words_problem(value: str) -> Text | None:
    """What is wrong with words that are to be shown to readers; None when there are some, on one line."""
    if not value.strip():
        return empty_problem(value)
    if has_markup(value) or not value.isprintable():
        return Text("plain words on one line: no HTML, no hidden signs")
    return None


def folder_problem(value: str) -> Text | None:
    """What is wrong with the way to files on a forge; None when it can be put together with a path."""
    return None if value.endswith("/") else Text("this ends with a slash, as in `edit/main/docs/`")


def colour_problem(value: str) -> Text | None:
    """What is wrong with a colour as it is written; whether it can be seen is a rule of its own."""
    return None if is_colour(value) else Text('a colour is written in quotes, as in `"#0f4c47"`')


PROBLEMS: Mapping[Key, Callable[[str], Text | None]] = {
    ("site_name",): empty_problem,
    ("site_url",): address_problem,
    ("edit_uri",): folder_problem,
    ("extra", "city", "name"): empty_problem,
    ("extra", "city", "contact"): contact_problem,
    ("extra", "city", "publisher"): empty_problem,
    ("extra", "city", "privacy"): contact_problem,
    ("extra", "city", "accessibility"): contact_problem,
    ("extra", "city", "colours", "light"): colour_problem,
    ("extra", "city", "colours", "dark"): colour_problem,
}
"""What each value of the city's file must look like."""


@cache
def _upstream() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "upstream.yml").read_text("utf-8"))
    return read


def is_nobodys(value: str) -> bool:
    """Whether an address, of a site or for letters, is one that cannot exist."""
    found = _LETTERS.fullmatch(value)
    try:
        host = found["host"] if found else urlsplit(value).hostname or ""
    except ValueError:
        return False
    return _RESERVED.search(host.lower()) is not None


def upstreams_names() -> tuple[str, ...]:
    """What upstream calls its own guide, in each of its languages."""
    return tuple(_upstream()["names"])


def is_upstreams_name(value: str) -> bool:
    return value in upstreams_names()


def speaks_for_the_city(path: str) -> bool:
    """Whether a file of upstream's says something in the name of the city that publishes it."""
    place = path.partition("/")[2]
    is_home = place.count("/") == 1
    return any(
        fnmatchcase(place, pattern) and (is_home or not pattern.endswith("/index.md"))
        for pattern in _upstream()["speaks_for_the_city"]
    )


def upstreams_first_language() -> str:
    """The language at the root of upstream's site."""
    return str(_upstream()["first"])


def is_upstreams_advice(value: str) -> bool:
    """Whether words for emergencies are upstream's examples, which name no service of a city."""
    return value.split() in [words.split() for words in _upstream()["emergency"]]
