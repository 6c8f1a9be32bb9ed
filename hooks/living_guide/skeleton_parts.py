"""The sections of a page of each type: their ids, their headings and what to write there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from living_guide.messages import Text


@dataclass(frozen=True, slots=True)
class Part:
    """A section. Without a heading it is the lead, below the page's own heading."""

    anchor: str
    heading: Text | None
    prompt: Text | None
    level: int = 2


def _lead(prompt: Text) -> Part:
    return Part("", None, prompt)


PARTS: Mapping[str, tuple[Part, ...]] = {
    "guide": (
        _lead(Text("One or two sentences: what a city can do after reading this page.")),
        Part("at-a-glance", Text("At a glance"), Text("Three to five points that a mayor can act on.")),
        Part("when", Text("When to use it"), Text("When it helps, and when to leave it aside.")),
        Part("who", Text("Who to involve"), Text("Who does what: one line a role.")),
        Part("steps", Text("Steps"), None),
        Part("step-1", Text("1. The first step"), Text("What to do, and how. One section a step."), 3),
        Part("avoid", Text("What to avoid"), Text("What usually goes wrong, and what to do then.")),
        Part("measure", Text("How to know it helped"), Text("Two or three things a small city can count.")),
        Part(
            "example",
            Text("A city example"),
            Text("What a city did, with its source: suggested, reported or evaluated. Nothing is invented."),
        ),
        Part("checklist", Text("Checklist"), Text("A line a task, written `- [ ] …`; it fits on one page.")),
    ),
    "lesson": (
        _lead(Text("The lesson in one or two sentences.")),
        Part("seen", Text("What was seen"), Text("Who saw what, where and when, with the source.")),
        Part("meaning", Text("What it means for your city"), Text("What a city can conclude from it.")),
        Part("next", Text("What to do next"), Text("Where to go on: links to guides.")),
    ),
    "spotlight": (
        _lead(Text("What this city did, in one sentence.")),
        Part("reported", Text("What was reported"), Text("Who said what, where and when, with the source.")),
        Part("why", Text("Why it may interest you"), Text("Which cities it may help, and with what.")),
        Part("unknown", Text("What we do not know"), Text("Costs, numbers, results nobody has told.")),
        Part("limits", Text("Before you copy it"), Text("What may not hold in another city.")),
        Part("try", Text("Try it in your city"), Text("A first step that costs little; a link to a guide.")),
    ),
    "event": (
        _lead(Text("What kind of meeting it was, in one sentence.")),
        Part("description", Text("Description"), Text("Who met, and why.")),
        Part("where-and-when", Text("Where and when"), Text("The place and the day, and who invited.")),
        Part(
            "represented",
            Text("Cities and partners represented"),
            Text("As far as the sources say. Name nobody but office-holders, for public acts."),
        ),
        Part("discussion", Text("Discussion"), Text("What participants reported. Do not judge it.")),
        Part("takeaways", Text("Takeaways"), Text("What others can take from it.")),
        Part("next-steps", Text("Next steps"), Text("What was planned, as of which day.")),
        Part("disclaimer", Text("Disclaimer"), Text("Who speaks here, and for whom this does not speak.")),
    ),
    "policy-note": (
        _lead(Text("What the council is asked to decide, in one sentence.")),
        Part("question", Text("The question"), Text("The question a council must answer, and why now.")),
        Part(
            "evidence", Text("What we know, and how well"), Text("Facts, their sources, how sure they are.")
        ),
        Part("options", Text("Options"), Text("Two or three, each with its cost and its risk.")),
        Part("recommendation", Text("Recommendation"), Text("What you would choose, and for which city.")),
        Part("resolution", Text("Model resolution"), Text("A text to adapt, marked as a model.")),
        Part("report", Text("What to report back, and when"), Text("What the council is told, and when.")),
    ),
}
