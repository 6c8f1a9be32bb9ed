"""What a translation states otherwise than its original."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import product
from operator import attrgetter

from living_guide.beside import Beside, all_beside
from living_guide.checks import check
from living_guide.contradictions import Contradiction, figures_beside, kept_names_beside, names_beside
from living_guide.corpus import Corpus
from living_guide.denials import Denial, denials_beside
from living_guide.diagnostics import Finding, Severity
from living_guide.duties import Duty, duties_beside
from living_guide.lexicon import facts as facts_of
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.source import Span
from living_guide.statements import Address, addresses, but_for_digits, named
from living_guide.translations import State

SLIP = 0.85
"""How alike two e-mail addresses are of which one is a slip of the keyboard."""
FEW_LINKS = 2
"""So many links that a paragraph lacks are told each; more are counted."""
MOST_PAIRED = 20
"""Links of a block that are held against those of its counterpart, each with each."""
ENOUGH_LINKS = 3
"""Blocks with the same links to a site in both languages, from which on one other link is astray."""
LONGEST_COUNTRY = 2
"""Letters with which a country's addresses end: `.fr`."""
CLOSE, FEWEST_SIGNS, TWINS = 1.5, 60, (0.65, 1.6)
"""Of pages far apart, blocks that cost less, are longer and about as long as each other are compared."""
EXCERPT = 160
"""Code points of a block that are shown."""


@check(Severity.WARNING)
def facts(corpus: Corpus) -> Iterator[Finding]:
    """A number, unit, date, name, address, “not” or “must” that is otherwise in the original.

    Readers of two languages act on two different facts, and each believes theirs. Dates and numbers
    may be written as each language writes them. Where the translation claims to be up to date and a
    figure stands in the place of another, it is an error; what is only missing or added, a name, a
    negation or a duty is a warning, as is everything while the original has changed.

    Bad:  answer within five working days / répondez dans les six jours ouvrés
    Good: on 3 December 2024, 12,000 residents / le 3 décembre 2024, 12 000 habitants
    """
    for beside in all_beside(corpus):
        if beside.are_far_apart:  # `translation-structure` says so, once
            for found in figures_beside(beside):
                if found.certain and _are_twins(beside, found):
                    yield from _told(beside, found)
            continue
        for found in figures_beside(beside):
            yield from _told(beside, found)
        for found in names_beside(beside, named(corpus, beside.original), named(corpus, beside.page)):
            yield from _told(beside, found)
        yield from _addresses(beside)
        for denial in denials_beside(beside):
            yield from _denied(beside, denial)
        for duty in duties_beside(beside):
            yield from _obliged(beside, duty)
    near = [beside for beside in all_beside(corpus) if not beside.are_far_apart]
    for beside in near:
        for found in kept_names_beside(beside):
            yield from _told(beside, found)
    yield from _led_astray(near)
    yield from _renamed(near)


def _led_astray(pairs: list[Beside]) -> Iterator[Finding]:
    """The one link to a site that leads to another page of it, though all others are alike in both languages.

    A site has pages of its own for each language, or it has not: the other links to it tell.
    """
    agreeing: Counter[str] = Counter()
    differing: dict[str, list[tuple[Beside, Address, Address]]] = {}
    for beside in pairs:
        theirs = _by_number(addresses(beside.original), beside.number_there)
        ours = _by_number(addresses(beside.page), beside.number_here)
        for number in theirs.keys() & ours.keys():
            left = _left(theirs[number], ours[number], attrgetter("bare"))
            right = _left(ours[number], theirs[number], attrgetter("bare"))
            agreeing.update({item.site for item in theirs[number]} - {item.site for item in left})
            for one, other in product(left[:MOST_PAIRED], right[:MOST_PAIRED]):
                if one.site == other.site:
                    differing.setdefault(one.site, []).append((beside, one, other))
    for site, found in differing.items():
        beside, one, other = found[0]
        if len(found) > 1 or not beside.is_sure_at(beside.number_there(one.span.start)):
            continue
        enough = 1 if _is_in_language_of(other, beside) else ENOUGH_LINKS
        may_be_its_own = one.is_marked or other.is_marked or not (_is_deep(one) and _is_deep(other))
        is_told = _page(one) == _page(other) or _is_slip(one, other)
        if agreeing[site] >= enough and not may_be_its_own and not is_told:
            yield from _told(beside, Contradiction(one.span, other.span, other.span, one.span, certain=False))


