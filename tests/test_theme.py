"""The theme's style sheet without what can match nothing, and the files that no page asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.publish.theme import classes, leave_out_theme, shorten_theme, shortened
from trees import corpus_of, write_tree

USED = {"a", "b:c"}
SHEETS = {
    "a class of ours stays, another goes": (".a{x:1}.z{x:2}.a .z{x:3}.a.z{x:4}", ".a{x:1}"),
    "of a list, what can match": (".z,.a>p,p.z,li{x:1}", ".a>p,li{x:1}"),
    "a list that begins with what goes": (".z , .a{x:1}", ".a{x:1}"),
    "an escaped name": (r".b\:c{x:1}.b\:d{x:1}", r".b\:c{x:1}"),
    "elements, ids, attributes and states stay": (
        "p{x:1}#z{x:1}[data-z=z]{x:1}:root{x:1}a:hover{x:1}p::after{x:1}",
        "p{x:1}#z{x:1}[data-z=z]{x:1}:root{x:1}a:hover{x:1}p::after{x:1}",
    ),
    "what stands in brackets is not judged": (
        "p:not(.z){x:1}:is(.z,.a) p{x:1}.z:is(.a,p){x:1}",
        "p:not(.z){x:1}:is(.z,.a) p{x:1}",
    ),
    "conditions stay with what is in them": (
        "@media print{.z{x:1}}@media screen and (min-width:60em){.a{x:1}.z{x:1}}@supports (x:1){.z{x:1}}",
        "@media screen and (min-width:60em){.a{x:1}}",
    ),
    "everything else stays": (
        '@charset "UTF-8";@keyframes z{0%{x:1}to{x:.5}}@font-face{font-family:"Z";src:url(z.woff2)}',
        '@charset "UTF-8";@keyframes z{0%{x:1}to{x:.5}}@font-face{font-family:"Z";src:url(z.woff2)}',
    ),
    "numbers, strings and addresses say the same": (
        """.a{x:.05rem;y:".z{}";z:url('data:image/svg+xml;charset=utf-8,<svg d="m0"/>')}""",
        r""".a{x:.05rem;y:".z{}";z:url("data:image/svg+xml;charset=utf-8,<svg d=\"m0\"/>")}""",
    ),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_rules_that_can_match_nothing_go(kind: str) -> None:
    written, expected = SHEETS[kind]
    once = shortened(written, USED)
    assert _tight(once) == _tight(expected)
    assert _tight(shortened(once, USED)) == _tight(expected)


def _tight(css: str) -> str:
    return "".join(css.split())


def test_the_theme_brings_only_what_pages_ask_for(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "project", {})
    site = write_tree(
        tmp_path / "site",
        {
            "index.html": "<p class=\"a\n b:c\">class='x'</p><p class='d'></p>",
            "assets/javascripts/guide.js": 'element.classList.add("made-here");',
            "assets/javascripts/bundle.0a1b2c3d.min.js": "theirs",
            "assets/javascripts/bundle.0a1b2c3d.min.js.map": "theirs",
            "assets/javascripts/lunr/min/lunr.fr.min.js": "theirs",
            "assets/javascripts/workers/search.0a1b2c3d.min.js": "theirs",
            "assets/stylesheets/palette.0a1b2c3d.min.css": "theirs",
            "assets/stylesheets/main.0a1b2c3d.min.css": ".made-here{x:1}.theirs{x:1}",
            "assets/stylesheets/main.0a1b2c3d.min.css.map": "theirs",
            "assets/stylesheets/city.css": ".theirs{x:1}",
        },
    )
    leave_out_theme(corpus, site)
    assert classes(site) >= {"a", "b:c", "d", "made-here"} and "theirs" not in classes(site)
    shorten_theme(corpus, site)
    left = {path.name: path.read_text("utf-8") for path in (site / "assets").rglob("*") if path.is_file()}
    assert left == {
        "guide.js": 'element.classList.add("made-here");',
        "main.0a1b2c3d.min.css": ".made-here{x:1}",
        "city.css": ".theirs{x:1}",
    }
