"""The menu of each language, derived from the pages: folders are sections, `order` sorts them."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.corpus import Corpus
from living_guide.manual import HANDBOOK
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.stage.glossary_pages import FOLDER, INDEX, sort_key
from living_guide.stage.made_pages import SEARCH_PAGE

_REACHED_OTHERWISE = (f"{FOLDER}/", f"{HANDBOOK}/")
"""Folders of made pages that their index leads to, not the menu."""
Entry = str | dict[str, "str | list[Entry]"]


def navigation(corpus: Corpus, language: str, *, drafts: bool = False) -> list[Entry]:
    """The menu in the form MkDocs' `nav` has: paths below the language's folder.

    A page missing in this language keeps its place, under the title of the original: readers are
    shown that one with a notice. Concepts are reached from the glossary and rules from their list, not
    from the menu.
    """
    pages = {
        key: page for key in corpus.keys if (page := corpus.shown(language, key, drafts=drafts)) is not None
    }
    pages |= {
        key: page
        for (code, key), page in corpus.generated.items()
        if code == language
        and key != SEARCH_PAGE
        and (key == INDEX or not key.startswith(_REACHED_OTHERWISE))
    }
    return _section(pages, "", Text("Home").said(catalogue(language)))


def keys_of(entry: Entry | list[Entry]) -> Iterator[str]:
    """The keys of the pages in a part of a menu, in its order."""
    if isinstance(entry, str):
        yield entry
        return
    for inside in entry.values() if isinstance(entry, dict) else entry:
        yield from keys_of(inside)


def _section(pages: dict[str, Page], folder: str, home: str = "") -> list[Entry]:
    prefix = f"{folder}/" if folder else ""
    inside = [key for key in pages if key.startswith(prefix)]
    index = f"{prefix}index.md"
    found: list[tuple[float, str, Entry]] = []
    for key in inside:
        if "/" not in key[len(prefix) :] and key != index:
            page = pages[key]
            found.append((page.order, sort_key(page.title), {page.title: key}))
    for name in sorted({key[len(prefix) :].split("/")[0] for key in inside if "/" in key[len(prefix) :]}):
        path = prefix + name
        head = pages.get(f"{path}/index.md")
        title = head.title if head else name.replace("-", " ").capitalize()
        order = head.order if head else float("inf")
        found.append((order, sort_key(title), {title: _section(pages, path)}))
    entries = [entry for _, _, entry in sorted(found, key=lambda item: item[:2])]
    if index not in pages:
        return entries
    first: Entry = index if folder else {home: index}
    return [first, *entries]


__all__ = ["FOLDER", "Entry", "keys_of", "navigation"]
