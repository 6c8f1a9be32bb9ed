"""What networks, newsletters and mail programs add to addresses, to see who follows them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

_HTTP = re.compile(r"https?://", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|mc_cid|mc_eid|igshid?|mkt_tok|_hsenc|_hsmi|vero_id)",
    re.IGNORECASE,
)
"""What newsletters, advertisements and networks add."""
_WRAPPERS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/url"), ("q", "url")),
    (re.compile(r"[\w.-]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"(?:lm?|www|m)\.facebook\.com/l\.php"), ("u",)),
    (re.compile(r"l\.instagram\.com/.*"), ("u",)),
    (re.compile(r"(?:www\.)?linkedin\.com/redir/redirect"), ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
)
"""Hosts and paths that only lead on, and the parameters that say where to."""
_AMP = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w-]+\.cdn\.ampproject\.org/[cv])/(?P<secure>s/)?(?P<rest>\w.*\..+)"
)
_MOST = 5
"""Wrappers in wrappers: a mail program wraps what a search engine has wrapped."""
_SIGNS = re.compile(r"[\s<>()\[\]{}\\|`\"'*]")
"""What an address in a page cannot hold as it is."""


def plain_address(address: str) -> str:
    """The address that a page has of itself: not wrapped, and with nothing that follows readers."""
    for _ in range(_MOST):
        inner = unwrapped(address)
        if inner is None:
            break
        address = inner
    return without_tracking(address)


def unwrapped(address: str) -> str | None:
    """The address that another one only leads on to; None for all that lead to their own page."""
    parts = split_address(address)
    if parts is None:
        return None
    amp = _AMP.fullmatch(address)
    if amp:
        return ("https://" if amp["secure"] else "http://") + amp["rest"]
    place = f"{parts.hostname or ''}{parts.path}"
    for wrapper, names in _WRAPPERS:
        if wrapper.fullmatch(place):
            said = parse_qs(parts.query)
            inner = (said.get(name, [""])[0] for name in names)
            return next((_SIGNS.sub(_encoded, item) for item in inner if _HTTP.match(item)), None)
    return None


def _encoded(sign: re.Match[str]) -> str:
    return quote(sign.group(), safe="")


def without_tracking(address: str) -> str:
    """An address without the parameters that only tell its owner where a reader came from."""
    before, fragment_mark, fragment = address.partition("#")
    path, mark, query = before.partition("?")
    kept = [item for item in query.split("&") if not _TRACKING.fullmatch(item.partition("=")[0])]
    return f"{path}{mark if kept else ''}{'&'.join(kept)}{fragment_mark}{fragment}" if mark else address


def split_address(address: str) -> SplitResult | None:
    """The parts of an address; None where it names no host."""
    try:
        parts = urlsplit(address)
        return parts if parts.hostname else None
    except ValueError:
        return None
