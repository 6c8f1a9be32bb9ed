"""The built HTML is the last truth: links, anchors and languages are verified there once more."""

from __future__ import annotations

import html
import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from living_guide.messages import Text
from living_guide.publish.contained import file_fault, led_to, policy_fault, script_faults, tag_faults
from living_guide.settings import Settings

_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"<[a-zA-Z]")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "ping", "xlink:href", "background")
_CARD = "og:image"
"""A property of pages that names a picture of them."""
_LOADS = {"img", "script", "iframe", "source", "video", "audio", "embed", "object"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a built file; `path` is relative to the site's folder."""

    path: str
    message: Text


@dataclass(frozen=True, slots=True)
class _Built:
    ids: frozenset[str]
    links: tuple[tuple[str, str], ...]
    """Tag and target of everything that points elsewhere, each once."""
    language: str
    faults: tuple[Text, ...]
    """What goes against the policy."""


def verify(site: Path, settings: Settings) -> list[Fault]:
    """Everything wrong in a built site's pages, in the order of their paths."""
    files = {path.relative_to(site).as_posix() for path in _files(site)}
    pages = {
        path: _read((site / path).read_text("utf-8")) for path in sorted(files) if path.endswith(".html")
    }
    base = urlsplit(settings.address).path or "/"
    faults: list[Fault] = []
    prefixes = tuple(item.prefix for item in settings.languages)
    for path in sorted(files):
        faults += [Fault(path, fault) for fault in [file_fault(path, prefixes)] if fault]
    for path, page in pages.items():
        faults += [Fault(path, fault) for fault in page.faults]
        faults += _language_faults(path, page, settings)
        told = (_link_fault(path, tag, target, files, pages, base) for tag, target in page.links)
        faults += [Fault(path, fault) for fault in told if fault is not None]
    homes = [f"{item.prefix}index.html" for item in settings.languages]
    faults += [Fault(home, Text("the home page is missing")) for home in homes if home not in files]
    return faults


def _files(site: Path) -> Iterator[Path]:
    for where, _, names in os.walk(site):
        yield from (Path(where, name) for name in names)


def _read(text: str) -> _Built:
    links: list[tuple[str, str]] = []
    ids, language = set(), ""
    faults = [*filter(None, [policy_fault(text)]), *script_faults(text)]
    markup = _HIDDEN.sub(_opening_only, text)
    tags = _TAG.findall(markup)
    if len(tags) != len(_OPENING.findall(markup)):
        faults.append(Text("a tag in the page cannot be told from its surroundings"))
    for tag, written in tags:
        values = _attributes(written) if written else {}
        faults += tag_faults(tag.lower(), values)
        if "id" in values:
            ids.add(values["id"])
        if tag == "a" and "name" in values:
            ids.add(values["name"])
        if tag == "html":
            language = values.get("lang", "")
        onward = led_to(tag.lower(), values)
        if onward:
            links.append((tag, onward))
        if values.get("property") == _CARD:
            links.append((_CARD, values.get("content", "")))
        if not (tag == "link" and _is_only_said(values)):
            links += [(tag, values[name]) for name in _ADDRESSES if name in values]
    return _Built(frozenset(ids), tuple(dict.fromkeys(links)), language, tuple(faults))


@lru_cache(maxsize=100_000)
def _attributes(written: str) -> dict[str, str]:
    """A tag's attributes: those of menus are the same on page after page."""
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(written)
    }


def _opening_only(found: re.Match[str]) -> str:
    """A script's own tag stays, to see where it is loaded from; what it says is no markup."""
    return found.group().partition(">")[0] + ">" if found[1] else ""


def _is_only_said(values: dict[str, str]) -> bool:
    return bool({"canonical", "alternate"} & set(values.get("rel", "").split()))


def _language_faults(path: str, page: _Built, settings: Settings) -> Iterator[Fault]:
    others = [item for item in settings.languages if item.prefix and path.startswith(item.prefix)]
    expected = others[0].code if others else (settings.first.code if settings.first else "")
    if page.language != expected:
        message = Text("its language is `{found}`, not `{wanted}`", found=page.language, wanted=expected)
        yield Fault(path, message)


@lru_cache(maxsize=100_000)
def _split(target: str) -> SplitResult:
    """The parts of an address: menus write the same ones on every page."""
    return urlsplit(target)


def _link_fault(
    path: str,
    tag: str,
    target: str,
    files: set[str],
    pages: dict[str, _Built],
    base: str,
) -> Text | None:
    try:
        parts = _split(target)
    except ValueError:
        return Text("`{target}` is no address", target=target)
    if parts.scheme in ("mailto", "tel"):
        return None
    if tag == _CARD:  # said with the site's whole address: networks know no other
        parts = parts._replace(scheme="", netloc="")
    if parts.scheme or parts.netloc:
        foreign = parts.scheme not in ("http", "https")
        if foreign or tag in _LOADS or tag == "link":
            return Text("`{target}` is loaded from elsewhere", target=target[:100])
        return None
    if parts.path.startswith(base):
        place = posixpath.normpath("/" + unquote(parts.path.removeprefix(base))).lstrip("/")
    elif parts.path.startswith("/"):
        return Text("`{target}` lies outside the site", target=target)
    elif parts.path:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    else:
        place = path
    place = "" if place == "." else place
    found = next((item for item in (place, posixpath.join(place, "index.html")) if item in files), None)
    if found is None or (found == place and parts.path.endswith("/") and place != path):
        return Text("`{target}` leads nowhere", target=target)
    fragment = unquote(parts.fragment)
    if fragment and found in pages and fragment not in pages[found].ids:
        return Text("`{target}`: that page has no such section", target=target)
    return None
