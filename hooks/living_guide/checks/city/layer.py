"""The city's layer, `local/`: what it replaces, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.links.followed import followed
from living_guide.city.legal import KEYS, mark
from living_guide.city.notes import replacements
from living_guide.corpus import LAYERS, Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.targets import Kind


@check(Severity.WARNING)
def unrecorded(corpus: Corpus) -> Iterator[Finding]:
    """A page or concept in the place of upstream's that does not note what it replaces.

    Without the note, nobody is told when upstream's moves on, and an improvement is missed for years.

    Bad:  local/fr/guides/choose-your-words.md without `replaces`
    Good:
        replaces: v1-0123456789abcdef
    """
    for item in replacements(corpus):
        if item.noted is None:
            yield Finding(
                item.own.span(0, 0),
                Text(
                    "this takes the place of `{path}` and does not note which version of it",
                    path=item.upstream,
                ),
                Text(
                    "run `guide adapt {path}`, or write `replaces: {hash}` among its first lines",
                    path=item.own.path,
                    hash=item.now,
                ),
            )


@check(Severity.WARNING)
def moved_on(corpus: Corpus) -> Iterator[Finding]:
    """Upstream has changed what a page or concept of the city's replaces.

    Readers see the city's version, which may lack a correction or say what is no longer so.

    Bad:  `replaces` names the version of last year
    Good: upstream's change is read, taken over or not, and the note renewed with `guide adapt`
    """
    for item in replacements(corpus):
        if item.noted is None or item.is_current:
            continue
        if item.now:
            yield item.noted.finding(
                Text("`{path}` has changed since this was written", path=item.upstream),
                Text(
                    "`guide upstream` shows the difference; take over what you want, then run "
                    "`guide adapt {path}`",
                    path=item.own.path,
                ),
            )
        else:
            yield item.noted.finding(
                Text(
                    "there is nothing beneath this any more: no `{path}`, or not what this says otherwise",
                    path=item.upstream,
                ),
                Text("remove the line to keep it as your own, or move it to where upstream’s is now"),
            )


@check(Severity.WARNING)
def hidden_page(corpus: Corpus) -> Iterator[Finding]:
    """A link on one of the city's own pages to a page that the city does not show.

    Readers see the words without the link. On upstream's pages that is all there is to do; on your own
    you can say it better.

    Bad:  [our events](../events/index.md) with `hidden: [events]` in mkdocs.yml
    Good: the sentence without the link
    """
    for page, link, target in followed(corpus):
        if target.kind is Kind.HIDDEN and page.path.startswith(f"{LAYERS[-1]}/"):
            yield Finding(
                link.target_span,
                Text("`{target}` is not shown: mkdocs.yml hides it", target=link.target),
                Text("take the link out, or take the page out of `extra: city: hidden:`"),
            )


@check(Severity.WARNING)
def unfinished(corpus: Corpus) -> Iterator[Finding]:
    """Something that only the city can say, left open on a page that `guide init` has begun.

    It is shown to readers as it stands, brackets and all. The command that publishes,
    `guide build --for-publication`, refuses it.

    Bad:  [To complete: name and address of whoever hosts the site.]
    Good: the host’s name and address
    """
    for page in corpus.pages:
        if page.key in KEYS:
            for found in mark(page.language).finditer(page.source.text):
                yield Finding(
                    page.source.span(found.start(), found.end()),
                    Text("this is still to be completed"),
                    Text("write it, brackets and all taken away, or set `status: draft`"),
                )
