"""A page: its front matter, its Markdown, and its place among the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from living_guide.document import Document, Heading, Piece, Prose
from living_guide.joined import Joined
from living_guide.located import Node, Yaml, parse_yaml
from living_guide.markdown import read_markdown
from living_guide.shapes import MAX_NUMBER
from living_guide.source import Source, Span

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*(?:\r\n|\n|\r)(?P<yaml>.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:(?:\r\n|\n|\r)|\Z)",
    re.DOTALL,
)
HOME = "index.md"
"""Key of a language's first page."""
_READ_BY_PEOPLE = ("title", "description")
_SIGNS = {"'": r"''|\S", '"': r"\\(?:x..|u.{4}|U.{8}|\S)|\S"}
_WRITTEN_SPACES = frozenset(["\\", "\\n", "\\r", "\\t", "\\v", "\\f", "\\_", "\\N", "\\L", "\\P"])
_BLOCK_HEADER = re.compile(r"[|>][^\n]*\n")
_OPENED = re.compile(r"\A---[ \t]*(?:\r\n|\n|\r)")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page in one language.

    `key` is its path below the language's folder (`guides/choose-your-words.md`): the same in every
    language. `path` is the file a person can edit, or the data a generated page was made from.
    """

    key: str
    language: str
    source: Source
    front: Yaml
    document: Document
    unclosed: bool = False
    """Front matter that begins and never ends."""
    generated: bool = False
    front_prose: tuple[Prose, ...] = ()
    body: int = 0
    """Source offset at which the front matter ends and the Markdown begins."""
    prose: tuple[Prose, ...] = field(init=False, repr=False)
    """Everything people read: title and description, then the blocks."""
    joined: Joined = field(init=False, repr=False)
    """The same as one text, for rules to search at once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "prose", (*self.front_prose, *self.document.prose))
        object.__setattr__(self, "joined", Joined(self.prose))

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def meta(self) -> Node | None:
        """The front matter as a mapping, or None."""
        root = self.front.root
        return root if root is not None and isinstance(root.value, dict) else None

    def field(self, name: str) -> Node | None:
        return self.meta.get(name) if self.meta else None

    def text(self, name: str) -> str:
        return self.meta.text(name) if self.meta else ""

    def texts(self, name: str) -> list[str]:
        return self.meta.texts(name) if self.meta else []

    @property
    def is_draft(self) -> bool:
        """Whether readers are not to see it yet."""
        return self.text("status") == "draft"

    @property
    def title(self) -> str:
        """The title in front matter, else the first heading, else the file's name in words."""
        if self.text("title"):
            return self.text("title")
        heading = self.heading
        if heading and heading.text:
            return heading.text
        stem = self.key.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
        return stem.replace("-", " ").capitalize()

    @property
    def heading(self) -> Heading | None:
        """The page's own heading, of the first level."""
        return next((item for item in self.document.headings if item.level == 1), None)

    @property
    def order(self) -> float:
        """Place in its section; pages without one come last."""
        node = self.field("order")
        value = node.value if node else None
        sortable = isinstance(value, int | float) and abs(value) <= MAX_NUMBER
        return float(value) if sortable else float("inf")  # type: ignore[arg-type]

    @property
    def section(self) -> str:
        """The folder it belongs to; an index page belongs to the folder above its own."""
        folder = self.key.rpartition("/")[0]
        return folder.rpartition("/")[0] if self.is_index and folder else folder

    @property
    def is_index(self) -> bool:
        return self.key == HOME or self.key.endswith("/index.md")

    @property
    def url(self) -> str:
        """Where it is published below its language's root: `guides/choose-your-words/`."""
        return address_of(self.key)

    def start(self) -> Span:
        """The very beginning: where findings about the page as a whole are shown."""
        return self.source.span(0, 0)


def address_of(key: str) -> str:
    """Where a page of this key is published below its language's root.

    >>> address_of("guides/words.md"), address_of("guides/index.md"), address_of("index.md")
    ('guides/words/', 'guides/', '')
    """
    is_index = key == HOME or key.endswith("/index.md")
    return key.removesuffix("index.md") if is_index else key.removesuffix(".md") + "/"


def read_page(source: Source, language: str, key: str, *, generated: bool = False) -> Page:
    """Read a page; problems are kept in it, never raised."""
    found = _FRONT_MATTER.match(source.text)
    if found is None:
        body, front = 0, Yaml(None, ())
    else:
        body, front = found.end(), parse_yaml(source, found.start("yaml"), found.end("yaml"))
    unclosed = found is None and _OPENED.match(source.text) is not None
    document = read_markdown(source, body)
    words = tuple(_front_prose(front))
    return Page(key, language, source, front, document, unclosed, generated, words, body)


class MadePages(Mapping[tuple[str, str], Page]):
    """Pages made from data, by language and key: each is read when first asked for.

    With each source comes the language it speaks: another one where there is nothing in the own.
    """

    def __init__(self, sources: Mapping[tuple[str, str], tuple[str, Source]]) -> None:
        self._sources = sources
        self._read: dict[tuple[str, str], Page] = {}

    def __getitem__(self, place: tuple[str, str]) -> Page:
        if place not in self._read:
            spoken, source = self._sources[place]
            self._read[place] = read_page(source, spoken, place[1], generated=True)
        return self._read[place]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _front_prose(front: Yaml) -> Iterator[Prose]:
    for name in _READ_BY_PEOPLE:
        node = front.root.get(name) if front.root else None
        if node is not None and isinstance(node.value, str) and node.value.strip():
            yield prose_of(node)


def prose_of(node: Node) -> Prose:
    """A YAML text as prose: sign by sign where quoting or folding makes it differ from the file."""
    raw, text = node.source.text[node.start : node.end], str(node.value)
    whole = raw.find(text)
    if whole >= 0:
        start = node.start + whole
        return Prose(node.source, "front-matter", text, (Piece(0, start, start + len(text), verbatim=True),))
    signs = [found.span() for found in _signs(raw)]
    pieces: list[Piece] = []
    if len(signs) != sum(not character.isspace() for character in text):
        return Prose(node.source, "front-matter", text, (Piece(0, node.start, node.end, verbatim=False),))
    written, last = iter(signs), 0
    for at, character in enumerate(text):
        start, end = (last, last + 1) if character.isspace() else next(written)
        last = end
        place = node.start + start, min(node.start + end, node.end)
        pieces.append(Piece(at, *place, verbatim=raw[start:end] == character))
    return Prose(node.source, "front-matter", text, tuple(pieces))


def _signs(raw: str) -> Iterator[re.Match[str]]:
    """How each sign of a YAML text that is no space is written: `''` and `\\u00e9` stand for one."""
    style = raw[:1]
    quoted = style in _SIGNS
    header = _BLOCK_HEADER.match(raw)
    start, end = header.end() if header else int(quoted), len(raw) - quoted
    for found in re.compile(_SIGNS.get(style, r"\S")).finditer(raw, start, end):
        if style != '"' or found.group() not in _WRITTEN_SPACES:
            yield found
