"""How words are set: spaces, apostrophes, quotes, numbers, by the custom of each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Prose
from living_guide.lexicon import lexicon
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.quotation import GUILLEMET, OTHER_QUOTE, Role, foreign_quotations, guillemets
from living_guide.source import Span
from living_guide.typography import (
    SUSPECT_APOSTROPHE,
    Misfit,
    Profile,
    wrong_apostrophes,
    wrong_spaces,
)

_DOTS = re.compile(r"\.\.\.(?<![./]...)(?![./])")
_SPACED_FIGURES = re.compile(r"\d[ \u00a0\u202f]\d")
_GROUP = "[ \u00a0\u202f]"
_THOUSANDS = re.compile(
    rf"(?<![\w.,/+-])(?<!\d{_GROUP})[1-9]\d{{0,2}}(?:{_GROUP}\d{{3}})+(?![\w/]|[.,-]\d|{_GROUP}\d)"
)


def _typeset(corpus: Corpus) -> Iterator[tuple[Page, Profile]]:
    """The pages of languages whose custom is known, with that custom."""
    for page in corpus.pages:
        profile = corpus.settings.profile(page.language)
        if profile is not None:
            yield page, profile


def _finding(
    prose: Prose,
    start: int,
    end: int,
    message: Text,
    replacement: str | None = None,
    hint: Text | None = None,
) -> Finding:
    """A finding on a stretch of prose; only what is written there as it is read can be replaced."""
    span = prose.span(start, end)
    escaped = span.source.text[max(0, span.start - 1) : span.start] == "\\"
    as_read = span.text == prose.text[start:end]
    by_hand = Text("mend it in the page, by hand")
    if replacement is None:
        return Finding(span, message, hint or by_hand)
    if prose.kind == "front-matter" or escaped or not as_read:
        written = _in_context(span, replacement).replace("\\", "") if as_read else replacement
        return Finding(
            span, message, hint or (Text("write `{name}`", name=written) if written.strip() else by_hand)
        )
    if replacement and not replacement.strip():
        hint = Text("leave it: whoever looks after the guide mends it without harm (`guide fix`)")
    else:
        hint = Text(
            "write `{right}`, or leave it: whoever looks after the guide mends it without harm (`guide fix`)",
            right=_in_context(span, replacement),
        )
    return Finding(span, message, hint, replacement=replacement)


def _in_context(span: Span, replacement: str) -> str:
    """What is to stand there, with the words beside it: something that can be seen, and copied."""
    before = _LAST_WORD.search(span.source.text[max(0, span.start - _WORD) : span.start])
    behind = _NEXT_WORD.match(span.source.text[span.end : span.end + _WORD])
    return f"{before[0] if before else ''}{replacement}{behind[0] if behind else ''}".strip(" ")


_WORD = 30
"""Characters on each side in which the word beside a sign is looked for."""
_LAST_WORD = re.compile(r"[^\s`\[\]()<>|]*[ \u00a0\u202f]?\Z")
_NEXT_WORD = re.compile(r"[ \u00a0\u202f]?[^\s`\[\](<>|]*")


def _named(space: str) -> Text:
    if space == "\u202f":
        return Text("a narrow no-break space (U+202F)")
    return Text("a no-break space (U+00A0)") if space else Text("no space")


@check(Severity.WARNING)
def wrong_space(corpus: Corpus) -> Iterator[Finding]:
    """A space beside a punctuation mark that is missing, not wanted, or lets the line break.

    A line that begins with “?” or ends with “«” makes readers stumble. French has one custom in
    France and another in Canada: the city's file says which, as `typography: {fr: fr-CA}` under
    `extra: city:`.

    Bad:  “Qui vient?” or, with an ordinary space, “Qui vient ?”
    Good: “Qui vient ?” with U+202F, a narrow no-break space
    """
    for page, profile in _typeset(corpus):
        for prose in page.joined.having(profile.suspect):
            for found in wrong_spaces(prose.text, profile):
                if _is_blank(prose, found.start, found.end, found.mark):
                    yield _finding(prose, found.start, found.end, _belonging(found), found.replacement)


def _belonging(found: Misfit) -> Text:
    if found.start == found.end and found.wanted:
        return (
            Text("a space is missing before “{mark}”", mark=found.mark)
            if found.is_before
            else Text("a space is missing after “{mark}”", mark=found.mark)
        )
    blanks = {"mark": found.mark, "space": _named(found.wanted)}
    before = Text("before “{mark}” belongs {space}", **blanks)
    after = Text("after “{mark}” belongs {space}", **blanks)
    return before if found.is_before else after


_BLANK = re.compile(r"(?:[\s>]|&#?\w+;)*")


def _is_blank(prose: Prose, start: int, end: int, mark: str) -> bool:
    """Whether nothing but the space stands there: an icon's tag, say, is not seen in prose."""
    written = prose.span(start, end).text
    return written == mark or _BLANK.fullmatch(written) is not None


