"""What machine translation, and copying from a web page, leave in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from living_guide.announced import Promise, unkept_promises
from living_guide.checks import check
from living_guide.checks.links.followed import holds_parenthesis
from living_guide.corpus import Corpus
from living_guide.detection import stop_words
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Link, Prose
from living_guide.folding import Folded, fold, fold_form
from living_guide.gluing import glued
from living_guide.lexicon import lexicon
from living_guide.mentions import is_mention
from living_guide.messages import Text
from living_guide.source import Span
from living_guide.waivers import TO_WRITE

_REPEATED = re.compile(r"(?i)(?<![\w’'-])([^\W\d_]{2,}+)\s+\1(?![\w’'-])")
_ALIKE = re.compile(r"\W(\w{2,}+)\s+\1\b", re.IGNORECASE)
"""The same without its niceties: what the blocks hold where a word may be repeated."""
_BRACKETS = re.compile(r"[()\[\]](?<![:;].)(?<![:;]-.)")
"""Smileys apart."""
_ENUMERATION = re.compile(r"(?:^|[\s(«*_])(?:\w{1,3}|[IVX]+)\)$")
_ICONS = ("arrow", "chevron", "facebook", "linkedin", "twitter")
_ICON = re.compile(rf"\b(?:{'|'.join(_ICONS)}|caret|close|icon|menu|search|video)[\w-]*")
_TOOLBAR = 4
"""From so many names of icons in one block on, it is a toolbar, not a text."""
_ENCODED_ADDRESS = "/cdn-cgi/l/email-protection"
"""Where Cloudflare's script hides addresses; without it, a dead link."""


@check(Severity.WARNING)
def glued_words(corpus: Corpus) -> Iterator[Finding]:
    """A name that has grown together with the word beside it, or stands there twice.

    It happens where a caption met the text. Nobody finds the person by searching for the name.

    Bad:  Lori LutherLori Luther, city manager
    Good: Lori Luther, city manager
    """
    for page in corpus.pages:
        for prose, start, end in glued(corpus, page):
            yield Finding(
                prose.span(start, end),
                Text("words have grown together: “{words}”", words=prose.text[start:end]),
                Text("separate them, and keep each once"),
            )


@check(Severity.WARNING)
def doubled_word(corpus: Corpus) -> Iterator[Finding]:
    """A word written twice in a row, or a general noun that the name repeats in another language.

    The eye skips it, a screen reader does not.

    Bad:  le comté de Johnson County; for the the council
    Good: le comté de Johnson; for the council
    """
    for page in corpus.pages:
        words = lexicon(page.language)
        for prose, found in page.joined.found(_REPEATED, _ALIKE):
            first, second = found.group().split()
            named = second[0].isupper()  # Walla Walla; “at At the Heart”
            span = prose.span(*found.span())
            marked = _MARK.search(span.text)  # “in *in vitro* tests”
            meant = (
                (first.lower() not in stop_words(page.language) and _is_meant(span))
                or _COMMAND.match(prose.text, found.end())
                or _GERUND.match(prose.text, found.start())
            )
            if not named and not marked and not meant and first.lower() not in words.repeatable:
                yield _doubled(prose, found)
        for own, foreign in words.doubled_nouns.items():
            for prose, found in page.joined.found(_noun(own, foreign)) if foreign in page.joined.text else ():
                yield _doubled(prose, found)


_MARK = re.compile(r"\s[^\w\s>]+\w")
"""Emphasis, a link or a quotation that begins with the second of two words: there a name or a term begins."""


_COMMAND = re.compile(r" --?\w")
"""Behind the words of a command stands an option."""
_GERUND = re.compile(
    r"(?i)en en \w+ant(?=[ \u00a0\u202f]*(?:[.,;:!?)]|$| (?:à|aux?|avec|dans|de|du|par|pour|sur)\b))"
)
"""“En en parlant” is right; where an object stands behind the verb, one is too many."""


def _is_meant(span: Span) -> bool:
    """Whether two words, no slip of grammar, are a cry or a name: “Dingo dingo…”, [open open source](…)."""
    text = span.source.text
    before, behind = text[: span.start].rstrip()[-1:], text[span.end : span.end + 3].lstrip()
    return before in tuple('[*_“«"') or (span.text[:1].isupper() and behind.startswith(("...", "…", "!")))


