"""The second wall alone: what the sanitiser lets through, what it takes away, and what it says of it."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_guide.corpus import read_corpus
from living_guide.markup.alignment import Alignment
from living_guide.safety.allowed import TAGS, is_own_address, is_safe_address, may_have, may_say
from living_guide.safety.files import publishable
from living_guide.safety.sanitise import sanitised
from living_guide.stage.tree import staged_pages
from rendered import markdown_html
from trees import REPOSITORY

EVERYTHING = """
# Title with `<code>` & “quotes” { #own-id }

| a | b | c |
|:--|:-:|--:|
| 1 | `x<y` | 3 |

=== "Tab"

    Text[^1], 3\u00a0décembre, [a link](x.md "A title"){ hreflang=fr }, <span lang="fr">mot</span>.

    ```python title="file.py"
    x = "1"
    ```

=== "Two"

    ![A drawing](a.png){ width=300 loading=lazy }

[^1]: A note.

- [x] done
- [ ] to do <!-- for whoever edits this -->

???+ note "Look"
    x<br>y and <https://example.org/?a=1&b=2>, <someone@example.org>

<details open><summary>More</summary>Words</details>

Term
:   What it means, ==not marked==, **loud**, *soft*, <abbr title="Hyper">H</abbr> <kbd>Ctrl</kbd>

> Somebody said so.

1. One
2. Two

* * *
"""

REFUSED = {
    "<p>x<script>pwn()</script></p>": "`<script>` is not allowed in a page",
    "<p onclick=pwn()>x</p>": '`<p onclick="pwn()">` is not allowed in a page',
    '<a href="javascript:pwn()">x</a>': '`<a href="javascript:pwn()">` is not allowed in a page',
    '<a href="java&#10;script:pwn()">x</a>': '`<a href="java script:pwn()">` is not allowed in a page',
    '<div id="__config">x</div>': '`<div id="__config">` is not allowed in a page',
    '<p class="md-overlay">x</p>': '`<p class="md-overlay">` is not allowed in a page',
    '<p style="position:fixed">x</p>': '`<p style="position:fixed">` is not allowed in a page',
    '<img src="https://evil.example/x.gif">': '`<img src="https://evil.example/x.gif">` is not allowed',
    '<img src="//evil.example/x.gif">': '`<img src="//evil.example/x.gif">` is not allowed in a page',
    "<a href=x ping=https://evil.example/>x</a>": '`<a href="x" ping="https://evil.example/">` is not',
    '<p><a title="&lt;img src=x onerror=pwn()&gt;" href="x">y</a></p>': "is not allowed in a page",
    "<!doctype html><p>x</p>": "`<!doctype html>` is not allowed in a page",
    "<p>x</p><?php x ?>": "`<?php x ?>` is not allowed in a page",
    "<p>x</p><!-- hidden <p>rest</p>": "`<!--` is not allowed in a page",
    "<p>x</p></div><p>y</p>": "the HTML is not well nested, or a tag is not closed, near `</div>`",
    "<p><b>x<i>y</b>z</i></p>": "the HTML is not well nested, or a tag is not closed, near `</b>`",
    "<p>a<svg><a xlink:href=javascript:pwn()>b</a></svg></p>": "`<svg>` is not allowed in a page",
}


def test_what_people_write_passes_whole() -> None:
    clean = sanitised(markdown_html(EVERYTHING, Alignment()))
    assert clean.faults == ()
    for kept in (
        'id="own-id"',
        'class="lg-center"',
        'class="lg-end"',
        'data-tabs="1:2"',
        'id="__tabbed_1_1"',
    ):
        assert kept in clean.html
    assert "whoever edits" not in clean.html


def test_every_real_page_passes_whole() -> None:
    pages = dict(staged_pages(read_corpus(REPOSITORY)))
    assert len(pages) > 200
    found = {}
    for place, text in pages.items():
        body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
        if faults := sanitised(markdown_html(body, Alignment())).faults:
            found[place] = [str(fault) for fault in faults]
    assert found == {}


@pytest.mark.parametrize(("html", "message"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_taken_away_is_told(html: str, message: str) -> None:
    clean = sanitised(html)
    assert clean.faults, clean.html
    assert message in str(clean.faults[0])
    assert sanitised(clean.html).faults == ()
    assert "pwn" not in _attributes_of(clean.html)


def test_many_faults_are_told_in_few_words() -> None:
    assert len(sanitised("".join(f"<x{number}>" for number in range(100))).faults) == 5
    assert len(str(sanitised(f"<p onclick={'a' * 999}>").faults[0])) < 150


class _Reader(HTMLParser):
    """An independent reading: everything a page's tags and attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, "", ""), *((tag, name, value or "") for name, value in attrs)]


