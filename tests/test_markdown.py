# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""The scanner: exact places in every container, no crash on any input, and the engine's own view."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.corpus import read_corpus
from living_guide.document import HIDDEN, Document
from living_guide.pages import Page, read_page
from living_guide.shared_ids import id_edits
from living_guide.source import Source, Span
from rendered import rendered, words_of
from trees import REPOSITORY, document_of, marked

CONTAINERS = {
    "paragraph": "{}\n",
    "after-astral": "🌍 été\n\nÉté 🌍 {}\n",
    "list": "- one\n- {}\n",
    "list-paragraph": "1. one\n\n    {}\n",
    "nested-list": "- a\n    - b\n        - {}\n",
    "quote": "> 🌍\n> {}\n",
    "quote-twice": "> a\n>\n> > {}\n",
    "table": "| é | b |\n|---|---|\n| 🌍 | {} |\n",
    "definition": "Term\n:   {}\n",
    "footnote": "Text[^1]\n\n[^1]: {}\n",
    "callout": "!!! note\n\n    été\n\n    {}\n",
    "callout-close": "!!! note\n    {}\n",
    "callout-title": '!!! note "🌍 {}"\n\n    x\n',
    "details": '??? tip "é"\n\n    {}\n',
    "open-details": "???+ tip\n\n    {}\n",
    "tab": '=== "One"\n\n    é {}\n\n=== "Two"\n\n    x\n',
    "tab-title": '=== "🌍 {}"\n\n    x\n',
    "nested": '!!! note\n\n    === "T"\n\n        ??? tip\n\n            - 🌍 {}\n',
    "callout-in-list": "- a\n\n    !!! note\n\n        {}\n",
    "callout-in-quote": "> !!! note\n>\n>     🌍 {}\n",
    "tabbed-indent": "!!! note\n\n\té {}\n",
    "carriage-returns": "été\r\n\r\n!!! note\r\n\r\n    🌍 {}\r\n",
    "old-mac": "été\r\r{}\r",
}


