"""The toolbox: data from which pages and files are made, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus, known_language_folder
from living_guide.diagnostics import Finding, Severity
from living_guide.located import Node
from living_guide.messages import Text
from living_guide.schema import TOOL, TOOL_ENTRY
from living_guide.shapes import Misfit, validate_fields
from living_guide.toolbox import FOLDER


def _tools(corpus: Corpus) -> Iterator[Node]:
    for place, parsed in corpus.data.items():
        if place.startswith(f"{FOLDER}/") and parsed.root and isinstance(parsed.root.value, dict):
            yield parsed.root


def _misfits(corpus: Corpus) -> Iterator[Misfit]:
    for tool in _tools(corpus):
        entries = [
            key
            for key in tool.keys
            if key not in TOOL and known_language_folder(key)
            if (entry := tool.get(key)) and isinstance(entry.value, dict)
        ]
        yield from validate_fields(tool, {**TOOL, **dict.fromkeys(entries, TOOL_ENTRY)})


@check(Severity.ERROR)
def unknown_key(corpus: Corpus) -> Iterator[Finding]:
    """A field that tools do not have.

    What stands under a misspelt name is on no form that people fill in.

    Bad:
        titel: First meeting
    Good:
        title: First meeting
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "unknown-key")


@check(Severity.ERROR)
def invalid_value(corpus: Corpus) -> Iterator[Finding]:
    """A field of a tool holds something else than it should.

    Pages and office files are made from it.

    Bad:
        kind: paper
    Good:
        kind: document
    """
    yield from (misfit.finding for misfit in _misfits(corpus) if misfit.kind == "invalid-value")


@check(Severity.WARNING)
def different_shape(corpus: Corpus) -> Iterator[Finding]:
    """A tool whose parts differ from one language to another.

    People of both languages fill in the same form, and compare.

    Bad:  five checklist lines in English, four in French
    Good: the same parts, with as many lines
    """
    for tool in _tools(corpus):
        entries = [(code, entry) for code in corpus.settings.codes if (entry := tool.get(code))]
        for code, entry in entries[1:]:
            first = _shapes(entries[0][1])
            own = _shapes(entry)
            for number, (shape, node) in enumerate(own):
                if number >= len(first) or shape != first[number][0]:
                    yield node.finding(
                        Text("this part differs from the one in `{language}`", language=entries[0][0]),
                        Text("give both languages the same parts, in the same order, with as many lines"),
                    )
                    break
            else:
                if len(own) < len(first):
                    yield entry.finding(
                        Text(
                            "`{language}` has fewer parts than `{other}`", language=code, other=entries[0][0]
                        ),
                        Text("give both languages the same parts, in the same order, with as many lines"),
                    )


def _shapes(entry: Node) -> list[tuple[object, Node]]:
    """Each block's kind and size, and its place."""
    blocks = entry.get("blocks")
    return [(_shape(block), block) for block in (blocks.items() if blocks else ())]


def _shape(block: Node) -> object:
    kinds = sorted(block.keys)
    table = block.get("table")
    if table is not None:
        rows = table.get("rows")
        return (
            "table",
            len(table.texts("columns")),
            len(rows.items() if rows else ()),
            table.text("empty_rows"),
        )
    return kinds, [len(node.items()) for node in (block.get(kind) for kind in kinds) if node]
