"""Addresses that are not what they seem: hidden schemes, false hosts, pages that would run on their own."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import StrEnum
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from living_guide.safety.allowed import hides_host, is_own_address, is_safe_address

_ODD = re.compile(r"[\s\"<>`{}\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_QUOTES = re.compile(r"[\"<>`\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that no file of ours has in its name."""
_RUNS = frozenset(
    (
        *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".xml", ".xsl", ".xslt", ".svgz", ".css"),
        *(".js", ".mjs", ".cjs", ".wasm", ".swf", ".jar", ".hta", ".php"),
        *(".exe", ".msi", ".bat", ".cmd", ".scr", ".ps1", ".vbs", ".sh", ".app", ".apk", ".dmg"),
    )
)
_SHOWN = re.compile(
    r"[\s*_`<(]*(?:https?://|(?=www\.))([\w.-]+\.[^\W\d]{2,})(?=[\s*_`>):/?#]|$)", re.IGNORECASE
)
"""A link's words that are an address: what follows the host does not matter."""
_SHOWN_ALONE = re.compile(r"[\s*`<(]*([\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})[\s*_`>)]*", re.IGNORECASE)
"""A link's words that are a host without `https://`, or a name that looks like one: `Node.js`."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\?.*)?", re.IGNORECASE)
_SITE = re.compile(
    r"www\.[\w-]+\.\w|[a-z\d-]+(?:\.[\w-]+)*\.(?:(?:com|org|net)(?=[/?#:]|$)"
    r"|(?:info|edu|gov|int|eu|fr|be|ch|ca|uk|us|de|es|quebec|paris)/?$)",
    re.IGNORECASE,
)
"""A host without `https://`; what is only a folder's name ends more often in a country's letters."""
_LATIN_LOOKALIKES = frozenset("аеорсухіјѕԁһԛԝӏвкмнтгп" + "αορνικτυχ")
"""Small letters of other scripts that pass for Latin ones."""


class Doubt(StrEnum):
    """Why an address is refused."""

    SCHEME = "scheme"
    ODD = "odd"
    MAILBOX = "mailbox"
    PERSON = "person"
    LOOKALIKE = "lookalike"
    NUMBER = "number"
    ELSEWHERE = "elsewhere"
    RUNS = "runs"
    REMOTE = "remote"


def doubt(address: str, *, loads: bool = False) -> Doubt | None:
    """What is wrong with an address, if anything; `loads` when a browser fetches it by itself."""
    address = address.strip(" ")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return Doubt.ODD
    if parts.scheme in ("", "http", "https") and hides_host(address):
        return Doubt.PERSON if "@" in parts.netloc else Doubt.ODD
    if not is_safe_address(address):
        return Doubt.SCHEME
    if loads and not is_own_address(address):
        return Doubt.REMOTE
    if not parts.scheme and not parts.netloc:
        if _QUOTES.search(address):
            return Doubt.ODD
        return Doubt.RUNS if _runs(parts.path) else None
    if _ODD.search(address):
        return Doubt.ODD
    if parts.scheme == "mailto" and not _is_mailbox(parts.path):
        return Doubt.MAILBOX
    if parts.scheme in ("", "http", "https"):
        if not host or "\\" in address or "," in host or host in ("http", "https"):
            return Doubt.ODD
        if not all(_is_plain(label) for label in host.split(".")):
            return Doubt.LOOKALIKE
        if _is_number(host):
            return Doubt.NUMBER
    return None


_MAILBOX = re.compile(r"[^@]+@[^@.]+(?:\.[^@.]+)+")


def _is_mailbox(written: str) -> bool:
    """Whether an address of e-mail, or each of several, has a host; none is a template’s."""
    return not written or all(_MAILBOX.fullmatch(one) for one in unquote(written).split(","))


def leads_elsewhere(shown: str, address: str) -> bool:
    """Whether the words of a link are an address of their own, on another host than the link's."""
    if not address.strip():
        return False  # another rule tells
    written, alone = _SHOWN.match(shown), _SHOWN_ALONE.fullmatch(shown)
    if written is None and alone is None:
        return False
    try:
        host = (urlsplit(address.strip(" ")).hostname or "").removeprefix("www.")
    except ValueError:
        return True
    if written is None:
        return alone is not None and _imitates(host, alone[1].lower().strip("_"))
    named = written[1].lower().removeprefix("www.")
    return host != named and not host.endswith(f".{named}")


def _imitates(host: str, named: str) -> bool:
    """Whether a host is made to be taken for another, or mistyped.

    What looks like a host may be the name of a project, too, and leads where that project lives.
    """
    if host == named or host.endswith(f".{named}"):
        return False
    is_longer = host.startswith((f"{named}.", f"{named}-", f"{named.replace('.', '-')}."))
    is_like = (
        _LONG_NAME <= len(named) <= _LONGEST_NAME >= len(host)
        and SequenceMatcher(None, host, named).ratio() > _ALIKE
    )
    return is_longer or (is_like and host.rpartition(".")[2] == named.rpartition(".")[2])


_LONG_NAME, _LONGEST_NAME, _ALIKE = 10, 253, 0.9
"""Signs of a host from which one other sign is a slip, the most it has (RFC 1035), how alike two then are."""


def _is_number(host: str) -> bool:
    """Whether a host is a number in disguise, as 127.1 or 0x7f000001: no name ends in a part like that."""
    if not host.rstrip(".").rpartition(".")[2][:1].isdigit():
        return False
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def _runs(path: str) -> bool:
    """Whether a path is of a file that runs; what only lacks its `mailto:` or `https://` is of none."""
    return lacking_scheme(path) is None and PurePosixPath(unquote(path)).suffix.lower() in _RUNS


def lacking_scheme(target: str) -> str | None:
    """An e-mail address or that of a site, whole, where a link's target has lost how it begins."""
    if _EMAIL.fullmatch(target):
        return f"mailto:{target}"
    return f"https://{target}" if _SITE.match(target) else None


def _is_plain(label: str) -> bool:
    """Whether part of a host reads as what it is: one script, and not one that imitates another."""
    if label.startswith("xn--"):
        return False
    if label.isascii():
        return True
    if unicodedata.normalize("NFKC", label) != unicodedata.normalize("NFC", label):
        return False  # browsers write it as something else: `․` becomes a point
    if not all(unicodedata.category(sign)[0] in "LMN" or sign == "-" for sign in label):
        return False
    scripts = {_script(sign) for sign in label if sign.isalpha()}
    if len(scripts) > 1:
        return False
    letters = {sign for sign in label if sign.isalpha()}
    return not letters <= _LATIN_LOOKALIKES and not any(map(_is_rare_latin, letters))


def _is_rare_latin(letter: str) -> bool:
    """Whether a letter is of those that phoneticians use: they look like others, accents aside."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base > "\u024f" and _script(letter) == "LATIN"


def _script(sign: str) -> str:
    """The first word of a letter's Unicode name: its script, near enough (CJK share one)."""
    name = unicodedata.name(sign, "UNKNOWN").partition(" ")[0]
    return "CJK" if name in ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else name
