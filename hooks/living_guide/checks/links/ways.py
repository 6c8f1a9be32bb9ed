"""How links lead there: inside the site, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.links.followed import followed, way_to
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.own_addresses import Where, own_address
from living_guide.pages import Page
from living_guide.targets import DELIBERATE, Kind, meant_language, relative


@check(Severity.ERROR)
def wrong_language(corpus: Corpus) -> Iterator[Finding]:
    """A link from running text into another language.

    A French reader is led to an English page without warning.

    Bad:  [le guide](../../en/guides/words.md)
    Good: [le guide](words.md)
    Good: [the guide, in English](../../en/guides/words.md)
    Good: [the guide](../../en/guides/words.md){ hreflang=en }
    """
    for page, link, target in followed(corpus):
        if target.language in ("", page.language) or not target.key.endswith(".md"):
            if link.attributes.get(DELIBERATE) and target.kind is Kind.PAGE:
                yield Finding(
                    link.target_span,
                    Text("this link stays in its own language"),
                    Text("remove `{mark}`", mark="{ hreflang=… }"),
                )
            continue
        marked = link.attributes.get(DELIBERATE, "")
        if meant_language(page, link, target) == target.language and not (marked and target.page is None):
            continue  # what is not there is told as that
        own = f"{page.language}/{target.key}"
        deliberate = Text(
            "if the other language is meant, write `{mark}` right after the link",
            mark=f"{{ hreflang={target.language} }}",
        )
        yield Finding(
            link.target_span,
            Text("this link leads to a page in `{language}`", language=target.language),
            Text("write `{name}`", name=relative(page, own))
            if corpus.any_page(page.language, target.key)
            else deliberate,
        )


@check(Severity.WARNING)
def untranslated_page(corpus: Corpus) -> Iterator[Finding]:
    """A link to a page that exists only in another language.

    Its readers will see the original with a notice. A warning: nobody's edit waits for a
    translation.

    Bad:  [le guide](words.md) while only docs/en/words.md exists
    Good: the same link, once docs/fr/words.md exists
    """
    for page, link, target in followed(corpus):
        if target.kind is Kind.MISSING_PAGE and target.language == page.language:
            others = corpus.keys.get(target.key, {})
            unread = (target.language, target.key) in corpus.unread
            if others and target.language not in others and not unread:
                yield Finding(
                    link.target_span,
                    Text(
                        "`{target}` exists only in: {languages}",
                        target=link.target,
                        languages=", ".join(others),
                    ),
                    Text("readers will see that page with a notice until it is translated"),
                    about=target.key,
                )


@check(Severity.ERROR)
def outside_docs(corpus: Corpus) -> Iterator[Finding]:
    """A link that leaves the content folders.

    What lies outside is not published.

    Bad:  [the licence](../../../LICENSE)
    Good: [the licence](../about/licence-and-contact.md)
    """
    for _, link, target in followed(corpus):
        if target.kind is Kind.OUTSIDE:
            yield Finding(
                link.target_span,
                Text("`{target}` lies outside the published folders", target=link.target),
                Text("link to a page or a file below `docs/`"),
            )


_ADDRESS = re.compile(r"https?://\S+")


@check(Severity.ERROR)
def empty_target(corpus: Corpus) -> Iterator[Finding]:
    """A link without an address.

    It leads back to the page the reader is on.

    Bad:  [the guide]()
    Good: [the guide](choose-your-words.md)
    """
    for _, link, _target in followed(corpus):
        if not link.target.strip():
            yield Finding(
                link.span,
                Text("this link has no address"),
                Text("write between the parentheses where it leads: `{address}`", address=link.text)
                if _ADDRESS.fullmatch(link.text)
                else Text("write between the parentheses where it leads"),
            )


@check(Severity.ERROR)
def absolute_path(corpus: Corpus) -> Iterator[Finding]:
    """A link that begins with a slash.

    It breaks as soon as a city publishes the guide below a path, and no check can follow it.

    Bad:  [words](/guides/choose-your-words/)
    Good: [words](../guides/choose-your-words.md)
    """
    for _, link, target in followed(corpus):
        if target.kind is Kind.ABSOLUTE:
            yield Finding(
                link.target_span,
                Text("`{target}` begins with a slash", target=link.target),
                way_to(link.target),
            )


@check(Severity.ERROR)
def own_site(corpus: Corpus) -> Iterator[Finding]:
    """A full web address of this very site, of its preview or of the file beneath a page.

    The site's own leads back to the old site when a city forks or moves it, and no check can follow it.
    That of a preview (`localhost`, `127.0.0.1`) works on one computer only. That of the file where the
    project is edited shows readers the page's source; this is a warning.

    Bad:  [words](https://guide.example.org/guides/choose-your-words/)
    Bad:  [words](http://localhost:8000/guides/choose-your-words/)
    Good: [words](choose-your-words.md)
    """
    for page, link, target in followed(corpus):
        own = own_address(corpus, link.target) if target.kind is Kind.EXTERNAL else None
        if own is None:
            continue
        language, _, key = own.place.partition("/")
        in_own_language = key.endswith(".md") and corpus.any_page(page.language, key) is not None
        meant = f"{page.language}/{key}" if in_own_language else own.place
        written = _written(page, meant, own.fragment)
        is_certain = meant == own.place and language in ("assets", page.language) and " " not in written
        as_typed = link.kind in ("link", "image") and link.target_span.text == link.target
        yield Finding(
            link.target_span,
            _OWN[own.where],
            Text("write `{name}`", name=written)
            if written
            else Text("write the path from this page's folder to the file, ending in `.md`"),
            Severity.WARNING if own.where is Where.FORGE else None,
            replacement=written if written and is_certain and as_typed else None,
        )


def _written(page: Page, place: str, fragment: str) -> str:
    """The way from a page to a place, and to a section there; empty for no place."""
    return relative(page, place) + (f"#{fragment}" if fragment else "") if place else ""


_OWN = {
    Where.SITE: Text("this is an address of this site itself"),
    Where.PREVIEW: Text("this address works only on the computer it was copied on: nobody else can open it"),
    Where.FORGE: Text("this leads to the file where the page is edited, not to the page that readers see"),
}
