# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""YAML with places: the values of PyYAML, what it refuses, and where."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.located import Node, Yaml, parse_yaml
from living_guide.source import Source
from trees import marked


def _parse(text: str) -> Yaml:
    return parse_yaml(Source("a.yml", text))


def _root(text: str) -> Node:
    root = _parse(text).root
    assert root is not None
    return root


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: 1.5\nc: true\nd: null\ne: 2026-11-22\nf: text\ng: 'yes'\n",
        "a: [1, two, [3]]\nb: {c: d, e: []}\n",
        "a:\n- b\n- c: d\n  e: f\n",
        "a: |\n  two\n  lines\nb: >-\n  one\n  line\n",
        '"é 🌍": "\\u00e9\\n"\n',
        "- a\n-\n- b: c\n",
        "just words\n",
        "yes: no\n",
        "",
        "# only a comment\n",
        "---\na: b\n...\n",
        "? a\n: b\n",
        "a: 0x1F\nb: 1_000\nc: 12e3\nd: .5\n",
    ],
)
def test_values_are_those_of_pyyaml(text: str) -> None:
    parsed = _parse(text)
    assert parsed.problems == ()
    plain = parsed.root.plain() if parsed.root else None
    expected = yaml.safe_load(text)
    # keys stay as they are written: nobody means the language `no` to be False
    assert plain == expected or (text == "yes: no\n" and plain == {"yes": False})


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: ⟦b⟧\n", ["a"]),
        ("é: {🌍: ⟦'b c'⟧}\n", ["é", "🌍"]),
        ("a: ⟦[b, c]⟧\n", ["a"]),
        ("a: ⟦{b: c}⟧ # x\n", ["a"]),
        ("a: ⟦[]⟧\n", ["a"]),
        ("a:\n  ⟦b: c\n  d: e⟧\n\nf: g\n", ["a"]),
        ("a:\n  ⟦- b\n  - [c]⟧\n\n# x\n", ["a"]),
        ("\ra: 1\r\nb: ⟦2⟧\r\n", ["b"]),
    ],
)
def test_values_have_exact_places(text: str, path: list[str]) -> None:
    plain, [span] = marked(text)
    node = _root(plain)
    for key in path:
        found = node.get(key)
        assert found is not None
        node = found
    assert (node.start, node.end) == span


def test_keys_have_exact_places() -> None:
    plain, spans = marked('⟦é⟧: 1\n⟦"b c"⟧: {⟦d⟧: 2}\n')
    root = _root(plain)
    inner = root.get("b c")
    assert inner is not None
    keys = [*root.keys.values(), *inner.keys.values()]
    assert [(key.start, key.end) for key in keys] == spans


def test_places_count_from_the_whole_source() -> None:
    text = "---\na: é\n---\n"
    root = parse_yaml(Source("a.md", text), 4, 9).root
    assert root is not None and root.value
    node = root.get("a")
    assert node is not None and text[node.start : node.end] == "é"


REFUSED = {
    "alias": "a: &x b\nc: *x\n",
    "lone-alias": "a: ⟦*x⟧\n",
    "anchor": "a: ⟦&x b⟧\n",
    "tag": "a: ⟦!!str b⟧\n",
    "own-tag": "a: ⟦!x b⟧\n",
    "python-tag": "⟦!!python/object:os.system {⟧}\n",
    "two-documents": "a: b\n⟦---⟧\nc: d\n",
    "list-as-key": "? ⟦[a]⟧\n: b\n",
    "map-as-key": "? ⟦{a: b}⟧\n: c\n",
    "impossible-day": "a: ⟦2026-02-30⟧\n",
    "colon": "a: b⟦:⟧ c\n",
    "control-character": "a: b⟦\x07⟧\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_has_a_place(text: str) -> None:
    plain, spans = marked(text)
    parsed = _parse(plain)
    assert parsed.root is None
    [problem] = parsed.problems
    assert problem.kind == "broken"
    if spans:
        assert (problem.finding.span.start, problem.finding.span.end) == spans[0]


@pytest.mark.parametrize("depth", [10, 25, 5_000])
@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_depth_is_bounded(depth: int, sign: str) -> None:
    closing = {"[": "]", "{a: ": "}", "- ": "x"}[sign]
    parsed = _parse(sign * depth + (closing * depth if sign != "- " else closing))
    assert bool(parsed.problems) == (depth > 20)


def test_a_repeated_key_is_told_and_the_first_counts() -> None:
    plain, [span] = marked("a: 1\nb: 2\n⟦a⟧: 3\n")
    parsed = _parse(plain)
    [problem] = parsed.problems
    assert problem.kind == "duplicate-key"
    assert (problem.finding.span.start, problem.finding.span.end) == span
    assert parsed.root is not None and parsed.root.plain() == {"a": 1, "b": 2}


def test_a_node_answers_for_what_it_lacks() -> None:
    root = _root("a: b\nl: [x, 2, [y]]\nm: {n: o}\nnothing:\nday: 2026-11-22\n")
    assert root.get("nothing") is None and root.get("gone") is None
    assert root.text("a") == "b" and root.text("l") == "" and root.text("gone") == ""
    assert root.texts("l") == ["x", "2"] and root.texts("a") == ["b"] and root.texts("m") == []
    day = root.get("day")
    assert day is not None and day.value == date(2026, 11, 22) and day.written == "2026-11-22"
    assert day.get("x") is None


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(alphabet="abé🌍 -:#'", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, database=None)
@given(_VALUES, st.booleans())
def test_what_pyyaml_writes_is_read_back(value: Any, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=1_000)
    if "&" in text or "!!" in text or yaml.safe_load(text) != value:  # PyYAML folds some signs itself
        return
    parsed = _parse(text)
    assert parsed.problems == ()
    assert (parsed.root.plain() if parsed.root else None) == value


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(st.sampled_from(["a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", '"', "'", "é", "🌍", "#", "&x ",
                                 "*x", "!!", "|\n", ">", "?", "---\n", "2026-99-01", "1:99", "\t", "\\u00", ",", "\x00",
                                 "\ufeff", "%"]), max_size=25).map("".join))  # fmt: skip
def test_any_text_is_read_and_problems_lie_in_it(text: str) -> None:
    for problem in _parse(text).problems:
        span = problem.finding.span
        assert 0 <= span.start <= span.end <= len(text)
