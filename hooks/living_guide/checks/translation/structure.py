"""How a translation is built otherwise than its original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import islice
from operator import attrgetter

from living_guide.alignment import Blocks, Gap
from living_guide.beside import Beside, all_beside, headings
from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Block, Heading, Prose
from living_guide.language import named
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.sentences import sentence_spans
from living_guide.source import Span
from living_guide.statements import but_for_digits
from living_guide.structure import Part, parts

LEAST, MOST = 0.62, 1.6
"""How long a paragraph may be beside its original, as a share of what the whole page is beside its own."""
LONG_ENOUGH = 160
"""Code points from which on a length tells something."""
SHOWN = 60
"""Code points that are shown of the beginning, and of the end, of a passage."""
MOST_HEADINGS = 3
"""So many headings of each page that nothing answers are named, of pages far apart."""
_OF_WORDS = ("heading", "list")
_FRAMES = ("callout", "details", "tab", "quote")


@check(Severity.WARNING)
def structure(corpus: Corpus) -> Iterator[Finding]:
    """A passage, heading, list, table, image, callout or link that is otherwise in the original.

    A translation quietly says less where a passage or a part of it is gone. Order alone is nobody's
    mistake, nor are words: what answers what is told by lengths, figures, names and links, and where
    that is not sure, nothing is said. Two pages that differ in very much are told once, not place by
    place. Headings need no ids of their own: those of the original hold for every language as long as
    the headings are the same.

    Bad:  five items in the original, four in the translation
    Good: the same passages, headings, lists, tables, images, callouts and links in both
    """
    for beside in all_beside(corpus):
        if beside.are_far_apart:
            if not beside.is_behind:  # else `translation-outdated` tells
                yield _far_apart(beside)
            continue
        yield from _ids(beside)
        yield from _levels(beside)
        told = [gap for gap in beside.gaps if gap.is_sure and _is_of_words(gap)]
        if sum((gap.left or gap.right)[0].kind == "cell" for gap in told) > 1:  # a column, or a row
            told = [gap for gap in told if (gap.left or gap.right)[0].kind != "cell"]
        for gap in beside.gaps:
            if gap in told:
                yield from _gap(beside, gap)
            elif gap.left and gap.right and gap.is_flanked:
                yield from _reordered(beside, gap)
        yield from _parts(corpus, beside, told)
        yield from _lengths(beside)


def _far_apart(beside: Beside) -> Finding:
    """The first place at which two pages part that differ in too much to tell it place by place."""
    first = next((at for at, bead in enumerate(beside.beads) if not bead.is_sure), 0)
    lone = [
        *_lone_headings(prose for gap in beside.gaps for prose in gap.right),
        *(
            Text("in `{path}`: {heading}", path=beside.original.path, heading=heading)
            for heading in _lone_headings(prose for gap in beside.gaps for prose in gap.left)
        ),
    ]
    hint = (
        Text(
            "read both pages side by side from there on, first what stands below headings that nothing seems "
            "to answer: {headings}; {relief}",
            headings=reduce(lambda one, other: Text("{first}; {other}", first=one, other=other), lone),
            relief=_relief(),
        )
        if lone
        else Text("read both pages side by side from there on; {relief}", relief=_relief())
    )
    return Finding(
        beside.last_line_here(first),
        Text(
            "this page and `{path}` differ in many places, from about this line and line {line} there",
            path=beside.original.path,
            line=beside.last_line_there(first).line,
        ),
        hint,
    )


def _lone_headings(blocks: Iterable[Prose]) -> Iterator[Text]:
    """The first headings among blocks."""
    found = (prose for prose in blocks if prose.kind == "heading" and prose.text.strip(HIDDEN))
    return (_named((prose,)) for prose in islice(found, MOST_HEADINGS))


def _relief() -> Text:
    """What people may do who do not read the other language."""
    return Text("if you do not write the other language, leave it: a translator will see to it")


def _ids(beside: Beside) -> Iterator[Finding]:
    """Headings that answer each other and have two different ids; one without any has the original's."""
    one, other = beside.original.document.headings, beside.page.document.headings
    if [heading.level for heading in one] != [heading.level for heading in other]:
        return
    ids = {heading.anchor for heading in one}
    for left, right in zip(one, other, strict=True):
        if right.explicit and right.anchor not in ids and not beside.is_told_already(left.span):
            yield Finding(
                right.span,
                Text(
                    "this heading has the id `{id}`, and in `{path}`, line {line}, it is `{other}`",
                    id=right.anchor,
                    path=beside.original.path,
                    line=left.span.line,
                    other=left.anchor,
                ),
                Text(
                    "write `{{ #{id} }}` at the end of this line: readers do not see it, and links of other "
                    "pages lead here by it, in every language",
                    id=left.anchor,
                ),
            )