def _offsets(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _in_each(container: str, inside: str) -> tuple[Document, list[tuple[int, int]]]:
    text, spans = marked(CONTAINERS[container].format(inside))
    return document_of(text), spans


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize(
    "written",
    [
        "[a](⟦b.md⟧)",
        '[é 🌍](⟦b.md#é⟧ "title")',
        "**[`x` *y*](<⟦a b.md⟧>)**{ .k }",
        "[a](⟦a b.md⟧)",
        "![alt](⟦a.png⟧){ width=3 }",
        "<⟦https://example.org/é⟧>",
        '<a class="x" href="⟦b.md⟧">a</a>',
        "<img alt='🌍' src='⟦a.png⟧'>",
        "[a [b] c](⟦x(1).md⟧)",
    ],
)
def test_targets_have_exact_places(container: str, written: str) -> None:
    document, spans = _in_each(container, written)
    assert [_offsets(link.target_span) for link in document.links] == spans
    assert document.links[0].target == document.links[0].target_span.text


@pytest.mark.parametrize("container", CONTAINERS)
def test_links_have_exact_places(container: str) -> None:
    document, spans = _in_each(container, 'é ⟦[a *b*](x.md "T")⟧{ hreflang=fr } ⟦![c](y.png)⟧')
    assert [_offsets(link.span) for link in document.links] == spans
    assert [link.text for link in document.links] == ["a b", "c"]
    assert document.links[0].attributes == {"hreflang": "fr"}


@pytest.mark.parametrize("container", CONTAINERS)
def test_prose_has_exact_places(container: str) -> None:
    document, [(start, end)] = _in_each(container, "so **bold** 🌍 ⟦wörd⟧ `code` [li*nk*](x.md) &amp; end")
    [prose] = [item for item in document.prose if "wörd" in item.text]
    at = prose.text.index("wörd")
    assert _offsets(prose.span(at, at + 4)) == (start, end)
    assert prose.text.strip().endswith(f"so bold 🌍 wörd {HIDDEN} link & end")
    at = prose.text.index("&")
    assert prose.span(at, at + 1).text == "&amp;"
    at = prose.text.index("link")
    assert prose.span(at, at + 4).text == "li*nk"


def test_references_lead_to_their_definitions() -> None:
    text, spans = marked("[a][r], [s] and\n\n!!! note\n\n    [t][R]\n\n[r]: ⟦x.md⟧ 'T'\n[s]: <⟦y z.md⟧>\n")
    document = document_of(text)
    assert {_offsets(link.target_span) for link in document.links} == set(spans)
    assert [link.target for link in document.links] == ["x.md", "y z.md", "x.md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⟦# Été & 🌍⟧\n", [(1, "Été & 🌍", "ete", False)]),
        (
            "⟦## A ##⟧\n\n⟦## A⟧\n\n⟦## A_1⟧\n",
            [(2, "A", "a", False), (2, "A", "a_1", False), (2, "A_1", "a_2", False)],
        ),
        ("⟦## L’été⟧ { #summer .x }\n", [(2, "L’été", "summer", True)]),
        ("⟦## A⟧ { #x y }\n", [(2, "A", "x", True)]),
        ("⟦A *b* `c`\n===⟧\n", [(1, "A b c", "a-b-c", False)]),
        ("- ⟦## In a list⟧\n", [(2, "In a list", "in-a-list", False)]),
        ("> ⟦## In a quote⟧\n", [(2, "In a quote", "in-a-quote", False)]),
        ("!!! note\n\n    ⟦### In a callout⟧\n", [(3, "In a callout", "in-a-callout", False)]),
        ("⟦## [Link](a.md) x⟧\r\n", [(2, "Link x", "link-x", False)]),
        ("```\n# no\n```\n\n    # no\n\n<!--\n# no\n-->\n", []),
        ("⟦##Steps⟧\n\n> ⟦###É & 🌍⟧\n", [(2, "Steps", "steps", False), (3, "É & 🌍", "e", False)]),
        ("⟦## A⟧\n\n⟦## B⟧ { #a }\n", [(2, "A", "a_1", False), (2, "B", "a", True)]),
    ],
)
def test_headings(text: str, expected: list[tuple[int, str, str, bool]]) -> None:
    plain, spans = marked(text)
    headings = document_of(plain).headings
    assert [(item.level, item.text, item.anchor, item.explicit) for item in headings] == expected
    assert [_offsets(item.span) for item in headings] == spans


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("A paragraph.\n{ #para }\n", {"para"}),
        ("A paragraph.\n{: #para .x k=v }\n", {"para"}),
        ("Some **bold**{ #b } and `code`{ #c } and [l](x.md){ #l }\n", {"b", "c", "l"}),
        ("- one\n{ #i }\n- two\n", {"i"}),
        ("| a | b |\n|---|---|\n| x { #cell } | y { #last } |\n", {"cell", "last"}),
        ("Term { #term }\n:   Definition\n", {"term"}),
        ('<h2 id="raw">x</h2>\n\n<a name="old"></a> and <span id=in>x</span>\n', {"raw", "old", "in"}),
        ("Some { #mid } words { #end }\n", set()),
        ("`## Steps { #steps }` and ``{ #x }``\n", set()),
        ("```\n## Steps { #steps }\n```\n", set()),
        ("    ## Steps { #steps }\n", set()),
        ("!!! note\n\n    ~~~\n    ## Steps { #steps }\n    ~~~\n", set()),
        ("para one\n{ #x }\npara two\n", set()),
    ],
)
def test_anchors(text: str, anchors: set[str]) -> None:
    assert set(document_of(text).anchors) == anchors


