"""No language is special: what differs between them is data, and the code names none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from living_guide.messages import SOURCE_LANGUAGE, languages
from trees import HOOKS, REPOSITORY

OVERRIDES = REPOSITORY / "overrides"
VENDORED = ("vendor", "stemmers")
"""Folders of what others wrote: a stemmer has endings that look like codes."""
CODES = [*languages(), "ar", "es"]
"""The languages we speak, and two that a city may add."""

_NAMED = re.compile(rf"(?:{'|'.join(CODES)})(?:[-_][A-Z]{{2}})?/?")
_JAVASCRIPT = re.compile(r"\"([^\"\\\n]*)\"|'([^'\\\n]*)'|`([^`\\]*)`")


def _written(pattern: str, *folders: Path) -> list[Path]:
    found = (path for folder in folders for path in folder.rglob(pattern))
    return sorted(path for path in found if not set(VENDORED) & set(path.parts))


def _in_python(text: str) -> Iterator[str]:
    """Texts that the code acts on; what it says to people, and its manuals, may give examples."""
    tree = ast.parse(text)
    source = [
        id(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SOURCE_LANGUAGE"
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in source:
            yield node.value


def _in_template(text: str) -> Iterator[str]:
    for _line, kind, value in Environment(autoescape=True).lex(text):
        if kind == "string":
            yield value[1:-1]
        elif kind == "data":
            yield from re.findall(r"""\blang\s*=\s*["']([^"']*)""", value)


def _in_script(text: str) -> Iterator[str]:
    for found in _JAVASCRIPT.finditer(text):
        yield found.group(found.lastindex or 1)


READ = {"*.py": _in_python, "*.html": _in_template, "*.xml": _in_template, "*.js": _in_script}
FILES = [(path, reader) for end, reader in READ.items() for path in _written(end, HOOKS, OVERRIDES)]


@pytest.mark.parametrize(
    ("path", "reader"), FILES, ids=[path.relative_to(REPOSITORY).as_posix() for path, _ in FILES]
)
def test_code_names_no_language(path: Path, reader: object) -> None:
    assert callable(reader)
    assert [text for text in reader(path.read_text("utf-8")) if _NAMED.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("*.py", 'if code != "en": pass'),
        ("*.py", 'root = "fr/"'),
        ("*.py", 'profile = {"fr-CA": 1}'),
        ("*.html", '{% set code = "en" %}'),
        ("*.html", '<p lang="fr">Bonjour</p>'),
        ("*.js", "const first = 'en';"),
    ],
)
def test_a_named_language_is_seen(end: str, text: str) -> None:
    assert any(_NAMED.fullmatch(found) for found in READ[end](text))


def test_the_sentences_in_the_code_are_in_one_language() -> None:
    assert SOURCE_LANGUAGE in languages()
    assert list(_in_python(f'SOURCE_LANGUAGE = "{SOURCE_LANGUAGE}"')) == []
