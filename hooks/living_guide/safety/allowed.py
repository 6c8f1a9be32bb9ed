"""The one list of what HTML a page's content may hold: tags, attributes, addresses, reserved names.

The checks hold a page's source against it and say where and why (`WRITTEN`); the sanitiser holds the
rendered page against it (`TAGS`), which is the same and what our Markdown extensions make besides. What
is not here is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

WRITTEN: frozenset[str] = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup"),
        *("dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
        *("q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
    )
)
"""Tags that a contributor may write."""

TAGS: frozenset[str] = WRITTEN | {"input", "label"}
"""Tags of a rendered page: boxes to tick and tabs are inputs, which only our extensions make."""

ANYWHERE: frozenset[str] = frozenset(
    (
        *("id", "class", "lang", "dir", "title", "role"),
        *("aria-describedby", "aria-hidden", "aria-label", "aria-labelledby"),
    )
)
"""Attributes that every tag may have."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset(("href", "hreflang", "name", "rel", "download")),
    "blockquote": frozenset(("cite",)),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "del": frozenset(("cite", "datetime")),
    "details": frozenset(("open",)),
    "div": frozenset(("data-tabs",)),
    "dt": frozenset(("data-find",)),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "input": frozenset(("type", "checked", "disabled", "name")),
    "ins": frozenset(("cite", "datetime")),
    "label": frozenset(("for",)),
    "li": frozenset(("value",)),
    "ol": frozenset(("start", "reversed", "type")),
    "q": frozenset(("cite",)),
    "td": frozenset(("colspan", "rowspan", "headers")),
    "th": frozenset(("colspan", "rowspan", "headers", "scope")),
    "time": frozenset(("datetime",)),
}
"""Attributes that one tag may have besides: no `style`, no `on…`, no `name` that hides the page's own."""

SCHEMES: frozenset[str] = frozenset(("http", "https", "mailto", "tel"))
"""What the address of a link may begin with, unless it is relative."""
LINKS: frozenset[str] = frozenset(("href", "cite"))
LOADS: frozenset[str] = frozenset(("src",))
"""Attributes whose address a browser fetches by itself: only from the site."""

RESERVED_IDS = ("__", "lg-")
RESERVED_CLASSES = ("md-", "lg-")
"""How names begin that belong to the theme and to our templates."""
MADE_CLASSES: frozenset[str] = frozenset(
    ("lg-term", "lg-letter", "lg-start", "lg-center", "lg-end", "lg-diagram")
)
"""Reserved classes that our extensions and made pages put into the content."""
_TAB = re.compile(r"__tabbed_\d+(?:_\d+)?")
_DEFINITION = re.compile(r"lg-def-[a-z0-9-]+")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")

_DROPPED = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AUTHORITY = re.compile(
    r"(?:https?:(?P<slashes>[/\\]*)|(?=[/\\]{2})(?P<bare>[/\\]+))(?P<host>[^/\\?#]*)", re.IGNORECASE
)
_NO_HOST = re.compile(r"[\s@%]|^$")


def may_have(tag: str, attribute: str) -> bool:
    """Whether a tag may have an attribute at all (both in lower case)."""
    return attribute in ANYWHERE or attribute in ATTRIBUTES.get(tag, frozenset())


def may_say(tag: str, attribute: str, value: str) -> bool:
    """Whether an attribute that a tag may have may say this; `value` without character references."""
    match attribute:
        case "id":
            return not value.startswith(RESERVED_IDS) or (tag == "input" and _is_tab(value))
        case "name" if tag == "a":  # an anchor, as it was written before ids
            return not value.startswith(RESERVED_IDS)
        case "name" | "for":
            return _is_tab(value)
        case "type" if tag == "input":
            return value in ("checkbox", "radio")
        case "class":
            return all(is_free_class(name) for name in value.split())
        case "data-tabs":
            return re.fullmatch(r"\d+:\d+", value) is not None
        case "title":
            return "<" not in value
        case "aria-describedby":
            return not value.startswith(RESERVED_IDS) or _DEFINITION.fullmatch(value) is not None
    if attribute in LOADS:
        return is_own_address(value)
    return attribute not in LINKS or is_safe_address(value)


def is_free_class(name: str) -> bool:
    """Whether content may use a class."""
    return not name.startswith(RESERVED_CLASSES) or name in MADE_CLASSES


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: relative, or a known scheme, without tricks to hide another."""
    if _INVISIBLE.search(address[:1]) or "\\" in address.partition("?")[0] or hides_host(address):
        return False
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return False
    if not scheme:
        # A browser throws away what cannot be seen, and may find a scheme where Python found a path.
        head = re.split(r"[/?#]", _INVISIBLE.sub("", address), maxsplit=1)[0]
        return ":" not in head
    return scheme in SCHEMES


def hides_host(address: str) -> bool:
    """Whether a browser would find another host in an address than people who read it.

    Browsers drop tabs and line breaks wherever they stand, take `https:x` and `///x` for `https://x`, and
    everything before the last `@` for a user's name, spaces included
    (https://url.spec.whatwg.org/#authority-state).
    """
    if _DROPPED.search(address):
        return True
    found = _AUTHORITY.match(address)
    return found is not None and (
        (found["slashes"] or found["bare"]) != "//" or _NO_HOST.search(found["host"]) is not None
    )


def is_own_address(address: str) -> bool:
    """Whether an image lies on this site: no scheme, no other host."""
    return is_safe_address(address) and not address.startswith("//") and not urlsplit(address).scheme


def _is_tab(value: str) -> bool:
    """Whether a name is one that the extension for tabs makes up."""
    return _TAB.fullmatch(value) is not None
