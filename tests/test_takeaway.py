"""What readers take away: files that open, that a screen reader can read, the same at every making."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from living_guide.corpus import Corpus, read_corpus
from living_guide.messages import catalogue
from living_guide.takeaway import prints
from living_guide.takeaway.articles import read_article
from living_guide.takeaway.documents import document
from living_guide.takeaway.offers import offers, whole
from living_guide.takeaway.sheets import sheet
from living_guide.toolbox import Block, Tool, tools
from trees import REPOSITORY, corpus_of, write_tree

CORPUS = read_corpus(REPOSITORY)
TOOLS = [tool for code in CORPUS.settings.codes for tool in tools(CORPUS, code)]
DOCUMENTS = [tool for tool in TOOLS if tool.kind == "document"]
SHEETS = [tool for tool in TOOLS if tool.kind == "sheet"]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def _name(tool: Tool) -> str:
    return f"{tool.id}-{tool.language}"


def _made(tool: Tool) -> bytes:
    return (sheet if tool.kind == "sheet" else document)(tool, catalogue(tool.language), "A city")


def _said(tool: Tool) -> list[str]:
    """Everything a tool says, in its order, apart from empty cells."""
    found = [tool.title, tool.description]
    for block in tool.blocks:
        found += [block.text, *block.items, *(cell for row in block.rows for cell in row)]
    return [text for text in found if text]


def _tool(*blocks: Block, title: str = "A form") -> Tool:
    return Tool(
        "a-form", "docs/data/toolbox/a-form.yml", "1", "sheet", (), False, "en", title, "What for.", blocks
    )


@pytest.mark.parametrize("tool", DOCUMENTS, ids=_name)
def test_document_says_all_and_can_be_read_aloud(tool: Tool) -> None:
    made = docx.Document(io.BytesIO(_made(tool)))
    text = "\n".join(node.text or "" for node in made.element.body.iter(qn("w:t")))
    assert [said for said in _said(tool) if said not in text] == []
    headings = [
        item.text for item in made.paragraphs if item.style is not None and item.style.name == "Heading 1"
    ]
    assert headings == [block.text for block in tool.blocks if block.kind == "heading"]
    assert made.core_properties.title == tool.title
    languages = {node.get(qn("w:val")) for node in made.styles.element.iter(qn("w:lang"))}
    assert languages == {tool.language}
    for table in made.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    controls = list(made.element.body.iter(qn("w:sdt")))
    boxes = sum(len(block.items) for block in tool.blocks if block.kind == "checklist")
    assert len(controls) == boxes + sum(block.kind == "fill" for block in tool.blocks)


def test_each_list_of_steps_begins_at_one() -> None:
    steps = Block("steps", items=("First", "Second"))
    made = docx.Document(io.BytesIO(document(_tool(steps, steps), {}, "A city")))
    used = [
        item._p.pPr.numPr.numId.val
        for item in made.paragraphs
        if item._p.pPr is not None and item._p.pPr.numPr is not None
    ]
    assert len(set(used)) == 2 and used == sorted(used)


@pytest.mark.parametrize("tool", SHEETS, ids=_name)
def test_sheet_says_all_and_its_tables_have_headers(tool: Tool) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_made(tool)))
    cells = "\n".join(str(cell) for page in book for row in page.values for cell in row if cell)
    assert [said for said in _said(tool) if said not in cells] == []
    wanted = [block for block in tool.blocks if block.kind == "table"]
    assert len(book.worksheets) == len(wanted) + 1
    for page, block in zip(book.worksheets[1:], wanted, strict=True):
        [table] = page.tables.values()
        assert table.ref.startswith("A1:") and page.freeze_panes == "A2"
        assert [cell.value for cell in page[1]] == list(block.items)


def test_words_that_look_like_a_formula_stay_words() -> None:
    rows = (("=1+1",), ("@SUM(1)",))
    book = openpyxl.load_workbook(
        io.BytesIO(sheet(_tool(Block("table", items=("=A",), rows=rows)), {}, "A city"))
    )
    assert [cell.data_type for row in book.worksheets[1] for cell in row] == ["s", "s", "s"]


def test_names_of_sheets_are_allowed_and_unlike() -> None:
    table = Block("table", items=("A",))
    long = Block("heading", "A name [with] what: no sheet / may have, and far too long")
    book = openpyxl.load_workbook(io.BytesIO(sheet(_tool(long, table, long, table), {}, "A city")))
    names = book.sheetnames
    assert len(set(names)) == 3 and all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


@pytest.mark.parametrize("tool", [DOCUMENTS[0], SHEETS[0]], ids=_name)
def test_two_makings_are_the_same_bytes(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _made(tool)
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert _made(tool) == first
    moments = {member.date_time for member in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert moments == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice here (Debian: libreoffice-writer, libreoffice-calc)"
)
def test_files_open_in_libreoffice_and_lose_nothing(tmp_path: Path) -> None:
    chosen = [DOCUMENTS[0], DOCUMENTS[-1]]
    for tool in chosen:
        (tmp_path / f"{_name(tool)}.docx").write_bytes(_made(tool))
    (tmp_path / f"{_name(SHEETS[-1])}.xlsx").write_bytes(_made(SHEETS[-1]))
    assert OFFICE
    quiet = [OFFICE, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to"]
    for form, files in (("txt:Text (encoded):UTF8", "*.docx"), ("ods", "*.xlsx")):
        names = [str(path) for path in tmp_path.glob(files)]
        ended = subprocess.run(
            [*quiet, form, "--outdir", str(tmp_path), *names], capture_output=True, timeout=300, check=False
        )
        assert ended.returncode == 0, ended.stderr
    for tool in chosen:
        text = (tmp_path / f"{_name(tool)}.txt").read_text("utf-8-sig")
        assert [said for said in _said(tool) if said not in text] == []
    content = zipfile.ZipFile(tmp_path / f"{_name(SHEETS[-1])}.ods").read("content.xml").decode()
    assert [
        block.items[0] for block in SHEETS[-1].blocks if block.items and block.items[0] not in content
    ] == []


def test_only_pages_of_the_readers_own_language_offer_files(tmp_path: Path) -> None:
    guide = "---\ntitle: Words\ndescription: How.\ntype: {type}\n---\n\n# Words\n"
    pages = {"guides/words.md": "guide", "lessons/words.md": "lesson"}
    corpus: Corpus = corpus_of(
        tmp_path, {f"docs/en/{key}": guide.format(type=kind) for key, kind in pages.items()}
    )
    english, french = corpus.settings.languages
    found = {
        (language.code, key): [offer.url for offer in offers(corpus, page, language, ("pdf",))]
        for language in (english, french)
        for key in pages
        if (page := corpus.page("en", key))
    }
    assert found == {
        ("en", "guides/words.md"): ["guides/words/words-en.pdf"],
        ("en", "lessons/words.md"): [],
        ("fr", "guides/words.md"): [],
        ("fr", "lessons/words.md"): [],
    }
    assert whole(french, ("docx",)) is None
    offer = whole(french, ("pdf",))
    assert offer and offer.url == "fr/guide-fr.pdf"


PAGE = """<!doctype html>
<html lang="fr"><body><nav>Menu</nav><article>
<h1 id="top">{title}<a class="headerlink" href="#top">#</a></h1>
<p id="words">Des mots. <a href="../two/#end">La suite</a>, <a href="#words">ici</a>,
<a href="../left-out/">ailleurs</a>, <a href="https://example.org/">dehors</a>.</p>
<table><tr><th>Une colonne</th></tr><tr><td>Une case</td></tr></table>
<details><summary>Plus</summary><p id="end">La fin.</p></details>
<script>never()</script></article></body></html>"""


def _site(folder: Path) -> Path:
    shutil.copytree(REPOSITORY / "overrides/assets/fonts", folder / "assets/fonts")
    return write_tree(folder, {f"fr/{name}/index.html": PAGE.format(title=name) for name in ("one", "two")})


def _book(site: Path, *urls: str, address: str = "https://city.example/", colour: str = "") -> str:
    articles = tuple(read_article(site, url) for url in urls)
    book = prints.Book(
        "Guide", "Des mots", "Une ville", "fr", "ltr", "", address, (prints.Part("Mots", articles),), colour
    )
    return prints.manuscript(book, {})


def test_links_of_a_book_lead_inside_it_or_to_the_site(tmp_path: Path) -> None:
    text = _book(_site(tmp_path), "fr/one/", "fr/two/")
    for target in (
        "#page-fr-two-end",
        "#page-fr-one-words",
        "https://city.example/fr/left-out/",
        "https://example.org/",
    ):
        assert f'href="{target}"' in text
    assert 'id="page-fr-two-end"' in text and "never()" not in text and "Menu" not in text
    assert text.count("<details open") == 2


def test_a_page_alone_links_to_the_site_and_says_words_where_there_is_none(tmp_path: Path) -> None:
    site = _site(tmp_path)
    assert 'href="https://city.example/fr/two/#end"' in _book(site, "fr/one/")
    assert "<a>La suite</a>" in _book(site, "fr/one/", address="")


def _inflated(pdf: bytes) -> bytes:
    """Everything a PDF says, its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = (zlib.decompressobj().decompress(stream) for stream in streams if stream.startswith(b"\x78"))
    return pdf + b"".join(opened)


