"""Drawings: what acts, fetches or multiplies is refused however it is spelt, what programs export passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_guide.safety.drawings import read_drawing
from living_guide.safety.expansion import MAX_DRAWN, MAX_LEVELS

DATA = Path(__file__).parent / "drawings"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink">{}</svg>'
)


def _table(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def _whole(written: str) -> bytes:
    return (written if "<svg" in written or "<html" in written else SVG.format(written)).encode()


@pytest.mark.parametrize("written", _table("refused.txt"))
def test_what_acts_or_fetches_is_refused(written: str) -> None:
    assert read_drawing(_whole(written))


@pytest.mark.parametrize("written", _table("passed.txt"))
def test_what_only_draws_passes(written: str) -> None:
    assert read_drawing(_whole(written)) == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.svg")), ids=lambda path: path.stem)
def test_what_programs_export_passes(path: Path) -> None:
    assert read_drawing(path.read_bytes()) == []


LINK = {
    "use": '<g id="p{n}">{inside}</g>{more}',
    "pattern": '<pattern id="p{n}" width="1" height="1">{inside}</pattern>{more}',
    "mask": '<mask id="p{n}">{inside}</mask>{more}',
    "clip-path": '<clipPath id="p{n}">{inside}</clipPath>{more}',
    "marker": '<marker id="p{n}">{inside}</marker>{more}',
    "filter": '<filter id="p{n}">{inside}</filter>{more}',
}
POINTED = {
    "use": ['<use href="#p{n}"/>', '<use xlink:href=" #p{n}"/>', '<use href="#%70{n}"/>'],
    "pattern": [
        '<rect fill="url(#p{n})"/>',
        "<rect style=\"stroke:red;FILL: URL( '#p{n}' )\"/>",
        '<rect class="p{n}"/>',
        '<g fill="url(#p{n})"><g><rect/></g></g>',
    ],
    "mask": ['<rect mask="url(#p{n})"/>', '<rect class="p{n}"/>'],
    "clip-path": ['<rect clip-path="url(#p{n})"/>'],
    "marker": ['<path d="M0 0h1v1" marker-mid="url(#p{n})"/>', '<line style="marker:url(#p{n})"/>'],
    "filter": ['<feImage href="#p{n}"/>', '<rect filter="url(#p{n})"/>'],
}
WAYS = [(kind, way) for kind, ways in POINTED.items() for way in ways]


def _pyramid(kind: str, way: str, times: int, floors: int) -> bytes:
    """Parts that each draw the one before so many times."""
    prop = {"pattern": "fill", "mask": "mask"}.get(kind, "fill")
    sheet = "".join(f".a g>.p{n}{{/*}}*/{prop}:url(#p{n})}}" for n in range(floors))
    drawing = f"<style>@media screen{{{sheet}}}</style>" if "class" in way else ""
    for n in range(floors):
        inside = way.format(n=n - 1) * times if n else "<rect/>"
        drawing += LINK[kind].format(n=n, inside=inside, more="")
    return SVG.format(drawing + way.format(n=floors - 1)).encode()


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_a_pyramid_is_refused(kind: str, way: str) -> None:
    assert [refused.fault for refused in read_drawing(_pyramid(kind, way, 10, 9))] == ["too-much"]
    assert read_drawing(_pyramid(kind, way, 2, 3)) == []


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_a_part_that_draws_itself_is_no_matter(kind: str, way: str) -> None:
    """It is refused, or browsers see that a style sheet made it; never an endless search."""
    drawing = LINK[kind].format(n=0, inside=way.format(n=1), more="")
    drawing += LINK[kind].format(n=1, inside=way.format(n=0), more="")
    faults = read_drawing(SVG.format(drawing + way.format(n=0)).encode())
    assert [refused.fault for refused in faults] == ["too-much"] or "class" in way


def test_levels_and_chains() -> None:
    deep = MAX_LEVELS - 2
    assert read_drawing(SVG.format("<g>" * deep + "</g>" * deep).encode()) == []
    assert read_drawing(SVG.format("<g>" * 100_000).encode())
    chain = "".join(f'<g id="p{n}"><use href="#p{n - 1}"/></g>' for n in range(1, 5000))
    for drawing in (chain, "".join(reversed(chain.split("\n")))):
        assert [refused.fault for refused in read_drawing(SVG.format(drawing).encode())] == ["too-much"]


MARKER = '<marker id="m"><path d="M0 0h1"/></marker>'
LONG = "M0 0" + "h1v1" * MAX_DRAWN


@pytest.mark.parametrize(
    "marked",
    [
        f'<path marker-mid="url(#m)" d="{LONG}"/>',
        f'<g style="marker-mid:url(#m)"><g><path d="{LONG}"/></g></g>',
        f'<style>.a{{marker:url("#m")}}</style><path class="a" d="{LONG}"/>',
        f'<defs><path id="a" d="{LONG}"/></defs><use href="#a" marker-start="url(#m)"/>',
    ],
)
def test_a_marker_at_each_of_many_corners_is_refused(marked: str) -> None:
    assert [refused.fault for refused in read_drawing(SVG.format(MARKER + marked).encode())] == ["too-much"]
    assert read_drawing(SVG.format(MARKER + marked.replace(LONG, LONG[:4000])).encode()) == []


def test_many_shapes_of_ones_own_are_no_matter() -> None:
    assert read_drawing(SVG.format('<path d="M0 0h1"/>' * 3 * MAX_DRAWN).encode()) == []
    dots = '<path id="a" d="M0 0h1"/>' + '<use href="#a"/>' * (MAX_DRAWN - 10)
    assert read_drawing(SVG.format(dots).encode()) == []


@pytest.mark.parametrize(
    "sheet",
    ["a" * 500_000, "{" * 500_000, "(" * 500_000, "a{fill:url(#b)}" * 20_000, '"' * 99_999, "--a:" * 99_999],
)
def test_a_long_style_sheet_is_read_to_its_end(sheet: str) -> None:
    """Within the time that pytest gives a test: no search begins anew at each sign."""
    read_drawing(SVG.format(f"<style>{sheet}</style>").encode())


SIGNS = ['"', "'", "/*", "*/", "\n", ";", "{", "}", "(", ")", "a", " ", "url(#a)", "rgb(", "<![CDATA[]]>"]
_HIDDEN = re.compile(r"""/\*.*?(?:\*/|$)|"[^"\n]*(?:["\n]|$)|'[^'\n]*(?:['\n]|$)""", re.DOTALL)


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
def test_nothing_hides_what_fetches(before: str) -> None:
    """Unless a string or a comment that does not end holds it, which browsers hide it in, too."""
    whole = f"{before.replace('<![CDATA[]]>', '')} image-set(x)"
    is_hidden = "image-set" not in _HIDDEN.sub(" ", whole)
    style = f"<style>{before} image-set(x)</style>"
    assert is_hidden or read_drawing(SVG.format(style).encode())
