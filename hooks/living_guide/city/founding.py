"""What `guide init` changes in the city's file: from answers to a new text. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import yaml

from living_guide.city.colours import fault
from living_guide.city.contrast import TEXT, figure
from living_guide.city.file import CityFileError, Key, places, reordered, with_value, without
from living_guide.city.languages import LANGUAGES, codes, own_name, with_language
from living_guide.city.questions import CITY
from living_guide.city.values import (
    colour_problem,
    contact_problem,
    folder_problem,
    is_upstreams_name,
    public_address_problem,
    words_problem,
)
from living_guide.messages import Text
from living_guide.typography import profiles


@dataclass(frozen=True, slots=True)
class Answers:
    """What a city says of itself; what is empty stays as it is in the file."""

    name: str = ""
    address: str = ""
    contact: str = ""
    publisher: str = ""
    privacy: str = ""
    accessibility: str = ""
    """Whom readers ask about what is kept of them, and tell what they cannot use: e-mail addresses."""
    colour: str = ""
    colour_on_dark: str = ""
    logo: str = ""
    languages: tuple[str, ...] = ()
    first: str = ""
    repository: str = ""
    edit_path: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    """The site's name in a language, where it differs."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    typography: Mapping[str, str] = field(default_factory=dict)
    emergency: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language, then by service."""


def problems(answers: Answers, known: Sequence[str]) -> list[Text]:
    """What cannot be used of the answers; `known` are the languages that have pages."""
    checked: list[tuple[str, str, Callable[[str], Text | None]]] = [
        ("--name", answers.name, words_problem),
        ("--address", answers.address, public_address_problem),
        ("--contact", answers.contact, contact_problem),
        ("--publisher", answers.publisher, words_problem),
        ("--privacy", answers.privacy, contact_problem),
        ("--accessibility", answers.accessibility, contact_problem),
        ("--colour", answers.colour, partial(_colour_problem, "light")),
        ("--colour-on-dark", answers.colour_on_dark, partial(_colour_problem, "dark")),
        ("--edit-path", answers.edit_path, folder_problem),
        *(("--name-in", words, words_problem) for words in answers.names.values()),
        *(("--describe", words, words_problem) for words in answers.descriptions.values()),
        *(
            (f"--{service}", words, words_problem)
            for told in answers.emergency.values()
            for service, words in told.items()
        ),
    ]
    found = [
        Text("`{option}` “{value}”: {problem}", option=option, value=value, problem=problem)
        for option, value, judge in checked
        if value and (problem := judge(value)) is not None
    ]
    if answers.repository and not answers.repository.startswith("https://"):
        found.append(Text("`--repository`: the project’s address on its forge begins with `https://`"))
    offered = answers.languages or tuple(known)
    found += [
        Text(
            "`--languages`: there is no page in `{code}`; there are pages in: {codes}",
            code=code,
            codes=", ".join(known),
        )
        for code in answers.languages
        if code not in known
    ]
    if len(set(answers.languages)) != len(answers.languages):
        found.append(Text("`--languages`: a language stands twice"))
    named = {*answers.names, *answers.descriptions, *answers.typography, *answers.emergency}
    found += [
        Text(
            "`{code}` is not among the languages of this guide: {codes}", code=code, codes=", ".join(offered)
        )
        for code in sorted(named | ({answers.first} if answers.first else set()))
        if code not in offered
    ]
    for code, profile in answers.typography.items():
        choice = profiles(code)
        if profile not in choice:
            found.append(
                Text(
                    "`--typography`: no profile `{name}` for `{language}`; there is {choice}",
                    name=profile,
                    language=code,
                    choice=", ".join(choice) or "none",
                )
            )
    return found


def _colour_problem(palette: str, value: str) -> Text | None:
    """What is wrong with a colour for a palette, and what would do."""
    problem = colour_problem(value)
    told = None if problem else fault(value, palette)
    if told is None:
        return problem
    return Text(
        "its contrast with `{other}` is {found}, and {least} is needed; `{colour}` is the nearest that does",
        other=told[1],
        found=figure(told[0]),
        least=TEXT,
        colour=told[2],
    )


def founded(text: str, answers: Answers) -> str:
    """The city's file with the answers in it; everything else in it stays as it was.

    Raises:
        CityFileError: the file holds something on the way that we will not write over.
    """
    single: list[tuple[Key, str]] = [
        (("site_name",), answers.name),
        ((*CITY, "name"), answers.name),
        (("site_url",), answers.address and answers.address.rstrip("/") + "/"),
        ((*CITY, "contact"), answers.contact),
        ((*CITY, "publisher"), answers.publisher),
        ((*CITY, "privacy"), answers.privacy),
        ((*CITY, "accessibility"), answers.accessibility),
        ((*CITY, "colours", "light"), answers.colour),
        ((*CITY, "colours", "dark"), answers.colour_on_dark),
        (("theme", "logo"), answers.logo),
        (("repo_url",), answers.repository),
        (("edit_uri",), answers.edit_path),
        *(((*CITY, "typography", code), profile) for code, profile in answers.typography.items()),
        *(
            ((*CITY, "emergency", code, service), words)
            for code, told in answers.emergency.items()
            for service, words in told.items()
        ),
    ]
    for way, value in single:
        text = _set(text, way, value) if value else text
    return _languages(text, answers)


def _set(text: str, way: Key, value: Any) -> str:
    """A value written, unless it stands there already: then not a quote is moved."""
    known = places(text).get(way)
    return text if known is not None and known.value == value else with_value(text, way, value)


def _languages(text: str, answers: Answers) -> str:
    """Languages added, taken out, put in order and named."""
    for code in reversed(codes(text)):
        if answers.languages and code not in answers.languages:
            text = without(text, (*LANGUAGES, codes(text).index(code)))
            if any(way[:4] == (*CITY, "emergency", code) for way in places(text)):
                text = without(text, (*CITY, "emergency", code))
            if (*CITY, "typography", code) in places(text):
                text = _without_profile(text, code)
    for code in answers.languages:
        if code not in codes(text):
            text = with_language(text, code, own_name(code) or code)
    named = codes(text)
    if answers.languages:
        order = [named.index(code) for code in answers.languages]
        text, named = reordered(text, LANGUAGES, order), list(answers.languages)
    found = places(text)
    defaults = [
        code
        for number, code in enumerate(named)
        if (place := found.get((*LANGUAGES, number, "default"))) and yaml.safe_load(place.value) is True
    ]
    first = answers.first or (defaults or answers.languages or named)[0]
    for number, code in enumerate(named):
        way = (*LANGUAGES, number)
        if (code in defaults) != (code == first):
            text = with_value(text, (*way, "default"), code == first)
        called = places(text).get((*way, "site_name"))
        if code in answers.names:
            text = _set(text, (*way, "site_name"), answers.names[code])
        elif answers.name and called is not None and is_upstreams_name(called.value):
            text = _set(text, (*way, "site_name"), answers.name)
        if code in answers.descriptions:
            text = _set(text, (*way, "site_description"), answers.descriptions[code])
    return text


def _without_profile(text: str, code: str) -> str:
    """The way a language is typeset, taken out where it has lines of its own; in a `{…}`, it harms nobody."""
    try:
        return without(text, (*CITY, "typography", code))
    except CityFileError:
        return text
