"""Whether a built site keeps to the policy: it comes first on each page, and nothing goes against it.

A browser would refuse what is found here; the build refuses it before, and names the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from living_guide.messages import Text
from living_guide.publish.policy import page_policy

_HEAD = re.compile(r"<head>\s*<meta ([^>]*)>")
_INSIDE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_IS_DATA = re.compile(r"""(?<![\w-])type=["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
_IS_LOADED = re.compile(r"(?<![\w-])src\s*=", re.IGNORECASE)
_NEVER = frozenset(
    ("applet", "base", "embed", "frame", "frameset", "iframe", "math", "object", "portal", "style")
)
_LEADS_ON = re.compile(r"0; url=((?:[\w.-]+/)+)")
_SCRIPTS = (".js", ".mjs", ".cjs", ".wasm")
_SCRIPT_FOLDERS = ("assets/javascripts/", "search/")
"""Below the site's root or a language's folder: the theme's scripts and ours, and what search loads."""


def policy_fault(html: str) -> Text | None:
    """What is wrong with the policy at the top of a page."""
    found = _HEAD.search(html)
    if found and found[1] == f'http-equiv="Content-Security-Policy" content="{page_policy()}"':
        return None
    return Text("the policy for browsers does not stand first in the head")


def script_faults(html: str) -> Iterator[Text]:
    """Scripts that stand in a page itself; data for a script may."""
    for tag, written, inside in _INSIDE.findall(html):
        if tag.lower() == "script" and not _IS_LOADED.search(written) and not _IS_DATA.search(written):
            start = " ".join(inside.split())[:60]
            yield Text("an unknown script stands in the page: `{start}`", start=start)


def tag_faults(tag: str, values: Mapping[str, str]) -> Iterator[Text]:
    """A tag that has no place on a page, or attributes that are a script or a style.

    `values` are the tag's attributes, their names in lower case.
    """
    heeded = values.get("http-equiv", "").lower() if tag == "meta" else ""
    if tag in _NEVER or (heeded not in ("", "content-security-policy") and not led_to(tag, values)):
        yield Text("`<{tag}>` has no place on a page", tag=tag)
    for name, value in values.items():
        if name.startswith("on") or name in ("style", "srcdoc"):
            yield Text("`<{tag}>` has `{name}`: `{start}`", tag=tag, name=name, start=value[:60])


def led_to(tag: str, values: Mapping[str, str]) -> str | None:
    """Where a page of ours leads on to at once: a place in the site, seen from the page."""
    if tag != "meta" or values.get("http-equiv", "").lower() != "refresh":
        return None
    found = _LEADS_ON.fullmatch(values.get("content", ""))
    return found[1] if found else None


def file_fault(path: str, prefixes: tuple[str, ...]) -> Text | None:
    """What is wrong with a published file; `prefixes` are the languages', the empty one included."""
    folders = tuple(prefix + folder for prefix in prefixes for folder in _SCRIPT_FOLDERS)
    if path.lower().endswith(_SCRIPTS) and not path.startswith(folders):
        return Text("a script that belongs neither to the theme nor to our templates")
    return None
