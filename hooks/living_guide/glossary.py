"""Concepts: one idea, its terms in every language, and the words to avoid for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from living_guide.city.merging import REPLACES, merged
from living_guide.language import base_of
from living_guide.located import Node, Yaml, parse_yaml
from living_guide.source import Source, Span


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A way in which something is written, and where the glossary says so."""

    text: str
    span: Span

    @property
    def folded(self) -> str:
        """What two forms are compared by: case, white space and apostrophe aside."""
        text = unicodedata.normalize("NFC", self.text).replace("'", "’").casefold()
        return " ".join(text.split())


@dataclass(frozen=True, slots=True, eq=False)
class Discouraged:
    """Words to avoid for a concept in one language, what to say instead, and why."""

    forms: tuple[Form, ...]
    use: tuple[Form, ...]
    reason: str
    level: str
    allow: tuple[Form, ...]
    only_after_determiner: tuple[Form, ...]
    only_near: tuple[Form, ...]
    """Words of which one stands in the same sentence where the forms count; none: they count anywhere."""
    fix: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A concept in one language."""

    language: str
    span: Span
    term: Form | None
    abbreviation: Form | None
    forms: tuple[Form, ...]
    definition: str
    note: str
    sources: tuple[str, ...]
    discouraged: tuple[Discouraged, ...]

    def names(self) -> Iterator[Form]:
        """Every form that means the concept: term, abbreviation, alternatives."""
        if self.term:
            yield self.term
        if self.abbreviation:
            yield self.abbreviation
        yield from self.forms


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """One concept. `id` is the file's name: what links and other concepts call it."""

    id: str
    source: Source
    yaml: Yaml
    status: str
    """`draft`, `approved`, `deprecated`, or nothing when the file does not say."""
    consistency: str
    related: tuple[Form, ...]
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def root(self) -> Node | None:
        root = self.yaml.root
        return root if root is not None and isinstance(root.value, dict) else None

    def term(self, language: str) -> str:
        """The term in a language, else in whichever has one, else the id."""
        for code in (language, *self.entries):
            entry = self.entries.get(code)
            if entry and entry.term and entry.term.text:
                return entry.term.text
        return self.id

    def start(self) -> Span:
        return self.source.span(0, 0)


def read_concept(source: Source, languages: tuple[str, ...], beneath: Concept | None = None) -> Concept:
    """Read `<id>.yml`, over upstream's where there is one; problems are kept in it, never raised."""
    parsed = parse_yaml(source)
    if beneath is not None:
        parsed = merged(beneath.yaml, _without_note(parsed))
    name = source.path.rpartition("/")[2].removesuffix(".yml").removesuffix(".yaml")
    root = parsed.root
    if root is None or not isinstance(root.value, dict):
        return Concept(name, source, parsed, "draft", "optional", ())
    entries = {
        code: _entry(code, node)
        for code in languages
        if (node := root.get(code)) is not None and isinstance(node.value, dict)
    }
    for code in languages:
        base = entries.get(base_of(code))
        if base is not None:  # a variant says only what it says otherwise
            entries.setdefault(code, replace(base, language=code))
    return Concept(
        id=name,
        source=source,
        yaml=parsed,
        status=root.text("status"),
        consistency=root.text("consistency") or "optional",
        related=_forms(root, "related"),
        entries=entries,
    )


def _without_note(parsed: Yaml) -> Yaml:
    """What a city says of a concept, without what it noted about upstream's."""
    root = parsed.root
    if root is None or not isinstance(root.value, dict) or REPLACES not in root.value:
        return parsed
    kept = {name: value for name, value in root.value.items() if name != REPLACES}
    return replace(parsed, root=root._replace(value=kept))


def _entry(language: str, node: Node) -> Entry:
    discouraged = node.get("discouraged")
    return Entry(
        language=language,
        span=node.source.span(node.start, node.end),
        term=_form(node, "term"),
        abbreviation=_form(node, "abbr"),
        forms=_forms(node, "forms"),
        definition=node.text("definition"),
        note=node.text("note"),
        sources=tuple(node.texts("sources")),
        discouraged=tuple(
            _discouraged(item)
            for item in (discouraged.items() if discouraged else ())
            if isinstance(item.value, dict)
        ),
    )


def _discouraged(node: Node) -> Discouraged:
    return Discouraged(
        forms=_forms(node, "forms"),
        use=_forms(node, "use"),
        reason=node.text("reason"),
        level=node.text("level") or "warning",
        allow=_forms(node, "allow"),
        only_after_determiner=_forms(node, "only_after_determiner"),
        only_near=_forms(node, "only_near"),
        fix=node.text("fix"),
        span=node.source.span(node.start, node.end),
    )


def _form(node: Node, key: str) -> Form | None:
    value = node.get(key)
    if value is None or isinstance(value.value, list | dict):
        return None
    return Form(str(value.value).strip(), value.source.span(value.start, value.end))


def _forms(node: Node, key: str) -> tuple[Form, ...]:
    value = node.get(key)
    if value is None:
        return ()
    return tuple(
        Form("" if item.value is None else str(item.value).strip(), item.source.span(item.start, item.end))
        for item in value.strings()
    )
