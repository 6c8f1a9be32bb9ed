"""What we say to people is said in French too, whole, and as French is printed.

When a sentence is missing the test prints it in the catalogue's own form: paste it into
`hooks/living_guide/locale/fr.po` and write the French between the quotes of `msgstr`. No-break
spaces are hard to type and harder to see; the test says where they are wanted.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import IO, Any

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

from living_guide.checks import all_rules
from living_guide.language import named
from living_guide.messages import (
    LOCALE_FOLDER,
    SOURCE_LANGUAGE,
    Text,
    catalogue,
    counted,
    names_of_languages,
)

HOOKS = Path(__file__).parent.parent / "hooks"
OVERRIDES = HOOKS.parent / "overrides"
BASE = HOOKS.parent / "mkdocs.base.yml"
FRENCH = LOCALE_FOLDER / "fr.po"
KEYWORDS: dict[str, Any] = {"Text": None, "said": None, "counted": (1, 2)}
"""The functions whose first argument is a sentence. `said` as a method takes a catalogue: not that."""

MANUALS = {rule.manual for rule in all_rules().values()}


def _calls(
    file: IO[bytes], keywords: Iterable[str], comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """Babel's Python extractor, except that it sees into f-strings on every Python."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            match node.args:
                case [ast.Constant(value=str(one)), ast.Constant(value=str(other)), _]:
                    yield node.lineno, node.func.id, (one, other), []
                case [ast.Constant(value=str(sentence)), *_]:
                    yield node.lineno, node.func.id, sentence, []
                case [ast.Name(), *_]:  # a helper handing on what its caller wrote
                    pass
                case _:
                    raise AssertionError(
                        f"line {node.lineno}: write the sentence itself in {node.func.id}(…)"
                    )