@cache
def _noun(own: str, foreign: str) -> re.Pattern[str]:
    """A noun, at most two short words, a name of one to three words, and the noun again, translated."""
    between = r"s?\s(?:(?!and\s|or\s|et\s|ou\s)[a-zà-ÿ]{1,4}[\s’']){0,2}(?:[A-ZÀ-Þ][\w-]+\s){1,3}"
    return re.compile(rf"\b(?i:{own}){between}{foreign}\b")


def _doubled(prose: Prose, found: re.Match[str]) -> Finding:
    return Finding(
        prose.span(*found.span()),
        Text("“{words}” says the same twice", words=" ".join(found.group().split())),
        Text("keep one of the two, or write the word that was meant"),
    )


MOST_BRACKETS = 50
"""Told on one page: more than that are no slips, and are refused as what takes too long."""


@check(Severity.WARNING)
def unclosed_bracket(corpus: Corpus) -> Iterator[Finding]:
    """A bracket without its partner in the same paragraph.

    Often the words up to the other bracket are lost with it: look at the original.

    Bad:  working groups (city staff, police, etc. They were then trained.
    Good: working groups (city staff, police, etc.). They were then trained.
    """
    for page in corpus.pages:
        slipped = [link for link in page.document.links if holds_parenthesis(link)]
        for link in slipped:
            end = link.target_span.end
            yield Finding(
                page.source.span(end - 1, end),
                Text("this “)” has slipped into the address before it, which then leads elsewhere"),
                Text(
                    "write `<{address}>`, and put the “)” behind it if it closes a remark",
                    address=link.target.removesuffix(")"),
                ),
            )
        found = (
            (prose, at)
            for prose in page.joined.having(_BRACKETS)
            if prose.kind != "html"  # each tag cuts the words
            and not (slipped and any(_is_within(link, prose) for link in slipped))
            for at in _lone_brackets(prose.text)
            if not _is_escaped(prose, at)
        )
        for prose, at in islice(found, MOST_BRACKETS):
            yield Finding(
                prose.span(at, at + 1),
                Text("this “{bracket}” has no partner in its paragraph", bracket=prose.text[at]),
                Text("add the other one, and check that no words are lost"),
            )


def _is_within(link: Link, prose: Prose) -> bool:
    """Whether a link stands in a block or right behind it, as in a definition behind its term."""
    return prose.pieces[0].start <= link.span.start <= prose.pieces[-1].end + _BEHIND


_BEHIND = 8
"""Characters from a block to the one that goes on with it: a line break, an indent and its sign."""


def _is_escaped(prose: Prose, at: int) -> bool:
    """Whether a backslash stands before a sign: it is meant as it is."""
    return prose.source.text[prose.span(at, at + 1).start - 1 :][:1] == "\\"


def _lone_brackets(text: str) -> Iterator[int]:
    opened: dict[str, list[int]] = {"(": [], "[": []}
    for found in _BRACKETS.finditer(text):
        sign, at = found.group(), found.start()
        if sign in opened:
            opened[sign].append(at)
        elif opened[{")": "(", "]": "["}[sign]]:
            opened[{")": "(", "]": "["}[sign]].pop()
        elif not _ENUMERATION.search(text, max(0, at - 7), at + 1):
            yield at
    yield from (at for at in opened["("] + opened["["] if text[at - 1 : at + 2] != f")[{HIDDEN}")  # a link


@check(Severity.WARNING)
def missing_list(corpus: Corpus) -> Iterator[Finding]:
    """A list that is announced and does not come.

    It was lost on the way: readers wait for it, and so may the people it named.

    Bad:  "Invite the following partners:" and then the next paragraph
    Good: "Invite the following partners:" and then the list of them
    """
    for _, found in unkept_promises(corpus):
        if found.promise is Promise.LIST:
            yield Finding(
                found.span,
                Text("this announces something, and nothing follows"),
                Text("add the list, or end the sentence with a full stop"),
            )


@check(Severity.WARNING)
def empty_field(corpus: Corpus) -> Iterator[Finding]:
    """A label with nothing behind it.

    Readers cannot tell whether nobody came or nobody wrote it down. On a page of `type: tool`,
    empty fields are there to be filled in, and right.

    Bad:  Cities represented:
    Good: Cities represented: not stated in the report
    """
    for page, found in unkept_promises(corpus):
        if found.promise is Promise.VALUE and page.text("type") != "tool":
            yield Finding(
                found.span,
                Text("nothing stands behind “{label}”", label=found.words),
                Text("fill it in, say that it is not known, or remove the line"),
            )


