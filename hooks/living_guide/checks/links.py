"""Links, images and downloads: each leads somewhere, in the reader's language, and says where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Link
from living_guide.lexicon import lexicon
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.targets import DELIBERATE, Kind, Places, Target, relative, resolve

_FOOTNOTE_ANCHORS = ("fn:", "fnref:", "fn-", "fnref-")


@lru_cache(maxsize=1)
def _links(corpus: Corpus) -> tuple[tuple[Page, Link, Target], ...]:
    """Every link with its end: followed once for all rules, a corpus never changes."""
    return tuple(
        (page, link, resolve(corpus, page, link))
        for page in corpus.pages
        for link in page.document.links
        if link.kind != "email"
    )


@lru_cache(maxsize=1)
def _places(corpus: Corpus) -> Places:
    return Places(corpus)


def _said(page: Page, target: Target) -> str:
    """A target as the page would write it."""
    return relative(page, target.place)


def _suggestion(corpus: Corpus, page: Page, target: Target) -> Text | None:
    places = _places(corpus)
    near = places.nearest(target.place, corpus.nearest)
    return Text("did you mean `{name}`?", name=relative(page, near)) if near else None


@check(Severity.ERROR)
def missing_page(corpus: Corpus) -> Iterator[Finding]:
    """A link leads to a page that does not exist.

    Readers who follow it meet a 404, and nobody tells the author.

    Bad:  See [the academy](citizen-academy.md).
    Good: See [the academy](run-a-citizens-academy.md).
    """
    places = _places(corpus)
    for page, link, target in _links(corpus):
        if target.kind is not Kind.MISSING_PAGE or places.in_other_case(target.place):
            continue
        here = target.language in corpus.keys.get(target.key, ())
        if (target.key in corpus.keys and not here) or (target.language, target.key) in corpus.unread:
            continue  # it exists only in another language or cannot be read: other rules tell
        yield Finding(
            link.target_span,
            Text("no page `{target}`", target=link.target),
            _suggestion(corpus, page, target)
            or Text("write the path from this page's folder to the file, ending in `.md`"),
        )


@check(Severity.ERROR)
def missing_file(corpus: Corpus) -> Iterator[Finding]:
    """A link leads to a file that does not exist.

    Readers who want the agenda or the form meet a 404.

    Bad:  [the agenda](../assets/agenda.docx) when there is no such file
    Good: [the agenda](../../assets/downloads/agenda.docx)
    """
    places = _places(corpus)
    for page, link, target in _links(corpus):
        missing = target.kind is Kind.MISSING_FILE and not link.is_image
        if missing and not places.in_other_case(target.place):
            yield Finding(
                link.target_span,
                Text("no file `{target}`", target=link.target),
                _suggestion(corpus, page, target) or Text("put the file there, or correct the path"),
            )


@check(Severity.ERROR)
def missing_image(corpus: Corpus) -> Iterator[Finding]:
    """An image that does not exist.

    Readers see a broken frame.

    Bad:  ![The workshop](workshop.png) when there is no such file
    Good: ![The workshop](../../assets/images/workshop.png)
    """
    places = _places(corpus)
    for page, link, target in _links(corpus):
        missing = target.kind in (Kind.MISSING_FILE, Kind.MISSING_PAGE, Kind.PAGE)
        if link.is_image and missing and not places.in_other_case(target.place):
            yield Finding(
                link.target_span,
                Text("no image `{target}`", target=link.target),
                _suggestion(corpus, page, target) or Text("put the image there, or correct the path"),
            )


@check(Severity.ERROR)
def missing_anchor(corpus: Corpus) -> Iterator[Finding]:
    """A link to a section that the page does not have.

    The reader lands at the top of the page and searches.

    Bad:  [the steps](words.md#step) when the heading's id is `steps`
    Good: [the steps](words.md#steps)
    """
    for _, link, target in _links(corpus):
        if target.page is None or not target.fragment or link.is_image:
            continue
        anchors = target.page.document.anchors
        if target.fragment in anchors or target.fragment.startswith(_FOOTNOTE_ANCHORS):
            continue
        near = corpus.nearest(target.fragment, list(anchors))
        yield Finding(
            link.target_span,
            Text("no section `#{anchor}` in `{path}`", anchor=target.fragment, path=target.page.path),
            Text("did you mean `#{name}`?", name=near)
            if near
            else Text("sections there: {names}", names=", ".join(f"#{name}" for name in anchors))
            if anchors
            else Text("give a heading there an id: `## Heading {{ #{anchor} }}`", anchor=target.fragment),
        )


@check(Severity.ERROR)
def wrong_case(corpus: Corpus) -> Iterator[Finding]:
    """A link whose capitals differ from the file's.

    It works on the author's Mac or PC and breaks on the web server.

    Bad:  [words](Choose-Your-Words.md)
    Good: [words](choose-your-words.md)
    """
    places = _places(corpus)
    for page, link, target in _links(corpus):
        if target.kind in (Kind.MISSING_PAGE, Kind.MISSING_FILE):
            real = places.in_other_case(target.place)
            if real:
                yield Finding(
                    link.target_span,
                    Text("`{target}` is spelt with other capitals", target=link.target),
                    Text("write `{name}`", name=relative(page, real)),
                )


@check(Severity.ERROR)
def wrong_language(corpus: Corpus) -> Iterator[Finding]:
    """A link from running text into another language.

    A French reader is led to an English page without warning.

    Bad:  [le guide](../../en/guides/words.md)
    Good: [le guide](words.md)
    Good: [the guide, in English](../../en/guides/words.md){ hreflang=en }
    """
    for page, link, target in _links(corpus):
        if target.language in ("", page.language) or not target.key.endswith(".md"):
            if link.attributes.get(DELIBERATE) and target.kind is Kind.PAGE:
                yield Finding(
                    link.target_span,
                    Text("this link stays in its own language"),
                    Text("remove `{mark}`", mark="{ hreflang=… }"),
                )
            continue
        if target.page is not None and link.attributes.get(DELIBERATE) == target.language:
            continue
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
    for page, link, target in _links(corpus):
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
                )


@check(Severity.ERROR)
def outside_docs(corpus: Corpus) -> Iterator[Finding]:
    """A link that leaves the content folders.

    What lies outside is not published.

    Bad:  [the licence](../../../LICENSE)
    Good: [the licence](../about/licence-and-contact.md)
    """
    for _, link, target in _links(corpus):
        if target.kind is Kind.OUTSIDE:
            yield Finding(
                link.target_span,
                Text("`{target}` lies outside the published folders", target=link.target),
                Text("link to a page or a file below `docs/`"),
            )


@check(Severity.ERROR)
def absolute_path(corpus: Corpus) -> Iterator[Finding]:
    """A link that begins with a slash.

    It breaks as soon as a city publishes the guide below a path, and no check can follow it.

    Bad:  [words](/guides/choose-your-words/)
    Good: [words](../guides/choose-your-words.md)
    """
    for _, link, target in _links(corpus):
        if target.kind is Kind.ABSOLUTE:
            yield Finding(
                link.target_span,
                Text("`{target}` begins with a slash", target=link.target),
                Text("write the path from this page's folder to the file, ending in `.md`"),
            )


@check(Severity.ERROR)
def own_site(corpus: Corpus) -> Iterator[Finding]:
    """A full web address of this very site.

    It leads back to the old site when a city forks or moves it, and no check can follow it.

    Bad:  [words](https://guide.example.org/guides/choose-your-words/)
    Good: [words](choose-your-words.md)
    """
    own = urlsplit(corpus.settings.address)
    if not own.netloc:
        return
    for _, link, target in _links(corpus):
        if target.kind is Kind.EXTERNAL and link.kind != "email":
            found = urlsplit(link.target.strip()) if _splits(link.target) else None
            if found and found.netloc.lower() == own.netloc.lower() and found.path.startswith(own.path):
                yield Finding(
                    link.target_span,
                    Text("this is an address of this site itself"),
                    Text("write the path from this page's folder to the file, ending in `.md`"),
                )


def _splits(address: str) -> bool:
    try:
        urlsplit(address.strip())
    except ValueError:  # "https://[half-an-ipv6": some other site's trouble
        return False
    return True


@check(Severity.WARNING)
def orphan_page(corpus: Corpus) -> Iterator[Finding]:
    """A page that cannot be reached from home by following links.

    It is in the menu, but no text ever leads to it, and readers follow texts.

    Bad:  a new guide that no page mentions
    Good: a line with a link on its section's index page
    """
    onward: dict[tuple[str, str], set[str]] = {}
    for page, _, target in _links(corpus):
        if target.page is not None and target.language == page.language:
            onward.setdefault((page.language, page.key), set()).add(target.key)
    for code in corpus.settings.codes:
        if corpus.page(code, "index.md") is None:
            continue
        reached, waiting = {"index.md"}, ["index.md"]
        while waiting:
            new = onward.get((code, waiting.pop()), set()) - reached
            reached |= new
            waiting += new
        for page in corpus.pages_in(code):
            if page.key not in reached and page.text("status") != "draft":
                yield Finding(
                    page.start(),
                    Text("no link leads from home to this page"),
                    Text("mention it on its section's page or in a related guide"),
                )


@check(Severity.ERROR)
def empty_text(corpus: Corpus) -> Iterator[Finding]:
    """A link without words.

    There is nothing to click, and a screen reader says "link" and nothing more.

    Bad:  [](words.md)
    Good: [Choose your words](words.md)
    """
    for _, link, _target in _links(corpus):
        if not link.is_image and not link.text.strip():
            yield Finding(
                link.span,
                Text("this link has no words"),
                Text("write between the brackets where it leads"),
            )


@check(Severity.WARNING)
def vague_text(corpus: Corpus) -> Iterator[Finding]:
    """A link whose words do not say where it leads.

    People who listen to a page, or skim it, hear a list of "here, here, here".

    Bad:  To read the guide, [click here](words.md).
    Good: Read [Choose your words](words.md).
    """
    for page, link, _target in _links(corpus):
        words = link.text.casefold().replace("'", "’").strip(' \u00a0\u202f.…:!»«→>"”“')
        if not link.is_image and words in lexicon(page.language).vague_links:
            yield Finding(
                link.span,
                Text("“{words}” does not say where the link leads", words=link.text),
                Text("use the name of the page, or what the reader will find there"),
            )


@check(Severity.WARNING)
def duplicate_text(corpus: Corpus) -> Iterator[Finding]:
    """The same words leading to two different places on one page.

    Readers take both for the same link.

    Bad:  [the guide](words.md) … [the guide](academy.md)
    Good: [the guide to words](words.md) … [the guide to academies](academy.md)
    """
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for page, link, target in _links(corpus):
        words = link.text.casefold()
        if link.is_image or link.kind == "autolink" or not words.strip(HIDDEN + " "):
            continue
        end = target.place or link.target
        known, line = first.setdefault((page.path, words), (end, link.span.line))
        if known != end:
            yield Finding(
                link.span,
                Text("“{words}” leads elsewhere on line {line}", words=link.text, line=line),
                Text("give each link words of its own"),
            )
