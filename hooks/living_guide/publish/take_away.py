"""Make the files that pages offer, beside the pages, in a built site.

Printing takes seconds a page: what was printed once is kept in `build/take-away` under the digest of
all it was made from, and printed again only when that changes.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from living_guide.city.colours import on_paper
from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.publish.epoch import epoch
from living_guide.publish.progress import Progress
from living_guide.publish.social_cards import write_cards
from living_guide.stage.dates import written_day
from living_guide.stage.navigation import keys_of, navigation
from living_guide.takeaway import articles, documents, prints, sheets
from living_guide.takeaway.offers import offers, whole
from living_guide.toolbox import FOLDER, tools

KEPT = Path("build/take-away")


def take_away(corpus: Corpus, site: Path, forms: Collection[str], progress: Progress | None = None) -> int:
    """Write every file that the site's pages offer in these forms: how many. `progress` is told of prints.

    Raises:
        OSError: the site cannot be read or written.
        ValueError: a built page that is to be printed has no article.
    """
    made = sum(_office_files(corpus, site, language, forms) for language in corpus.settings.languages)
    made += write_cards(corpus, site, forms)
    return made + (_prints(corpus, site, progress or Progress({})) if "pdf" in forms else 0)


def _office_files(corpus: Corpus, site: Path, language: Language, forms: Collection[str]) -> int:
    words, publisher, number = catalogue(language.code), corpus.settings.publisher_in(language.code), 0
    for tool in tools(corpus, language.code):
        page = corpus.any_page(language.code, f"{FOLDER}/{tool.id}.md")
        for offer in offers(corpus, page, language, forms) if page else ():
            make = sheets.sheet if offer.form == "xlsx" else documents.document
            (site / offer.url).write_bytes(make(tool, words, publisher))
            number += 1
    return number


def _prints(corpus: Corpus, site: Path, progress: Progress) -> int:
    """Print what changed, on every processor; then lay all prints in place."""
    kept = corpus.root / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, list[Path]] = {}
    fonts = b"".join(path.read_bytes() for path in sorted((site / "assets/fonts").glob("*.woff2")))
    own = b"".join(path.read_bytes() for path in prints.MADE_BY)
    made_by = version("weasyprint").encode() + own + fonts
    with ProcessPoolExecutor() as pool:
        printing: dict[Future[bytes], str] = {}
        for place, text in _manuscripts(corpus, site):
            digest = sha256(made_by + text.encode()).hexdigest()
            wanted.setdefault(digest, []).append(place)
            if not (kept / digest).is_file() and digest not in printing.values():
                printing[pool.submit(prints.printed, text, site)] = digest
        if printing:
            progress.step(Text("printing what is new or has changed: {number} PDFs…", number=len(printing)))
        try:
            for number, result in enumerate(as_completed(printing), 1):
                new = kept / f"{printing[result]}.new"
                new.write_bytes(result.result())
                new.replace(kept / printing[result])
                progress.count(Text("{number} of {all} PDFs", number=number, all=len(printing)))
        finally:
            progress.end()
    for digest, places in wanted.items():
        for place in places:
            shutil.copyfile(kept / digest, place)
    for path in kept.iterdir():
        if path.name not in wanted:
            path.unlink()
    return sum(map(len, wanted.values()))


def _manuscripts(corpus: Corpus, site: Path) -> Iterator[tuple[Path, str]]:
    """Place and text of each print: the whole hub first, for it takes longest."""
    for language in corpus.settings.languages:
        words = catalogue(language.code)
        offer = whole(language, ("pdf",))
        parts = tuple(_parts(corpus, site, language))
        if offer and parts:
            title = corpus.settings.name_in(language.code)
            description = corpus.settings.description_in(language.code)
            yield (
                site / offer.url,
                prints.manuscript(_book(corpus, language, title, description, parts), words),
            )
        for page in corpus.pages_in(language.code):
            for offer in offers(corpus, page, language, ("pdf",)):
                part = prints.Part("", (articles.read_article(site, language.prefix + page.url),))
                book = _book(corpus, language, page.title, page.text("description"), (part,))
                yield site / offer.url, prints.manuscript(book, words)


def _book(
    corpus: Corpus, language: Language, title: str, description: str, parts: tuple[prints.Part, ...]
) -> prints.Book:
    return prints.Book(
        title=title,
        description=description,
        publisher=corpus.settings.publisher_in(language.code),
        language=language.code,
        direction=language.direction,
        edition=_edition(corpus.root, language.code),
        address=corpus.settings.address,
        parts=parts,
        colour=on_paper(corpus.settings.city) or "",
    )


def _parts(corpus: Corpus, site: Path, language: Language) -> Iterator[prints.Part]:
    """The menu as a book's parts; pages that only another language has are left out."""
    for item in navigation(corpus, language.code):
        title = next(iter(item)) if isinstance(item, dict) else ""
        keys = list(keys_of(item))
        pages = [page for key in keys if (page := corpus.any_page(language.code, key)) and _is_live(page)]
        found = tuple(articles.read_article(site, language.prefix + page.url) for page in pages)
        if found:
            yield prints.Part(title if len(keys) > 1 else "", found)


def _is_live(page: Page) -> bool:
    return page.text("status") != "draft"


def _edition(root: Path, language: str) -> str:
    """The day the site is made for; empty where nobody knows it."""
    moment = epoch(root)
    return written_day(datetime.fromtimestamp(moment, UTC).date(), language) if moment is not None else ""
