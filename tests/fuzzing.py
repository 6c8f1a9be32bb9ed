"""Made-up pages, front matter, concepts, facets, city files and drawings, and what must hold for each.

`answers` runs everything the checks do with one input. It raises for a traceback, for more than two
seconds of the processor's time, and for a page without findings that the sanitiser would change.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import strategies as st

import shaped
from living_guide.checks import run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Severity
from living_guide.glossary import read_concept
from living_guide.located import parse_yaml
from living_guide.messages import Told
from living_guide.pages import read_page
from living_guide.safety.city import city_words
from living_guide.safety.drawings import read_drawing
from living_guide.safety.rendering import Renderer
from living_guide.safety.sanitise import sanitised
from living_guide.settings import Language, Settings
from living_guide.source import Source
from trees import write_tree

T = TypeVar("T")
SECONDS = 2
REFUSING = ("safety-", "files-", "text-glued-code")
SETTINGS = Settings((Language("en", "English", True), Language("fr", "Français", False)))
RENDERER = Renderer(lambda: None)
_FOLDER = TemporaryDirectory(prefix="fuzzing-")
PAGE = "# Page\n\nOf a word, of the mot, and [of a page](page.md#page).\n\n[[say/avoid]]\n"

MARKDOWN = [
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "!!! note\n",
        '??? note "',
        '=== "',
        "    ",
        "\t",
        "\n",
        "\n\n",
        "  \n",
    ),
    *("```", "~~~", "`", "``", "*", "**", "_", "__", "\\", "|", "|-|\n", ": ", "[^a]", "[^a]: ", "---\n"),
    *("[", "]", "(", ")", "![", "](", "]: ", "[a]", "[a]: ", "<", ">", "</", "{ ", " }", "{: ", "#a", ".b"),
    *(
        "javascript:",
        "JaVaScRiPt:",
        "&colon;",
        "&#106;",
        "&#x0a;",
        "data:",
        "https://",
        "//",
        "a.md",
        "x.png",
    ),
    *("<script>", "</script>", "<img src=x ", "onerror=go()", "onclick=", "<svg", "<a href=", "<b>", "</b>"),
    *("<div>", "</div>", "<div markdown>", "<!--", "-->", "--!>", "<![CDATA[", "<?", "?>", "<p ", "style=x"),
    *("{{", "}}", "{%", "--8<--", '"', "'", "=", "&lt;", "&", "#__config", "md-x", "id=", "title=", "\\<"),
    *(
        "word",
        "mot ",
        "é",
        "\u00a0",
        "\u202f",
        "\u200b",
        "😀",
        "1",
        ".",
        ":",
        "!",
        "@",
        "x.example",
        "/",
        "\r",
    ),
]
YAML = [
    *(
        "title: ",
        "description: ",
        "id: ",
        "en: ",
        "fr:\n  ",
        "term: ",
        "forms: ",
        "definition: ",
        "sources: ",
    ),
    *("discouraged: ", "use: ", "reason: ", "places: ", "order: ", "published: ", "related: ", "status: "),
    *("- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", ": ", "'", '"', "|\n  ", ">\n  ", "#", "---\n"),
    *("&a ", "*a", "!!python/name:os.system", "!ENV ", "<<: ", "? ", "<b>", "&lt;", "{{ x }}", "javascript:"),
    *("2026-02-31", "0o9", ".nan", "1:59:59", "1e999", "~", "true", "\\u202e", "\\ud800", "\\0", "é", "word"),
    *("plugins: ", "i18n: ", "languages: ", "locale: fr", "extra: ", "city: ", "site_name: ", "guides/a.md"),
]
XML = [
    *('<svg xmlns="http://www.w3.org/2000/svg">', "</svg>", "<g>", "</g>", "<script>", "<style>", "</style>"),
    *(
        "<!DOCTYPE svg [",
        "<!ENTITY a 'b'>",
        "]>",
        "&a;",
        "&#x41;",
        "<?xml version='1.0'?>",
        "<![CDATA[",
        "]]>",
    ),
    *(
        "<use href='#a'/>",
        "<image href='",
        "data:image/png;base64,",
        "url(",
        "#a",
        ")",
        "'",
        '"',
        "on",
        "=",
        "é",
    ),
    *(
        " onload='go()'",
        "<foreignObject/>",
        "xmlns:x='y'",
        "x:",
        "<a ",
        "/>",
        ">",
        "<",
        "\0",
        "@import",
        "text",
    ),
]


def mixed(parts: list[str], most: int) -> st.SearchStrategy[str]:
    """Texts made of these parts and of any signs, and now and then of one part many times."""
    signs = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=3)
    some = st.lists(st.one_of(st.sampled_from(parts), st.sampled_from(parts), signs), max_size=most)
    many = st.tuples(st.lists(st.sampled_from(parts), min_size=1, max_size=3), st.integers(2, 400))
    return st.one_of(
        some.map("".join),
        some.map("".join),
        some.map("".join),
        many.map(lambda item: "".join(item[0]) * item[1]),
    )


_WORDS = mixed([*MARKDOWN, *YAML], 4)
INPUTS = {
    "page": mixed(MARKDOWN, 24),
    "front-matter": mixed(YAML, 16) | shaped.written(shaped.PAGE_FIELDS, _WORDS),
    "concept": mixed(YAML, 20) | shaped.written(shaped.CONCEPT_FIELDS, _WORDS),
    "data": st.one_of(
        mixed(YAML, 20), *(shaped.written(fields, _WORDS) for fields in shaped.DATA_FIELDS.values())
    ),
    "city": mixed(YAML, 20) | shaped.written(shaped.CITY_FIELDS, _WORDS),
    "drawing": mixed(XML, 16),
}
"""Of what is YAML, half is any signs, and half in the shape of its file, so that every rule has its say."""


class _Late(BaseException):
    """No `Exception`: what is tried may catch those, and would go on as if it had answered."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Seconds of the processor's time: a busy machine is no fault of ours."""

    def late(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGVTALRM, late)
    # Again and again: raised while Python collects its garbage, it is thrown away.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    except _Late:
        raise AssertionError(f"no answer within {seconds} seconds") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def soon(work: Callable[[], T]) -> T:
    """What `work` gives, in two seconds; a processor shared with others is slower, so the best of three."""
    for _ in range(2):
        try:
            with within(SECONDS):
                return work()
        except AssertionError:
            continue
    with within(SECONDS):
        return work()


