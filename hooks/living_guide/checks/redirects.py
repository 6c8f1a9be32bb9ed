"""Addresses that pages had before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.links.followed import followed
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text, counted
from living_guide.moves import Move, moved
from living_guide.redirects import NOT_FOUND, Claim, claims, names_language, page_at
from living_guide.targets import Kind
from living_guide.translations import RECORDS


@check(Severity.ERROR)
def moved_page(corpus: Corpus) -> Iterator[Finding]:
    """A page was moved or renamed, and others still name its old place.

    Links break, in the guide and on other sites. The name of a file is the same in every language and
    readers never see it; the title is what they see, and may be changed at will.

    Bad:
        title: Choose your words
    Good:
        title: Choose your words
        redirect_from: [guides/words.md]
    """
    for key, leading in sorted(_named(corpus).items()):
        move = moved(corpus, key)
        if move is None:
            continue
        stayed = [code for code in corpus.settings.codes if corpus.page(code, key)]
        page = corpus.page(move.languages[0], move.new)
        if page is not None:
            yield Finding(page.start(), *_told(move, stayed, leading), about=key)


def _named(corpus: Corpus) -> dict[str, int]:
    """Keys of pages that are not there in a language and something still names, and how many links do."""
    named = Counter(
        target.key
        for _, _, target in followed(corpus)
        if target.kind is Kind.MISSING_PAGE and target.key.endswith(".md")
    )
    for page in corpus.pages:
        for field in ("related", "lessons", "illustrates"):
            named.update(key for key in page.texts(field) if key.endswith(".md") and key not in corpus.keys)
    for name in corpus.data:
        folder, _, place = name.partition("/")
        language, _, path = place.partition("/")
        is_ours = folder == RECORDS and language in corpus.settings.codes
        if is_ours and corpus.page(language, f"{path}.md") is None:
            named.setdefault(f"{path}.md", 0)
    return {key: count for key, count in named.items() if not corpus.hides(key)}


def _told(move: Move, stayed: list[str], leading: int) -> tuple[Text, Text, Severity | None]:
    if stayed:
        return (
            Text("this page was `{old}`, and still is in: {codes}", old=move.old, codes=", ".join(stayed)),
            Text(
                "a file has the same name in every language: call this one `{old}` again, or the others "
                "`{new}`; readers see the title, never this name",
                old=move.old,
                new=move.new,
            ),
            Severity.WARNING,
        )
    return (
        Text("this page was `{old}` before: whoever follows that address finds nothing", old=move.old)
        if not leading
        else counted(
            "this page was `{old}` before, and {count} link still leads there",
            "this page was `{old}` before, and {count} links still lead there",
            leading,
            old=move.old,
        ),
        Text(
            "write `redirect_from: [{old}]` between the two lines `---` at the top of this page, so that old "
            "addresses lead here, and `{new}` where `{old}` is named",
            old=move.old,
            new=move.new,
        ),
        None,
    )


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
        is_not_found = claim.old == NOT_FOUND
        if (there is None and not is_not_found) or id(claim.written) in told:
            continue
        told.add(id(claim.written))
        if there is None:
            message = Text("`{old}` is the page that says that nothing is there", old=claim.written.value)
        elif there.key == claim.page.key:
            message = Text("`{old}` is where this page is now", old=claim.written.value)
        else:
            message = Text(
                "`{old}` cannot lead here: `{path}` is published there",
                old=claim.written.value,
                path=there.path,
            )
        hint = Text("remove it here, or remove or rename the page that is there")
        yield claim.written.finding(message, hint if there else Text("delete it"))


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