@check(Severity.WARNING)
def boilerplate(corpus: Corpus) -> Iterator[Finding]:
    """What stood around the article on a web page, not in it.

    Names of icons, reading times and notices of another site mean nothing here.

    Bad:  — 17 minutes temps de lecture
    Good: the article alone
    """
    codes = corpus.settings.codes
    phrases = {fold_form(words) for code in codes for words in lexicon(code).boilerplate}
    for page in corpus.pages:
        words = page.joined.folded.text
        present = [phrase for phrase in phrases if phrase in words]
        for prose in page.prose if present or any(icon in words for icon in _ICONS) else ():
            found = [*_phrases(prose.text, present), *_icons(prose.text)]
            if found:
                start, end = min(start for start, _ in found), max(end for _, end in found)
                yield Finding(
                    prose.span(start, end),
                    Text("this was left over from a web page: “{words}”", words=prose.text[start:end]),
                    Text("remove it"),
                )


_WITH_OTHERS = 4
"""A text that is longer than so many of such phrases speaks of what they name: “refuse to accept cookies”."""


def _phrases(text: str, phrases: list[str]) -> Iterator[tuple[int, int]]:
    folded = fold(text) if phrases else Folded("")
    for phrase in phrases:
        at = folded.text.find(phrase)
        start, end = folded.span(at, at + len(phrase)) if at >= 0 else (0, 0)
        is_all = end and _WITH_OTHERS * (end - start) > len(text)
        if is_all and _stands_alone(text, start, end) and not is_mention(text, start, end):
            yield start, end


def _icons(text: str) -> Iterator[tuple[int, int]]:
    found = [icon.span() for icon in _ICON.finditer(text)]
    if len(found) >= _TOOLBAR and 2 * sum(end - start for start, end in found) > len(text):
        yield found[0][0], found[-1][1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


@check(Severity.ERROR)
def hidden_address(corpus: Corpus) -> Iterator[Finding]:
    """A mark that a web host put in place of an e-mail address.

    The address itself is gone: nobody can write to it.

    Bad:  contact [email protected]
    Good: contact hello@city.example
    """
    message, hint = Text("an e-mail address is missing here"), Text("write the address itself")
    for page in corpus.pages:
        marks = _hidden(lexicon(page.language).hidden_address)
        for prose, found in page.joined.found(marks):
            yield Finding(prose.span(*found.span()), message, hint)
        for link in page.document.links:
            if _ENCODED_ADDRESS in link.target and not marks.search(link.text):
                yield Finding(link.span, message, hint)


@cache
def _hidden(phrases: frozenset[str]) -> re.Pattern[str]:
    ways = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in sorted(phrases))
    return re.compile(rf"(?i)\[(?:{ways})\]" if ways else r"(?!)")


@check(Severity.WARNING)
def unwritten(corpus: Corpus) -> Iterator[Finding]:
    """A note on what is to be written, or words that keep its place, left on a page that is published.

    Readers do not see the note, only a heading with nothing below it; or they see words that were meant
    for the author. On a page of `type: tool`, gaps are there to be filled in, and right.

    Bad:  <!-- guide-todo: Who does what: one line a role. -->; We meet on [to be confirmed]; Lorem ipsum
    Good: - **City manager:** frees the hours, in writing.
    """
    hint = Text("write it, leave the section out, or set `status: draft`")
    kept = _kept_places(frozenset().union(*(lexicon(code).kept_places for code in corpus.settings.codes)))
    for page in corpus.pages:
        if page.text("status") != "draft" and page.text("type") != "tool":
            for prose, found in page.joined.found(kept):
                if not is_mention(prose.text, *found.span()):
                    message = Text(
                        "“{words}” keeps the place of what is still to be written", words=found.group()
                    )
                    yield Finding(prose.span(*found.span()), message, hint)
        for comment in page.document.comments if page.text("status") != "draft" else ():
            if comment.text.startswith(TO_WRITE):
                yield Finding(comment.span, Text("this part is still to be written"), hint)


@cache
def _kept_places(words: frozenset[str]) -> re.Pattern[str]:
    """Such words between brackets, the note of programmers in capitals, and the printers’ Latin."""
    ways = "|".join(re.escape(one).replace(r"\ ", r"\s") for one in sorted(words)) or "(?!)"
    return re.compile(
        rf"\[(?i:{ways})(?:…|\.{{3}})?\](?!\()|(?<![\w`])(?<!%\}})(?<!%\}} )TO(?:DO)\s?:"
        r"|(?i:\blorem ipsum dolor\b|\bXX[/.]XX[/.](?:\d{4}|X{2,4})\b)"
    )
