"""Addresses that pages had before."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.redirects import Claim, claims, names_language, page_at


@check(Severity.ERROR)
def taken(corpus: Corpus) -> Iterator[Finding]:
    """A page claims a former address at which a page is published.

    Readers would never see one of the two; where both claim the other’s, they would go round in
    circles. That a page claims its own address is the same slip.

    Bad:
        redirect_from: [guides/a-page-that-is-there.md]
    Good:
        redirect_from: [guides/a-page-that-is-gone.md]
    """
    told: set[int] = set()
    for claim in claims(corpus):
        there = page_at(corpus, claim.language, claim.old)
        if there is None or id(claim.written) in told:
            continue
        told.add(id(claim.written))
        if there.key == claim.page.key:
            message = Text("`{old}` is where this page is now", old=claim.written.value)
        else:
            message = Text(
                "`{old}` cannot lead here: `{path}` is published there",
                old=claim.written.value,
                path=there.path,
            )
        yield claim.written.finding(
            message, Text("remove it here, or remove or rename the page that is there")
        )


@check(Severity.ERROR)
def claimed_twice(corpus: Corpus) -> Iterator[Finding]:
    """Two pages claim the same former address.

    It can lead to one of them only. Where a page was divided, choose the part that most readers
    look for, and link the other one from it.

    Bad:  `redirect_from` with `guides/words.md` on two pages
    Good: the same on one of them
    """
    first: dict[tuple[str, str], Claim] = {}
    told: set[int] = set()
    for claim in claims(corpus):
        other = first.setdefault((claim.language.code, claim.old.casefold()), claim)
        if other.page.key != claim.page.key and id(claim.written) not in told:
            told.add(id(claim.written))
            yield claim.written.finding(
                Text(
                    "`{old}` leads to `{path}` already",
                    old=claim.written.value,
                    path=other.written.source.path,
                ),
                Text("keep it on one of the two pages"),
            )


@check(Severity.ERROR)
def names_a_language(corpus: Corpus) -> Iterator[Finding]:
    """A former address begins with a language’s folder.

    Addresses are written from the language’s folder on, as in `related`: what the original says
    holds for every language, so that a page that has moved is found by all readers.

    Bad:
        redirect_from: [fr/guides/words.md]
    Good:
        redirect_from: [guides/words.md]
    """
    told: set[int] = set()
    for claim in claims(corpus):
        if names_language(corpus, claim.old) and id(claim.written) not in told:
            told.add(id(claim.written))
            folder, _, rest = str(claim.written.value).partition("/")
            yield claim.written.finding(
                Text(
                    "`{old}` begins with a language’s folder, `{folder}`",
                    old=claim.written.value,
                    folder=folder,
                ),
                Text("write it without: `{rest}`", rest=rest or "index.md"),
            )
