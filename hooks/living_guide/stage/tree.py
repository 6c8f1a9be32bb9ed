"""Writes the complete Markdown tree that an engine builds: local over docs, made pages, fallbacks.

Paths stay what they are (`fr/guides/words.md`), so that edit links and messages name real files.
Only what changed is written: under `serve` an engine sees just that.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote

from living_guide.city.colours import STYLESHEET, stylesheet
from living_guide.corpus import Corpus
from living_guide.document import Link
from living_guide.pages import Page
from living_guide.safety.files import publishable
from living_guide.shared_ids import id_edits
from living_guide.stage.addresses import relative_address
from living_guide.stage.made_parts import made_parts
from living_guide.targets import DELIBERATE, Kind, Target, meant_language, resolve
from living_guide.waivers import waivers

_WORDS = re.compile(
    r"\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?",
    re.DOTALL,
)
"""A link in Markdown, with an address or a reference behind its words."""
_MARKS = re.compile(r"\{[^{}\n]*\}")
"""An attribute list right behind a link."""

ENGINE_FIELDS = ("title", "description", "type")
"""What the templates ask of front matter itself; the plan has the rest."""

_FENCE = re.compile(r"(?P<prefix>(?:[ \t>]|[-*+][ ]|\d+[.)][ ])*)(?P<fence>`{3,}|~{3,})")

_NOWHERE = (Kind.HIDDEN, Kind.MISSING_PAGE, Kind.MISSING_FILE)
"""Ends of links that no reader can follow: an exception with a reason may let one stand."""

Edit = tuple[int, int, str]
"""Replace the source offsets from, to (exclusive), by these words."""


def stage(corpus: Corpus, folder: Path, *, drafts: bool = False) -> int:
    """Make `folder` hold the tree, and nothing else; return how many files were written.

    Raises:
        OSError: the folder cannot be written.
    """
    wanted: set[str] = set()
    written = 0
    for place, data in _contents(corpus, drafts=drafts):
        wanted.add(place)
        path = folder / place
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    return written


def _linked_files(corpus: Corpus, *, drafts: bool) -> Iterator[tuple[str, Path]]:
    """Files that lie in another language's folder than the one in which a page shows them."""
    for code in corpus.settings.codes:
        shown = (corpus.shown(code, key, drafts=drafts) for key in corpus.keys)
        for page in (page for page in shown if page is not None):
            for target in (resolve(corpus, page, link) for link in page.document.links):
                if target.file is not None and target.language not in ("", code):
                    yield _shown_at(page, code, target), target.file.location


def _shown_at(page: Page, language: str, target: Target) -> str:
    """Where a file of some language is staged for a page: a language is built from its own folder alone."""
    is_beside = target.language in (page.language, language)
    return f"{language}/{target.key if is_beside else f'assets/{target.place}'}"


def shared_places(folder: Path, codes: Collection[str]) -> list[str]:
    """What a staged tree holds for all languages together, in the order of the places."""
    tops = [top for top in folder.iterdir() if top.name not in codes]
    files = [path for top in tops for path in (top, *top.rglob("*")) if path.is_file()]
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _contents(corpus: Corpus, *, drafts: bool) -> Iterator[tuple[str, bytes]]:
    """Place and bytes of every file of the tree, one after the other: pictures may be many and large."""
    pages = dict(staged_pages(corpus, drafts=drafts))
    own = {place: file.location for place, file in corpus.assets.items()}
    for place, location in {**dict(_linked_files(corpus, drafts=drafts)), **own}.items():
        data = None if place in pages else publishable(place, location)
        if data is not None:
            yield place, data
    for place, text in pages.items():
        yield place, text.encode()
    colours = stylesheet(corpus.settings.city)
    if colours:
        yield STYLESHEET, colours.encode()


def staged_pages(corpus: Corpus, *, drafts: bool = False) -> Iterator[tuple[str, str]]:
    """Place and Markdown of every page of the tree, fallbacks included."""
    for code in corpus.settings.codes:
        for key in corpus.keys:
            page = corpus.shown(code, key, drafts=drafts)
            if page is not None:
                yield f"{code}/{key}", staged_text(corpus, page, code)
        for (language, key), page in corpus.generated.items():
            if language == code:
                yield f"{code}/{key}", staged_text(corpus, page, code)


def staged_text(corpus: Corpus, page: Page, language: str) -> str:
    """A page as the engine is to see it in a language: its own, or one it falls back to."""
    edits = [
        *_front_matter(page),
        *_without_waivers(page),
        *_closed_fences(page),
        *_hidden_links(corpus, page),
        *_language_links(corpus, page, language),
        *_file_links(corpus, page, language),
        *_html_links(corpus, page, language),
        *made_parts(corpus, page),
        *id_edits(page),
    ]
    text = page.source.text
    for start, end, words in sorted(set(edits), reverse=True):  # two links may share a reference
        text = text[:start] + words + text[end:]
    return text


