"""What each field is for, in a sentence: shown by editors, in skeletons and in the handbook."""

from __future__ import annotations

from collections.abc import Mapping

from living_guide.messages import Text

OF_PAGES: Mapping[str, Text] = {
    "title": Text("A few words: menus, search results and the browser’s tab show them."),
    "description": Text("One sentence, 160 characters at most: what the reader gets."),
    "type": Text("What kind of page it is; with the kind come fields of its own."),
    "audience": Text("Who it is for: ids under `roles` in data/facets.yml."),
    "topics": Text("What it is about: ids under `topics` in data/facets.yml."),
    "places": Text("The places it tells something of: ids under `places` in data/names.yml."),
    "order": Text("The place in its section’s menu: small numbers first, by tens to leave room."),
    "published": Text("The day on which the page first appeared."),
    "reviewed": Text("The day on which a practitioner or a translator read it; left out until one has."),
    "reviewed_by": Text("The role of whoever read it, an id under `reviewers`; never a name."),
    "review_every": Text("How often it should be read again, such as `12 months`."),
    "owner": Text("Who looks after the page and has agreed to; left out until somebody has."),
    "sources": Text("What it relies on: ids from data/sources.yml, or a text of your own."),
    "related": Text("Pages to go on with, from the language’s folder: `guides/choose-your-words.md`."),
    "redirect_from": Text(
        "Paths this page had before, from the language’s folder: they go on leading to it."
    ),
    "status": Text("`draft` is seen with `make serve` and never published; `live` is published."),
    "license": Text("A licence of its own, where it differs from the site’s."),
    "original": Text("The language this page was first written in, where it is not the site’s first."),
    "emergency": Text("`true` puts the city’s emergency numbers below the title."),
    "replaces": Text("Which version of upstream’s page a city’s own replaces: `guide adapt` writes it."),
    "translation": Text("How a translation was made; only on a translation."),
    "number": Text("The lesson’s number."),
    "illustrates": Text("Pages it gives an example of, from the language’s folder."),
    "practices": Text("What was done: ids under `practices` in data/facets.yml."),
    "roles": Text("Who acted: ids under `roles` in data/facets.yml."),
    "lessons": Text("Lessons it belongs to, from the language’s folder."),
    "evidence": Text("How far it is known to work: suggested, reported by those who did it, or evaluated."),
    "country": Text("The country, if `places` does not say."),
    "region": Text("The region, if `places` does not say."),
    "date": Text("The day it took place."),
    "end_date": Text("The last day, if there was more than one."),
    "location": Text("Where it took place, in the page’s language."),
    "hosts": Text("Who invited."),
    "cities": Text("Cities that were represented, as far as the sources say."),
    "partners": Text("Partners that were represented, as far as the sources say."),
}
"""Fields of front matter."""

OF_CONCEPTS: Mapping[str, Text] = {
    "id": Text("The file’s name without `.yml`; the same in every language."),
    "status": Text("`approved` once it is whole in every language; `deprecated` when it should not be used."),
    "related": Text("Ids of other concepts; say it on one side, it is shown on both."),
    "consistency": Text("Whether a translation must name it where the original does."),
    "redirect_from": Text(
        "Paths its page had before, such as `glossary/old-name.md`: they go on leading to it."
    ),
    "term": Text("The name to use."),
    "abbr": Text("Its abbreviation."),
    "forms": Text("Its other forms, each of them: plurals, variants."),
    "definition": Text("What it means, in a sentence or two."),
    "note": Text("A remark for readers."),
    "sources": Text("Where the definition or the advice comes from: ids from data/sources.yml."),
    "discouraged": Text("Words to avoid for it: their forms, what to say instead, and why."),
}
"""Fields of concepts and of their entries, one entry a language."""
