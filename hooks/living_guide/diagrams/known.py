"""The guide's diagrams. Their words are in the catalogues, like all of the interface; roles, in the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from living_guide.corpus import Corpus
from living_guide.diagrams.canvas import Canvas
from living_guide.diagrams.shapes import Step, sentences, steps, stool
from living_guide.language import Language
from living_guide.marks import DIAGRAM, marks
from living_guide.messages import Text, catalogue
from living_guide.pages import Page

Words = Mapping[str, str]

_PLACE = re.compile(r'<div (?=[^>]*class="lg-diagram")[^>]*id="diagram-([a-z-]+)"[^>]*>.*?</div>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing, its title, what it shows in plain words, and the point of it."""

    name: str
    title: str
    plain: str
    point: str
    svg: str

    @property
    def figure(self) -> str:
        """As it stands in a page."""
        return f'<figure class="lg-diagram">{self.svg}<figcaption>{escape(self.point)}</figcaption></figure>'

    @property
    def place(self) -> str:
        """What stands for it in Markdown, and in front of those who see no drawing: the same in words."""
        words = sentences((self.title, self.plain, self.point))
        return f'<div class="lg-diagram" id="diagram-{self.name}">{escape(words, quote=False)}</div>'


def diagrams(corpus: Corpus, page: Page) -> Iterator[Diagram]:
    """The diagrams that a page asks for, in its language."""
    for mark in marks(page):
        name = mark.name.removeprefix(DIAGRAM)
        if mark.name.startswith(DIAGRAM) and name in NAMES:
            yield diagram(corpus, name, corpus.settings.language(page.language))


def hung(html: str, figures: Mapping[str, str]) -> str:
    """A page's HTML with drawings, by name, in the places kept for them."""
    return _PLACE.sub(lambda found: figures.get(found[1], found.group()), html) if figures else html


def diagram(corpus: Corpus, name: str, language: Language) -> Diagram:
    """A diagram in a language.

    Raises:
        KeyError: there is none of this name.
    """
    words, canvas = catalogue(language.code), Canvas(language.direction)
    title, plain, point = _DRAWN[name](corpus, words, canvas, language.code)
    said = point.said(words)
    return Diagram(name, title, plain, said, canvas.svg(f"lg-diagram-{name}", title, plain))


def _four_legged_stool(corpus: Corpus, words: Words, canvas: Canvas, code: str) -> tuple[str, str, Text]:
    title = Text("Prevention stands on four legs").said(words)
    legs = [corpus.facets.label("roles", role, code) for role in corpus.facets.known("roles") or ()]
    ties = Text("Ties: each leg knows its role, takes part, and is in touch with the others").said(words)
    stool(canvas, Text("Prevention led by the city").said(words), legs, ties)
    plain = [*(f"{number}. {leg}" for number, leg in enumerate(legs, 1)), ties]
    return title, sentences(plain), Text("One weak leg, or weak ties between legs, weakens the whole.")


def _from_needs_to_action(corpus: Corpus, words: Words, canvas: Canvas, code: str) -> tuple[str, str, Text]:
    def step(title: Text, remark: Text | None = None, *parts: Step) -> Step:
        return Step(title.said(words), remark.said(words) if remark else "", parts)

    found = (
        step(
            Text("Needs and vulnerabilities assessment"),
            Text("What worries people, what protects them already, what is missing?"),
        ),
        step(
            Text("Workshop on the results"),
            Text("With those who spoke, before the council sees them"),
        ),
        step(
            Text("Local Prevention Framework"),
            None,
            step(Text("Goals"), Text("What should be true in three years?")),
            step(Text("Key objectives"), Text("What will change, for whom, by when?")),
            step(Text("Action plan"), Text("One line for each action: who, when, with what money")),
        ),
        step(Text("Adoption, budget, yearly report"), Text("By the council, in public")),
    )
    steps(canvas, found)
    title = Text("From needs assessment to action plan").said(words)
    point = Text(
        "Each box answers the one above it: no action without an objective, no objective without a need."
    )
    return title, _in_words(found), point


def _life_of_a_guide(corpus: Corpus, words: Words, canvas: Canvas, code: str) -> tuple[str, str, Text]:
    told = (
        (Text("Somebody proposes a change"), Text("A reader, a city, one of us")),
        (Text("Checks read it"), Text("Links, words, facts, one language beside the other")),
        (Text("A person decides"), Text("Accepts it, or asks for more")),
        (Text("The page is published"), Text("With its date; a translation left behind says so")),
        (Text("Cities use it, and review it"), Text("By the date that stands on the page")),
    )
    found = tuple(Step(title.said(words), remark.said(words)) for title, remark in told)
    steps(canvas, found, around=True)
    title = Text("The life of a guide").said(words)
    point = Text("Then it begins again: a guide that nobody changes is no longer alive.")
    return title, _in_words(found), point


def _in_words(found: tuple[Step, ...]) -> str:
    return " ".join(f"{number}. {step.said()}" for number, step in enumerate(found, 1))


_DRAWN: Mapping[str, Callable[[Corpus, Words, Canvas, str], tuple[str, str, Text]]] = {
    "four-legged-stool": _four_legged_stool,
    "from-needs-to-action": _from_needs_to_action,
    "life-of-a-guide": _life_of_a_guide,
}
NAMES = tuple(_DRAWN)