@check(Severity.WARNING)
def straight_apostrophe(corpus: Corpus) -> Iterator[Finding]:
    """An apostrophe as on a typewriter, turned the wrong way, or with a space beside it.

    Print has ’. A page that mixes several looks unkempt, and a space behind l’ or d’ lets the line
    break there.

    Bad:  don't; l'essai; l ‘essai
    Good: don’t; l’essai
    """
    for page, _ in _typeset(corpus):
        for prose in page.joined.having(SUSPECT_APOSTROPHE):
            for start, end in wrong_apostrophes(prose.text, page.language):
                certain = not prose.text[end - 1].isspace()
                message = Text("an apostrophe is ’, with no space beside it")
                yield _finding(prose, start, end, message, "’" if certain else None)


@check(Severity.WARNING)
def foreign_quotes(corpus: Corpus) -> Iterator[Finding]:
    """Quotation marks of a typewriter or of another language.

    French quotes between « and », and keeps “ and ” for a quotation inside a quotation.

    Bad:  le mot "cohésion", le mot “cohésion”
    Good: le mot « cohésion »
    """
    for page, profile in _typeset(corpus):
        for prose in page.joined.having(OTHER_QUOTE) if profile.quotes else ():
            for start, end in foreign_quotations(prose.text):
                signs = {"opening": profile.quotes[0], "closing": profile.quotes[1]}
                message = Text("here a quotation stands between “{opening}” and “{closing}”", **signs)
                yield _finding(prose, start, end, message, hint=_quoted(profile, prose.text[start:end]))


def _quoted(profile: Profile, written: str) -> Text | None:
    """The quotation with the signs of the language, or how it begins and ends; None for nothing quoted."""
    words = written[1:-1].strip()
    if not words:
        return None
    opening, closing = profile.quotes[0], profile.quotes[1]
    opens = opening + profile.after.get(opening, ("",))[0]
    closes = profile.before.get(closing, ("",))[0] + closing
    if len(words) > _WORD or "\n" in words or HIDDEN in words:
        first, last = words.split()[0], words.split()[-1]
        if HIDDEN in first + last:
            first = last = "…"
        return Text(
            "write `{first}` at its beginning and `{last}` at its end",
            first=opens + first,
            last=last + closes,
        )
    return Text("write `{right}`", right=f"{opens}{words}{closes}")


@check(Severity.ERROR)
def reversed_guillemets(corpus: Corpus) -> Iterator[Finding]:
    """A quotation that begins with » or ends with «.

    Translation software swaps them; readers no longer see which words are quoted.

    Bad:  la » cohésion « locale
    Good: la « cohésion » locale
    """
    opens, closes = Text("“»” stands where the quotation begins"), Text("“«” stands where the quotation ends")
    messages = {Role.OPENS_REVERSED: opens, Role.CLOSES_REVERSED: closes}
    hints = {Role.OPENS_REVERSED: Text("write `«` here"), Role.CLOSES_REVERSED: Text("write `»` here")}
    for prose, at, role in _guillemets(corpus):
        if role in messages:
            yield _finding(prose, at, at + 1, messages[role], hint=hints[role])


@check(Severity.WARNING)
def unpaired_guillemets(corpus: Corpus) -> Iterator[Finding]:
    """A quotation that begins or ends, but not both.

    Readers cannot tell where the quoted words stop and ours go on.

    Bad:  parler de « cohésion sociale plutôt que de sécurité
    Good: parler de « cohésion sociale » plutôt que de sécurité
    """
    unclosed, unopened = Text("no “»” closes this quotation"), Text("no “«” opens this quotation")
    messages = {Role.UNCLOSED: unclosed, Role.UNOPENED: unopened}
    hints = {
        Role.UNCLOSED: Text("write `»` where the quoted words end"),
        Role.UNOPENED: Text("write `«` where the quoted words begin"),
    }
    for page, profile in _typeset(corpus):
        for prose, found in page.joined.found(_ELIDED) if profile.quotes else ():
            yield _finding(prose, *found.span(1), Text("“»” stands where an apostrophe belongs"), "’")
    told = [
        item for item in _guillemets(corpus) if item[2] in messages and item[0].kind != "html"
    ]  # in HTML each tag cuts the words
    was_cut = False
    for (prose, at, role), following in zip_longest(told, told[1:]):
        is_cut = following is not None and _is_cut(prose, role, *following)
        if is_cut:
            message = Text("an empty line cuts this quotation, and its sentence, in two")
            hint = Text("delete the empty line below this paragraph")
            yield _finding(prose, at, at + 1, message, hint=hint)
        elif not was_cut:
            yield _finding(prose, at, at + 1, messages[role], hint=hints[role])
        was_cut = is_cut


