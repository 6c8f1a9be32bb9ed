"""`guide fix` mends what is certain, the same however often it runs, and touches nothing else."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide import fixes
from living_guide.cli import main
from living_guide.corpus import Corpus
from living_guide.glossary import read_concept
from living_guide.pages import read_page
from living_guide.settings import Language, Settings
from living_guide.source import Source
from trees import corpus_of, write_tree

NARROW, NO_BREAK = "\u202f", "\u00a0"
GLOSSARY = """\
status: approved
en:
  term: city guide
  definition: A thing.
  discouraged:
    - {forms: [item, city atlas], use: [thing, city guide], reason: r, level: warning, fix: safe}
    - {forms: [apple], use: [pear], reason: r, level: warning, fix: safe}
    - {forms: [house], use: [umbrella], reason: r, level: warning, fix: safe}
fr:
  term: chose
  definition: Une chose.
  discouraged:
    - forms: [hub régional, hubs régionaux]
      use: [pôle régional, pôles régionaux]
      reason: r
      level: info
      fix: safe
    - {forms: [outil local], use: [moyen local], reason: r, level: warning, fix: safe}
    - {forms: [moyen ancien], use: [outil ancien], reason: r, level: warning, fix: safe}
    - {forms: [évaluation rapide], use: [évaluation vive], reason: r, level: warning, fix: safe}
    - {forms: [un, deux], use: [trois], reason: r, level: warning, fix: safe}
    - {forms: [mot sûr], use: [mot juste], reason: r, level: warning}
