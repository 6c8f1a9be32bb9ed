"""Colours of a city: judged exactly, mended to the nearest, applied in every palette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.city.colours import PALETTES, STYLESHEET, fault, seen_against, stylesheet, surfaces
from living_guide.city.contrast import TEXT, contrast, nearest, weakest
from living_guide.city.logos import painted
from living_guide.stage.plan import plan
from living_guide.stage.tree import stage
from trees import REPOSITORY, corpus_of

CSS = (REPOSITORY / "overrides/assets/stylesheets/guide.css").read_text("utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # from the tables of https://www.w3.org/TR/WCAG22/ and https://webaim.org/resources/contrastchecker/
        ("#000", "#fff", 21.0),
        ("#777777", "#ffffff", 4.47),
        ("#767676", "#ffffff", 4.54),
        ("#fff", "#fff", 1.0),
        ("#ff0000", "#ffffff", 3.99),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert int(contrast(one, other) * 100) / 100 == expected


@settings(deadline=None, max_examples=80)
@given(COLOURS, st.sampled_from(PALETTES))
def test_the_nearest_colour_can_be_read_and_a_readable_one_is_kept(colour: str, palette: str) -> None:
    found = nearest(colour, seen_against(palette), TEXT)
    assert weakest(found, seen_against(palette))[0] >= TEXT
    assert nearest(found, seen_against(palette), TEXT) == found
    told = fault(colour, palette)
    assert (told is None) == (found == colour)
    assert told is None or told[0] < TEXT


@settings(deadline=None, max_examples=40)
@given(COLOURS)
def test_a_colour_is_applied_so_that_everything_can_be_read(colour: str) -> None:
    light = nearest(colour, seen_against("light"), TEXT)
    found = stylesheet({"colours": {"light": light}})
    for rule in re.findall(r"\{ (--lg-pine:[^}]*)\}", found):
        ink, band, link = re.findall(r"#[0-9a-f]{6}", rule)
        palette = "light" if ink == light else "dark"
        assert min(weakest(paint, surfaces(palette)["behind"])[0] for paint in (ink, link)) >= TEXT
        assert weakest(band, surfaces(palette)["before"])[0] >= TEXT
    assert len(re.findall("--lg-pine:", found)) == 4


@pytest.mark.parametrize(
    "city", [{}, {"colours": "blue"}, {"colours": {"light": "#f0b429"}}, {"colours": {"dark": "#fff"}}]
)
def test_what_cannot_be_used_leaves_the_guides_own_colours(city: dict[str, object]) -> None:
    assert stylesheet(city) == ""


def _block(selector: str) -> dict[str, str]:
    body = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", CSS)
    assert body is not None
    return dict(re.findall(r"(--lg-[\w-]+):\s*(#[0-9a-f]+);", body[1]))


def test_surfaces_are_those_of_the_stylesheet() -> None:
    """A paper or tint that changes there is to be judged by here."""
    for palette, selector in {
        "light": '[data-md-color-scheme="default"]',
        "dark": '[data-md-color-scheme="slate"]',
    }.items():
        named, known = _block(selector), surfaces(palette)
        papers = {
            value
            for name, value in named.items()
            if name in ("--lg-paper", "--lg-tint") or name.endswith("-tint")
        }
        assert known["paper"] == named["--lg-paper"]
        assert set(known["behind"]) == papers
        assert known["before"] == [named["--lg-on-pine"], named["--lg-on-pine-soft"]]
        assert fault(named["--lg-pine"], palette) is None and fault(named["--lg-link"], palette) is None


SITE = """site_name: City
plugins: {{i18n: {{languages: [{{locale: en, default: true}}, {{locale: fr}}]}}}}
extra: {{city: {{{city}}}}}
"""


def test_the_stylesheet_is_staged_and_asked_for(tmp_path: Path) -> None:
    for city, expected in (('colours: {light: "#0b3f9c"}', [STYLESHEET]), ("name: x", [])):
        corpus = corpus_of(tmp_path / city[:4], {"mkdocs.yml": SITE.format(city=city)})
        stage(corpus, tmp_path / "tree")
        assert plan(corpus)["styles"] == expected
        assert (tmp_path / "tree" / STYLESHEET).is_file() == bool(expected)


def _svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("inside", "colours", "is_whole"),
    [
        ('<path d="M0 0"/>', {"#000"}, True),
        ('<g fill="#123456"><path d="M0 0"/></g>', {"#123456"}, True),
        ('<path style="fill: rgb(1, 2, 3); stroke:white" d="M0 0"/>', {"#010203", "#fff"}, True),
        ('<style>.a { fill: #abc; }</style><path class="a" d="M0 0"/>', {"#abc"}, True),
        ('<path fill="rebeccapurple" d="M0 0"/>', set(), False),
        ('<path fill="none" stroke="#0b3f9c" d="M0 0"/>', {"#0b3f9c"}, True),
        ('<image href="data:image/png;base64,AA=="/>', set(), False),
        (
            '<path fill="url(#g)"/><linearGradient id="g"><stop stop-color="#fedcba"/></linearGradient>',
            {"#fedcba"},
            True,
        ),
        ("<path", set(), False),
    ],
)
def test_a_drawing_says_what_it_is_painted_with(inside: str, colours: set[str], is_whole: bool) -> None:
    found = painted(_svg(inside))
    assert (set(found.colours), found.is_whole) == (colours, is_whole)


def test_upstreams_own_file_leaves_colours_alone() -> None:
    written = yaml.safe_load((REPOSITORY / "mkdocs.base.yml").read_text("utf-8"))
    assert "colours" not in written["extra"].get("city", {})
