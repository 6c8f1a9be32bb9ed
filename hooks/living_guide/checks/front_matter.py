"""The few lines between `---` at the top of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.located import Node, parse_yaml
from living_guide.messages import Text
from living_guide.moves import moved, told_deleted, was_deleted
from living_guide.pages import Page
from living_guide.schema import FACET_OF_FIELD, FIELDS_OF_TYPE, FRONT_MATTER
from living_guide.shapes import Misfit, unknown_key, validate
from living_guide.source import Source

_UNOPENED = re.compile(
    r"\ufeff?(?P<yaml>(?P<first>[a-z_]+:[^\r\n]*)(?:\r\n?|\n)"
    r"(?:(?!---)[^\r\n]*(?:\r\n?|\n)){0,60}?)---[ \t]*(?=[\r\n])"
)
"""Fields from the first line on, and the line that ends them."""
_LATE = re.compile(
    r"(?P<before>(?:[ \t\ufeff\u00a0]*[\r\n]+|<!--(?:(?!-->).)*-->[ \t]*|[ \t\ufeff\u00a0\u200b]+(?=[-–—])"
    r"|\#[^\r\n]*[\r\n]+)*+)(?P<mark>-{2,}|[–—]+-?|\*{3}|\+{3})[ \t]*\r?[\n\r](?P<yaml>[^\r\n]*:.*?)"
    r"(?<=[\r\n])[ \t]*(?:(?:-{2,}|[–—]+-?|\*{3}|\+{3}|\.{3})[ \t]*(?=[\r\n]|\Z))",
    re.DOTALL,
)
"""Fields between two lines that look like the marks of front matter, and what stands before them."""
_MEANT_TO_CLOSE = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?:(?:[\w-]+[ \t]*:|[ \t]+\S|-[ \t])[^\r\n]*(?:\r\n|\n|\r))*?"
    r"(?P<mark>[ \t]*(?:\*{3,}|-{2}|-{4,}|[–—]+-*|\+{3}|={3,}|_{3,}|- - -)|[ \t]+---)[ \t]*(?=[\r\n]|\Z)"
)
"""Fields, and the line right behind them that looks like the mark of their end."""
_SECOND = re.compile(
    r"(?:[ \t]*(?:\r\n|\n|\r))*(?P<mark>---)[ \t]*(?:\r\n|\n|\r)"
    r"(?P<yaml>[\w-]+:.*?(?<=[\r\n]))---[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_IN_QUOTES = re.compile(r"(?P<opens>[“”„«])(?P<words>[^“”„«»]+)[”“»]")


@check(Severity.ERROR)
def broken_yaml(corpus: Corpus) -> Iterator[Finding]:
    """The front matter cannot be read.

    A page whose front matter is broken loses its title, its place in the menu and its dates, and
    the lines may appear as text on the page.

    Bad:
        title: Words: how to choose them
    Good:
        title: "Words: how to choose them"
    """
    for page in corpus.pages:
        if page.unclosed:
            yield _unclosed(page.source)
        for problem in page.front.problems:
            if problem.kind == "broken":
                yield problem.finding
        root = page.front.root
        if root is not None and root.value is not None and not isinstance(root.value, dict):
            yield root.finding(
                Text("between the two lines `---` must stand names and values"),
                Text("write each on a line of its own: `title: The title of the page`"),
            )


def _unclosed(source: Source) -> Finding:
    """Fields that begin and never end: told at the line that was to end them, if there is one."""
    found = _MEANT_TO_CLOSE.match(source.text)
    if found:
        return Finding(
            source.span(*found.span("mark")),
            Text("`{mark}` does not end the lines about the page", mark=found["mark"].strip()),
            Text("write three hyphens, `---`, at the very left of this line"),
        )
    return Finding(
        source.span(0, 3),
        Text("the lines about the page begin here and never end"),
        Text("add a line with nothing but `---` after the last of them, before the text"),
    )


@check(Severity.ERROR)
def not_first(corpus: Corpus) -> Iterator[Finding]:
    """Something stands before the front matter, so that it is none.

    Its lines must begin the page. With an empty line, a comment or a heading before them they are text
    as any other: readers would see them, and a draft would be published.

    Bad:
        <!-- to be read again -->
        ---
        status: draft
        ---
    Good:
        ---
        status: draft
        ---
    """
    for page in corpus.pages:
        if page.body == 0 and not page.unclosed:
            yield from _unopened(page)
        yield from _second(page)
        found = _LATE.match(page.source.text) if page.body == 0 and not page.unclosed else None
        if found and _is_front_matter(page.source, *found.span("yaml")):
            message = Text(
                "the lines between the two `---` begin here, and not on the first line: "
                "they are shown as text"
            )
            hint = Text("delete what stands before it, so that the page begins with the line `---`")
            if not found["before"]:
                message = Text(
                    "`{mark}` does not begin front matter: the fields are shown as text", mark=found["mark"]
                )
                hint = Text(
                    "write three hyphens, `---`, on this line and on line {line}, behind the last field",
                    line=page.source.position(found.end())[0],
                )
            yield Finding(page.source.span(found.start("mark"), found.end()), message, hint)


def _unopened(page: Page) -> Iterator[Finding]:
    """Fields from the first line on, and the line `---` only below them."""
    found = _UNOPENED.match(page.source.text)
    if found and _is_front_matter(page.source, *found.span("yaml")):
        yield Finding(
            page.source.span(found.start("first"), found.end()),
            Text("the line `---` above this one is missing: the fields are shown as text"),
            Text("write `---` alone on the first line of the page, and leave the next lines as they are"),
        )


def _second(page: Page) -> Iterator[Finding]:
    """A second block of fields right behind the first."""
    found = _SECOND.match(page.source.text, page.body) if page.body else None
    if found and _is_front_matter(page.source, *found.span("yaml")):
        yield Finding(
            page.source.span(found.start("mark"), found.end()),
            Text("here the lines about the page begin a second time: these are shown as text"),
            Text("put all fields between the first two lines `---`, and delete the others"),
        )


def _is_front_matter(source: Source, start: int, end: int) -> bool:
    """Whether a text says what the fields of a page say."""
    read = parse_yaml(source, start, end).root
    return read is not None and isinstance(read.value, dict) and bool(read.value.keys() & FRONT_MATTER.keys())


@check(Severity.ERROR)
def duplicate_key(corpus: Corpus) -> Iterator[Finding]:
    """A field stands twice.

    One of the two would be lost without a word.

    Bad:
        order: 10
        order: 20
    Good:
        order: 20
    """
    for page in corpus.pages:
        for problem in page.front.problems:
            if problem.kind == "duplicate-key":
                yield problem.finding


@check(Severity.ERROR)
def unknown_key_(corpus: Corpus) -> Iterator[Finding]:
    """A field that pages do not have, or not pages of this type.

    Fields are a closed list, so that a slip of the pen is told at once instead of being ignored
    for years.

    Bad:
        auteur: Service de la communication
    Good:
        owner: Service de la communication
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "unknown-key")


