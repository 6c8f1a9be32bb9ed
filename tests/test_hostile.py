# ruff: noqa: E501 - a table of cases reads best with a case on a line
"""Whatever lies in a folder, the real command answers in words, soon, with the right exit status."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from fuzzing import within
from living_guide.cli import main
from trees import CLEAN, run_guide, write_tree

HOME = "docs/en/index.md"
CONCEPT = "docs/data/glossary/hate.yml"
NAMES = "docs/data/names.yml"
BOMB = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi")
)
NESTED = "".join("    " * level + "!!! note\n" for level in range(300))

FILES: dict[str, tuple[dict[str, str | bytes], int, str]] = {
    # name: files, exit status, what is said (`path:line:column` of an error, or nothing)
    "bad-utf8-page": ({HOME: b"# Home\n\nCaf\xe9\n"}, 1, f"{HOME}:3:4: error accents of this file"),
    "bad-utf8-concept": ({CONCEPT: b"id: hate\nfr: {term: ha\xefne}\n"}, 1, f"{CONCEPT}:2:14: error accents of this file"),
    "bad-utf8-names": ({NAMES: b"\xff\xfep\x00l\x00"}, 1, f"{NAMES}:1:1: error this file was saved as “Unicode”"),
    "utf16-page": ({HOME: "# Home\n".encode("utf-16")}, 1, f"{HOME}:1:1: error this file was saved as “Unicode”"),
    "list-for-front-matter": ({HOME: "---\n- a\n---\n# Home\n"}, 1, f"{HOME}:2:1: error"),
    "list-for-concept": ({CONCEPT: "- id: hate\n"}, 1, f"{CONCEPT}:1:1: error"),
    "list-for-entry": ({CONCEPT: "id: hate\nen: [hate]\n"}, 1, f"{CONCEPT}:2:5: error"),
    "list-for-names": ({NAMES: "- a\n"}, 1, f"{NAMES}:1:1: error"),
    "map-for-audience": ({HOME: "---\naudience: {a: b}\n---\n# Home\n"}, 1, f"{HOME}:2:11: error"),
    "map-for-forms": ({CONCEPT: "id: hate\nen: {forms: {a: b}}\n"}, 1, f"{CONCEPT}:2:13: error"),
    "map-for-facet-labels": ({NAMES: "places: {x: [1, {a: b}], y: 3}\n"}, 0, ""),
    "alias-bomb-front-matter": ({HOME: f"---\na: &a [x]\n{BOMB}---\n# Home\n"}, 1, f"{HOME}:2:4: error"),
    "alias-bomb-concept": ({CONCEPT: f"a: &a [x]\n{BOMB}"}, 1, f"{CONCEPT}:1:4: error"),
    "python-tag": ({CONCEPT: "id: !!python/object/apply:os.system [ls]\n"}, 1, f"{CONCEPT}:1:5: error"),
    "merge-key": ({CONCEPT: "id: hate\nen: {<<: {term: x}}\n"}, 1, f"{CONCEPT}:2:6: error"),
    "list-as-key": ({CONCEPT: "? [a, b]\n: c\n"}, 1, f"{CONCEPT}:1:3: error"),
    "unclosed-quote": ({CONCEPT: 'id: "hate\n'}, 1, f"{CONCEPT}:1:5: error"),
    "tab-indent": ({CONCEPT: "id: hate\nen:\n\tterm: x\n"}, 1, f"{CONCEPT}:3:1: error"),
    "two-documents": ({CONCEPT: "id: hate\n---\nid: x\n"}, 1, f"{CONCEPT}:2:1: error"),
    "impossible-day": ({HOME: "---\npublished: 2026-02-31\n---\n# Home\n"}, 1, f"{HOME}:2:12: error"),
    "impossible-number": ({HOME: "---\norder: 0o9\n---\n# Home\n"}, 1, f"{HOME}:2:8: error"),
    "infinite-order": ({HOME: "---\norder: .nan\n---\n# Home\n", "docs/fr/index.md": "---\norder: -.inf\n---\n# A\n"}, 1, f"{HOME}:2:8: error"),
    "enormous-number": ({HOME: f"---\norder: {'9' * 5000}\n---\n# Home\n"}, 1, f"{HOME}:2:8: error"),
    "sexagesimal-number": ({HOME: f"---\norder: 1{':59' * 3000}\n---\n# Home\n"}, 1, f"{HOME}:2:8: error"),
    "deep-yaml": ({HOME: f"---\na: {'[' * 5000}\n---\n# Home\n"}, 1, f"{HOME}:2:"),
    "deep-yaml-concept": ({CONCEPT: "{a: " * 5000}, 1, f"{CONCEPT}:1:"),
    "lone-surrogate-title": ({HOME: '---\ntitle: "\\ud800"\n---\n# Home\n'}, 1, f"{HOME}:"),
    "lone-surrogate-concept": ({CONCEPT: 'id: hate\nen: {term: "\\udcff x", forms: [a]}\n'}, 1, f"{CONCEPT}:"),
    "null-escape-concept": ({CONCEPT: 'id: hate\nen: {term: "a\\0b"}\n'}, 1, f"{CONCEPT}:2:12: error"),
    "empty-page": ({HOME: ""}, 1, f"{HOME}:1:1: error"),
    "empty-concept": ({CONCEPT: ""}, 1, f"{CONCEPT}:1:1: error"),
    "empty-names": ({NAMES: ""}, 0, ""),
    "empty-mkdocs": ({"mkdocs.yml": ""}, 0, ""),
    "carriage-returns": ({HOME: "---\r\ntitle: x\r\nnope: y\r\n---\r\n# Home\r\n"}, 1, f"{HOME}:3:1: error"),
    "old-mac": ({HOME: "---\rtitle: x\rnope: y\r---\r# Home\r"}, 1, f"{HOME}:3:1: error"),
    "byte-order-mark": ({HOME: "\ufeff---\nnope: y\n---\n# Home\n"}, 1, f"{HOME}:2:1: error"),
    "two-byte-order-marks": ({HOME: "\ufeff\ufeff# Home\n"}, 0, ""),
    "five-megabytes": ({HOME: "# Home\n" + "word " * 1_000_000}, 1, f"{HOME}:1:1: error"),
    "five-megabytes-of-concept": ({CONCEPT: "id: hate\n" + "# word\n" * 800_000}, 1, f"{CONCEPT}:1:1: error"),
    "nul": ({HOME: "# Home\n\na\0b\n"}, 1, f"{HOME}:3:2: error"),
    "line-separators": ({HOME: "# Home\n\na\u2028b\u0085c [x](gone.md)\n"}, 1, f"{HOME}:3:11: error"),
    "long-line": ({HOME: "# Home\n\n" + "word " * 39_000 + "[x](gone.md)\n"}, 1, f"{HOME}:3:195005: error"),
    "only-front-matter-marks": ({HOME: "---\n---\n"}, 1, f"{HOME}:1:1: error"),
    "front-matter-never-ends": ({HOME: "---\ntitle: x\n"}, 1, f"{HOME}:1:1: error"),
    "nested-callouts": ({HOME: f"# Home\n\n{NESTED}"}, 1, f"{HOME}:"),
    "bad-addresses": ({HOME: "# H\n\n[a](https://[x) [b](//[) [c](%zz%) [d](http://a:b:c/) [e](\x7f.md)\n"}, 1, HOME),
    "mkdocs-broken": ({"mkdocs.yml": "a: [\n"}, 2, "mkdocs.yml"),
    "mkdocs-list": ({"mkdocs.yml": "- a\n"}, 2, "mkdocs.yml"),
    "mkdocs-bad-utf8": ({"mkdocs.yml": b"site_name: \xff\n"}, 2, "mkdocs.yml"),
    "mkdocs-alias-bomb": ({"mkdocs.yml": f"a: &a [x]\n{BOMB}"}, 0, ""),
    "mkdocs-deep": ({"mkdocs.yml": "[" * 5000}, 2, "mkdocs.yml"),
    "mkdocs-inherits-itself": ({"mkdocs.yml": "INHERIT: mkdocs.yml\n"}, 2, "mkdocs.yml"),
    "mkdocs-inherits-itself-round-a-corner": ({"mkdocs.yml": "INHERIT: docs/../mkdocs.yml\n"}, 2, "mkdocs.yml"),
    "mkdocs-inherits-in-a-ring": ({"mkdocs.yml": "INHERIT: b.yml\n", "b.yml": "INHERIT: ./mkdocs.yml\n"}, 2, "mkdocs.yml"),
    "mkdocs-without-parent": ({"mkdocs.yml": "INHERIT: gone.yml\n"}, 2, "gone.yml"),
    "mkdocs-inherits-a-list": ({"mkdocs.yml": "INHERIT: [a, b]\n"}, 2, "cannot be read"),
    "mkdocs-inherits-a-folder": ({"mkdocs.yml": "INHERIT: docs\n"}, 2, "docs cannot be read"),
    "mkdocs-languages-a-word": ({"mkdocs.yml": "plugins: {i18n: {languages: en}}\n"}, 2, "languages"),
    "mkdocs-languages-words": ({"mkdocs.yml": "plugins: {i18n: {languages: [en, fr]}}\n"}, 2, "languages"),
    "mkdocs-languages-nameless": ({"mkdocs.yml": "plugins: {i18n: {languages: [{default: true}]}}\n"}, 2, "locale"),
    "mkdocs-languages-a-number": (
        {"mkdocs.yml": "plugins: {i18n: {languages: [{locale: 5, default: true}]}}\n"}, 2, "locale"),
    "mkdocs-languages-a-path": (
        {"mkdocs.yml": "plugins: {i18n: {languages: [{locale: ../.., default: true}]}}\n"}, 2, "locale"),
    "mkdocs-languages-twice": (
        {"mkdocs.yml": "plugins: {i18n: {languages: [{locale: en, default: true}, {locale: en}]}}\n"}, 2, "twice"),
    "mkdocs-no-default": ({"mkdocs.yml": "plugins: {i18n: {languages: [{locale: en}]}}\n"}, 2, "default"),
    "mkdocs-of-lists": ({"mkdocs.yml": "plugins: [i18n]\nextra: [a]\nsite_url: [b]\nsite_name: {c: d}\n"}, 0, ""),
    "mkdocs-tags": ({"mkdocs.yml": "x: !ENV [A, b]\ny: !!python/name:os.system\nz: !!python/object/apply:os.system [ls]\n"}, 0, ""),
}  # fmt: skip

SIGNS = {
    "brackets": "[" * 4_000,
    "images": "![" * 4_000,
    "stars": "*" * 4_000,
    "star-words": "*a" * 4_000,
    "underscores": "_a " * 4_000,
    "quotes": "> " * 4_000,
    "items": "- " * 4_000,
    "ordered-items": "1. " * 4_000,
    "links": "[](" * 4_000,
    "open-links": "[a](<" * 4_000,
    "attribute-lists": "{ #a " * 4_000,
    "closed-attribute-lists": "{ #a }|" * 20_000,
    "attribute-words": "{ " + "a " * 90_000,
    "template-marks": "{{" * 90_000,
    "template-tags": "{%" * 90_000,
    "tags": "<a " * 4_000,
    "divs": "<div>" * 4_000,
    "comments": "<!--" * 4_000,
    "declarations": "<![CDATA[" * 4_000,
    "instructions": "<?" * 4_000,
    "quoted-attributes": '<a href="' * 4_000,
    "entities": "&#" * 20_000,
    "backticks": "".join("`" * number + "a" for number in range(1, 500)),
    "footnotes": "[^a" * 4_000,
    "footnote-definitions": "[^a]: " * 4_000,
    "references": "[a]: b\n" * 4_000,
    "reference-links": "[a][b]" * 4_000 + "\n\n[b]: gone.md\n",
    "different-references": "".join(f"[a{n}][b{n}]\n" for n in range(3_000)) + "".join(f"\n[b{n}]: c{n}.md" for n in range(3_000)),
    "marked-links": "[a](b){ #c } " * 12_000,
    "marked-headings": "# a { #b }\n" * 12_000,
    "titles": '[a](b "c") ' * 12_000,
    "html-links": "<a href=b>c</a> " * 12_000,
    "html-block-links": "<p>" + "<a href=b>c</a>" * 12_000 + "</p>",
    "waivers": "<!-- guide-ok: links-missing-page -- x -->\n\n[a](b.md)\n\n" * 3_000,
    "pipes": "|" * 4_000 + "\n" + "|-" * 4_000 + "\n",
    "table-rows": "|a|\n|-|\n" + "|a|\n" * 10_000,
    "tildes": "~" * 4_000,
    "backslashes": "\\" * 4_000,
    "emails": "a@b." * 4_000,
    "addresses": "https://" * 4_000,
    "dots": "a." * 40_000 + "@",
    "headings": "# a\n" * 10_000,
    "tab-headers": '=== "a"\n' * 10_000,
    "callout-headers": "!!! a\n" * 10_000,
    "callout-words": "!!! " + "a " * 50_000 + '"',
    "quoted-callouts": "".join(">" * (number % 150) + " !!! note\n" for number in range(1_500)),
    "front-matter-marks": "---\n" * 20_000,
    "definitions": "a\n: b\n" * 5_000,
    "spaces": " " * 190_000,
    "blank-lines": "\n" * 190_000,
    "snippet-marks": "-" * 90_000,
}  # fmt: skip


def _assert_answers(root: Path, status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The real command says it in words; the forms for machines stay whole."""
    text = run_guide("check", "--root", ".", "--lang", "en", folder=root)
    assert "Traceback" not in text.said and "Error:" not in text.said, text.said[-2000:]
    assert text.status == status, text.said[-2000:]
    assert said in text.said, text.said[:2000]
    for form in ("json", "sarif", "github") if status == 1 else ():
        assert main(["check", "--root", str(root), "--format", form]) == 1
        shown = capsys.readouterr().out
        assert form == "github" or json.loads(shown)


