"""How the guide stands: what is translated, outdated, missing, unread; and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from living_guide.corpus import Corpus
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.reviews import is_overdue, next_review
from living_guide.translations import Freshness, State, all_freshness


class Kind(StrEnum):
    """Why a page asks for work, the most pressing first."""

    OUTDATED = "outdated"
    MISSING = "missing"
    UNSTAMPED = "unstamped"
    OVERDUE = "overdue"
    DRAFT = "draft"
    UNREVIEWED = "unreviewed"


CURRENT = "current"
STATES = (CURRENT, Kind.OUTDATED, Kind.UNSTAMPED, Kind.MISSING)
"""What a page is in a language: one of these, so that they add up to all pages."""
KINDS = tuple(Kind)

NAMES = {
    "pages": Text("pages"),
    CURRENT: Text("current"),
    Kind.OUTDATED: Text("outdated"),
    Kind.MISSING: Text("missing"),
    Kind.UNSTAMPED: Text("not comparable"),
    Kind.OVERDUE: Text("review overdue"),
    Kind.DRAFT: Text("drafts"),
    Kind.UNREVIEWED: Text("not reviewed"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """One thing to do about one page in one language."""

    kind: Kind
    language: str
    key: str
    page: Page
    """The page as readers of that language see it: the original where it is missing."""
    path: str
    """The file to open, or to write."""
    advice: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of pages in a language: how many there are of each kind."""

    folder: str
    """Empty for pages that lie in none."""
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the guide stands in one language."""

    language: str
    sections: tuple[Section, ...]
    matters: tuple[Matter, ...]

    @property
    def total(self) -> Counter[str]:
        return sum((section.counts for section in self.sections), Counter())


def standings(corpus: Corpus, today: date | None) -> list[Standing]:
    """How each language stands on a day, in the order of the site's languages."""
    counts: dict[str, dict[str, Counter[str]]] = {code: {} for code in corpus.settings.codes}
    found: dict[str, list[Matter]] = {code: [] for code in corpus.settings.codes}
    for item in all_freshness(corpus):
        if item.page is None and item.original.text("status") == "draft":
            continue  # nobody is to translate what is not finished
        base = corpus.settings.base(item.language)
        inherits = item.page is None and base is not None and corpus.page(base, item.key) is not None
        matters = [] if inherits else list(_matters(item, today))
        folder = item.key.partition("/")[0] if "/" in item.key else ""
        counter = counts[item.language].setdefault(folder, Counter())
        counter.update(["pages", *(matter.kind for matter in matters)])
        if not {matter.kind for matter in matters} & set(STATES):
            counter[CURRENT] += 1
        found[item.language] += matters
    return [
        Standing(
            code,
            tuple(Section(folder, counter) for folder, counter in sorted(counts[code].items())),
            tuple(sorted(found[code], key=lambda matter: (KINDS.index(matter.kind), matter.key))),
        )
        for code in corpus.settings.codes
    ]


def _matters(item: Freshness, today: date | None) -> Iterator[Matter]:
    page, original = item.page, item.original
    if page is None:
        path = f"{original.path.partition('/')[0]}/{item.language}/{item.key}"
        advice = Text("translate `{original}` into it", original=original.path)
        yield Matter(Kind.MISSING, item.language, item.key, original, path, advice)
        return

    def matter(kind: Kind, advice: Text) -> Matter:
        return Matter(kind, item.language, item.key, page, page.path, advice)

    if item.state is State.OUTDATED:
        yield matter(Kind.OUTDATED, _bring_over(item))
    elif item.state is State.UNSTAMPED:
        yield matter(
            Kind.UNSTAMPED,
            Text(
                "compare it with `{original}`, then run `guide translated {path}`",
                original=original.path,
                path=page.path,
            ),
        )
    if page.text("status") == "draft":
        yield matter(Kind.DRAFT, Text("finish it, then write `status: live`"))
    due = next_review(page)
    if due is not None and is_overdue(page, today):
        yield matter(
            Kind.OVERDUE,
            Text("due since {day}: read it again, then write the day after `reviewed:`", day=due.isoformat()),
        )
    if page is original and not page.text("reviewed"):
        yield matter(
            Kind.UNREVIEWED, Text("ask a practitioner to read it; then write `reviewed:` and `reviewed_by:`")
        )
    elif page is not original and not item.provenance.reviewed_by:
        yield matter(
            Kind.UNREVIEWED,
            Text("ask a translator to read it; then write `reviewed_by:` below `translation:`"),
        )


def _bring_over(item: Freshness) -> Text:
    original, path = item.original.path, item.page.path if item.page else ""
    if not item.changes:
        return Text(
            "`{original}` changed: compare the two, then run `guide translated {path}`",
            original=original,
            path=path,
        )
    return Text(
        "`{original}` changed in {count} places: bring them over, then run `guide translated {path}`",
        original=original,
        path=path,
        count=len(item.changes),
    )


def section_title(corpus: Corpus, folder: str, language: str) -> str:
    """What a section is called in a language."""
    if not folder:
        return Text("Home").said(catalogue(language))
    page = corpus.any_page(language, f"{folder}/index.md") or corpus.original(f"{folder}/index.md")
    return page.title if page else folder.replace("-", " ").capitalize()


def only(matters: Iterable[Matter], kinds: Iterable[str]) -> list[Matter]:
    """The matters of some kinds; all of them when none is named."""
    wanted = set(kinds)
    return [matter for matter in matters if not wanted or matter.kind in wanted]
