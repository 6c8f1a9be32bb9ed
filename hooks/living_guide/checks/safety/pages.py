"""Pages: HTML, attribute lists, links, marks of other tools, and what would take too long to render."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.safety.findings import Told
from living_guide.safety.pages import unsafe
from living_guide.safety.rendering import Renderer
from living_guide.settings import read_configuration


@lru_cache(maxsize=1)
def _told(corpus: Corpus) -> tuple[Told, ...]:
    """Everything unsafe on the pages: found once for all rules, a corpus never changes."""
    renderer = Renderer(lambda: read_configuration(corpus.root).get("markdown_extensions"))
    return tuple(told for page in corpus.pages for told in unsafe(page, renderer))


def _of(corpus: Corpus, rule: str) -> Iterator[Finding]:
    return (told.finding for told in _told(corpus) if told.rule == rule)


@check(Severity.ERROR)
def html(corpus: Corpus) -> Iterator[Finding]:
    """HTML beyond the little that a page may hold.

    A tag can run a program in the reader's browser, fetch things from elsewhere or break the page.
    It comes with embed codes and with text pasted from a word processor.

    Bad:  <iframe src=https://video.example/42></iframe>
    Good: [The recording](https://video.example/42)
    """
    yield from _of(corpus, "html")


@check(Severity.ERROR)
def attributes(corpus: Corpus) -> Iterator[Finding]:
    """A list between braces that sets more than an id, a class or a language.

    What it sets reaches the reader's browser, which may act on it.

    Bad:  [the form](form.pdf){ onclick=… style=… }
    Good: [the form](form.pdf)
    """
    yield from _of(corpus, "attributes")


@check(Severity.ERROR)
def name(corpus: Corpus) -> Iterator[Finding]:
    """An id or a class that the site uses for its own parts.

    Menus, search or colours would take the page's words for the site's own and stop working.

    Bad:  ## Search { #__search }
    Good: ## Search { #how-to-search }
    """
    yield from _of(corpus, "name")


@check(Severity.ERROR)
def link(corpus: Corpus) -> Iterator[Finding]:
    """A link that does not lead where it seems to, or that would run something.

    Readers trust a city's links. An address may hide another host, a program or a file that a
    browser runs.

    Bad:  [the city](https://city.example@elsewhere.example/)
    Good: [the city](https://city.example/)
    """
    yield from _of(corpus, "link")


@check(Severity.ERROR)
def remote(corpus: Corpus) -> Iterator[Finding]:
    """A picture fetched from another place.

    Each reader would tell that place that they read this page, and when; the picture may change or
    vanish.

    Bad:  ![The workshop](https://pictures.example/workshop.jpg)
    Good: ![The workshop](../../assets/images/workshop.jpg)
    """
    yield from _of(corpus, "remote")


@check(Severity.ERROR)
def template(corpus: Corpus) -> Iterator[Finding]:
    """Marks of another tool: a template's braces, or a line that brings in a file.

    Readers see them as they stand. Where a tool does act on them, they can publish what lies on the
    machine that builds the site.

    Bad:  Our city is {{ city.name }}.
    Good: Our city is Overland Park.
    """
    yield from _of(corpus, "template")


@check(Severity.ERROR)
def too_slow(corpus: Corpus) -> Iterator[Finding]:
    """A page that would take the site's machine too long.

    Thousands of signs that open something and never close it can keep it busy for hours.

    Bad:  [[[[[[[[… four thousand times
    Good: a bracket for each bracket
    """
    yield from _of(corpus, "too-slow")


@check(Severity.ERROR)
def too_deep(corpus: Corpus) -> Iterator[Finding]:
    """Lists, quotes or HTML so deep inside each other that the site cannot be made.

    It would stop the publication of every page.

    Bad:  thirty `>` before a line
    Good: a quotation, and a heading for what is said of it
    """
    yield from _of(corpus, "too-deep")
