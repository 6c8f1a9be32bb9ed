"""Templates escape what they print: the engine's own Jinja does not, so every value is looked at here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from living_guide.corpus import Corpus, read_corpus
from living_guide.publish.templates import BASE, WithoutTheThemesScripts
from living_guide.stage.plan import view
from trees import REPOSITORY

OVERRIDES = REPOSITORY / "overrides"
ESCAPED = {"e", "escape", "tojson", "urlencode", "url", "script_tag", "length"}
"""Filters after which nothing is left to escape: the engine quotes what it makes an address of."""
CLEAN = {"html", "part", "parts", "section", "card", "cut", "head", "rest", "theirs"}
"""Names of the page's content in pieces, which the sanitiser has written, and of a theme's own block."""
OURS = {"_", "super", "mend", "cards", "page_policy", "loop", "said"}
"""What holds our own words, or calls a macro that is looked at by itself."""


def _printed(template: Path) -> Iterator[nodes.Node]:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    tree = environment.parse(template.read_text("utf-8"))
    for output in tree.find_all(nodes.Output):
        yield from (node for node in output.nodes if not isinstance(node, nodes.TemplateData))


def _is_safe(node: nodes.Node) -> bool:
    match node:
        case nodes.Const():
            return True
        case nodes.Filter(name=name):
            return name in ESCAPED or (name in ("d", "default", "replace") and _is_safe(node.node))
        case nodes.Name(name=name):
            return name in CLEAN | OURS
        case nodes.Call(node=called) | nodes.Getattr(node=called) | nodes.Getitem(node=called):
            return _is_safe(called) or (isinstance(called, nodes.Getattr) and called.attr in OURS)
        case nodes.CondExpr(expr1=first, expr2=second):
            return _is_safe(first) and (second is None or _is_safe(second))
        case nodes.Concat(nodes=parts):
            return all(map(_is_safe, parts))
        case nodes.BinExpr(left=left, right=right):
            return _is_safe(left) and _is_safe(right)
    return False


@pytest.mark.parametrize(
    "template", sorted(OVERRIDES.rglob("*.html")), ids=lambda path: path.relative_to(OVERRIDES).as_posix()
)
def test_every_value_is_escaped(template: Path) -> None:
    assert [f"line {node.lineno}: {node}" for node in _printed(template) if not _is_safe(node)] == []


def test_the_test_sees_a_bare_value(tmp_path: Path) -> None:
    path = tmp_path / "bare.html"
    path.write_text("{{ page.title }}{{ page.title | e }}{{ _('x') }}{{ page.title ~ 'x' }}", "utf-8")
    assert [_is_safe(node) for node in _printed(path)] == [False, True, True, False]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(REPOSITORY)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("about/whats-new.md", None),
        ("toolbox/index.md", None),
        ("glossary/living-guide.md", "Definitions not yet reviewed by a practitioner"),
        ("about/how-this-guide-lives.md", "Not yet reviewed by a practitioner"),
    ],
)
def test_only_a_list_that_is_made_says_nothing_of_its_review(
    corpus: Corpus, key: str, said: str | None
) -> None:
    for language in corpus.settings.languages:
        page = corpus.any_page(language.code, key)
        assert page
        environment = Environment(autoescape=True, loader=FileSystemLoader(OVERRIDES))
        facts = environment.get_template("partials/facts.html").render(
            guide=view(corpus, page, language), _=str
        )
        assert '<dl class="lg-facts">' in facts
        assert (said in facts) if said else ("<dt>Review</dt>" not in facts and "reviewed" not in facts)


def test_what_only_the_themes_scripts_would_open_is_not_in_its_page() -> None:
    """Found in the theme as it is installed: an update that writes it otherwise is noticed here."""
    source = (Path(material.__file__).parent / "templates" / BASE).read_text("utf-8")
    classes = ("md-toggle", "md-overlay", "md-dialog")
    assert [source.count(f'class="{name}"') for name in classes] == [2, 1, 1]
    environment = Environment(extensions=[WithoutTheThemesScripts])
    left = environment.preprocess(source, BASE)
    assert not any(name in left for name in ("md-toggle", "md-overlay", "md-dialog", "__search", "__drawer"))
    assert left.count("<div") == left.count("</div>")
    assert environment.preprocess(source, "other.html") == source


def test_every_form_says_what_it_is_and_where_it_leads() -> None:
    """Without an address it stays on its page; an empty one is none."""
    forms = [
        (path.name, form)
        for path in sorted(OVERRIDES.rglob("*.html"))
        for form in re.findall(r"<form\b[^>]*(?:\{\{.*?\}\}[^>]*)*>", path.read_text("utf-8"))
    ]
    assert len(forms) >= 5
    assert [name for name, form in forms if "aria-label" not in form or 'action=""' in form] == []


FIELD = re.compile(r'<input\b[^>]*?\btype="(\w+)"(?:[^>{]|\{\{.*?\}\})*>')


def test_fields_have_the_attributes_that_they_may_have() -> None:
    """What a browser may remember is no matter of boxes to tick; a field of searches is no combobox."""
    fields = [
        (found[1], found[0])
        for path in sorted(OVERRIDES.rglob("*.html"))
        for found in FIELD.finditer(path.read_text("utf-8"))
    ]
    assert {"checkbox", "radio", "search", "text"} <= {kind for kind, _ in fields}
    assert [
        field for kind, field in fields if kind in ("checkbox", "radio") and "autocomplete" in field
    ] == []
    opened = [kind for kind, field in fields if 'id="lg-query"' in field]  # a script makes it a combobox
    assert opened == ["text", "text"]