def _levels(beside: Beside) -> Iterator[Finding]:
    """Headings that answer each other and have different levels; the first of those that differ alike."""
    found = {id(prose): one for page in (beside.original, beside.page) for prose, one in headings(page)}
    told: set[int] = set()
    for bead in beside.beads:
        if not bead.is_sure:
            continue
        there, here = found.get(id(bead.left[0])), found.get(id(bead.right[0]))
        if there is None or here is None or here.level == there.level or beside.is_told_already(there.span):
            continue
        if here.level - there.level not in told:
            told.add(here.level - there.level)
            message = _differs(beside, _heading(here), _heading(there), there.span.line)
            yield Finding(here.span, message, _alike_hint(beside, there.span))


def _heading(heading: Heading) -> Text:
    return Text("heading “{words}” of level {level}", words=heading.text, level=heading.level)


def _is_of_words(gap: Gap) -> bool:
    """Whether a gap is told by its words: rows are told as tables, what images show with the images."""
    blocks = [prose for prose in gap.left or gap.right if prose.text.replace(HIDDEN, "").strip()]
    if [prose.kind for prose in blocks] == ["cell"]:
        return True  # a cell left empty
    return any(prose.kind not in ("cell", "alt", "html", "front-matter") for prose in blocks)


def _gap(beside: Beside, gap: Gap) -> Iterator[Finding]:
    """A passage, a heading or items of a list that only one of two pages has."""
    is_new = any(beside.is_told_already(prose.span(0, 1)) for prose in gap.left)
    if is_new or (gap.right and beside.is_told_already(None)):
        return
    twins = _twin_lists(beside, gap)
    if twins:
        yield from _items(beside, gap, *twins)
    elif gap.left:
        place = beside.last_line_here(gap.at - 1)
        yield Finding(place, _missing(beside, _named(gap.left)), _add_here(_ends(gap.left)))
    else:
        line = beside.last_line_there(gap.at - 1).line
        yield Finding(_all_of(gap.right), _extra(beside, _named(gap.right)), _add_there(line))


def _named(blocks: Blocks) -> Text:
    """What a passage is: a heading by its words, all else by its lines."""
    first, last = _lines(blocks)
    if len(blocks) == 1 and blocks[0].kind == "heading":
        return Text("heading “{words}”, line {line}", words=_ends(blocks), line=first)
    if first == last:
        return Text("line {line}", line=first)
    return Text("lines {first} to {last}", first=first, last=last)


def _lines(blocks: Blocks) -> tuple[int, int]:
    whole = _all_of(blocks)
    return whole.line, whole.source.position(whole.end - 1)[0]


def _all_of(blocks: Blocks) -> Span:
    return blocks[0].source.span(blocks[0].pieces[0].start, blocks[-1].pieces[-1].end)


def _ends(blocks: Blocks) -> str:
    """The words with which a passage begins, and those with which it ends."""
    words = " ".join(" ".join(prose.text for prose in blocks).replace(HIDDEN, " ").split())
    if len(words) <= 2 * SHOWN:
        return words
    first, last = words[:SHOWN].rpartition(" ")[0], words[-SHOWN:].partition(" ")[2]
    return f"{first} […] {last}"


