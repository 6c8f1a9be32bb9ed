"""The city's colours and logo: what cannot be seen is refused, and what could be seen is named."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.checks.city.file import written
from living_guide.city.colours import PALETTES, fault, surfaces
from living_guide.city.contrast import SHAPE, TEXT, contrast, figure, is_colour, nearest
from living_guide.city.file import Key, Place
from living_guide.city.logos import LOGOS, painted
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.source import Source

_COLOURS: Key = ("extra", "city", "colours")


@check(Severity.ERROR)
def contrast_(corpus: Corpus) -> Iterator[Finding]:
    """A colour or logo of the city's that many people could not make out.

    Words and links need a contrast of 4.5 with everything they stand on, in light colours and in dark
    ones; a logo needs 3 with the paper behind it (WCAG 2.2, 1.4.3 and 1.4.11). The nearest colour that
    has it is named.

    Bad:
        colours: {light: "#f0b429"}
    Good:
        colours: {light: "#835f07"}
    """
    source, found = written(corpus)
    for palette in PALETTES:
        place = found.get((*_COLOURS, palette))
        if place is not None and is_colour(place.value) and (told := fault(place.value, palette)):
            measured, other, better = told
            yield Finding(
                source.span(place.start, place.end),
                Text(
                    "`{colour}` has a contrast of {found} with `{other}`, and needs {least}",
                    colour=place.value,
                    found=figure(measured),
                    other=other,
                    least=TEXT,
                ),
                Text("write `{colour}`, the nearest that has it", colour=better),
            )
    for palette in PALETTES:
        place = found.get(LOGOS[palette]) or found.get(LOGOS["light"])
        if place is not None:
            yield from _logo(corpus, source, place, palette)


def _logo(corpus: Corpus, source: Source, place: Place, palette: str) -> Iterator[Finding]:
    span = source.span(place.start, place.end)
    file = corpus.assets.get(place.value)
    if file is None:
        return  # told as a value that cannot be used
    paper = surfaces(palette)["paper"]
    seen = painted(file.location.read_bytes()) if file.suffix == ".svg" else None
    if seen is None or not seen.colours:
        message = Text(
            "whether `{path}` can be seen on `{paper}` is not measured", path=place.value, paper=paper
        )
        yield Finding(span, message, Text("look at it in light and in dark colours"), Severity.INFO)
        return
    measured, colour = max((contrast(colour, paper), colour) for colour in seen.colours)
    if measured < SHAPE and seen.is_whole:
        yield Finding(
            span,
            Text(
                "no colour of `{path}` has a contrast of {least} with `{paper}`: "
                "its strongest, `{colour}`, has {found}",
                path=place.value,
                least=SHAPE,
                paper=paper,
                colour=colour,
                found=figure(measured),
            ),
            Text(
                "draw it with `{colour}` at least, or name another file for dark colours: "
                "`extra: city: logo_on_dark:`",
                colour=nearest(colour, [paper], SHAPE),
            ),
        )