def test_repeated_anchors_are_kept_apart() -> None:
    text, [first, second] = marked("A.\n⟦{ #x }⟧\n\nB.\n⟦{ #x }⟧\n")
    document = document_of(text)
    assert _offsets(document.anchors["x"]) == first
    assert [(name, _offsets(span)) for name, span in document.repeated_anchors] == [("x", second)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "Été 🌍 words.\n"),
        ("", "- a\n- b\n"),
        ("", "## Heading\n"),
        ("", "| a |\n|---|\n| b |\n"),
        ("", "!!! note\n\n    a\n\n    b\n"),
        ("", "```\ncode\n```\n"),
        ("<!-- another -->\n", "Words.\n"),
    ],
)
def test_a_comment_covers_the_block_that_follows(before: str, after: str) -> None:
    text = f"Above.\n\n<!-- 🌍 note -->\n{before}\n{after}\nNext block.\n"
    comment = document_of(text).comments[0]
    assert (comment.text, comment.span.text) == ("🌍 note", "<!-- 🌍 note -->")
    start, end = comment.covers
    assert text[start:end].strip() == after.strip()


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("!!! note\n\n    <!-- c -->\n\n    Inside.\n\n    Not.\n", "Inside."),
        ("> <!-- c -->\n>\n> Quoted.\n>\n> Not.\n", "Quoted."),
        ("- item\n\n    <!-- c -->\n\n    Inside.\n", "Inside."),
        ("<!-- c -->\n", ""),
    ],
)
def test_comments_in_containers(text: str, covered: str) -> None:
    [comment] = document_of(text).comments
    start, end = comment.covers
    assert text[start:end] == covered


# Any input at all --------------------------------------------------------------------------------

_BITS = st.sampled_from(
    ["# ", "## ", "- ", "1. ", "> ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "!!! note\n", '??? tip "T"\n',
     '=== "T"\n', "`", "```\n", "~~~\n", "*", "**", "_", "[a](b.md)", "[", "](", ")", "![", "<", ">", "<!--", "-->",
     "<div>", "</div>", '<a href="x">', "{ #i }", "{", "}", "{{", "|", "|---|---|\n", "&amp;", "&", "\\", "[^1]",
     "[^1]: ", "[r]: x.md\n", ":   ", "---\n", "===\n", "é", "🌍", "e\u0301", "\u2028", "\u00a0", "\x85", "word ",
     "https://example.org/x", "a@b.org", "\ufffc", "\ue000", "'", '"']
)  # fmt: skip
_TEXTS = st.lists(_BITS, max_size=40).map("".join) | st.text(max_size=80)


@settings(max_examples=200, deadline=None, database=None)
@given(_TEXTS)
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    document = document_of(text)
    size = len(text)
    spans = [
        *(heading.span for heading in document.headings),
        *(span for link in document.links for span in (link.span, link.target_span)),
        *document.anchors.values(),
        *(comment.span for comment in document.comments),
        *(span for _, span in document.tags),
    ]
    for span in spans:
        assert 0 <= span.start <= span.end <= size
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= size
    for prose in document.prose:
        assert len(prose.text) >= 1
        assert 0 <= prose.span(0, len(prose.text)).start <= prose.span(0, len(prose.text)).end <= size


@settings(max_examples=200, deadline=None, database=None)
@given(_TEXTS)
def test_verbatim_prose_is_the_text_at_its_place(text: str) -> None:
    for prose in document_of(text).prose:
        ends = [piece.at for piece in prose.pieces[1:]] + [len(prose.text)]
        for piece, end in zip(prose.pieces, ends, strict=True):
            if piece.verbatim:
                assert prose.text[piece.at : end] == text[piece.start : piece.end]


@settings(max_examples=60, deadline=None, database=None)
@given(_TEXTS)
def test_any_page_is_read(text: str) -> None:
    page = read_page(Source("docs/en/x.md", text), "en", "x.md")
    assert (page.title is not None and page.order >= 0) or page.front.root is not None


# What the engine renders -------------------------------------------------------------------------

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NO_WORDS = ("alt", "front-matter")
_UNSEEN = re.compile(r" {3,}(?=[,.;:])")
"""What a list of attributes leaves before a comma: on the page, the comma follows the word."""


def _assert_as_rendered(page: Page) -> None:
    document, text = page.document, page.source.text
    staged = text
    for start, end, words in sorted(id_edits(page), reverse=True):
        staged = staged[:start] + words + staged[end:]
    expected = rendered(_FRONT.sub("", staged, count=1))
    assert [(item.level, item.anchor) for item in document.headings] == expected.headings
    assert set(document.anchors) == expected.ids
    targets = Counter(
        f"mailto:{link.target.removeprefix('mailto:')}" if link.kind == "email" else link.target
        for link in document.links
    )
    assert targets == expected.targets
    titles = {link.title for link in document.links}
    said = Counter(
        word
        for prose in document.prose
        if prose.kind not in _NO_WORDS and not (prose.kind == "title" and prose.text in titles)
        for word in words_of(_UNSEEN.sub("", prose.text).replace(HIDDEN, " "))
    )
    assert said == expected.words