@pytest.mark.parametrize(("files", "status", "said"), FILES.values(), ids=FILES)
def test_broken_files(
    files: dict[str, str | bytes], status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _assert_answers(write_tree(tmp_path, {**CLEAN, **files}), status, said, capsys)


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_many_signs_are_read_soon(signs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, {**CLEAN, HOME: f"# Home\n\n{signs}\n"})
    with within(8):
        assert main(["check", "--root", str(tmp_path), "--format", "json"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["summary"]["pages"] == 2


def _link_to_file(root: Path) -> None:
    (root / "docs/en/a.md").symlink_to("index.md")


def _link_to_folder(root: Path) -> None:
    (root / "docs/en/a").symlink_to("../fr")


def _loop(root: Path) -> None:
    (root / "docs/en/a").symlink_to(".")
    (root / "docs/en/b.md").symlink_to("b.md")


def _environment(root: Path) -> None:
    (root / "docs/en/a.md").symlink_to("/proc/self/environ")


def _linked_concept(root: Path) -> None:
    (root / "docs/data").mkdir()
    (root / "docs/data/glossary").symlink_to("../en")


def _linked_layer(root: Path) -> None:
    (root / "docs").rename(root / "elsewhere")
    (root / "docs").symlink_to("elsewhere")


def _undecodable_name(root: Path) -> None:
    (root / HOME).rename(root / "docs/en/caf\udce9.md")
    (root / "docs/en/caf\udce9.exe").write_text("x")


def _newline_in_name(root: Path) -> None:
    (root / "docs/en/a\n::error::b.js").write_text("x")


def _pipe(root: Path) -> None:
    os.mkfifo(root / "docs/en/a.md")


def _pipe_for_concept(root: Path) -> None:
    (root / "docs/data/glossary").mkdir(parents=True)
    os.mkfifo(root / CONCEPT)


def _folder_named_like_a_page(root: Path) -> None:
    write_tree(root, {"docs/en/x.md/y.js": "x"})


MADE: dict[str, tuple[Callable[[Path], None], int, str]] = {
    "link-to-file": (_link_to_file, 1, "docs/en/a.md:1:1: error"),
    "link-to-folder": (_link_to_folder, 1, "docs/en/a:1:1: error"),
    "loop": (_loop, 1, "docs/en/b.md:1:1: error"),
    "environment": (_environment, 1, "docs/en/a.md:1:1: error"),
    "linked-glossary": (_linked_concept, 1, "docs/data/glossary:1:1: error"),
    "linked-layer": (_linked_layer, 1, "docs:1:1: error"),
    "undecodable-name": (_undecodable_name, 1, ".exe:1:1: error"),
    "newline-in-name": (_newline_in_name, 1, "error"),
    "pipe": (_pipe, 1, "docs/en/a.md:1:1: error"),
    "pipe-for-concept": (_pipe_for_concept, 1, f"{CONCEPT}:1:1: error"),
    "folder-named-like-a-page": (_folder_named_like_a_page, 1, "docs/en/x.md/y.js:1:1: error"),
}


@pytest.mark.parametrize(("make", "status", "said"), MADE.values(), ids=MADE)
def test_what_is_no_plain_file(
    make: Callable[[Path], None], status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(write_tree(tmp_path, CLEAN))
    _assert_answers(tmp_path, status, said, capsys)


def test_a_name_cannot_write_annotations(tmp_path: Path) -> None:
    _newline_in_name(write_tree(tmp_path, CLEAN))
    for form in ("text", "github"):
        shown = run_guide("check", "--format", form, folder=tmp_path)
        assert "\n::error::b" not in shown.out


def test_nothing_of_the_environment_is_shown(tmp_path: Path) -> None:
    _environment(write_tree(tmp_path, CLEAN))
    shown = run_guide("check", folder=tmp_path, environment={"SECRET_OF_TEST": "hush-hush"})
    assert "hush-hush" not in shown.said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "gone.md"), "gone.md"),
        (("check", "--root", "gone"), "gone"),
        (("check", "--root", HOME), HOME),
        (("check", "--root", "docs"), "docs"),
        (("check", "/"), "/"),
        (("check", ".."), ".."),
        (("check", "--format", "xml"), "xml"),
        (("check", "--lang", "tlh"), "tlh"),
        (("explain", "links-missing-pag"), "links-missing-page"),
        (("explain", "\udcff"), "\\udcff"),
        (("nonsense",), "nonsense"),
        ((), "COMMAND"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ended = run_guide(*arguments, folder=write_tree(tmp_path, CLEAN), environment={"LC_ALL": "C"})
    assert ended.status == 2 and ended.out == ""
    assert said in ended.err and "Traceback" not in ended.err


def test_empty_folder(tmp_path: Path) -> None:
    ended = run_guide("check", folder=tmp_path)
    assert ended.status == 2 and "docs" in ended.err


def test_a_folder_that_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, CLEAN)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "fr":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert main(["check", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert "Permission denied" in capsys.readouterr().err
