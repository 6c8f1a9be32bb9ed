"""Addresses on other sites: encrypted, the page's own, and nothing in them that follows readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.links.followed import followed
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.document import Link
from living_guide.messages import Text
from living_guide.statements import addresses
from living_guide.targets import Kind
from living_guide.tracking import plain_address, split_address, unwrapped, without_tracking

_HTTP = re.compile(r"https?://", re.IGNORECASE)
_HERE = re.compile(r"[^.]*|[\d.]+|\[.*|.*\.(?:local|localhost|internal|onion|test|invalid|example)")
"""Hosts that stand in no public directory, or have no certificate: names without a dot, numbers."""
_NAMESPACE = re.compile(
    r"http://(?:www\.w3\.org/(?:1998|1999|200\d|XML|ns)/|xmlns\.com/|purl\.org/|schemas\.)"
)
"""Names that look like addresses: those who write them mean the name."""


@check(Severity.WARNING)
def wrapped_address(corpus: Corpus) -> Iterator[Finding]:
    """An address that leads to a page by way of somebody who counts who goes there.

    Mail programs, search engines and networks write such addresses: they tell a company who reads what,
    hide where the link leads, and one day lead nowhere.

    Bad:  [the report](https://www.google.com/url?q=https://www.example.org/report&sa=D)
    Good: [the report](https://www.example.org/report)
    """
    for link in _abroad(corpus):
        written = link.target.strip()
        if unwrapped(written) is not None:
            address = plain_address(written)
            yield Finding(
                link.target_span,
                Text(
                    "this address goes by way of {host}, which counts who follows it",
                    host=_host(written),
                ),
                Text("put in its place: `{address}`", address=address),
                replacement=address if _is_plain(link) else None,
            )


@check(Severity.WARNING)
def sign_in(corpus: Corpus) -> Iterator[Finding]:
    """An address inside an office's own network or programs, which asks readers to sign in.

    It opens for whoever copied it, and for colleagues. Everybody else meets a locked door, and learns what
    the office's folders are called.

    Bad:  [the form](https://town.sharepoint.com/sites/staff/form.docx)
    Good: [the form](../../assets/downloads/form.pdf), with the file below `docs/assets/downloads/`
    """
    for page in corpus.pages:
        for address in addresses(page):
            host = _host(address.written).lower()
            if _INSIDE.fullmatch(host):
                yield Finding(
                    address.span,
                    Text("{host} asks readers to sign in: only colleagues can open this", host=host),
                    Text(
                        "put the document below `docs/assets/downloads/` and write "
                        "`[its title](../../assets/downloads/name.pdf)`; or say whom to ask for it"
                    ),
                )


_INSIDE = re.compile(
    r"[\w-]+\.sharepoint\.com|teams\.(?:microsoft|live|cloud\.microsoft)\.com|teams\.cloud\.microsoft"
    r"|outlook\.(?:office|office365|live)\.com|mail\.google\.com|mail\.yahoo\.com"
    r"|(?:.*\.)?intranet\..+|.+\.(?:intranet|intra|lan|corp|local|internal)"
)
"""Where offices keep their own: Microsoft 365, mailboxes, networks of their own."""


@check(Severity.WARNING)
def tracking(corpus: Corpus) -> Iterator[Finding]:
    """Something in an address that follows readers.

    Newsletters and networks add it to see who came from where. The page is the same without it.

    Bad:  [the report](https://www.example.org/report?utm_source=newsletter)
    Good: [the report](https://www.example.org/report)
    """
    for link in _abroad(corpus):
        written = link.target.strip()
        address = without_tracking(written)
        if address != written and unwrapped(written) is None:
            yield Finding(
                link.target_span,
                Text("something in this address follows readers"),
                Text("write `{address}`", address=address),
                replacement=address if _is_plain(link) else None,
            )


@check(Severity.INFO)
def not_encrypted(corpus: Corpus) -> Iterator[Finding]:
    """An address that begins with `http:`.

    What is read there can be seen, and changed, by everybody on the way. Nearly all sites answer at
    `https:` too. Addresses in code and names of XML are left alone.

    Bad:  [the city](http://www.example.org/)
    Good: [the city](https://www.example.org/)
    """
    for link in _abroad(corpus):
        written = link.target.strip()
        parts = split_address(written)
        if parts is None or parts.scheme != "http" or _NAMESPACE.match(written) or unwrapped(written):
            continue
        if not _HERE.fullmatch(parts.hostname or ""):
            yield Finding(
                link.target_span,
                Text("this address is not encrypted"),
                Text("write `https:` if the site answers there"),
            )


def _abroad(corpus: Corpus) -> Iterator[Link]:
    return (
        link
        for _, link, target in followed(corpus)
        if target.kind is Kind.EXTERNAL and _HTTP.match(link.target.strip())
    )


def _host(address: str) -> str:
    parts = split_address(address)
    return (parts.hostname or "" if parts else "").removeprefix("www.")


def _is_plain(link: Link) -> bool:
    """Whether the address stands on the page as it is read, without `&amp;` or a backslash."""
    return link.target_span.text == link.target