def test_a_print_wears_the_citys_colour(tmp_path: Path) -> None:
    site = _site(tmp_path)
    ours = _colours(prints.printed(_book(site, "fr/one/"), site))
    citys = _colours(prints.printed(_book(site, "fr/one/", colour="#0b3f9c"), site))
    assert ours - citys == {"#0f4c47", "#0a5c55"} and citys - ours == {"#0b3f9c"}


def _colours(pdf: bytes) -> set[str]:
    """What a PDF paints with."""
    told = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", _inflated(pdf))
    return {"#" + "".join(f"{round(float(part) * 255):02x}" for part in parts) for parts in told}


def test_a_print_is_tagged_titled_and_the_same_at_every_making(tmp_path: Path) -> None:
    site = _site(tmp_path)
    text = _book(site, "fr/one/", "fr/two/")
    made = prints.printed(text, site)
    for sign in (
        b"/StructTreeRoot",
        b"/MarkInfo",
        b"/Lang (fr)",
        b"/DisplayDocTitle true",
        b"pdfuaid:part",
    ):
        assert sign in _inflated(made), sign
    assert made == prints.printed(text, site)


@pytest.mark.parametrize(
    "picture", ["https://example.org/a.png", "file:///etc/passwd", "../../../../etc/passwd"]
)
def test_a_print_reads_nothing_outside_the_site(tmp_path: Path, picture: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    site = _site(tmp_path)
    text = _book(site, "fr/one/").replace("Des mots.", f'<img alt="" src="{picture}">')
    with pytest.raises(FatalURLFetchingError):
        prints.printed(text, site)


def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    site = write_tree(tmp_path, {"one/index.html": "<p>Nothing</p>"})
    with pytest.raises(ValueError, match="one/"):
        read_article(site, "one/")
