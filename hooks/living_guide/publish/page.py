"""What happens to one page between its Markdown and its template. Driven by the plan alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from living_guide.diagrams.known import hung
from living_guide.markup.concepts import DEFINITION_ID, ConceptLinks, Glossary, PageLinks, glossaries
from living_guide.stage.addresses import relative_address
from living_guide.stage.glossary_pages import FOLDER, INDEX
from living_guide.stage.tree import ENGINE_FIELDS

View = dict[str, Any]


def known_fields(written: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter without what an engine or its theme would act on: a template, a redirection, a script."""
    return {name: str(written[name]) for name in ENGINE_FIELDS if written.get(name) is not None}


_BACK = re.compile(r'(?:&#160;|\xa0| )?<a class="footnote-backref" href="#(fnref\d*:[^"]*)"[^>]*>.*?</a>')


def _without_dead_notes(html: str) -> str:
    """A note that nothing refers to has no way back."""
    if 'class="footnote-backref"' not in html:
        return html
    return _BACK.sub(lambda back: back[0] if f'id="{back[1]}"' in html else "", html)


class Pages:
    """The pages of a plan, one after the other."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self._views: Mapping[str, View] = plan["pages"]
        self._definitions: Mapping[str, Any] = plan["glossaries"]
        self._glossaries: Mapping[str, Glossary] = glossaries(plan["glossaries"])
        self._linked: dict[str, list[str]] = {}

    def begin(self, place: str, extension: ConceptLinks) -> None:
        """Before a page is converted: tell the extension which page it works on."""
        view = self._views.get(place)
        extension.page = None
        if view is None or view["fallback"] is not None or place.endswith(f"/{INDEX}"):
            return  # an original in another language keeps its own words; the glossary has all definitions
        prefix = relative_address(view["address"], f"{view['root']}{FOLDER}/")
        extension.page = PageLinks(
            self._glossaries[view["language"]], prefix, view["concept"], view["each_section"]
        )

    def finish(self, place: str, html: str, extension: ConceptLinks) -> str:
        """After a page is converted: its HTML, marked with its language where that is another's."""
        view = self._views.get(place)
        self._linked[place] = extension.page.linked if extension.page else []
        extension.page = None
        html = _without_dead_notes(html)
        html = hung(html, view["diagrams"]) if view else html
        if view is None or view["fallback"] is None:
            return html
        original = view["fallback"]
        turned = f' dir="{original["dir"]}"' if original["dir"] != view["dir"] else ""
        return f'<div lang="{original["language"]}"{turned}>{html}</div>'

    def path(self, place: str) -> str:
        """Where a page's source lies, for messages."""
        view = self._views.get(place)
        return str(view["path"]) if view else place

    def view(self, place: str) -> View | None:
        """What the template knows as `guide`."""
        view = self._views.get(place)
        if view is None:
            return None
        known = self._definitions[view["language"]]
        definitions = [
            {
                "id": DEFINITION_ID + identifier,
                "term": known["terms"][identifier],
                "definition": known["definitions"][identifier],
            }
            for identifier in self._linked.get(place, [])
        ]
        return {**view, "definitions": definitions}