def _said_in(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for _line, sentence, _comments, _context in extract(_calls, file, keywords=KEYWORDS):
            yield from [sentence] if isinstance(sentence, str) else sentence


def _said_in_templates() -> Iterator[str]:
    """What the site says to readers: `_('…')` in templates, and the names of the palettes."""
    reading = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted(OVERRIDES.rglob("*.html")):
        found = reading.extract_translations(path.read_text("utf-8"), ("_", "said_in"))
        for _line, _function, sentence in found:
            if isinstance(sentence, tuple):  # said_in(language, sentence)
                sentence = sentence[-1]
            if isinstance(sentence, str):  # else a name from the configuration: the palettes', below
                yield sentence
    palettes = yaml.safe_load(BASE.read_text("utf-8"))["theme"]["palette"]
    yield from (palette["toggle"]["name"] for palette in palettes)


SENTENCES = {
    *(sentence for path in sorted(HOOKS.rglob("*.py")) for sentence in _said_in(path)),
    *_said_in_templates(),
}


def _french() -> Catalog:
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


TRANSLATED = {
    sentence: words
    for entry in _french()
    if entry.id
    for sentence, words in (
        [(entry.id, str(entry.string))]
        if isinstance(entry.id, str)
        else zip(entry.id, entry.string, strict=True)  # French has two forms, as English has
    )
}


def _as_po(sentences: Iterable[str]) -> str:
    missing = Catalog(locale="fr")
    for sentence in sentences:
        missing.add(sentence)
    written = io.BytesIO()
    write_po(written, missing, width=0, omit_header=True, sort_output=True)
    return written.getvalue().decode()


def _names(sentence: str) -> set[str]:
    """The blanks of a sentence; fails on a brace that is not doubled."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_and_manual_has_its_french() -> None:
    missing = {sentence for sentence in SENTENCES | MANUALS if not TRANSLATED.get(sentence)}
    if missing:
        pytest.fail(f"paste into {FRENCH} and translate:\n\n{_as_po(missing)}", pytrace=False)


def test_french_has_nothing_that_is_no_longer_said() -> None:
    catalog = _french()
    extra = set(TRANSLATED) - SENTENCES - MANUALS
    if extra:
        pytest.fail(f"remove from {FRENCH}, or mend the English:\n\n{_as_po(extra)}", pytrace=False)
    assert not catalog.obsolete, "remove the lines that begin with #~"
    assert not [entry.id for entry in catalog if entry.id and entry.fuzzy], "check these, then remove `fuzzy`"


@pytest.mark.parametrize("sentence", sorted(SENTENCES & set(TRANSLATED)))
def test_french_has_the_same_blanks(sentence: str) -> None:
    french = TRANSLATED[sentence]
    assert _names(french) == _names(sentence)
    assert french.count("%") == sentence.count("%")  # argparse reads % in its helps
    filled = Text(sentence, **{name: f"<{name}>" for name in _names(sentence)}).said(catalogue("fr"))
    assert all(f"<{name}>" in filled for name in _names(sentence))
    assert "{{" not in filled and "}}" not in filled


@pytest.mark.parametrize(
    "manual", sorted(MANUALS & set(TRANSLATED)), ids=lambda text: text.partition("\n")[0]
)
def test_french_manual_has_the_same_parts(manual: str) -> None:
    french = TRANSLATED[manual]
    summary, _, rest = french.partition("\n")
    assert summary.endswith(".") and len(summary) <= 100
    assert rest.startswith("\n")
    assert max(map(len, french.splitlines())) <= 100
    assert len(french.split("\n\n")) == len(manual.split("\n\n"))
    labels = re.findall(r"^(Bad|Good):", manual, re.MULTILINE)
    theirs = re.findall(r"^(Non|Oui)\u00a0:", french, re.MULTILINE)
    assert theirs == [{"Bad": "Non", "Good": "Oui"}[label] for label in labels]
    assert _fields(french) == _fields(manual)


def _fields(manual: str) -> list[str]:
    """What stands before the colon on the indented lines: YAML's names are not translated."""
    return re.findall(r"^    ([\w-]+):", manual, re.MULTILINE)


_CODE = re.compile(r"`[^`]*`|<!--.*?-->|(?<=\])\([^)]*\)|!(?=\[)|^    .*$", re.MULTILINE)
"""What is not prose: code, comments, the targets of links, the sign of an image, indented lines."""

_FAULTS = {
    r"'": "a straight apostrophe: write ’",
    r'"': "straight quotes: write « … » with U+202F inside",
    r"[“”]": "English quotes: write « … » with U+202F inside",
    r"\.\.\.": "three points: write …",
    r"(?<!\u202f)[;!?]": "U+202F (narrow no-break space) is wanted before ; ! ?",
    r"(?<!\u202f)»": "U+202F (narrow no-break space) is wanted before »",
    r"«(?!\u202f)": "U+202F (narrow no-break space) is wanted after «",
    r"(?<!\u00a0):(?=\s|$)": "U+00A0 (no-break space) is wanted before :",
    r"\s[\u00a0\u202f]|[\u00a0\u202f]\s": "two spaces, one of them no-break",
}


def _faults(french: str) -> Iterator[str]:
    prose = _CODE.sub("`", french)
    for pattern, cure in _FAULTS.items():
        for found in re.finditer(pattern, prose):
            around = prose[max(0, found.start() - 30) : found.end() + 15]
            yield f"{cure}\n    {around!r}"


@pytest.mark.parametrize("french", sorted(set(TRANSLATED.values())), ids=lambda text: text.partition("\n")[0])
def test_french_is_written_as_in_print(french: str) -> None:
    faults = list(_faults(french))
    if faults:
        pytest.fail("\n".join([french, *faults]), pytrace=False)


@pytest.mark.parametrize(
    "wrong",
    ["l'essai", 'un "essai"', "« essai »", "quoi ?", "ceci; cela", "un mot :", "un mot: deux", "bon..."],
)
def test_typewriter_french_is_refused(wrong: str) -> None:
    assert list(_faults(wrong))


@pytest.mark.parametrize(
    "right",
    [
        "l’essai",
        "«\u202fessai\u202f»\u202f!",
        "voici\u00a0: `a: b`, `l'un`",
        "{path}:{line}",
        "Non\u00a0: ![L’atelier](x.png)",
        'Non\u00a0:\n    title: "a: b"',
    ],
)
def test_printed_french_is_accepted(right: str) -> None:
    assert not list(_faults(right))


def test_catalogue_is_what_the_command_reads() -> None:
    names = names_of_languages("fr")
    assert names["Dutch"] == "néerlandais" and str(named("nl")) == "Dutch"
    read = {said: words for said, words in catalogue("fr").items() if said not in names}
    assert {said: words for said, words in read.items() if "\0" not in said}.items() <= TRANSLATED.items()
    own = {words for said, words in TRANSLATED.items() if said not in names}
    assert {words for said, words in read.items() if not said.startswith("\0")} == own
    assert catalogue(SOURCE_LANGUAGE) == {}


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 0, "0 errors"),
        ("en", 1, "1 error"),
        ("en", 2, "2 errors"),
        ("fr", 0, "0 erreur"),
        ("fr", 1, "1 erreur"),
        ("fr", 2, "2 erreurs"),
        ("fr-CA", 1, "1 erreur"),
    ],
)
def test_what_counts_is_said_in_the_grammar_of_its_language(language: str, count: int, expected: str) -> None:
    said = counted("{count} error", "{count} errors", count).said(catalogue(language))
    assert said.partition("\u00a0")[0] == expected


def test_catalogue_says_nothing_of_when_or_by_whom() -> None:
    header = FRENCH.read_text("utf-8").partition("\n\nmsgid")[0]
    assert '"Language: fr\\n"' in header and '"Plural-Forms: ' in header
    assert not re.search(r"POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator", header)