"""


def corpus_with(text: str, language: str = "fr") -> Corpus:
    """A corpus of one page and one concept, without a file on disk."""
    page = read_page(Source(f"docs/{language}/index.md", text), language, "index.md")
    concept = read_concept(Source("docs/data/glossary/chose.yml", GLOSSARY), (language,))
    sites = Settings((Language(language, language, is_first=True),))
    return Corpus(Path(), sites, (), {(language, "index.md"): page}, {concept.id: concept}, {}, ())


def mended(text: str, language: str = "fr") -> str:
    changes, _ = fixes.mend(corpus_with(text, language), list)
    return changes[0].after if changes else text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Qui vient ? Moi !", f"Qui vient{NARROW}? Moi{NARROW}!"),
        ("Ceci: cela; fin", f"Ceci{NO_BREAK}: cela{NARROW}; fin"),
        (
            "**Ceci**: `a: b`; [ici: là](x.md#a:b)",
            f"**Ceci**{NO_BREAK}: `a: b`{NARROW}; [ici{NO_BREAK}: là](x.md#a:b)",
        ),
        ("**gras :** suite", f"**gras{NO_BREAK}:** suite"),
        ("« trop » et «trop»", f"«{NARROW}trop{NARROW}» et «{NARROW}trop{NARROW}»"),
        ("L'idée d'une ville, l ‘essai", "L’idée d’une ville, l’essai"),
        ("Et ainsi de suite...", "Et ainsi de suite…"),
        ("La 1ère et le 2ème, 10 000 fois", f"La 1re et le 2e, 10{NARROW}000 fois"),
        ("l' »essai »", f"l’ »essai{NARROW}»"),
    ],
)
def test_french_typography_is_mended(before: str, after: str) -> None:
    assert mended(f"# A\n\n{before}\n") == f"# A\n\n{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Apportez\n- un stylo\n- un plan\n", "Apportez\n\n- un stylo\n- un plan\n"),
        ("A\r\n* b\r\n* c\r\n", "A\r\n\r\n* b\r\n* c\r\n"),
        ("A\n| b | c |\n|---|---|\n| d | e |\n", "A\n\n| b | c |\n|---|---|\n| d | e |\n"),
        ("- a\n  - b\n    - c\n  - d\n- e\n", "- a\n    - b\n        - c\n    - d\n- e\n"),
        ("1. a\n   - b\n\n     c\n2. d\n", "1. a\n    - b\n\n        c\n2. d\n"),
        ("1) a\n2) b\n", "1. a\n2. b\n"),
        ("##Étapes\n\n#mot\n", "## Étapes\n\n#mot\n"),
        ("> A\n> - b\n> - c\n", "> A\n> - b\n> - c\n"),
        ("- a\n  - b\n\n    ```\n    c\n    ```\n", "- a\n  - b\n\n    ```\n    c\n    ```\n"),
    ],
)
def test_lists_tables_and_headings_are_mended_where_it_is_certain(before: str, after: str) -> None:
    assert mended(before) == after
    assert mended(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](http://localhost:8000/)", "[a](index.md)"),
        ("[a](http://127.0.0.1:8000/index.html#b 'c')", "[a](index.md#b 'c')"),
        ("![a](http://localhost:8000/b.png)", "![a](http://localhost:8000/b.png)"),
        ("<http://localhost:8000/>", "<http://localhost:8000/>"),
        ("[a][b]\n\n[b]: http://localhost:8000/", "[a][b]\n\n[b]: index.md"),
    ],
)
def test_addresses_of_the_guide_itself_are_mended_where_it_is_certain(before: str, after: str) -> None:
    assert mended(f"# A\n\n## B\n\n{before}\n") == f"# A\n\n## B\n\n{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://a.example.org/b?utm_source=c&d=1#e", "https://a.example.org/b?d=1#e"),
        ("https://a.example.org/b?fbclid=c", "https://a.example.org/b"),
        ("https://www.google.fr/url?q=https%3A%2F%2Fa.example.org%2Fb", "https://a.example.org/b"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D"
            "https%253A%252F%252Fa.example.org%252Fb%253Fgclid%253D1&data=05",
            "https://a.example.org/b",
        ),
        ("https://a.example.org/?q=utm_source", "https://a.example.org/?q=utm_source"),
        ("https://a.example.org/b?c=1&amp;utm_source=d", "https://a.example.org/b?c=1&amp;utm_source=d"),
        ("https://[a?utm_source=b", "https://[a"),
    ],
)
def test_addresses_lose_what_follows_readers(before: str, after: str) -> None:
    assert mended(f"[le rapport]({before})\n") == f"[le rapport]({after})\n"


def test_english_typography_is_mended() -> None:
    assert mended("# A\n\nDon't wait ... why ?\n", "en") == "# A\n\nDon’t wait … why?\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: L'essai !\n---\n",
        "`l'essai !`",
        "```\nl'essai ... !\n```",
        "    l'essai ... !",
        "<https://exemple.org/l'essai> et https://exemple.org/l'essai...",
        '[ici même](a.md "x"){ title="l\'essai" }',
        '<span title="l\'essai !">oui</span>',
        "<!-- l'essai ! -->",
        'Le mot "essai" et la »peur«',
        "l\\'essai et oui\\!",
        "fin de ligne\n! suite",
        "l’ essai",
        "<!-- guide-ok: typography-straight-apostrophe -- cité tel quel -->\nl'essai",
        "a&nbsp;&nbsp;!",
    ],
)
def test_the_rest_is_left_alone(text: str) -> None:
    document = text if text.startswith("---") else f"# A\n\n{text}\n"
    assert mended(document) == document


def test_nothing_is_mended_where_the_page_would_change_its_shape() -> None:
    """With a space behind them, these asterisks would make nothing bold: they would be read."""
    assert mended("# A\n\n(mot)**: suite** et l'un\n") == "# A\n\n(mot)**: suite** et l’un\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("le hub régional, du hub régional", "le pôle régional, du pôle régional"),
        ("Hub régional, des **hubs régionaux**", "Pôle régional, des **pôles régionaux**"),
        ("le [hub régional](x.md)", "le [pôle régional](x.md)"),
        ("une évaluation rapide, l’évaluation rapide", "une évaluation vive, l’évaluation vive"),
        ("## Un hub régional { #ici }", "## Un pôle régional { #ici }"),
        ("un outil local, des moyens", "un moyen local, des moyens"),
    ],
)
def test_safe_terms_are_replaced(before: str, after: str) -> None:
    assert mended(f"# A\n\n{before}\n") == f"# A\n\n{after}\n"


@pytest.mark.parametrize(
    "text",
    [
        "l’outil local",
        "d’outil local",
        "l’*outil local*",
        "le moyen ancien",
        "de moyen ancien",
        "du\nmoyen ancien",
        "mon hub régional",
        "HUB RÉGIONAL",
        "Hub Régional",
        "le hub\nrégional",
        "le hub *régional*",
        "un deux",
        "le mot sûr",
        "«\u202fhub régional\u202f»",
        "`hub régional` et [x](hub-régional.md)",
        "## Un hub régional",
        "<!-- term-ok: hub régional -- nom officiel -->\nle hub régional",
    ],
)
def test_terms_stay_where_a_person_must_read_the_sentence(text: str) -> None:
    assert mended(f"# A\n\n{text}\n") == f"# A\n\n{text}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("an item", "an item"),
        ("the item, Item", "the thing, Thing"),
        ("an apple, one apple", "an apple, one pear"),
        ("a house", "a house"),
        ("the city atlas", "the city guide"),
    ],
)
def test_english_articles_are_kept_right(before: str, after: str) -> None:
    assert mended(f"# A\n\n{before}\n", "en") == f"# A\n\n{after}\n"


FRAGMENTS = st.sampled_from(
    [
        *("mot", "l'essai", "l ‘essai", "Qui ?", "oui;", "non :", "« cité »", "«cité»", "suite...", "2ème"),
        *(
            "10 000",
            " ",
            "  ",
            NO_BREAK,
            "\n",
            "\n\n",
            "- ",
            "> ",
            "## ",
            "**",
            "*",
            "`",
            "[",
            "](x.md)",
            "![a](b)",
        ),
        *(
            "hub régional",
            "l’outil local",
            "le moyen ancien",
            "un, deux",
            "»",
            "«",
            "“",
            '"',
            "!",
            ":",
            "(",
            ")",
            "|",
        ),
        *(
            "\\",
            "&nbsp;",
            "<br>",
            "<b>",
            "</b>",
            "é",
            "’",
            "…",
            "\t",
            "!!! note",
            "    ",
            "\r\n",
            "_",
            "~",
            "1. ",
        ),
    ]
)
DOCUMENTS = st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map("".join)
PROTECTED = (
    "\n\n`l'essai ; ...`\n\n```\nl'essai ! ... hub régional\n```\n\n[x](l'essai.md) <https://a.org/l'un>\n"
)


def _what_may_change(text: str) -> str:
    """A text without the differences that typography makes, and those of signs that list and heading need."""
    text = re.sub(r"[\s\u00ad\ufeff]", "", text)
    text = re.sub(r"(\d)\)", r"\1.", text)
    text = re.sub("['‘´]", "’", text).replace("...", "…").replace("2ème", "2e")
    for wrong, right in (
        ("hubrégional", "pôlerégional"),
        ("moyenancien", "outilancien"),
        ("outillocal", "moyenlocal"),
    ):
        text = text.replace(wrong, right)
    return text


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_only_what_was_meant_changes(text: str) -> None:
    document = f"---\ntitle: L'essai ; ...\n---\n\n{text}{PROTECTED}"
    after = mended(document)
    assert _what_may_change(after) == _what_may_change(document)
    assert after.startswith("---\ntitle: L'essai ; ...\n---\n")
    assert after.count("\n") >= document.count("\n")


def test_protected_words_stay() -> None:
    assert mended("Qui ?" + PROTECTED) == f"Qui{NARROW}?" + PROTECTED


# The command ---------------------------------------------------------------------------------------


def test_files_are_mended_byte_for_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = b"\xef\xbb\xbf# A\r\n\r\nL'un\r\n\r\nsans fin : l'autre"
    root = write_tree(tmp_path, {"docs/fr/index.md": data})
    path = root / "docs/fr/index.md"
    path.chmod(0o640)

    assert main(["fix", "--root", str(root), "--lang", "en"]) == 0

    wanted = "\ufeff# A\r\n\r\nL’un\r\n\r\nsans fin\u00a0: l’autre"
    assert path.read_bytes() == wanted.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [item.name for item in path.parent.iterdir()] == ["index.md"]
    said = capsys.readouterr()
    assert said.out == (
        "--- docs/fr/index.md\n+++ docs/fr/index.md\n@@ -1,5 +1,5 @@\n # A\r\n \r\n-L'un\r\n+L’un\r\n \r\n"
        "-sans fin : l'autre\n\\ No newline at end of file\n"
        "+sans fin\u00a0: l’autre\n\\ No newline at end of file\n"
    )
    assert said.err == "files mended: 1\nleft to you: 0 errors, 0 warnings\n"


def test_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_tree(tmp_path, {"docs/fr/index.md": "# L'un\n"})
    assert main(["fix", "--dry-run", "--root", str(root), "--lang", "en"]) == 0
    assert (root / "docs/fr/index.md").read_text("utf-8") == "# L'un\n"
    said = capsys.readouterr()
    assert "+# L’un\n" in said.out
    assert said.err == "files to mend: 1\nleft to you: 0 errors, 0 warnings\n"


def test_a_clean_guide_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus_of(tmp_path, {})
    assert main(["fix", "--root", str(tmp_path), "--lang", "en"]) == 0
    assert capsys.readouterr() == ("", "files mended: 0\nleft to you: 0 errors, 0 warnings\n")


def test_only_the_paths_asked_for_are_mended(tmp_path: Path) -> None:
    pages = {f"docs/{code}/index.md": "# L'un\n" for code in ("en", "fr")}
    root = write_tree(tmp_path, pages)
    assert main(["fix", "--root", str(root), str(root / "docs/fr")]) == 0
    assert (root / "docs/en/index.md").read_text("utf-8") == "# L'un\n"
    assert (root / "docs/fr/index.md").read_text("utf-8") == "# L’un\n"


def test_errors_left_over_are_told_by_the_status(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"docs/fr/index.md": "# L'un\n\n[deux](rien.md)\n"})
    assert main(["fix", "--root", str(root)]) == 1
    assert (root / "docs/fr/index.md").read_text("utf-8") == "# L’un\n\n[deux](rien.md)\n"
    assert main(["fix", "--root", str(root), "no-such-file.md"]) == 2
    assert main(["fix", "--root", str(root / "nowhere")]) == 2


def test_a_write_that_fails_leaves_the_page_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_tree(tmp_path, {"docs/fr/index.md": "# L'un\n"})

    def refuse(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert main(["fix", "--root", str(root)]) == 2
    assert [item.name for item in (root / "docs/fr").iterdir()] == ["index.md"]
    assert (root / "docs/fr/index.md").read_text("utf-8") == "# L'un\n"


def test_a_page_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"docs/fr/index.md": "# Neuf\n"})
    with pytest.raises(OSError, match="changed since it was read"):
        fixes.write(root, fixes.Change("docs/fr/index.md", "# L'un\n", "# L’un\n"))
    assert (root / "docs/fr/index.md").read_text("utf-8") == "# Neuf\n"