@check(Severity.ERROR)
def invalid_value(corpus: Corpus) -> Iterator[Finding]:
    """A field holds something else than it should.

    Menus, dates and filters are made from these values.

    Bad:
        published: last spring
    Good:
        published: 2026-04-02
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "invalid-value")


@lru_cache(maxsize=1)
def _misfits(corpus: Corpus) -> tuple[Misfit, ...]:
    """Everything that does not fit: found once for both rules, a corpus never changes."""
    return tuple(misfit for page in corpus.pages for misfit in _misfits_on(page))


def _misfits_on(page: Page) -> Iterator[Misfit]:
    if page.meta is None or not isinstance(page.meta.value, dict):
        return
    page_type = page.text("type")
    fields = {**FRONT_MATTER, **FIELDS_OF_TYPE.get(page_type, {})}
    for key, value in page.meta.value.items():
        if key in fields:
            yield from validate(value, fields[key], key)
            continue
        owners = [name for name, extra in FIELDS_OF_TYPE.items() if key in extra]
        if owners:
            yield Misfit("unknown-key", _field_of_other_type(page.meta, key, owners))
        else:
            yield unknown_key(page.meta.keys[key], fields)


def _field_of_other_type(meta: Node, key: str, owners: list[str]) -> Finding:
    return meta.keys[key].finding(
        Text("`{key}` is a field of pages of type {types}", key=key, types=", ".join(sorted(owners))),
        Text("remove it, or change `type`"),
    )


@check(Severity.WARNING)
def quoted_value(corpus: Corpus) -> Iterator[Finding]:
    """A title or description between the quotation marks of a word processor.

    Only straight ones are marks of the file. Others belong to the words: menus, search results and
    browser tabs show them.

    Bad:
        title: “Choose your words”
    Good:
        title: "Choose your words"
    """
    for page in corpus.pages:
        heading = page.heading.text if page.heading else ""
        for name in ("title", "description"):
            node = page.field(name)
            found = _IN_QUOTES.fullmatch(node.written.strip()) if node else None
            is_quotation = name == "title" and (
                _IN_QUOTES.search(heading) if heading else found and found["opens"] == "«"
            )
            if node and found and not is_quotation:
                yield node.finding(
                    Text("these quotation marks are shown with the words"),
                    Text(
                        'write `{name}: "{words}"`, or no marks at all',
                        name=name,
                        words=found["words"].strip()[:90],
                    ),
                )


@check(Severity.ERROR)
def unknown_id(corpus: Corpus) -> Iterator[Finding]:
    """A role, topic, place, practice or source that the shared data do not know.

    Readers filter by these ids; one that nobody defined leads nowhere.

    Bad:
        places: [overlandpark]
    Good:
        places: [overland-park]
    """
    for page in corpus.pages:
        for field, group in FACET_OF_FIELD.items():
            known = corpus.facets.known(group)
            node = page.field(field)
            if known is None or node is None:
                continue
            for item in node.strings():
                if str(item.value) not in known:
                    yield _unknown(corpus, page, item, group, list(known))
        known = corpus.facets.known("sources")
        sources = page.field("sources")
        for item in sources.strings() if known is not None and sources else ():
            identifier = str(item.value)
            looks_like_id = "-" in identifier and " " not in identifier and ":" not in identifier
            if looks_like_id and identifier not in (known or {}):
                yield _unknown(corpus, page, item, "sources", list(known or {}))


def _unknown(corpus: Corpus, page: Page, item: Node, group: str, known: list[str]) -> Finding:
    written = str(item.value)
    labels = {name: corpus.facets.label(group, name, page.language) for name in known}
    words = written.casefold().replace("-", " ")
    several = [part.strip() for part in written.split(",")]
    if len(several) > 1 and set(several) <= set(known):
        return item.finding(
            Text("several names stand here without brackets, and are taken for one"),
            Text("write `[{names}]`", names=", ".join(several)),
        )
    near = corpus.nearest(written, known) or next(
        (name for name, label in labels.items() if len(words) > 3 and words in label.casefold()), None
    )
    listed = ", ".join(
        f"{name} ({label})" if label != name.replace("-", " ") else name for name, label in labels.items()
    )
    return item.finding(
        Text("no `{id}` among the {group}", id=written, group=_GROUPS.get(group, group)),
        Text("write `{name}` ({label})", name=near, label=labels[near])
        if near and labels[near] != near.replace("-", " ")
        else Text("did you mean `{name}`?", name=near)
        if near
        else Text("these are known: {names}", names=listed),
    )


_GROUPS = {
    "roles": Text("readers the guide knows"),
    "topics": Text("topics of the guide"),
    "places": Text("places of the guide"),
    "sources": Text("sources of the guide"),
}


@check(Severity.WARNING)
def unknown_reviewer(corpus: Corpus) -> Iterator[Finding]:
    """A reviewer who is none of the roles that may review.

    Readers are told by which role a page was reviewed, never by whom: a name would stay in the
    guide and in its history for good. What is no role is not shown.

    Bad:
        reviewed_by: Jane Doe
    Good:
        reviewed_by: translator
    """
    known = corpus.facets.known("reviewers")
    for page in corpus.pages if known is not None else ():
        for holder in (page.meta, page.field("translation")):
            node = holder.get("reviewed_by") if holder else None
            if node is not None and node.written and node.written not in (known or {}):
                yield node.finding(
                    Text("`{name}` is no role among the reviewers", name=node.written),
                    Text("write one of these: {names}", names=", ".join(known or {})),
                )


@check(Severity.ERROR)
def missing_page(corpus: Corpus) -> Iterator[Finding]:
    """A page named in front matter does not exist.

    `related`, `lessons` and `illustrates` become links for readers.

    Bad:
        related: [guides/choose-words.md]
    Good:
        related: [guides/choose-your-words.md]
    """
    for page in corpus.pages:
        for field in ("related", "lessons", "illustrates"):
            node = page.field(field)
            for item in node.strings() if node else ():
                key = str(item.value)
                if key in corpus.keys or corpus.any_page(page.language, key) or not key.endswith(".md"):
                    continue  # what is no path at all is an invalid value
                if corpus.hides(key):
                    continue  # it comes back when the city shows it again
                near = corpus.nearest(key, list(corpus.keys))
                message = Text("no page `{target}`", target=key)
                if was_deleted(corpus, page.language, key) and moved(corpus, key) is None:
                    message, hint = told_deleted(key)
                elif near:
                    hint = Text("did you mean `{name}`?", name=near)
                else:
                    hint = Text("paths are written from the language's folder: `guides/page.md`")
                yield item.finding(message, hint, about=key)


@check(Severity.WARNING)
def missing_title(corpus: Corpus) -> Iterator[Finding]:
    """A page without a title.

    The title is what menus, search results and browser tabs show.

    Bad: a page with neither `title:` nor a first line `# Title`.
    Good:
        title: Engage stakeholders
    """
    for page in corpus.pages:
        heading = page.heading
        if page.field("title") is None and page.document.blocks and (heading is None or not heading.text):
            empty = page.meta.keys.get("title") if page.meta else None
            yield Finding(
                page.source.span(empty.start, empty.end) if empty else page.start(),
                Text("this page has no title"),
                Text(
                    "write `title: The title of the page` between the two lines `---` at the top, or begin "
                    "the text with `# The title`"
                ),
            )
