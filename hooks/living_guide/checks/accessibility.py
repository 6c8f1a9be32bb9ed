"""What a page says to those who listen to it: screen readers, and browsers that show no pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.attributes import without_attributes
from living_guide.checks import check
from living_guide.checks.links.followed import followed, places_of
from living_guide.corpus import Corpus
from living_guide.detection import may_be_in, reads_as, reads_as_another
from living_guide.diagnostics import Finding, Severity
from living_guide.document import HIDDEN, Link, Prose
from living_guide.language import named
from living_guide.messages import Text, counted
from living_guide.pages import Page
from living_guide.targets import Kind, Target, relative

_FILE_NAME = re.compile(r"\S+\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)
_BY_A_MACHINE = re.compile(
    r"(?:img|dsc[nf]?|dcim|pxl|mvimg|gopr|scan|photo|image|picture|screenshot|foto|imagen|صورة)[-_ ]?[\d_-]*"
    r"|(?:whatsapp image|screen ?shot|capture d.écran|captura de pantalla)"
    r" ?\d[\d\W]*(?:at|à|a las)?[\d\W]*(?:am|pm)?",
    re.IGNORECASE,
)
"""How cameras, phones and programs name pictures, with a number or without."""
_LONGEST, _SHORT = 100, 40
"""Signs of a file's name: what is longer is a sentence."""
SHOWN = 5
"""So many lines are named."""
_NO_WORDS = frozenset(
    (
        "alt",
        "alt text",
        "alternative text",
        "texte alternatif",
        "img",
        "pic",
        "untitled",
        "sans titre",
        "?",
    )
)


@check(Severity.WARNING)
def missing_alternative(corpus: Corpus) -> Iterator[Finding]:
    """A picture without words for those who cannot see it.

    Screen readers read the name of the file instead, or nothing; whoever's line is too slow for
    pictures sees as little. A picture that only adorns says so: `<img src="…" alt="">`.

    Bad:  ![](market.jpg) or ![IMG_2034](market.jpg)
    Good: ![Residents vote with cards in the market hall](market.jpg)
    """
    for page, link, target in followed(corpus):
        if not link.is_image or _is_for_show(link) or link.target.startswith("data:"):
            continue  # of a picture pasted as letters, `safety-link` tells, with the words to write
        if not link.text.strip():
            yield Finding(
                link.span,
                Text("this picture has no words for those who cannot see it"),
                Text('write `alt="…"`: what it shows; `alt=""` if it only adorns')
                if link.span.text.startswith("<")
                else _described(_as_the_file(corpus, page, link, target)),
            )
        elif _says_nothing(link.text):
            yield Finding(
                link.span,
                Text("“{words}” does not say what the picture shows", words=link.text),
                Text("write what it shows, in a few words, as you would on the telephone"),
            )


def _described(path: str) -> Text:
    """What to write; of a photograph, what becomes of what the camera noted in it."""
    if len(path) > _LONGEST:
        path = f"{path[:_SHORT]}…"
    if _BY_A_MACHINE.fullmatch(path.rpartition("/")[2].rpartition(".")[0]):
        return Text(
            "write between the brackets what it shows, in a few words: `![…]({target})`; the place and the "
            "date that a telephone notes in a photograph are taken out when the guide is published",
            target=path,
        )
    return Text("write between the brackets what it shows, in a few words: `![…]({target})`", target=path)


def _as_the_file(corpus: Corpus, page: Page, link: Link, target: Target) -> str:
    """The path with the capitals that the file has."""
    real = places_of(corpus).in_other_case(target.place) if target.kind is Kind.MISSING_FILE else None
    return relative(page, real) if real else link.target


def _is_for_show(link: Link) -> bool:
    """Whether somebody wrote that it is, with an empty `alt`."""
    return not link.attributes.get("alt", "?").strip()


def _says_nothing(words: str) -> bool:
    plain = words.strip().casefold()
    if len(plain) > _LONGEST:
        return False
    return plain in _NO_WORDS or any(name.fullmatch(plain) for name in (_FILE_NAME, _BY_A_MACHINE))


@check(Severity.WARNING)
def other_language(corpus: Corpus) -> Iterator[Finding]:
    """A passage in another language than its page, which does not say so.

    Screen readers read it aloud as if it were the page's language, and nobody understands a word.
    Quotations may stay as they are; what is only not translated yet, another rule tells.

    Bad:  in a French page: Ook Nederlandstalige verenigingen zijn welkom aan deze tafel…
    Good: the same, with `{: lang=nl }` alone on the line right below
    """
    for page in corpus.pages:
        original = corpus.original(page.key)
        found = [
            prose.span(0, len(prose.text))
            for prose in page.document.prose
            if prose.kind in ("paragraph", "item")
            and not _CITED.match(prose.text)
            and reads_as_another(prose.text, page.language)
            and not (original and reads_as(prose.text, original.language, page.language))
            and not _names_its_language(page, prose)
        ]
        if found and _is_all_in_another(page, original):
            yield Finding(
                page.source.span(0, len(page.source.text)),
                Text(
                    "this page is not in {language}, the language of its folder",
                    language=named(page.language),
                ),
                Text(
                    "each language has a folder of its own, which readers can choose once whoever looks "
                    "after the guide has begun it (`guide add-language`): ask them, and put the page there "
                    "under the name that it has in the other languages"
                ),
            )
        elif found:
            lines = [str(span.line) for span in found]
            yield Finding(
                found[0],
                counted(
                    "this passage is not in the language of the page",
                    "{count} passages are not in the language of the page: lines {lines}",
                    len(found),
                    lines=", ".join(lines[:SHOWN]) + ("…" if len(lines) > SHOWN else ""),
                ),
                Text(
                    "if it is for readers of another language, write `{{: lang=nl }}` on the line right "
                    "below (`nl` for Dutch, `de` for German…); else write it in the language of the page"
                ),
            )


def _is_all_in_another(page: Page, original: Page | None) -> bool:
    """Whether all the running text of a page is in a language that is not the page's."""
    running = [prose.text for prose in page.document.prose if prose.kind in ("paragraph", "item")]
    text = " ".join(running).replace(HIDDEN, "")
    is_untranslated = original is not None and reads_as(text, original.language, page.language)
    is_own = any(may_be_in(words, page.language) for words in running)
    return reads_as_another(text, page.language) and not is_untranslated and not is_own


_CITED = re.compile(r"[^\W\d_][^.(]{2,60}(?:\.[^.(]{0,30}){0,3}[ \u00a0]\(?(?:19|20)\d\d[a-z]?\)?[.,:]? ")
"""The author and the year of a work, which keeps its title: “Boehm, Barry. 2003. People factors in…”."""


def _names_its_language(page: Page, prose: Prose) -> bool:
    """Whether it is marked with its language, or quoted."""
    start, end = prose.pieces[0].start, prose.pieces[-1].end
    below = page.source.text[end:].split("\n", 2)[:2]
    _, lists = without_attributes("\n".join(below))
    return any("lang" in found.values for found in lists) or any(
        block.kind == "quote" and block.start <= start < block.end for block in page.document.blocks
    )