def _twin_lists(beside: Beside, gap: Gap) -> tuple[Block, Block] | None:
    """The list of which a gap holds items, and the one that answers it: the original's first."""
    own, other = (beside.original, beside.page) if gap.left else (beside.page, beside.original)
    mine = {_list_of(own, prose.pieces[0].start) for prose in gap.left or gap.right}
    one = mine.pop()
    if one is None or mine:
        return None
    for bead in beside.beads:
        left, right = (bead.left, bead.right) if gap.left else (bead.right, bead.left)
        if left and right and _list_of(own, left[0].pieces[0].start) == one:
            twin = _list_of(other, right[0].pieces[0].start)
            if twin:
                return (one, twin) if gap.left else (twin, one)
    return None


def _list_of(page: Page, start: int) -> Block | None:
    """The innermost list that a place stands in."""
    lists = (block for block in page.document.blocks if block.kind in ("list", "definitions"))
    around = (block for block in lists if block.start <= start < block.end)
    return max(around, key=lambda block: (block.start, -block.end), default=None)


def _reordered(beside: Beside, gap: Gap) -> Iterator[Finding]:
    """Two lists with items in another order, of which one has more: how many, not which."""
    theirs = {_list_of(beside.original, prose.pieces[0].start) for prose in gap.left}
    ours = {_list_of(beside.page, prose.pieces[0].start) for prose in gap.right}
    there, here = theirs.pop(), ours.pop()
    if theirs or ours or there is None or here is None or beside.is_told_already(gap.left[0].span(0, 1)):
        return
    span = beside.original.source.span(there.start, there.end)
    one, other = _list(beside.page, here), _list(beside.original, there)
    if one != other:
        place = beside.page.source.span(here.start, here.end)
        yield Finding(place, _differs(beside, one, other, span.line), _alike_hint(beside, span))


def _items(beside: Beside, gap: Gap, there: Block, here: Block) -> Iterator[Finding]:
    """Two lists that answer each other, of which one has more items: how many, and which."""
    source, words, line = beside.page.source, _ends(gap.left or gap.right), _lines(gap.left or gap.right)[0]
    ours, theirs = _list(beside.page, here), _list(beside.original, there)
    if ours == theirs:
        return  # another order
    message = _differs(beside, ours, theirs, beside.original.source.position(there.start)[0])
    hint = (
        Text(
            "after line {place}, this is missing, line {line} there: “{words}”; {relief}",
            place=beside.last_line_here(gap.at - 1).line,
            line=line,
            words=words,
            relief=_relief(),
        )
        if gap.left
        else Text("only here, line {line}: “{words}”; {relief}", line=line, words=words, relief=_relief())
    )
    place = source.span(here.start, here.end) if gap.left else _all_of(gap.right)
    yield Finding(place, message, hint)


def _list(page: Page, block: Block) -> Text:
    items = (item for item in page.document.blocks if item.kind in ("item", "term"))
    count = sum(
        _list_of(page, item.start) == block for item in items if block.start <= item.start < block.end
    )
    return Text("list of {count} items", count=count)