def answers(kind: str, text: str) -> None:
    """Everything the checks do with an input; raises when something that must hold does not."""
    if kind == "page":
        _page(text.replace("\r", "\n"))
    elif kind == "front-matter":
        soon(lambda: _checked(f"---\n{text}\n---\n# Page\n"))
    elif kind == "concept":
        soon(lambda: _checked(PAGE, concept=text))
    elif kind == "data":
        soon(lambda: _checked(PAGE, data=text))
    elif kind == "city":
        soon(lambda: _city(text))
    else:
        soon(lambda: read_drawing(text.encode("utf-8", "surrogatepass")))


def _page(text: str) -> None:
    """A page that nothing is said of comes out of the renderer soon, and whole out of the sanitiser."""
    refused = soon(lambda: _checked(text))
    if not refused:
        page = read_page(Source("docs/en/page.md", text), "en", "page.md")
        rendered = soon(lambda: RENDERER.render(text[page.body :])).html
        assert not sanitised(rendered).faults, (text, rendered)


def _city(text: str) -> None:
    """All checks on a guide whose city has written this: they say what they find, or why they cannot."""
    list(city_words(text))
    root = Path(_FOLDER.name)
    write_tree(root, {"mkdocs.yml": text, "docs/en/index.md": PAGE})
    with suppress(Told, OSError):  # what the command says in a line, whatever it is about
        run_checks(read_corpus(root))


def _checked(text: str, concept: str = "", data: str = "") -> bool:
    """Run all checks on a page and data; whether something was refused that a build could not publish."""
    page = read_page(Source("docs/en/page.md", text), "en", "page.md")
    concepts = {}
    if concept:
        read = read_concept(Source("docs/data/glossary/word.yml", concept), SETTINGS.codes)
        concepts[read.id] = read
    files = {name: parse_yaml(Source(f"docs/data/{name}.yml", data)) for name in shaped.DATA_FIELDS if data}
    corpus = Corpus(Path("nowhere"), SETTINGS, (), {("en", "page.md"): page}, concepts, files, ())
    return any(
        found.severity is Severity.ERROR and found.rule.startswith(REFUSING) for found in run_checks(corpus)
    )
