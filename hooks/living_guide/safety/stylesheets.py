"""Style sheets inside drawings: at-rules and functions that only paint, from a list of what is known.

Read sign by sign, after the tokens of https://www.w3.org/TR/css-syntax-3/: a string or a comment hides
nothing that follows it. Escapes are refused, for they spell any name in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

AT_RULES = frozenset(("media", "supports", "charset", "font-face"))
FUNCTIONS = frozenset(
    (
        *("", "calc", "min", "max", "clamp", "var", "local", "format", "not", "is", "where", "nth-child"),
        *("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"),
        *("matrix", "matrix3d", "translate", "translatex", "translatey", "translate3d", "scale", "scalex"),
        *(
            "scaley",
            "scale3d",
            "rotate",
            "rotatex",
            "rotatey",
            "rotatez",
            "rotate3d",
            "skew",
            "skewx",
            "skewy",
        ),
        *("rect", "inset", "circle", "ellipse", "polygon", "path", "blur", "brightness", "contrast"),
        *("drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia"),
        *("nth-of-type", "nth-last-child", "lang", "selector", "perspective"),
    )
)
"""Functions that take numbers, colours and names: none takes an address. Nothing is a bracket alone."""

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))
    |(?P<string>"[^"\n\r]*(?:["\n\r]|\Z)|'[^'\n\r]*(?:['\n\r]|\Z))
    |url\([ \t\r\n]*(?P<quote>["']?)\#(?P<part>[^"'()\s]*)(?P=quote)[ \t\r\n]*\)
    |(?P<function>[\w-]*\()
    |(?P<at>@[\w-]*)
    |[\w-]+""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BEFORE_BRACE = re.compile(r"([^{}]*)([{}]|\Z)")
_SIMPLE = re.compile(r"(?P<tag>^[^.#:*]+)|\.(?P<class>[^.#:*]+)|\#(?P<id>[^.#:*]+)")


def refused(text: str) -> str | None:
    """The first at-rule, function or escape that may not stand in CSS, as it is written; else nothing."""
    if "\\" in text:
        return "\\"
    if "(" not in text and "@" not in text:
        return None
    for token in _TOKEN.finditer(text):
        if token["at"] and token["at"][1:].lower() not in AT_RULES:
            return token["at"]
        if token["function"] and token["function"][:-1].lower() not in FUNCTIONS:
            return token["function"][:-1]
    for piece in re.split(r"[;{}]", _plain(text)) if "--" in text else ():
        name, _, value = piece.partition(":")
        if name.strip().startswith("--") and "url(" in value.lower():
            return name.strip()  # `var()` could point there from anywhere, and would not be counted
    return None


def parts(text: str) -> list[str]:
    """The ids that CSS points at with `url(#…)`, in their order."""
    return [token["part"] for token in _TOKEN.finditer(text) if token["part"]] if "#" in text else []


def without_parts(text: str) -> str:
    """CSS without its `url(#…)`."""
    return _TOKEN.sub(lambda token: "" if token["part"] else token.group(), text) if "#" in text else text


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Each property in lower case with its value, of a `style` attribute or a rule."""
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        yield name.strip().lower(), value


def rules(text: str) -> Iterator[tuple[str, str]]:
    """For each selector of each rule that points at a part of the drawing: its last element, its block.

    The last element is `rect`, `.class` or `#id`, the rarest that is named; `*` for anything else.
    """
    selectors: list[str] = []
    for before, sign in _BEFORE_BRACE.findall(_plain(text)):
        block, _, selector = before.rpartition(";") if sign == "{" else (before, "", "")
        if "url(" in block.lower():
            rule = next((each for each in reversed(selectors) if not each.startswith("@")), "*")
            yield from ((_last_element(each), block) for each in rule.split(","))
        if sign == "{":
            selectors.append(selector.strip())
        elif selectors:
            selectors.pop()


def _plain(text: str) -> str:
    """CSS without comments and strings."""
    return _TOKEN.sub(lambda token: " " if token["comment"] or token["string"] else token.group(), text)


def _last_element(selector: str) -> str:
    last = re.split(r"[\s>+~]+", selector.strip())[-1]
    if any(sign in last for sign in "()[]|&"):
        return "*"
    named = {found.lastgroup: found.group() for found in _SIMPLE.finditer(last)}
    return named.get("id") or named.get("class") or named.get("tag") or "*"
