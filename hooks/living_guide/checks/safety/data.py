"""Front matter, data files and the city's own words: plain text, whatever shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.located import Node, parse_yaml
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.safety.city import city_words
from living_guide.safety.findings import told_address
from living_guide.safety.values import address_doubt, has_markup, may_hold_markup, scalars
from living_guide.settings import FILE_NAME
from living_guide.source import Source

_SHOWN_AS_IT_IS = Text("this is shown as plain text, and holds HTML or hidden signs")
_IN_PLAIN_WORDS = Text("say it in plain words: no `<` before a letter, no `&…;`, no double braces")
_LINE_BREAK = re.compile(r"\r\n?")
_FIELD = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:(?=[ \t]|$)")
_ENGINE = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
"""Where MkDocs sees front matter: https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/utils/meta.py"""


@check(Severity.ERROR)
def front_matter(corpus: Corpus) -> Iterator[Finding]:
    """HTML in the lines at the top of a page, or such lines where they are not seen as such.

    Titles and descriptions are shown in menus, search and browser tabs, as plain text.

    Bad:
        title: Words <b>matter</b>
    Good:
        title: Words matter
    """
    for page in corpus.pages:
        if page.front.root is not None:
            yield from _plain(page.front.root)
        yield from _hidden_fields(page)


def _plain(root: Node) -> Iterator[Finding]:
    if not may_hold_markup(root.source.text[root.start : root.end]):
        return
    for node in scalars(root):
        if not isinstance(node.value, str):
            continue
        doubt = address_doubt(node.value)
        if has_markup(node.value):
            yield node.finding(_SHOWN_AS_IT_IS, _IN_PLAIN_WORDS)
        elif doubt is not None:
            yield told_address(doubt, node.source.span(node.start, node.end)).finding


def _hidden_fields(page: Page) -> Iterator[Finding]:
    """Front matter that the engine would see and this package does not: fields nobody has checked."""
    text = page.source.text
    seen = _ENGINE.match(_LINE_BREAK.sub("\\n", text) if "\r" in text else text)
    if page.unclosed:
        return
    if page.body == 0 and seen is None:
        field = _FIELD.match(text)
        if field:
            yield Finding(
                page.source.span(*field.span()),
                Text("this first line would be taken for a field, and not be shown"),
                Text("begin the page with an empty line or with its heading `# …`"),
            )
    elif seen is not None and page.source.position(page.body)[0] != _ends(seen) and _holds_fields(seen[1]):
        yield Finding(
            page.source.span(0, 3),
            Text("it is not clear where the front matter ends"),
            Text("keep one line `---` before its fields and one after them"),
        )


def _holds_fields(text: str) -> bool:
    """Whether the engine would take a text for fields; it shows anything else as it stands."""
    read = parse_yaml(Source("", text))
    return bool(read.problems) or (read.root is not None and isinstance(read.root.value, dict))


def _ends(seen: re.Match[str]) -> int:
    """The line on which the page begins for the engine."""
    return seen.group().count("\n") + 1


@check(Severity.ERROR)
def data(corpus: Corpus) -> Iterator[Finding]:
    """HTML in the glossary, in shared data, or in the city's own words in mkdocs.yml.

    These words are shown on many pages, as plain text.

    Bad:
        definition: Hostility is <i>repeated</i> conduct.
    Good:
        definition: Hostility is repeated conduct.
    """
    files = [concept.yaml for concept in corpus.concepts.values()] + list(corpus.data.values())
    for file in files:
        if file.root is not None:
            yield from _plain(file.root)
    path = corpus.root / FILE_NAME
    if path.is_file():
        source = Source(FILE_NAME, path.read_text("utf-8"))
        for start, end, words in city_words(source.text):
            if has_markup(words):
                yield Finding(source.span(start, end), _SHOWN_AS_IT_IS, _IN_PLAIN_WORDS)
