"""What a city chooses below `extra: city:` that everything else depends on: read once, with the settings."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from living_guide.language import Language
from living_guide.messages import Text, Told
from living_guide.typography import Profile, profiles

IN_PREPARATION = "in_preparation"
"""Where the city says which of its languages are only begun."""
HIDDEN = "hidden"
"""Where the city says which sections and pages it does not show."""
ARCHIVED = "archived"
"""Where the city says since which day nobody looks after its guide any more."""
HOME = "index.md"

_PLACE = re.compile(r"[\w-]+(?:/[\w-]+)*(?:\.md|/)?")


class SettingsError(Told):
    """The city's file cannot be used; the message says why."""


def begun(written: Any, languages: tuple[Language, ...]) -> frozenset[str]:
    """The languages in preparation, if the city's file names any."""
    codes = [item.code for item in languages if not item.is_first]
    if not isinstance(written or [], list) or any(code not in codes for code in written or []):
        raise SettingsError(
            Text(
                "extra: city: in_preparation: must be a list of languages of the guide, never its first; "
                "there is: {names}",
                names=", ".join(codes) or "–",
            )
        )
    return frozenset(written or [])


def hidden(written: Any) -> tuple[str, ...]:
    """Folders and pages that the city does not show, without a slash at their end."""
    places = written or []
    if not isinstance(places, list) or not all(
        isinstance(place, str) and _PLACE.fullmatch(place) and place != HOME for place in places
    ):
        raise SettingsError(
            Text(
                "extra: city: hidden: must be a list of folders and pages, without the language and "
                "without the home page, as in {example}",
                example="[events, lessons/civic-fatigue.md]",
            )
        )
    return tuple(place.rstrip("/") for place in places)


def archived(written: Any) -> date | None:
    """The day since which the guide is an archive; None while it lives."""
    if written is None or type(written) is date:
        return written
    raise SettingsError(
        Text(
            "extra: city: archived: must be a day, such as {example}; found `{found}`",
            example="2027-03-01",
            found=written,
        )
    )


def typography(written: Any) -> dict[str, Profile]:
    """By language, the profile that the city has chosen for it."""
    if written is None:
        return {}
    if not isinstance(written, dict):
        raise SettingsError(Text("extra: city: typography: must name a profile for each language"))
    chosen = {}
    for language, name in written.items():
        known = profiles(str(language))
        if str(name) not in known:
            choice = ", ".join(known) or "none"
            raise SettingsError(
                Text(
                    "extra: city: typography: {language}: no profile `{name}`; there is {choice}",
                    language=language,
                    name=name,
                    choice=choice,
                )
            )
        chosen[str(language)] = known[str(name)]
    return chosen