def _parts(corpus: Corpus, beside: Beside, told: list[Gap]) -> Iterator[Finding]:
    """Tables, images, callouts, links and what else stands between words, part by part."""
    theirs = [part for part in parts(corpus, beside.original) if part.kind not in _OF_WORDS]
    ours = [part for part in parts(corpus, beside.page) if part.kind not in _OF_WORDS]
    lost, left = _unanswered(beside, theirs, ours)
    lost = _but_for_gaps(lost, [(gap.left, gap.after.left if gap.after else ()) for gap in told if gap.left])
    left = _but_for_gaps(
        left, [(gap.right, gap.after.right if gap.after else ()) for gap in told if gap.right]
    )
    for there in lost:
        if _is_in_frame(there, beside, ours):
            continue
        here = _nearest(beside, there, left, attrgetter("kind"))
        number = beside.answered(beside.number_there(there.span.start))
        if here is not None:
            left.remove(here)
            if (
                _is_meant_alike(there, here)
                and not beside.has_lost
                and not beside.is_told_already(there.span)
            ):
                message = _differs(beside, here.name, there.name, there.span.line)
                yield Finding(here.span, message, _alike_hint(beside, there.span), about=_leads_to(here))
        elif (framed := _framed(beside, there)) and not beside.is_told_already(there.span):
            message = Text(
                "in `{path}`, line {line}, these words stand in a frame: {part}",
                path=beside.original.path,
                line=there.span.line,
                part=there.name,
            )
            yield Finding(framed, message, _alike_hint(beside, there.span))
        elif beside.is_sure_at(number) and not beside.is_told_already(there.span):
            place, message = beside.last_line_here(number), _missing(beside, _with_line(there))
            yield Finding(place, message, _add_here(_words(there.span)), about=_leads_to(there))
    for here in left:
        number = beside.answered(beside.number_here(here.span.start))
        if beside.is_sure_at(number) and not beside.is_told_already(None):
            hint = _add_there(beside.last_line_there(number).line)
            yield Finding(here.span, _extra(beside, here.name), hint, about=_leads_to(here))


def _framed(beside: Beside, there: Part) -> Span | None:
    """The words that stand in a callout or a quotation in the original, and in none in the translation."""
    if there.kind not in _FRAMES:
        return None
    starts = ((bead.left[0].pieces[0].start, bead) for bead in beside.beads if bead.is_sure)
    bead = next((bead for start, bead in starts if there.span.start <= start < there.span.end), None)
    return _all_of(bead.right[:1]) if bead else None


def _is_in_frame(part: Part, beside: Beside, frames: list[Part]) -> bool:
    """Whether the words of a quotation stand in one on the other side, too, together with others."""
    found = _framed(beside, part)
    return found is not None and any(
        other.kind == part.kind == "quote" and other.span.start <= found.start < other.span.end
        for other in frames
    )


def _but_for_gaps(found: list[Part], gaps: list[tuple[Blocks, Blocks]]) -> list[Part]:
    """The parts that belong to no passage told as a whole, which ends where the next block begins."""
    spans = [
        (_line_start(gap[0]), _line_start(after[0]) if after else len(gap[0].source.text))
        for gap, after in gaps
        if gap[0].kind != "cell"
    ]
    return [part for part in found if not any(start <= part.span.start < end for start, end in spans)]


def _line_start(prose: Prose) -> int:
    return prose.source.text.rfind("\n", 0, prose.pieces[0].start) + 1


def _unanswered(beside: Beside, theirs: list[Part], ours: list[Part]) -> tuple[list[Part], list[Part]]:
    """What has no counterpart near where it should be, nor anywhere else."""
    lost, more = [], list(ours)
    for there in theirs:
        here = _nearest(beside, there, more, attrgetter("sort"))
        if here is None:
            lost.append(there)
        else:
            more.remove(here)
    moved = Counter(part.sort for part in lost) & Counter(part.sort for part in more)
    return _but_for(moved, lost), _but_for(moved, more)


def _but_for(moved: Counter[tuple[str, str]], found: list[Part]) -> list[Part]:
    counted, left = Counter(moved), []
    for part in found:
        counted[part.sort] -= 1
        if counted[part.sort] < 0:
            left.append(part)
    return left


def _nearest(
    beside: Beside, there: Part, ours: list[Part], sameness: Callable[[Part], object]
) -> Part | None:
    """The counterpart of a part that stands beside the same block, or the one before or behind."""
    at = beside.number_there(there.span.start)
    alike = (part for part in ours if sameness(part) == sameness(there))
    near = ((abs(beside.number_here(part.span.start) - at), part) for part in alike)
    away, found = min(near, key=lambda item: item[0], default=(2, None))
    return found if away <= 1 else None


