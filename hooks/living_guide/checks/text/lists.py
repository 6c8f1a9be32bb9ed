"""Lists and tables that the site shows otherwise than they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Block
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.rendered_lists import Misread, Misreading, is_suspect, misread
from living_guide.safety.pages import is_slow
from living_guide.safety.rendering import Renderer, Unrenderable
from living_guide.settings import read_configuration


@check(Severity.WARNING)
def glued_list(corpus: Corpus) -> Iterator[Finding]:
    """A list that touches the text above it.

    It is shown as running text, dashes included.

    Bad:  a line "Bring these:" and, right below it, "- a pen"
    Good: the line, an empty line, and then "- a pen"
    """
    for found in _misread(corpus, Misreading.GLUED_LIST):
        message = Text("this list touches the line above it, and is shown as running text")
        yield Finding(
            found.span, message, Text("leave an empty line before it"), replacement=found.replacement
        )
    for found in _misread(corpus, Misreading.ESCAPED):
        message = Text("this list begins behind a backslash, and is shown as running text")
        hint = Text("take the backslashes out of its lines, and leave an empty line before it")
        yield Finding(found.span, message, hint)


@check(Severity.WARNING)
def glued_table(corpus: Corpus) -> Iterator[Finding]:
    """A table that touches the text above it.

    It is shown as running text, with its bars.

    Bad:  a line "The numbers:" and, right below it, "| Year | Calls |"
    Good: the line, an empty line, and then "| Year | Calls |"
    """
    for found in _misread(corpus, Misreading.GLUED_TABLE):
        message = Text("this table touches the line above it, and is shown as running text")
        yield Finding(
            found.span, message, Text("leave an empty line before it"), replacement=found.replacement
        )


@check(Severity.WARNING)
def flattened_list(corpus: Corpus) -> Iterator[Finding]:
    """A list inside an item that is set in by fewer than four spaces.

    Its items are shown beside those they belong to.

    Bad:  "- Who speaks", and below it "- the mayor" behind two spaces
    Good: "- Who speaks", and below it "- the mayor" behind four spaces
    """
    for found in _misread(corpus, Misreading.FLATTENED):
        message = Text("this list stands inside an item, and is shown beside it")
        hint = Text("set it in by four spaces, and by four more for each list inside")
        yield Finding(found.span, message, hint, replacement=found.replacement)


@check(Severity.WARNING)
def list_parenthesis(corpus: Corpus) -> Iterator[Finding]:
    """A list numbered with parentheses.

    It is shown as running text.

    Bad:  1) First
    Good: 1. First
    """
    for found in _misread(corpus, Misreading.PARENTHESIS):
        message = Text("a list numbered with parentheses is shown as running text")
        yield Finding(found.span, message, Text("write a full stop: `1.`"), replacement=found.replacement)


@check(Severity.WARNING)
def list_number(corpus: Corpus) -> Iterator[Finding]:
    """An item that is shown with another number than the one written.

    Each list begins with 1, and a picture or a block of code that is not set in by four spaces ends one.

    Bad:  "1. Write:", a block of code at the margin, "2. Send it."
    Good: the same, with the block of code behind four spaces
    """
    for found in _misread(corpus, Misreading.NUMBER):
        yield Finding(
            found.span,
            Text("here {written} is written, and {shown} is shown", written=found.written, shown=found.shown),
            Text(
                "set in by four spaces what stands between items; where no list is meant: `{number}\\.`",
                number=found.written,
            ),
        )


@check(Severity.WARNING)
def restarted_list(corpus: Corpus) -> Iterator[Finding]:
    """A numbered list that begins again at 1 where it goes on.

    A paragraph at the margin ends a list: behind it, readers see a second “1.”, and “see point 5” leads
    nowhere. Told where the paragraph between two lists announces no new one.

    Bad:  "1. Ask.", "2. Vote.", a paragraph at the margin, and then "1. Decide."
    Good: the same, with the paragraph behind four spaces, and then "3. Decide."
    """
    for page in corpus.pages:
        for last, between, first in _restarts(page):
            yield Finding(
                page.source.span(first.start, first.start + len("1.")),
                Text("the numbers begin again at 1 behind a paragraph that parts this list"),
                Text(
                    "for one list: put four spaces before the paragraph of line {line} and write `{number}.` "
                    "here; for two: let that paragraph end with a colon",
                    line=page.source.position(between.start)[0],
                    number=last + 1,
                ),
            )


def _restarts(page: Page) -> Iterator[tuple[int, Block, Block]]:
    """Lists from 1 behind a list and a paragraph that announces none: last number, paragraph, list."""
    text = page.source.text
    blocks = [block for block in page.document.blocks if block.depth == 0]
    outermost: list[Block] = []
    for block in blocks:
        if not outermost or block.start >= outermost[-1].end:
            outermost.append(block)
    for above, between, below in zip(outermost, outermost[1:], outermost[2:], strict=False):
        if (above.kind, between.kind, below.kind) != ("list", "paragraph", "list"):
            continue
        numbers = [int(found[1]) for found in _NUMBER.finditer(text, above.start, above.end)]
        more = [int(found[1]) for found in _NUMBER.finditer(text, below.start, below.end)]
        counts = numbers == list(range(1, len(numbers) + 1)) and more == list(range(1, len(more) + 1))
        if counts and min(len(numbers), len(more)) > 1 and _is_plain(text[between.start : between.end]):
            yield len(numbers), between, below


def _is_plain(words: str) -> bool:
    """Whether a paragraph is a sentence that announces no list, and no heading in disguise."""
    return (
        _SENTENCE.fullmatch(words) is not None
        and _ANNOUNCES.search(words) is None
        and len(words.split()) > _FEW_WORDS
    )


_NUMBER = re.compile(r"^(\d{1,9})\.[ \t]+\S", re.MULTILINE)
"""An item at the margin."""
_SENTENCE = re.compile(r"[^\W\d_«“(*\[].*[.!…»”)]", re.DOTALL)
_FEW_WORDS = 4
_ANNOUNCES = re.compile(
    r"(?i)\b(?:following|follow|follows|below|here|these|steps?|next|then|other|another|second|also"
    r"|suivante?s?|suit|suivre|ci-dessous|ci-après|voici|étapes?|ensuite|puis|autres?|second|seconde|deuxième|aussi)\b"
)
"""Words by which a sentence may announce a list of its own."""


@check(Severity.WARNING)
def typed_bullets(corpus: Corpus) -> Iterator[Finding]:
    """A list whose bullets are signs, as a word processor leaves them.

    It is shown as running text, one item behind the other, signs included.

    Bad:  a line "• a pen" and, right below it, "• a map"
    Good: an empty line, then "- a pen" and, right below it, "- a map"
    """
    for page in corpus.pages:
        for block in page.document.blocks:
            if block.kind == "paragraph":
                first = _first_bullet(page.source.text, block.start, block.end)
                if first is not None:
                    words = _begun(first["words"].strip())
                    yield Finding(
                        page.source.span(*first.span("bullet")),
                        Text("this list is shown as running text, with its “{sign}”", sign=first["bullet"]),
                        _as_boxes(words) if first["bullet"][0] in _BOXES else _as_items(words),
                    )


def _as_items(words: str) -> Text:
    return Text("leave an empty line, then begin each line with a hyphen: `- {words}`", words=words)


def _as_boxes(words: str) -> Text:
    return Text("leave an empty line, then begin each line with a box to tick: `- [ ] {words}`", words=words)


def _begun(words: str) -> str:
    """The first words of an item: enough to know it again, and no telephone number that may follow."""
    return " ".join(words.split()[:_FIRST]) + ("…" if len(words.split()) > _FIRST else "")


_BOXES = "☐☑☒□"
_FIRST = 4
"""Words of an item that an example shows."""
TYPED_BULLET = r"[•◦▪▫‣⁃●○■□►▶➢➤✓✔✅☐☑☒→·–—\U0001F300-\U0001FAFF]\ufe0f?"
"""What word processors, telephones and people type before an item."""
_BULLET = re.compile(
    rf"^[ \t\ufeff]*(?P<bullet>{TYPED_BULLET})"
    r"[ \t\u00a0\u202f]+(?P<words>\S.*)",
    re.MULTILINE,
)


def _first_bullet(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first bullet of a list typed with signs, or nothing where readers see no running text.

    Lines with a break at their end are shown one below the other; a line that announces the others, or has a
    sign of its own, is none of them. Dashes before figures or spoken words, and two lines with an emoji each,
    are no list.
    """
    bullets = list(_BULLET.finditer(text, start, end)) or _glued_hyphens(text, start, end)
    later = {bullet["bullet"] for bullet in bullets[1:]}
    is_apart = len(bullets) > 2 and len(later) == 1 and bullets[0]["bullet"] not in later
    if bullets and (is_apart or _ENDS_OPEN.search(bullets[0]["words"])):
        del bullets[0]
    signs = {bullet["bullet"] for bullet in bullets}
    if len(bullets) < 2 or (len(signs) == len(bullets) < 3 and min(signs) >= "\U0001f300"):
        return None
    if all(_BROKEN.search(bullet["words"]) for bullet in bullets[:-1]):
        return None
    if signs <= {"–", "—"} and any(_NO_ITEM.search(bullet["words"]) for bullet in bullets):
        return None
    return bullets[0]