_ELIDED = re.compile(
    r"(?i)(?<![\w«])(?<!«[ \u00a0\u202f])(?:[cdjlmnst]|qu)([ \u00a0\u202f]»)(?=[aeiouyhàâéèêëîïôœ])"
)
"""“l »assemblée”: the apostrophe was taken for the end of a quotation."""


@lru_cache(maxsize=1)
def _guillemets(corpus: Corpus) -> tuple[tuple[Prose, int, Role], ...]:
    return tuple(
        found
        for page, profile in _typeset(corpus)
        for found in (_over_paragraphs(page) if profile.quotes else ())
    )


def _over_paragraphs(page: Page) -> Iterable[tuple[Prose, int, Role]]:
    """The roles of a page's guillemets; a quotation may begin with one paragraph and end with another."""
    found = [
        (prose, at, role)
        for prose in page.joined.having(GUILLEMET)
        for at, role in sorted(guillemets(_ELIDED.sub(_blanked, prose.text)), key=lambda item: item[0])
    ]
    paired: set[int] = set()
    lone = [number for number, item in enumerate(found) if item[2] in (Role.UNCLOSED, Role.UNOPENED)]
    for this, that in pairwise(lone):
        (first, opens, unclosed), (last, closes, unopened) = found[this], found[that]
        if (
            (unclosed, unopened) == (Role.UNCLOSED, Role.UNOPENED)
            and first.kind == last.kind == "paragraph"
            and not first.text[:opens].strip()
            and _ENDS_PARAGRAPH.match(last.text, closes + 1)
        ):
            paired |= {this, that}
    return (item for number, item in enumerate(found) if number not in paired)


def _is_cut(first: Prose, role: Role, last: Prose, _: int, other: Role) -> bool:
    """Whether an empty line has cut a quotation: the first part ends without a sign, and the next ends it."""
    if (role, other) != (Role.UNCLOSED, Role.UNOPENED):
        return False
    end, start = first.pieces[-1].end, last.pieces[0].start
    is_next = last.source is first.source and not first.source.text[end:start].strip()
    return is_next and first.kind == last.kind == "paragraph" and first.text.rstrip()[-1:].isalnum()


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


_ENDS_PARAGRAPH = re.compile(r"\s*[.,;!?…]?\s*(?:[–—-].{0,60}|\([^()]*\)\.?)?\s*\Z")
"""What may follow the end of a quotation of several paragraphs: a sign, and whose words they are."""


@check(Severity.WARNING)
def three_dots(corpus: Corpus) -> Iterator[Finding]:
    """Three full stops for an ellipsis.

    They break apart at a line's end, and screen readers may spell them out.

    Bad:  And so on...
    Good: And so on…
    """
    for page, _ in _typeset(corpus):
        for prose, found in page.joined.found(_DOTS):
            yield _finding(prose, *found.span(), Text("three full stops stand for an ellipsis (…)"), "…")


@check(Severity.WARNING)
def ordinal(corpus: Corpus) -> Iterator[Finding]:
    """An ordinal number with an ending of its own making.

    French writes 1er, 1re, 2e and nothing longer.

    Bad:  la 1ère réunion, le 2ème point
    Good: la 1re réunion, le 2e point
    """
    for page, _ in _typeset(corpus):
        endings = lexicon(page.language).ordinals
        for prose, found in page.joined.found(*_ordinals(page.language)) if endings else ():
            right = found["number"] + endings[found["ending"]]
            message = Text("“{written}” is written “{right}”", written=found.group(), right=right)
            yield _finding(prose, *found.span(), message, right)


@cache
def _ordinals(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is wrong, and what the blocks hold where it may be."""
    endings = "|".join(sorted(lexicon(language).ordinals, key=len, reverse=True))
    whole = re.compile(rf"(?<!\w)(?P<number>\d+|[IVX]+)(?P<ending>{endings})(?!\w)")
    return whole, re.compile(rf"[\dIVX](?:{endings})\b")


@check(Severity.WARNING)
def breaking_number(corpus: Corpus) -> Iterator[Finding]:
    """A number that an ordinary space lets break in two.

    At a line's end, 10 000 becomes 10 and, on the next line, 000.

    Bad:  10 000 habitants, with an ordinary space
    Good: 10 000 habitants, with a no-break space
    """
    for page, profile in _typeset(corpus):
        for prose, found in page.joined.found(_THOUSANDS, _SPACED_FIGURES) if profile.thousands else ():
            right = found.group().replace(" ", profile.thousands[0])
            if right != found.group():
                space = _named(profile.thousands[0])
                message = Text("inside “{number}” belongs {space}", number=found.group(), space=space)
                yield _finding(prose, *found.span(), message, right)
