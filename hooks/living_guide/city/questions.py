"""What `guide init` asks a city when nobody has said it: in this order, and what an answer must look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from living_guide.city.file import Key, Place
from living_guide.city.values import (
    contact_problem,
    is_nobodys,
    is_upstreams_advice,
    is_upstreams_name,
    public_address_problem,
    words_problem,
)
from living_guide.messages import Text

CITY: Key = ("extra", "city")
SERVICES = ("call", "report", "support", "distress")
"""What is said for emergencies, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `name` is the option's and the answer's; `way` leads to the value in the city's file."""

    name: str
    way: Key
    judge: Callable[[str], Text | None]
    words: Text
    is_needed: bool = True
    """Whether there is no guide of the city's without it; the others may be left for later."""

    def is_open(self, found: Mapping[Key, Place]) -> bool:
        """Whether the city's file does not say it yet, or still says what upstream's does."""
        known = found[self.way].value if self.way in found else ""
        is_upstreams = is_upstreams_name if self.way == ("site_name",) else is_upstreams_advice
        return not known or is_nobodys(known) or is_upstreams(known)


QUESTIONS = (
    Question("name", ("site_name",), words_problem, Text("What is your guide called?")),
    Question(
        "address", ("site_url",), public_address_problem, Text("Where will it be published (https://…/)?")
    ),
    Question("contact", (*CITY, "contact"), contact_problem, Text("Where may readers write (e-mail)?")),
    Question(
        "publisher",
        (*CITY, "publisher"),
        words_problem,
        Text("Who publishes it, in the words of a legal notice (Enter: later)?"),
        is_needed=False,
    ),
    Question(
        "privacy",
        (*CITY, "privacy"),
        contact_problem,
        Text("Who answers questions about privacy (e-mail; Enter: later)?"),
        is_needed=False,
    ),
    Question(
        "accessibility",
        (*CITY, "accessibility"),
        contact_problem,
        Text("Who is told what somebody cannot use (e-mail; Enter: later)?"),
        is_needed=False,
    ),
)
_EMERGENCY = {
    "call": Text("In {language}: whom to call in an emergency, in one sentence (Enter: later)?"),
    "report": Text("In {language}: where to report what happened (Enter: later)?"),
    "support": Text("In {language}: who supports people concerned (Enter: later)?"),
    "distress": Text("In {language}: which line listens to people who think of suicide (Enter: later)?"),
}


def emergency_questions(languages: Mapping[str, str]) -> Iterator[tuple[str, Question]]:
    """The questions on emergencies in each language, by its code; `languages` are their names."""
    for code, name in languages.items():
        for service in SERVICES:
            words = Text.from_data(_EMERGENCY[service].msgid, {"language": name})
            way = (*CITY, "emergency", code, service)
            yield code, Question(service, way, words_problem, words, is_needed=False)