def _renamed(pairs: list[Beside]) -> Iterator[Finding]:
    """A link that leads to another site than the one with its words, where other links of the pair agree."""
    for beside in pairs:
        theirs, ours = (_with_words(page) for page in (beside.original, beside.page))
        both = [(one, ours[words]) for words, one in theirs.items() if words in ours]
        agreeing = sum(one.neutral == other.neutral for one, other in both)
        differing = [(one, other) for one, other in both if _are_of_two_houses(one, other)]
        if len(differing) == 1 and agreeing >= ENOUGH_LINKS:
            [(one, other)] = differing
            number = beside.number_there(one.span.start)
            if number == beside.number_here(other.span.start) and beside.is_sure_at(number):
                yield from _told(
                    beside, Contradiction(one.span, other.span, other.span, one.span, certain=False)
                )


def _are_of_two_houses(one: Address, other: Address) -> bool:
    """Whether two addresses lead to sites that have nothing in common, and neither names its language."""
    is_marked = one.is_marked or other.is_marked
    return one.site != other.site and not is_marked and not _are_sisters(one.site, other.site)


def _with_words(page: Page) -> dict[str, Address]:
    """The addresses of a page's links whose words stand once on it, by those words."""
    by_start = {address.span.start: address for address in addresses(page)}
    found: dict[str, list[Address]] = {}
    for link in page.document.links:
        address = by_start.get(link.target_span.start)
        if address is not None and not link.is_image and link.text.strip():
            found.setdefault(link.text.strip(), []).append(address)
    return {words: them[0] for words, them in found.items() if len(them) == 1}


def _page(address: Address) -> str:
    return address.neutral.partition("?")[0].partition("#")[0]


def _is_deep(address: Address) -> bool:
    """Whether an address leads below a site’s first floor, where people and languages have accounts."""
    return "/" in _page(address).partition("/")[2].strip("/")


def _is_in_language_of(address: Address, beside: Beside) -> bool:
    """Whether the words of a translation’s link are of its original’s language: it is no page of its own."""
    words = set(re.findall(r"[a-z]+", _page(address).partition("/")[2].lower()))
    its, own = (_stop_words(page.language) for page in (beside.original, beside.page))
    return bool(words & (its - own)) and not words & (own - its)


def _stop_words(language: str) -> frozenset[str]:
    return frozenset(facts_of(language).get("search", {}).get("stop_words", ()))


def _are_twins(beside: Beside, found: Contradiction) -> bool:
    """Whether the blocks of a contradiction answer each other, however much else on the pages differs."""
    bead = beside.beads[beside.number_there(found.other.start)]
    left, right = (sum(len(prose.text) for prose in side) for side in (bead.left, bead.right))
    least, most = TWINS
    return (
        not bead.is_joined
        and bead.cost < CLOSE
        and left >= FEWEST_SIGNS
        and least * left < right < most * left
    )


def _told(beside: Beside, found: Contradiction) -> Iterator[Finding]:
    if beside.is_told_already(found.there or found.other) or (
        found.there is None and beside.is_told_already(None)
    ):
        return
    line, path = found.other.line, beside.original.path
    if found.there is None:
        message = Text(
            "“{here}” does not stand in `{path}`: look at line {line}",
            here=_said(found.here),
            path=path,
            line=line,
        )
    elif found.here is None:
        message = Text(
            "“{there}” of `{path}`, line {line}, is missing here",
            there=_said(found.there),
            path=path,
            line=line,
        )
    else:
        message = Text(
            "“{here}” here, “{there}” in `{path}`, line {line}",
            here=_said(found.here),
            there=_said(found.there),
            path=path,
            line=line,
        )
    is_error = found.certain and not beside.are_far_apart
    severity = beside.weight if is_error else Severity.WARNING
    hint = _both_alike(beside, _line(found.other), found.instead)
    if found.there is None:
        hint = Text("if it belongs here, add it to the original too; else delete it")
    elif found.here is None:
        hint = Text("write it here, too; the original says: “{words}”", words=_line(found.there))
    yield Finding(found.place, message, hint, severity)


