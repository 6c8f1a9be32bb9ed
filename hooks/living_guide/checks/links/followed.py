"""Every link with its end, worked out once for all rules."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from unicodedata import normalize

from living_guide.corpus import Corpus
from living_guide.document import Link
from living_guide.messages import Text
from living_guide.names import plain_path
from living_guide.pages import Page
from living_guide.redirects import claims
from living_guide.safety.addresses import lacking_scheme
from living_guide.targets import Places, Target, relative, resolve

_TEMPLATE = re.compile(r"\{[{%]")


@lru_cache(maxsize=1)
def followed(corpus: Corpus) -> tuple[tuple[Page, Link, Target], ...]:
    """Every link with its end: followed once for all rules, a corpus never changes.

    A link whose address is a template's (`{{ … }}`) leads nowhere yet, and is told as that.
    """
    return tuple(
        (page, link, resolve(corpus, page, link))
        for page in corpus.pages
        for link in page.document.links
        if link.kind != "email" and not _TEMPLATE.search(link.span.text)
    )


@lru_cache(maxsize=1)
def places_of(corpus: Corpus) -> Places:
    """Every place a link can name, for spelling help."""
    return Places(corpus)


@lru_cache(maxsize=1)
def _moved(corpus: Corpus) -> dict[tuple[str, str], Page]:
    """The pages that were somewhere else, by language and the key they had."""
    return {
        (claim.language.code, key): claim.page
        for claim in claims(corpus)
        for key in (claim.old.removesuffix("/") + ".md", claim.old + "index.md")
    }


def has_moved(corpus: Corpus, target: Target) -> bool:
    """Whether a page says that it was there before."""
    return (target.language, target.key) in _moved(corpus)


def without_scheme(link: Link) -> tuple[Text, Text] | None:
    """What is said, and the cure, where a link is an e-mail address or a site that is taken for a file."""
    whole = lacking_scheme(link.target.strip())
    if whole is None:
        return None
    begins = "mailto:" if whole.startswith("mailto:") else "https://"
    lacks = Text("`{target}` lacks `{begins}`, and is taken for a file", target=link.target, begins=begins)
    return lacks, Text("write `{address}`", address=whole)


def holds_parenthesis(link: Link) -> bool:
    """Whether the parenthesis that closes a remark, `(<https://…)>`, has slipped into a link's address."""
    start, target = link.target_span.start, link.target
    is_framed = link.target_span.source.text[start - 1 : start] == "<"
    return is_framed and target.endswith(")") and target.count(")") > target.count("(")


def way_to(address: str) -> Text:
    """How to write the way to a file of the guide: a page ends in `.md`, other files as they do."""
    suffix = PurePosixPath(re.split(r"[?#]", address, maxsplit=1)[0]).suffix.casefold()
    if suffix in ("", ".md", ".html", ".htm", ".php"):
        return Text("write the path from this page's folder to the file, ending in `.md`")
    return Text("write the path from this page's folder to the file, as in `../../assets/…`")


def suggestion(corpus: Corpus, page: Page, target: Target) -> Text | None:
    """The place that was probably meant, as the page would write it: where the page has moved to, first."""
    moved = _moved(corpus).get((target.language, target.key))
    if moved is not None:
        return Text(
            "that page has moved: write `{name}`", name=relative(page, f"{target.language}/{moved.key}")
        )
    places = places_of(corpus)
    near = places.nearest(target.place, corpus.nearest)
    if near and near != target.place and normalize("NFC", near) == normalize("NFC", target.place):
        name = plain_path(f"{PurePosixPath(near).stem}.md").removesuffix(".md") + PurePosixPath(near).suffix
        return Text(
            "a Mac has stored the accents of that file’s name in another way: call the file `{name}`, and "
            "write that here",
            name=name,
        )
    return Text("did you mean `{name}`?", name=relative(page, near)) if near else None