def _is_meant_alike(there: Part, here: Part) -> bool:
    """Whether two parts that differ ought not to.

    Each language may have files with names of its own; not where there is one of the same name, nor pages.
    """
    if there.kind not in ("link", "image") or (there.is_of_page and here.is_of_page):
        return True
    return there.has_twin or but_for_digits(there.shape) == but_for_digits(here.shape)


def _differs(beside: Beside, here: Text, there: Text, line: int) -> Text:
    path = beside.original.path
    return Text("{here} here, {there} in `{path}`, line {line}", here=here, there=there, path=path, line=line)


def _missing(beside: Beside, there: Text) -> Text:
    return Text(
        "what the page in {language} says (`{path}`) is missing after this line: {there}",
        language=named(beside.original.language),
        path=beside.original.path,
        there=there,
    )


def _extra(beside: Beside, here: Text) -> Text:
    return Text(
        "the page in {language} (`{path}`) does not have this: {here}",
        language=named(beside.original.language),
        path=beside.original.path,
        here=here,
    )


def _alike_hint(beside: Beside, there: Span) -> Text:
    return Text(
        "correct the page that is wrong, this one or `{path}`, line {line}: “{words}”; {relief}",
        path=beside.original.path,
        line=there.line,
        words=_words(there),
        relief=_relief(),
    )


def _add_here(words: str) -> Text:
    return Text(
        "add it here, in the language of this page: “{words}”; {relief}", words=words, relief=_relief()
    )


def _add_there(line: int) -> Text:
    return Text(
        "add it to that page, after its line {line}, or delete it here; {relief}", line=line, relief=_relief()
    )


def _with_line(part: Part) -> Text:
    return Text("{part}, line {line}", part=part.name, line=part.span.line)


def _leads_to(part: Part) -> str:
    """The key of the page that a link leads to."""
    return part.shape.partition("#")[0] if part.is_of_page else ""


def _words(place: Span) -> str:
    """The line that a place begins on."""
    words = place.source.line(place.line).strip()
    return words if len(words) <= 90 else words[:90].rstrip() + "…"


def _lengths(beside: Beside) -> Iterator[Finding]:
    """Paragraphs of which a good part is gone, or was added: sentences and not only words."""
    pages = (beside.original, beside.page)
    sizes = [sum(len(prose.text) for prose in page.document.prose) for page in pages]
    usual, path = sizes[1] / max(sizes[0], 1), beside.original.path
    for number, bead in enumerate(beside.beads):
        if len(bead.left) != 1 or len(bead.right) != 1 or not _is_flanked(beside, number):
            continue
        (left,), (right,) = bead.left, bead.right
        ratio = len(right.text) / max(len(left.text) * usual, 1)
        is_long = max(len(left.text), len(right.text)) >= LONG_ENOUGH
        there, more = (
            left.span(0, len(left.text)),
            _sentences(beside.page, right) - _sentences(beside.original, left),
        )
        if (
            is_long
            and not beside.is_told_already(there)
            and ((ratio < LEAST and more < 0) or (ratio > MOST and more > 0))
        ):
            message = (
                Text("this says much less than line {line} of `{path}`", path=path, line=there.line)
                if ratio < 1
                else Text("this says much more than line {line} of `{path}`", path=path, line=there.line)
            )
            hint = Text(
                "there it is, to its end: “{words}”; {relief}", words=_ends(bead.left), relief=_relief()
            )
            yield Finding(right.span(0, len(right.text)), message, hint)


def _is_flanked(beside: Beside, number: int) -> bool:
    """Whether the blocks before and behind two blocks answer each other for certain, if these do not."""
    return all(beside.is_sure_at(at) or not 0 <= at < len(beside.beads) for at in (number - 1, number + 1))


def _sentences(page: Page, prose: Prose) -> int:
    return sum(1 for _ in sentence_spans(prose.text, page.language))