def _compare(beside: Beside, other: Span) -> Text:
    """The whole line of the original, for people to compare."""
    return _both_alike(beside, _line(other))


def _addresses(beside: Beside) -> Iterator[Finding]:
    """Links that only one of two blocks has that answer each other, and slips of the keyboard in them.

    An address that stands elsewhere on the other page only moved. Where both blocks have another address,
    each is taken to lead to a page in its own language.
    """
    theirs = _by_number(addresses(beside.original), beside.number_there)
    ours = _by_number(addresses(beside.page), beside.number_here)
    lost: list[Address] = []
    more: list[Address] = []
    for number in sorted(theirs.keys() | ours.keys()):
        left, right = theirs.get(number, []), ours.get(number, [])
        for name in ("bare", "neutral"):
            left, right = _left(left, right, attrgetter(name)), _left(right, left, attrgetter(name))
        if beside.is_sure_at(number):
            for one, other in _slips(left, right):
                yield from _told(
                    beside, Contradiction(one.span, other.span, other.span, one.span, certain=True)
                )
                left.remove(one)
                right.remove(other)
            left, right = _but_for_twins(left, right)
            lost += [] if right else left
            more += [] if left else right
        else:
            lost += left
            more += right
    for name in ("bare", "neutral"):
        lost, more = _left(lost, more, attrgetter(name)), _left(more, lost, attrgetter(name))
    for number, items in _by_number(lost, beside.number_there).items():
        items = [item for item in items if item.bare not in beside.text_here(number)]
        if beside.is_sure_at(number) and items:
            here = beside.beads[number].right[0]
            yield from _links(beside, items, here.span(0, len(here.text)))
    for number, items in _by_number(more, beside.number_here).items():
        items = [item for item in items if item.bare not in beside.text_there(number)]
        if beside.is_sure_at(number) and items:
            there = beside.beads[number].left[0]
            place = there.span(0, len(there.text))
            for item in items[:1] if len(items) > FEW_LINKS else items:
                yield from _told(beside, Contradiction(None, item.span, item.span, place, certain=False))


def _links(beside: Beside, lost: list[Address], place: Span) -> Iterator[Finding]:
    """Links of one block of the original that the translation has not: each, or how many."""
    first = lost[0].span
    if len(lost) <= FEW_LINKS:
        for item in lost:
            yield from _told(beside, Contradiction(item.span, None, place, item.span, certain=False))
    elif not beside.is_told_already(first):
        message = Text(
            "{count} links of `{path}`, line {line}, are missing here, the first to “{there}”",
            count=len(lost),
            path=beside.original.path,
            line=first.line,
            there=_said(first),
        )
        yield Finding(place, message, _compare(beside, first))


def _by_number(found: Iterable[Address], number: Callable[[int], int]) -> dict[int, list[Address]]:
    numbered: dict[int, list[Address]] = {}
    for item in found:
        numbered.setdefault(number(item.span.start), []).append(item)
    return numbered


def _slips(lost: list[Address], more: list[Address]) -> list[tuple[Address, Address]]:
    """Addresses of one side that are those of the other but for a slip."""
    found, left = [], list(more)
    for one in lost:
        other = next((item for item in left if _is_slip(one, item)), None)
        if other is not None:
            found.append((one, other))
            left.remove(other)
    return found


