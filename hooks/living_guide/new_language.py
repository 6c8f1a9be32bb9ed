"""A language more: its lines in the city's file, its home page, its catalogue of the interface's words."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import yaml
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from yaml.nodes import MappingNode, Node, SequenceNode

from living_guide.messages import Text, Told, blanks, catalogue, sentences
from living_guide.settings import IN_PREPARATION
from living_guide.waivers import TO_WRITE

_LANGUAGES = ("plugins", "i18n", "languages")


@dataclass(frozen=True, slots=True)
class Interface:
    """A catalogue as it is to be written, and how far its translation has come."""

    text: str
    translated: int
    total: int
    unusable: tuple[str, ...]
    """Sentences whose translation has other blanks in braces than the English: they are not used."""


def own_name(code: str) -> str:
    """What a language calls itself.

    Raises:
        Told: there is no such language.
    """
    try:
        name = str(Locale.parse(code, sep="-").get_display_name() or "")
    except (UnknownLocaleError, ValueError):
        name = ""
    if not name:
        raise Told(
            Text("no language is known by the code `{code}`; write one such as `es` or `pt-BR`", code=code)
        )
    return name[0].upper() + name[1:]


def with_language(text: str, code: str, name: str, *, begun: bool = True) -> str:
    """The city's file with a language more, `begun` or whole; its comments and its order stay.

    Raises:
        Told: its languages are not written as a list with a line for each value.
    """
    listed = _at(yaml.compose(text), *_LANGUAGES)
    if not isinstance(listed, SequenceNode) or listed.flow_style or not listed.value:
        raise Told(
            Text("`plugins: i18n: languages:` in mkdocs.yml must be a list with one value on each line")
        )
    lines = text.splitlines()
    margin = " " * listed.start_mark.column
    at = _end(lines, listed)
    quoted = json.dumps(name, ensure_ascii=False)
    lines[at:at] = [f"{margin}- locale: {code}", f"{margin}  name: {quoted}"]
    written = "\n".join(lines) + "\n"
    return _in_preparation(written, code) if begun else written


def _in_preparation(text: str, code: str) -> str:
    root = yaml.compose(text)
    begun = _at(root, "extra", "city", IN_PREPARATION)
    if begun is not None:
        codes = [str(item.value) for item in begun.value] if isinstance(begun, SequenceNode) else []
        start, end = begun.start_mark.index, begun.end_mark.index
        ending = "" if isinstance(begun, SequenceNode) and begun.flow_style else "\n"
        return text[:start] + f"[{', '.join([*codes, code])}]" + ending + text[end:]
    lines = text.splitlines()
    for depth in (2, 1, 0):
        above = ("extra", "city")[:depth]
        inside = _at(root, *above)
        if isinstance(inside, MappingNode) and not inside.flow_style:
            margin = " " * inside.start_mark.column
            rest = [*("extra", "city")[depth:], f"{IN_PREPARATION}: [{code}]"]
            new = [
                margin + "  " * number + (key if key.endswith("]") else f"{key}:")
                for number, key in enumerate(rest)
            ]
            at = inside.start_mark.line if depth else len(lines)
            lines[at:at] = new
            break
    return "\n".join(lines) + "\n"


def _at(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        if not isinstance(node, MappingNode):
            return None
        node = next((value for name, value in node.value if name.value == key), None)
    return node


def _end(lines: list[str], node: Node) -> int:
    """The line below a node's last word: blank lines and comments behind it are not its own."""
    last = node
    while isinstance(last, (MappingNode, SequenceNode)) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    at = int(last.end_mark.line) + bool(last.end_mark.column)
    while not lines[at - 1].strip():
        at -= 1
    return at


def home(code: str, original: str) -> str:
    """The home page in a new language, as a draft: readers see the original with a notice till then."""
    words = catalogue(code)
    title = Text("To translate").said(words)
    told = Text("Translate `{original}` here; then take the line `status: draft` away.", original=original)
    return "\n".join(
        [
            "---",
            f"title: {json.dumps(title, ensure_ascii=False)}",
            "status: draft",
            "translation: {by: human}",
            "---",
            "",
            f"# {title}",
            "",
            f"<!-- {TO_WRITE}: {told.said(words)} -->",
            "",
        ]
    )


def interface(code: str, written: str) -> Interface:
    """The catalogue of a language with every sentence the interface says, keeping what is translated."""
    known, own = catalogue(code), {}
    for entry in read_po(io.StringIO(written), locale=None) if written else ():
        if entry.id:
            own[str(entry.id)] = str(entry.string)
    unusable = tuple(
        said for said in sorted(sentences()) if own.get(said) and blanks(own[said]) != blanks(said)
    )
    catalog = Catalog(locale=code.replace("-", "_"), charset="utf-8")
    for sentence in sorted(sentences()):
        catalog.add(sentence, own.get(sentence) or known.get(sentence, ""))
    output = io.BytesIO()
    write_po(output, catalog, width=0, omit_header=True, sort_output=True)
    header = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    done = sum(bool(own.get(said) or known.get(said)) for said in sentences()) - len(unusable)
    return Interface(header.format(code) + output.getvalue().decode(), done, len(sentences()), unusable)
