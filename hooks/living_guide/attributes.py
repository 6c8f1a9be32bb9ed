"""Attribute lists (`{ #id .class key=value }`), found where Python-Markdown's attr_list takes them.

Anywhere else the braces are words that readers see: https://python-markdown.github.io/extensions/attr_list/
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VALUE = r"""(?:"[^"\n]*+"|'[^'\n]*+'|[^\s}"']*+)"""
_LIST = re.compile(rf"\{{:?[ ]*+(?=[#.\w])((?:[ ]*+(?:[#.][\w:.-]++|[\w:-]++(?:={_VALUE})?+))++)[ ]*+\}}")
"""Possessive throughout: a word that could be parted in many ways would be tried in all of them."""
_ATTRIBUTE = re.compile(r"""([#.])([\w:.-]+)|([\w:-]+)(?:=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s}"']*)))?""")
_AFTER_INLINE = tuple(")]`*_>")
_HEADING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)?#{1,6}.*[ ]$")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r"[ \t>]*:[ \t]")
_CLOSES_BLOCK = re.compile(r"[ \t>]*(?:$|(?:[-*+:]|\d+\.)[ \t])")


@dataclass(frozen=True, slots=True)
class Attributes:
    """An attribute list: offsets into its text, and what it says."""

    start: int
    end: int
    values: dict[str, str]


def parse_attributes(written: str) -> dict[str, str]:
    """`#id .class key="value" word` as a mapping; classes joined by spaces under `class`."""
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(written):
        if found[1] == "#":
            attributes["id"] = found[2]
        elif found[1] == ".":
            attributes["class"] = f"{attributes.get('class', '')} {found[2]}".strip()
        else:
            attributes[found[3]] = found[4] or found[5] or found[6] or ""
    return attributes


def without_attributes(text: str) -> tuple[str, list[Attributes]]:
    """The text with spaces for its attribute lists, and those lists.

    Code is not told apart here: lists that turn out to lie in code are for the caller to drop.
    """
    if "{" not in text:
        return text, []
    found = [
        Attributes(match.start(), match.end(), parse_attributes(match[1]))
        for match in _LIST.finditer(text)
        if _takes_attributes(text, match.start(), match.end())
    ]
    parts, at = [], 0
    for item in found:
        parts += [text[at : item.start], " " * (item.end - item.start)]
        at = item.end
    return "".join([*parts, text[at:]]), found


def _takes_attributes(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before = text[line:start]
    after = text[end : len(text) if line_end < 0 else line_end].strip(" \t\r")
    if before[-1:] in _AFTER_INLINE and before.strip(" \t>"):
        return True
    if after.strip("#"):
        return before.endswith(" ") and after.startswith("|") and "|" in before
    following = "" if line_end < 0 else text[line_end + 1 : line_end + 200].partition("\n")[0]
    if not before.strip(" \t>"):
        return _CLOSES_BLOCK.match(following.rstrip("\r")) is not None
    if _HEADING.match(before):
        return True
    below = _UNDERLINE.match(following.rstrip("\r")) or _DEFINITION.match(following)
    return before.endswith(" ") and (below is not None or "|" in before)