def _glued_hyphens(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Lines that begin with a hyphen and, without a space, a word: a whole paragraph of them."""
    hyphens = list(_GLUED_HYPHEN.finditer(text, start, end))
    lines = len(text[start:end].strip().splitlines())
    is_announced = lines == len(hyphens) + 1 and _ENDS_OPEN.search(text[start:end].lstrip().splitlines()[0])
    return hyphens if lines == len(hyphens) or is_announced else []


_GLUED_HYPHEN = re.compile(r"^[ \t]*(?P<bullet>-)(?P<words>[^\W\d_].*)", re.MULTILINE)
_ENDS_OPEN = re.compile(r":[*_\s]*$")
_BROKEN = re.compile(r"(?:  |\\|<br ?/?>[ \t]*)\r?$")
"""How a line ends that the next one is shown below."""
_NO_ITEM = re.compile(r"\A[\d€$£+]|[?!][\s»”\"*_]*$")


def _misread(corpus: Corpus, kind: Misreading) -> Iterator[Misread]:
    return (found for found in _all_misread(corpus) if found.kind is kind)


@lru_cache(maxsize=1)
def _all_misread(corpus: Corpus) -> tuple[Misread, ...]:
    """What is shown otherwise than typed; only pages that look like it are rendered."""
    renderer = Renderer(lambda: read_configuration(corpus.root).get("markdown_extensions"))
    found: list[Misread] = []
    for page in corpus.pages:
        if is_suspect(page) and not is_slow(page):  # `safety-too-slow` tells
            try:
                html = renderer.render(page.source.text[page.body :]).html
            except Unrenderable:  # told by the rules on safety
                continue
            found += misread(page, html)
    return tuple(found)