_CORPUS = read_corpus(REPOSITORY)
_REAL = {page.path: page for page in _CORPUS.pages} | {
    f"{language}/{key}": page for (language, key), page in _CORPUS.generated.items()
}


@pytest.mark.parametrize("page", _REAL.values(), ids=_REAL)
def test_real_pages_are_read_as_they_are_rendered(page: Page) -> None:
    _assert_as_rendered(page)


_PAGES = {
    "callouts": '!!! note "A *title* with [l](a.md)"\n\n    Été\n\n    ??? tip "T"\n\n        deep [x](b.md)\n',
    "tabs": '=== "One [x](a.md)"\n\n    a\n\n=== "Two"\n\n    - b\n',
    "no-title": '!!! warning ""\n    no title [x](a.md)\n',
    "callout-in-list": '- item\n\n    !!! note "T"\n\n        inside [x](a.md)\n\n- item2\n',
    "callout-in-quote": '> !!! note "T"\n>     inside [x](a.md)\n>\n> more\n',
    "code-in-callout": '!!! note "T"\n\n    ```\n    [x](a.md)\n    ```\n\n        [y](b.md)\n\n    z\n',
    "quotes": "> a\n> > b [x](a.md)\n\nlazy\n> q\ncontinued\n",
    "definitions": "Term\n:   Definition [x](a.md)\n\n    second\n\nOther\n:   Def\n:   Two\n",
    "footnotes": "Text[^1] and [^n] it.\n\n[^1]: One [x](a.md).\n[^n]:\n    Two\n\n    Para\n",
    "tables": "| a | b |\n|---|:-:|\n| x \\| y | **z** |\n\na | b\n--|--\n1 | [2](a.md)\n",
    "references": "[a][r] and [c][] ![d][r]\n\n[r]: a.md 'T'\n[c]: <b.md>\n[unused]: c.md\n",
    "raw-html": '<div>\n<p>x <a href="a.md">y</a></p>\n</div>\n\nt <span id="s">in</span> <a name="n"></a>\n',
    "comments": "a <!-- [x](a.md) --> b\n\n<!--\n# H\n-->\n\nc\n",
    "callout-in-a-comment": "<!--\n!!! note\n\n    [x](a.md)\n-->\n\na\n",
    "entities": "A &amp; B &eacute; &#x1F30D; &copy;\n\n# T &amp; U\n",
    "escapes": "\\*a\\* \\[x](a.md) \\# b 1\\. c\n",
    "heading-markup": "## With `code`, **b**, [l](a.md) & <em>h</em>\n\n## Ünï 漢字 🌍\n\n## -- !\n",
    "repeated-headings": "# A\n\n## A\n\n## A_1\n\n## A\n\n## Steps\n\n## Other { #steps }\n",
    "attribute-lists": "## A { #b }\n\nPara\n{ #p .x }\n\n**s**{ #s } [l](a.md){ #l } `c`{ #c }\n\n- i\n{ #i }\n- j\n",
    "attribute-words": "## A {#x y}\n\n## B {: #z }\n\n## C {.k}\n\n## D { key }\n\n| a |\n|---|\n| x { #cell } |\n",
    "braces": "Use {x}, { z } and {a=b}, { #mid } { .end }\n\npara\n{ .x }\ntwo\n\n- two { #j }\n",
    "code": "```\n## C { #c }\n[x](a.md)\n```\n\n    ## D { #d }\n\nWrite `## E { #e }` there.\n",
    "fences": "~~~ md\n[x](a.md)\n~~~\n\n````\n```\n[y](b.md)\n````\n\n- a\n\n    ```\n    [z](c.md)\n    ```\n",
    "lists": "- a\n- b\n    - c\n    - d [x](a.md)\n\n1. x\n2. y\n\n- [ ] task\n- [x] done\n",
    "targets": "[a](x(1).md) [b](<x 2.md>) [c](x.md 'T') [d](x.md \"T (u)\") [e](a b.md) [f]( a.md )\n",
    "link-texts": "[a\nb](c.md) [a [b] c](x.md) [![i](a.png)](b.md) [](d.md) [`c`](e.md) [x]()\n",
    "addresses": "<https://example.org/a> <a@b.org> https://bare.org/x www.x.org\n",
    "emphasis": "*a* **b** _c_ __d__ a_b_c 2*3*4 ***x*** ~~k~~ ~b~ ^c^\n",
    "breaks": "a  \nb<br>d\n\n---\n\ne\n\n***\n",
    "typography": "## L’été d’Été ?\n\n# A\u00a0b : c\u202f!\n\n- a\u00a0b\n\nIt's \"quoted\" -- yes...\n",
    "line-signs": "a\u2028b\u0085c\n",
    "html-attributes": 'x <a href="a.md" id="q" title="a > b">t</a> <a href=b.md>u</a>\n\n<img src="a.png" alt="x">\n',
    "headings-without-space": "#A\n\n##B [x](a.md)\nText\n###C\n\n> ##D\n\n!!! note \"T\"\n\n    ##E\n\n##F { #g }\n",
    "words-behind-a-comment": "<!-- a --> [x](a.md) b\n\n<!-- c --> <!-- d --> e\n\nf\n<!-- g --> h\n",
    "loose": "Text\n# Heading\nmore\n\nText\n```\ncode\n```\nafter\n\n3. a\n4. b\n",
}  # fmt: skip