def _front_matter(page: Page) -> Iterator[Edit]:
    """What an engine asks of front matter, in quotes: it would take a title `12:30` for the number 750."""
    if page.meta is not None and page.body:
        fields = {name: page.text(name) for name in ENGINE_FIELDS}
        lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}\n" for name, text in fields.items() if text]
        yield 0, page.body, "".join(["---\n", *(lines or ["{}\n"]), "---\n"])


def _without_waivers(page: Page) -> Iterator[Edit]:
    for waiver in waivers(page):
        yield waiver.span.start, waiver.span.end, ""


def _closed_fences(page: Page) -> Iterator[Edit]:
    """Fences of code that nobody closed, closed where CommonMark ends them: an engine would see none."""
    text = page.source.text
    for block in page.document.blocks:
        begin = text.rfind("\n", 0, block.start) + 1
        opened = _FENCE.match(text, begin) if block.kind == "code" else None
        lines = text[block.start : block.end].splitlines()
        if opened and (len(lines) < 2 or not _is_closed(lines[-1], opened["fence"])):
            prefix = re.sub(r"[^>\s]", " ", opened["prefix"])
            yield block.end, block.end, f"\n{prefix}{opened['fence']}"


def _is_closed(line: str, fence: str) -> bool:
    mark = line.strip("> \t")
    return len(mark) >= len(fence) and set(mark) == {fence[0]}


def _hidden_links(corpus: Corpus, page: Page) -> Iterator[Edit]:
    """Links to what the city does not show, or to what is not there, become their words."""
    for link in page.document.links:
        if not _is_html(link) and resolve(corpus, page, link).kind in _NOWHERE:
            written = _WORDS.fullmatch(link.span.text)
            marks = _MARKS.match(page.source.text, link.span.end)
            end = marks.end() if marks else link.span.end
            yield link.span.start, end, written["words"] if written else link.text


def _language_links(corpus: Corpus, page: Page, language: str) -> Iterator[Edit]:
    """Links meant for another language become addresses, and are marked: no engine follows them there."""
    for link in page.document.links:
        target = resolve(corpus, page, link)
        meant = meant_language(page, link, target) if link.kind == "link" else ""
        if DELIBERATE in link.attributes or (meant and meant != page.language):
            address = _address(corpus, page, language, link) if link.kind == "link" else None
            if address:
                yield link.target_span.start, link.target_span.end, address
                if DELIBERATE not in link.attributes:
                    yield link.span.end, link.span.end, f"{{ {DELIBERATE}={meant} }}"


def _file_links(corpus: Corpus, page: Page, language: str) -> Iterator[Edit]:
    """Links to a file of another language than the page's lead to its copy: no engine follows them there."""
    for link in page.document.links:
        target = resolve(corpus, page, link)
        if target.kind is Kind.FILE and target.language not in ("", page.language) and not _is_html(link):
            here = posixpath.dirname(f"{language}/{page.key}")
            there = posixpath.relpath(_shown_at(page, language, target), here)
            fragment = f"#{target.fragment}" if target.fragment else ""
            yield link.target_span.start, link.target_span.end, quote(there) + fragment


def _is_html(link: Link) -> bool:
    return link.span.text.startswith("<") and link.kind not in ("autolink", "email")


def _html_links(corpus: Corpus, page: Page, language: str) -> Iterator[Edit]:
    """Addresses in HTML, written as the way from file to file: no engine makes them those of the site."""
    here = corpus.settings.language(language).prefix + page.url
    for link in page.document.links:
        if not _is_html(link) or DELIBERATE in link.attributes or not link.target.partition("#")[0]:
            continue
        target = resolve(corpus, page, link)
        shown = language if target.language == page.language else target.language
        prefix = corpus.settings.language(shown).prefix if shown else ""
        if target.kind is Kind.PAGE and target.page is not None:
            there = prefix + target.page.url
        elif target.kind is Kind.FILE:
            there = quote(prefix + target.key if shown else target.place)
        else:
            continue
        fragment = f"#{quote(target.fragment)}" if target.fragment else ""
        yield link.target_span.start, link.target_span.end, relative_address(here, there) + fragment


def _address(corpus: Corpus, page: Page, language: str, link: Link) -> str | None:
    target = resolve(corpus, page, link)
    if target.kind is not Kind.PAGE or target.page is None:
        return None
    here = corpus.settings.language(language).prefix + page.url
    there = corpus.settings.language(target.language).prefix + target.page.url
    return relative_address(here, there) + (f"#{target.fragment}" if target.fragment else "")