def _read(html: str) -> list[tuple[str, str, str]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def _attributes_of(html: str) -> str:
    return " ".join(value for _, _, value in _read(html))


PIECES = (
    *(
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        '"',
        "'",
        "=",
        " ",
        "\n",
        "\t",
        "&",
        ";",
    ),
    *("\x00", "\x0c", "\u00a0", "&lt;", "&#x3c;", "&colon;", "&Tab;", "&NewLine;", "`", "\\", "/", "x", "é"),
    *("a", "p", "div", "img", "svg", "math", "mtext", "style", "script", "template", "noscript", "textarea"),
    *("title", "table", "td", "select", "option", "form", "input", "iframe", "object", "mglyph", "xmp", "br"),
    *("href=", "src=", "id=", "class=", "style=", "onclick=", "onerror=", "name=", "title=", "xlink:href="),
    *("javascript:", "data:text/html,", "vbscript:", "https://e.example/", "//e.example", "__config", "md-x"),
    *("pwn()", "<script>", "</script>", "<style>", "</style>", "<p>", "</p>", "<a href=", "<img src=x "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nothing_else_comes_through(html: str) -> None:
    clean = sanitised(html)
    again = sanitised(clean.html)
    assert again.html == clean.html
    assert again.faults == ()
    for tag, name, value in _read(clean.html):
        assert tag in TAGS
        assert not name or (may_have(tag, name) and may_say(tag, name, value)), (tag, name, value)
        assert not name.startswith("on") and name != "style"


@pytest.mark.parametrize(
    "address",
    [
        "x.md",
        "../a/b/#c",
        "#fn:1",
        "https://example.org/?q=a:b",
        "mailto:a@example.org",
        "tel:+33123",
        "?a:b",
        "",
    ],
)
def test_addresses_of_links(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:pwn()",
            "JAVASCRIPT:pwn()",
            " javascript:pwn()",
            "\x01javascript:pwn()",
            "java\nscript:x",
        ),
        *(
            "java\u200bscript:pwn()",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "ftp://x",
        ),
        *(
            "view-source:javascript:x",
            "\\\\evil.example",
            "/\\evil.example",
            "http://[",
            "javascript&colon;x:",
        ),
    ],
)
def test_addresses_that_are_refused(address: str) -> None:
    assert not is_safe_address(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "//example.org/x.png", "data:image/png;base64,x"]
)
def test_images_come_from_the_site(address: str) -> None:
    assert not is_own_address(address)
    assert is_own_address("../assets/x.png")


_SPELLINGS = {
    "\t": ("\t", "&Tab;", "&#9;", "&#9", "&#x9;", "&#x00009"),
    "\n": ("\n", "&NewLine;", "&#10;", "&#xA;"),
    ":": (":", "&colon;", "&#58;", "&#58", "&#x3a;", "&#X3A;"),
    "@": ("@", "&commat;", "&#64;", "&#64"),
    "\\": ("\\", "&bsol;", "&#92;"),
}


@pytest.mark.parametrize(
    "address",
    [
        *("java{tab}script{colon}go()", "{newline}javascript{colon}go()", "javascript{tab}{colon}go()"),
        *("&#106avascript{colon}go()", "&#0000106;avascript{colon}go()", "data{colon}text/html,x"),
        *("https://bank.example{tab}{at}evil.example/", "https://bank.example {at}evil.example/"),
        *(
            "https{colon}/{newline}/bank.example{at}evil.example",
            "/{tab}/evil.example",
            "{slash}/evil.example",
        ),
        *("https{colon}{slash}{slash}evil.example", "https{colon}evil.example", "///evil.example"),
    ],
)
def test_alone_the_sanitiser_stands_against_every_spelling_of_a_sign(address: str) -> None:
    names = dict(zip(("tab", "newline", "colon", "at", "slash"), _SPELLINGS.values(), strict=True))
    used = [name for name in names if "{" + name + "}" in address]
    for written in product(*(names[name] for name in used)):
        html = sanitised(f'<a href="{address.format(**dict(zip(used, written, strict=True)))}">x</a>')
        assert html.html == "<a>x</a>"
        assert html.faults


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    ("place", "content", "goes"),
    [
        ("assets/map.svg", SVG.format('<path d="M0 0h1v1z"/><title>A map</title>'), True),
        ("assets/map.svg", SVG.format("<script>pwn()</script>"), False),
        ("assets/map.SVG", SVG.format('<path onload="pwn()"/>'), False),
        ("assets/map.svg", '<?xml-stylesheet href="x.css"?>' + SVG.format(""), False),
        ("assets/map.svg", "not a drawing", False),
        ("assets/page.html", "<p>x</p>", False),
        ("assets/photo.png", "", False),
        ("assets/report.pdf", "%PDF-", True),
        ("_headers", "/*", False),
        ("robots.txt", "User-agent: *", False),
        ("fr/.well-known/security.txt", "Contact:", False),
        ("assets/programme.txt", "Monday", True),
    ],
)
def test_files_that_go_onto_the_site(tmp_path: Path, place: str, content: str, goes: bool) -> None:
    path = tmp_path / "file"
    path.write_text(content, "utf-8")
    assert (publishable(place, path) is not None) is goes
