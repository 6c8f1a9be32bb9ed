"""What was copied from where it was not meant to be published again: an e-mail, an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.lexicon import lexicon
from living_guide.mentions import is_mention
from living_guide.messages import Text
from living_guide.pages import Page

FEWEST_HEADS = 3
"""Lines of an e-mail's head, each of another name: fewer may be a model of one."""
_SENDERS, _SENT = frozenset(("from", "de")), frozenset(("sent", "envoyé"))
"""Two lines that no model of a letter has: who sent it, and when."""
APART = 2
"""Lines between two lines of a head, at most."""


@check(Severity.WARNING)
def pasted_mail(corpus: Corpus) -> Iterator[Finding]:
    """An e-mail, with its head or the notice below it.

    Who wrote to whom, and when, was not written for everybody, nor were the names and numbers in it. Once
    published, all that is copied and stays.

    Bad:  From: Ann Lee, Sent: 19 November 2026, To: Front desk, and then the message
    Good: the advice alone, as the guide would say it
    """
    heads, notices = _heads(corpus.settings.codes), _phrases("mail_notices", corpus.settings.codes)
    for page in corpus.pages:
        text = page.source.text
        lines = list(_lines_of_head(page, heads))
        notice = next(
            (
                (prose, found)
                for prose, found in page.joined.found(notices)
                if not is_mention(prose.text, *found.span())
            ),
            None,
        )
        if lines:
            first, last = page.source.span(*lines[0]), page.source.span(*lines[-1])
            end = next(
                (item.span.start for item in page.document.headings if item.span.start > last.end), len(text)
            )
            yield Finding(
                page.source.span(first.start, end),
                Text(
                    "an e-mail was pasted here with its head: who wrote to whom, and when, is not for "
                    "everybody"
                ),
                Text(
                    "delete {lines}, the greetings and the signature; keep the advice alone, in the guide’s "
                    "words, without anybody’s name or number",
                    lines=Text("line {line}", line=first.line)
                    if first.line == last.line
                    else Text("lines {first} to {last}", first=first.line, last=last.line),
                ),
            )
        elif notice is not None:
            prose, found = notice
            yield Finding(
                prose.span(*found.span()),
                Text("these words stand below an e-mail: “{words}”", words=prose.text[slice(*found.span())]),
                Text(
                    "delete them, and what else was the mail’s own: greetings, signature, names, numbers; "
                    "keep the advice alone, in the guide’s words"
                ),
            )


def _lines_of_head(page: Page, heads: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The places of the lines of the first head of an e-mail on a page."""
    run: list[re.Match[str]] = []
    code = page.document.code
    for found in heads.finditer(page.source.text, page.body):
        if any(start <= found.start() < end for start, end in code):
            continue
        if run and page.source.text.count("\n", run[-1].end(), found.start()) > APART:
            if _is_head(run):
                break
            run = []
        run.append(found)
    if _is_head(run):
        yield from (found.span() for found in run)


def _is_head(run: list[re.Match[str]]) -> bool:
    """Whether lines are the head of a mail that was sent, and not of a memorandum or a model of one."""
    names = {found["name"].lower() for found in run}
    was_sent = any(_OF_A_PROGRAM.search(found.group()) for found in run)
    return bool(names & _SENDERS and names & _SENT) or (len(names) >= FEWEST_HEADS and was_sent)


_OF_A_PROGRAM = re.compile(r"@|\b\d{1,2}[:h]\d{2}\b")
"""What a mail program writes in a head: an address, the minute."""


@cache
def _heads(codes: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted({name for code in codes for name in lexicon(code).mail_head}, key=len, reverse=True)
    named = "|".join(map(re.escape, names)) or "(?!)"
    begins = r"(?:^(?:>[ ]?)*|(?<=\S)[ \t]{2,})[*_]*"  # at a line's beginning, or far behind the one before
    value = r"[ \u00a0]+\S(?:(?!(?<=\S)[ \t]{2,}\S)[^\n])*"
    return re.compile(rf"(?im){begins}(?P<name>{named})[ \u00a0]?:[*_]*{value}")


@check(Severity.WARNING)
def copied_article(corpus: Corpus) -> Iterator[Finding]:
    """Words of another publisher that keep all rights.

    An article, a photograph or a poster belongs to whoever made it: to copy it whole needs their leave in
    writing, and people who are named in it were not asked. What happened may be told in other words.

    Bad:  the whole article, and below it: © The Valley Mail - All rights reserved
    Good: The Valley Mail reported that forty people came, and a link to the article
    """
    phrases = _phrases("rights_reserved", corpus.settings.codes)
    for page in corpus.pages:
        for prose, found in page.joined.found(phrases):
            if not is_mention(prose.text, *found.span()):
                yield Finding(
                    prose.span(*found.span()),
                    Text("“{words}”: what stands here belongs to somebody else", words=found.group()),
                    Text(
                        "ask whoever published it for leave in writing; or tell it in your own words, quote "
                        "a sentence or two with the source and its date, link to the rest, and delete what "
                        "was copied, and the names of people in it"
                    ),
                )
                break


@cache
def _phrases(kind: str, codes: tuple[str, ...]) -> re.Pattern[str]:
    """Any of a kind of phrases of all languages, either apostrophe."""
    phrases = sorted(
        {phrase for code in codes for phrase in getattr(lexicon(code), kind)}, key=len, reverse=True
    )
    ways = "|".join(re.escape(phrase).replace(r"\ ", r"\s").replace("’", "[’']") for phrase in phrases)
    return re.compile(rf"(?i)(?<!\w)(?:{ways})(?!\w)" if ways else r"(?!)")
