"""What links say: where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.links.followed import followed, holds_parenthesis
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Link
from living_guide.lexicon import lexicon
from living_guide.messages import Text
from living_guide.pages import Page


@check(Severity.ERROR)
def empty_text(corpus: Corpus) -> Iterator[Finding]:
    """A link without words.

    There is nothing to click, and a screen reader says "link" and nothing more.

    Bad:  [](words.md)
    Good: [Choose your words](words.md)
    """
    for _, link, _target in followed(corpus):
        is_named = link.kind == "html" and link.title.strip()  # which screen readers say
        if not (link.is_image or link.text.strip() or is_named):
            yield Finding(link.span, Text("this link has no words"), _wording(link))


def _wording(link: Link) -> Text:
    """Where to write a link's words; one that only gives a section an id is better written as that."""
    to_section = link.target.removeprefix("#") if link.target.startswith("#") else ""
    name = link.attributes.get("id") or link.attributes.get("name") or to_section
    if link.kind == "html" and name:
        return Text(
            "delete it: a heading is linked to without it; to give one an address of your own, write "
            "`{mark}` at the end of its line",
            mark=f"{{ #{_NO_ID.sub('', name)} }}",
        )
    if link.kind == "html":
        return Text("write between `<a …>` and `</a>` where it leads")
    if link.span.text.startswith("[!["):
        return Text("write between the inner brackets, those of its picture, where it leads")
    return Text("write between the brackets where it leads")


@check(Severity.WARNING)
def vague_text(corpus: Corpus) -> Iterator[Finding]:
    """A link whose words do not say where it leads.

    People who listen to a page, or skim it, hear a list of "here, here, here".

    Bad:  To read the guide, [click here](words.md).
    Good: Read [Choose your words](words.md).
    """
    for page, link, _target in followed(corpus):
        if _is_vague(page, link):
            yield Finding(
                link.span,
                Text("“{words}” does not say where the link leads", words=link.text),
                Text("use the name of the page, or what the reader will find there"),
            )


def _is_vague(page: Page, link: Link) -> bool:
    words = link.text.casefold().replace("'", "’").strip(' \u00a0\u202f.…:!»«→>"”“')
    return not link.is_image and words in lexicon(page.language).vague_links


@check(Severity.WARNING)
def duplicate_text(corpus: Corpus) -> Iterator[Finding]:
    """The same words leading to two different places on one page.

    Readers take both for the same link.

    Bad:  [the guide](words.md) … [the guide](academy.md)
    Good: [the guide to words](words.md) … [the guide to academies](academy.md)
    """
    first: dict[tuple[str, str], tuple[str, Link]] = {}
    for page, link, target in followed(corpus):
        words = link.text.casefold()
        if link.is_image or link.kind == "autolink" or not words.strip(HIDDEN + " "):
            continue
        if holds_parenthesis(link) or _is_vague(page, link):  # told as that
            continue
        end = target.place or _place_abroad(link.target)
        known, earlier = first.setdefault((page.path, words), (end, link))
        if known != end:
            yield Finding(
                link.span,
                Text("“{words}” leads elsewhere on line {line}", words=link.text, line=earlier.span.line),
                Text("give each link words of its own"),
            )


def _place_abroad(address: str) -> str:
    """An address without what makes no other page of it: encryption, `www.`, a last slash, a section."""
    place = _PREFIX.sub("", address.strip())
    page, _, section = place.partition("#")
    return place if section.startswith(("/", "!")) else page.removesuffix("/")


_NO_ID = re.compile(r"[^\w-]+")
_PREFIX = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