_KNOWN_DIFFERENCES = {
    "heading-without-space-in-an-item": "- ##NoSpace\n",
    "setext-of-two-lines": "Para\nline\n---\n",
    "list-without-blank-line": "Text:\n- a\n- b\n",
    "table-without-blank-line": "Text\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "unclosed-fence": "```\n[x](a.md)\n\n# H\n",
    "html-block-with-blank-lines": "<div>\n\n# In [x](a.md)\n\n</div>\n",
    "html-block-then-text": "<div>\nx\n</div>\n[x](a.md)\n",
    "pipe-in-code-in-a-table": "| a | `b|c` |\n|---|---|\n| 1 | 2 |\n",
    "footnote-mark-in-a-callout": '!!! note "T"\n    a[^1]\n\n[^1]: b\n',
    "tag-behind-a-comment": "<!-- c --> <b>x</b> [x](a.md)\n",
    "paragraph-of-an-item-set-in-by-six": "- a\n\n      [x](a.md)\n\n- b\n",
    "reference-defined-twice": "[a][r]\n\n[r]: a.md\n[r]: b.md\n",
    "reference-with-a-space": "[a][r]\n\n[r]: <a b.md>\n",
    "reference-left-open": "[a][r]\n\n[r]: <a.md\n",
    "reference-below-its-paragraph": "[a][r]\n[r]: a.md\n",
    "reference-with-code-in-its-name": "[`c`]\n\n[`c`]: a.md\n",
    "fence-with-an-id": "``` { .python #lst }\nx\n```\n",
}
"""Pages that the scanner and Python-Markdown read differently; whoever mends one moves it up."""


def _page_of(text: str) -> Page:
    return read_page(Source("docs/en/page.md", text), "en", "page.md")


@pytest.mark.parametrize("text", _PAGES.values(), ids=_PAGES)
def test_pages_are_read_as_they_are_rendered(text: str) -> None:
    _assert_as_rendered(_page_of(text))


@pytest.mark.parametrize("text", _KNOWN_DIFFERENCES.values(), ids=_KNOWN_DIFFERENCES)
def test_known_differences_are_still_there(text: str) -> None:
    with pytest.raises(AssertionError):
        _assert_as_rendered(_page_of(text))


def test_the_scanner_is_fast_on_long_pages() -> None:
    text = Path(__file__).read_text("utf-8")
    assert document_of(text * 5).prose


@pytest.mark.parametrize("text", ["x {" + "a" * 40 + "!", "x {" + "a-b:c" * 5_000 + "!", "{#a" * 5_000])
def test_what_only_begins_like_an_attribute_list_takes_no_time(text: str) -> None:
    """A word that may be parted in many ways was tried in all of them: 2^40 here."""
    started = time.process_time()
    document_of(text)
    assert time.process_time() - started < 2
