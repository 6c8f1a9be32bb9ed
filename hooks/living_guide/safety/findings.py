"""From harms to words: what is said of each, where, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from living_guide.diagnostics import Finding
from living_guide.messages import Text
from living_guide.safety.addresses import Doubt
from living_guide.safety.judging import Harm, Judged
from living_guide.safety.written import LISTED
from living_guide.source import Source, Span


@dataclass(frozen=True, slots=True)
class Told:
    """A finding and the rule that tells it: `html`, `attributes`, `name`, `link`, `remote`…"""

    rule: str
    finding: Finding

    @property
    def is_of_looks(self) -> bool:
        """Whether it tells of what a word processor or another site made text look like."""
        return self.rule == "html" and self.finding.hint is _LOOKS_CURE


_EMBEDS = frozenset(
    ("iframe", "frame", "frameset", "embed", "object", "applet", "portal", "video", "audio", "source")
)
_LOOKS = frozenset(
    (
        "style",
        "link",
        "meta",
        "base",
        "title",
        "head",
        "body",
        "html",
        "font",
        "center",
        "big",
        "blink",
        "marquee",
    )
)
_FORMS = frozenset(("form", "input", "button", "select", "option", "textarea", "label", "fieldset", "dialog"))
_DRAWINGS = frozenset(
    (
        *("svg", "math", "canvas", "image", "animate", "defs", "use", "symbol", "g"),
        *("path", "circle", "ellipse", "rect", "line", "polyline", "polygon"),
    )
)

_PARTS = frozenset(("article", "section", "nav", "main", "header", "footer", "hgroup", "search"))
_GONE = frozenset(("noscript", "template", "slot", "noembed", "noframes"))
_TABLE = frozenset(("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"))
_AS_MARKDOWN = {
    "aside": Text('write `> ` before each line for a quotation, or `!!! note "Title"` for a box'),
    "strike": Text("write `<del>` and `</del>`"),
    "tt": Text("write the words between backticks"),
    "xmp": Text("write the lines between two lines of three backticks"),
    "picture": Text("show it with `![what it shows](file)`"),
    "menu": Text("write a list: a line for each item, begun with `- `"),
    "dir": Text("write a list: a line for each item, begun with `- `"),
    "acronym": Text('write `<abbr title="…">` and `</abbr>`'),
    "address": Text("delete it, and end each line of the address but the last with `<br>`"),
}
"""What Markdown, or the HTML that may stand, has in the place of a tag."""

_LINKS, _PICTURES, _CELLS = Text("links"), Text("pictures"), Text("cells of a table")
MARKDOWN_INSIDE = "markdown"
"""The attribute by which other sites have Markdown read inside HTML."""
_BELONGS = {
    "colspan": _CELLS,
    "download": _LINKS,
    "height": _PICTURES,
    "hreflang": _LINKS,
    "loading": _PICTURES,
    "rowspan": _CELLS,
    "start": Text("numbered lists"),
    "width": _PICTURES,
}
"""Of what may be set between braces, where alone it may."""


def told(judged: Judged, span: Span) -> Told:
    """What is said of a harm that is no address."""
    tag, attribute = _shown(judged.tag), _shown(judged.attribute)
    match judged.harm:
        case Harm.TAG:
            message = Text("`<{tag}>` may not stand on a page", tag=tag)
            return Told("html", Finding(span, message, _cure(judged)))
        case Harm.ODD_TAG:
            return Told(
                "html",
                Finding(
                    span,
                    Text("this begins HTML that does not end as it should"),
                    Text("delete it; a comment is written `<!-- … -->`, and a plain `<` as `&lt;`"),
                ),
            )
        case Harm.UNBALANCED:
            return Told(
                "html",
                Finding(
                    span,
                    Text("`<{tag}>` is opened and not closed, or closed and not opened", tag=tag),
                    Text(
                        "write both `<{tag}>` and `</{tag}>`, in the same paragraph or box; or delete the "
                        "one that stands alone",
                        tag=tag,
                    ),
                ),
            )
        case Harm.TOO_DEEP:
            return Told("too-deep", Finding(span, _TOO_DEEP, _FLATTER))
        case Harm.ATTRIBUTE if judged.attribute == MARKDOWN_INSIDE:
            message = Text(
                "up to `</{tag}>`, readers would see the signs of Markdown as they are typed, such as `##`",
                tag=tag,
            )
            return Told(
                "html", Finding(span, message, Text("delete `<{tag} …>` and its `</{tag}>`", tag=tag))
            )
        case Harm.ATTRIBUTE:
            message = Text("`{attribute}` may not be set on `<{tag}>`", attribute=attribute, tag=tag)
            return Told("html", Finding(span, message, _attribute_cure(judged.attribute, judged.tag)))
        case Harm.LISTED:
            if judged.attribute in _BELONGS:
                message = Text(
                    "`{attribute}` has no place here: it is for {what}",
                    attribute=attribute,
                    what=_BELONGS[judged.attribute],
                )
                return Told("attributes", Finding(span, message, Text("delete it")))
            if judged.attribute == "index":  # `:contentReference[oaicite:2]{index=2}`
                message = Text("a chat assistant writes this mark in place of a source: it leads nowhere")
                cure = Text("delete it, with what stands between the braces, and name the source itself")
                return Told("attributes", Finding(span, message, cure))
            message = Text("`{attribute}` may not be set between braces", attribute=attribute)
            known = Text("may be set: {names}", names=", ".join(sorted(LISTED)))
            hint = (
                _attribute_cure(judged.attribute, "")
                if judged.attribute.startswith(("on", "style"))
                else known
            )
            return Told("attributes", Finding(span, message, hint))
        case Harm.NAME:
            message = Text("`{name}` is a name that the site uses for itself", name=_shown(judged.value))
            cure = Text("choose another, with letters first and no `__`")
            if judged.attribute == "class":
                cure = Text("delete it: what a part looks like belongs to the theme")
            return Told("name", Finding(span, message, cure))
        case _:
            return Told(
                "link",
                Finding(
                    span,
                    Text("the title of this link or picture holds HTML, or a `<`"),
                    Text("write the title in plain words, or leave it out"),
                ),
            )


def told_change(change: Text, span: Span) -> Told:
    """What is said where the sanitiser would change a page, and nothing else has been found."""
    return Told("html", Finding(span, change, Text("say it with Markdown’s signs")))


def told_paste(source: Source, places: list[Span]) -> Told:
    """What is said of text from a word processor that brought its looks, tag after tag."""
    first, last = places[0], places[-1]
    tags = list(dict.fromkeys(f"`{_shown(place.text)}`" for place in places))
    return Told(
        "html",
        Finding(
            source.span(first.start, last.end),
            Text(
                "looks of a word processor or of a web page have no place here, lines {first} to {last}: "
                "{tags}",
                first=first.line,
                last=last.line,
                tags=", ".join(tags[:FEW_TAGS]),
            ),
            Text(
                "delete them; or delete this passage and paste it again as text alone (Ctrl + Shift + V), "
                "then write `## ` before a heading, `- ` before each point of a list, and `**` around words "
                "in bold"
            ),
        ),
    )


FEW_TAGS = 4
"""So many tags of a paste are shown."""
_LOOKS_CURE = Text("delete it: looks belong to the theme; from a word processor, paste plain text")
_WEB_PAGE = re.compile(r"\.(?:x?html?|xht|shtml|php)(?:[?#]|$)", re.IGNORECASE)
_ON_ONE_COMPUTER = re.compile(r"<?(?:[A-Za-z]:[\\/]|\\{1,2}\w|file:)")
_FLATTER = Text("use headings instead of boxes inside boxes")
_TOO_DEEP = Text("this is nested too deep to be shown")


def _shown(name: str) -> str:
    """A name as it can be shown on one line; renderers leave marks in some."""
    plain = "".join(sign for sign in name if sign.isprintable())
    return plain[:40] or "?"


def _cure(judged: Judged) -> Text:
    tag = judged.tag
    if tag == "script" or tag in _GONE:
        return Text("delete it: pages hold words, not programs")
    if tag in _EMBEDS:
        return Text("nothing from other sites is shown inside ours: write a link to it, `[title](address)`")
    if tag in _LOOKS:
        return _LOOKS_CURE
    if tag in ("label", "input"):
        return Text("delete it: write `- [ ] ` before what is to be ticked, or a link to the form")
    if tag in _FORMS:
        return Text("delete it: write a link to the form, or an address to write to")
    if tag in _DRAWINGS:
        return Text("save it below `docs/assets/images/`, and show it with `![what it shows](file)`")
    if ":" in tag:  # what word processors write
        return _LOOKS_CURE
    if tag in _PARTS:
        return Text("delete it, and its end: a heading (`## …`) parts a page")
    if tag in _AS_MARKDOWN:
        return _AS_MARKDOWN[tag]
    return Text("delete it; where readers are to see these words, write `&lt;` in the place of `<`")


def _attribute_cure(attribute: str, tag: str) -> Text:
    if attribute.startswith("on"):
        return Text("delete it: pages hold words, not programs")
    if attribute == "style":
        return _LOOKS_CURE
    if tag in _TABLE:
        return Text(
            "delete it; a table is written with bars: `| A | B |`, below it `|---|---|`, then its rows"
        )
    return Text("delete it, or say it with Markdown’s signs")


_SPACE_FIRST = re.compile(r"(?i)\s*mailto:(?:\s|%20)")
_PICTURE = re.compile(r"(?i)(?P<name>[\w-]+\.(?:jpe?g|png|gif|webp))$")
"""The name of a picture at the end of a path; one with spaces is left to what `files-name` says."""


_MISSPELT = re.compile(r"(?i)(?=[hs]*t)(?=[hts]*p)[htps]{2,7}:/{1,3}(?P<rest>[\w-]+(?:\.[\w-]+)+\S*)")
"""An address that begins nearly with `https://`."""
_SWALLOWS = re.compile(r"""[^\s"']*(["'])\S*\)\s""")
"""An address whose quotation mark or apostrophe keeps its parenthesis from closing it."""


def told_address(doubt: Doubt, span: Span) -> Told:
    """What is said of an address that is refused."""
    match doubt:
        case Doubt.SCHEME if span.text.lstrip().casefold().startswith("data:image/"):
            message = Text("this picture was pasted into the text itself, letter by letter")
            hint = Text(
                "save it as a JPEG or PNG file below `docs/assets/images/`, and write "
                "`![what it shows](../../assets/images/its-name.jpg)` here"
            )
        case Doubt.SCHEME:
            if _ON_ONE_COMPUTER.match(span.text):
                message = Text(
                    "this file lies on your computer or your office’s network: nobody else can open it"
                )
                picture = _PICTURE.search(span.text)
                hint = (
                    Text(
                        "put the picture into `docs/assets/images/`, then write "
                        "`![what it shows](../../assets/images/{name})`",
                        name=picture["name"],
                    )
                    if picture
                    else Text(
                        "put the file into `docs/assets/downloads/` and lead there: "
                        "`[its title](../../assets/downloads/its-name.pdf)`"
                    )
                )
            elif found := _MISSPELT.fullmatch(span.text):
                message = Text("this address begins with something else than http, https, mailto or tel")
                hint = Text("write `{address}`", address=f"https://{found['rest']}")
            else:
                message = Text("this address begins with something else than http, https, mailto or tel")
                hint = Text("write the address of a page, such as `guides/page.md` or `https://example.org/`")
        case Doubt.MAILBOX:
            message = Text("nobody has this e-mail address: letters to it come back")
            hint = Text("write a name, `@` and a host with its dot, as in `mailto:office@city.example`")
        case Doubt.ODD if _SPACE_FIRST.match(span.text):
            message = Text("this address holds signs that no address has")
            hint = Text("delete the space behind `mailto:`")
        case Doubt.ODD if span.text.lstrip().casefold().startswith("mailto:"):
            message = Text("this address holds signs that no address has")
            hint = Text("write `%20` for a space, `%5B` for `[`, `%5D` for `]`")
        case Doubt.ODD if found := _SWALLOWS.match(span.text):
            message = Text(
                "the `{sign}` in this address makes the site take what stands behind it, links included, "
                "for a part of the address",
                sign=found[1],
            )
            hint = Text("write `{code}` in place of each `{sign}` in it", code=quote(found[1]), sign=found[1])
        case Doubt.ODD:
            message = Text("this address holds signs that no address has")
            hint = Text("copy it again from the browser’s address bar; a space is written `%20`")
        case Doubt.PERSON:
            message = Text("this address hides its host behind `@`")
            hint = Text("write what stands after the `@`, if that is where readers should go")
        case Doubt.LOOKALIKE:
            message = Text("this address imitates letters, or hides them behind `xn--`")
            hint = Text("write the address as its owner does, accents included")
        case Doubt.NUMBER:
            message = Text("this address is a number, which hides whose it is")
            hint = Text("write the name of the host")
        case Doubt.ELSEWHERE:
            message = Text("this link shows one address and leads to another")
            hint = Text("write the address it leads to, or say in words what readers find there")
        case Doubt.RUNS if _WEB_PAGE.search(span.text):
            message = Text("this link leads to a file of HTML, and the site shows none but its own pages")
            hint = Text("write the way to the page’s own file, which ends in `.md`")
        case Doubt.RUNS:
            message = Text("this link leads to a file that a browser would run")
            hint = Text("link to a page (`.md`) or to a document such as a PDF")
        case Doubt.REMOTE:
            message = Text("this would be fetched from another place each time the page is read")
            hint = Text("save the picture below `docs/assets/images/`, if its author agrees, and show that")
            return Told("remote", Finding(span, message, hint))
    return Told("link", Finding(span, message, hint))


def told_mark(kind: str, span: Span) -> Told:
    """What is said of another tool's marks."""
    if kind == "snippet":
        return Told(
            "template",
            Finding(
                span,
                Text("this would bring in another file"),
                Text("write the text here, or link to the page it stands on"),
            ),
        )
    return Told(
        "template",
        Finding(
            span,
            Text("these braces are a template’s, and readers would see them"),
            Text("write the words themselves; to show such braces, put them between backticks"),
        ),
    )


def ordered(found: Iterable[Told]) -> list[Told]:
    """Findings in reading order, one at each place and of each rule."""
    kept: dict[tuple[str, int], Told] = {}
    for item in found:
        kept.setdefault((item.rule, item.finding.span.start), item)
    return sorted(kept.values(), key=lambda item: item.finding.span.start)