def _is_slip(one: Address, other: Address) -> bool:
    """Whether two addresses differ in so little that nobody can have meant it.

    A figure in the path, a letter of the host, another ending of it that is no country's.
    """
    (host, _, path), (other_host, _, other_path) = one.neutral.partition("/"), other.neutral.partition("/")
    if host == other_host:
        return but_for_digits(path) == but_for_digits(other_path)
    name, _, ending = host.rpartition(".")
    other_name, _, other_ending = other_host.rpartition(".")
    if path != other_path or "exemple" in host + other_host:
        return False
    if host.split(".")[-2:] == other_host.split(".")[-2:] and "@" not in host:
        return False  # two doors of one house
    if name == other_name:
        return min(len(ending), len(other_ending)) > LONGEST_COUNTRY
    alike = SequenceMatcher(None, host, other_host, autojunk=False)
    same = sum(block.size for block in alike.get_matching_blocks())
    return alike.ratio() >= SLIP if "@" in host else max(len(host), len(other_host)) - same <= 1


def _left(these: list[Address], others: list[Address], sameness: Callable[[Address], str]) -> list[Address]:
    """Addresses that the other side does not have, or not as often."""
    known = Counter(map(sameness, others))
    left = []
    for item in these:
        known[sameness(item)] -= 1
        if known[sameness(item)] < 0:
            left.append(item)
    return left


def _but_for_twins(lost: list[Address], more: list[Address]) -> tuple[list[Address], list[Address]]:
    """Without addresses of a site that both have, which may have other pages, and more, in each language."""

    def left(these: list[Address], others: list[Address]) -> list[Address]:
        sites = {other.site for other in others}
        return [
            one
            for one in these
            if not any(one.site == site or _are_sisters(one.site, site) for site in sites)
        ]

    return left(lost, more), left(more, lost)


def _are_sisters(one: str, other: str) -> bool:
    """Whether two hosts are two doors of one house: `blog.city.example` and `blogue.city.example`."""
    (left, _, house), (right, _, other_house) = one.partition("."), other.partition(".")
    return left != right and house == other_house and "." in house and "@" not in one + other


def _denied(beside: Beside, found: Denial) -> Iterator[Finding]:
    if not beside.is_told_already(found.there):
        path, line = beside.original.path, found.there.line
        message = (
            Text("this sentence lacks the “not” of `{path}`, line {line}", path=path, line=line)
            if found.denied_there
            else Text("this sentence has a “not” that `{path}`, line {line}, has not", path=path, line=line)
        )
        yield Finding(found.here, message, _both_alike(beside, _said(found.there)))


def _obliged(beside: Beside, found: Duty) -> Iterator[Finding]:
    if not beside.is_told_already(found.there):
        path, line = beside.original.path, found.there.line
        message = (
            Text("this sentence allows what `{path}`, line {line}, demands", path=path, line=line)
            if found.obliges_there
            else Text("this sentence demands what `{path}`, line {line}, allows", path=path, line=line)
        )
        yield Finding(found.here, message, _both_alike(beside, _said(found.there)))


def _both_alike(beside: Beside, words: str, instead: str = "") -> Text:
    """What to do with a difference: where a translation was up to date, it is the one that was changed.

    `instead` is what this page would have to say, where that is known.
    """
    if beside.known.state is not State.FRESH:
        return Text(
            "the original says: “{words}”; correct the one that is wrong: both have to say the same",
            words=words,
        )
    if instead:
        return Text(
            "write “{instead}” here, as the original says: “{words}”; if you know that this has changed, "
            "change the original too, or tell whoever translates",
            instead=instead,
            words=words,
        )
    return Text(
        "write here, in the language of this page, what the original says: “{words}”; if you know that this "
        "has changed, change the original too, or tell whoever translates",
        words=words,
    )


def _said(span: Span | None) -> str:
    words = " ".join(span.text.split()) if span else ""
    return words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"


def _line(span: Span) -> str:
    """Some of the line around a place."""
    line, column = span.source.position(span.start)
    words = span.source.line(line).strip()
    start = max(0, column - 1 - EXCERPT // 2)
    return (
        ("…" if start else "")
        + words[start : start + EXCERPT].strip()
        + ("…" if start + EXCERPT < len(words) else "")
    )
