"""Which files a page offers, and where they lie: known before they are made, so that pages can name them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from living_guide.messages import Text
from living_guide.toolbox import FOLDER, tools

if TYPE_CHECKING:
    from living_guide.corpus import Corpus
    from living_guide.language import Language
    from living_guide.pages import Page

PRINTED = "guide"
"""The type of pages that are worth a PDF of their own; the others stand in the whole hub's."""
_FORM_OF_KIND = {"document": "docx", "sheet": "xlsx"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to take away. `url` is its address below the site's root."""

    form: str
    url: str

    @property
    def label(self) -> Text:
        match self.form:
            case "docx":
                return Text("Document to fill in (DOCX)")
            case "xlsx":
                return Text("Spreadsheet to fill in (XLSX)")
        return Text("PDF to print")


def offers(corpus: Corpus, page: Page, language: Language, forms: Collection[str]) -> list[Offer]:
    """What a page shown in a language offers: nothing where another language stands in, or in a draft."""
    if page.language != language.code or page.text("status") == "draft":
        return []
    if page.generated:
        form = _FORM_OF_KIND.get(_kinds(corpus, language.code).get(page.key, ""), "")
    else:
        form = "pdf" if page.text("type") == PRINTED else ""
    url = f"{language.prefix}{page.url}{PurePosixPath(page.url).name}-{language.code}.{form}"
    return [Offer(form, url)] if form in forms else []


def whole(language: Language, forms: Collection[str]) -> Offer | None:
    """The hub itself, as one PDF."""
    return Offer("pdf", f"{language.prefix}guide-{language.code}.pdf") if "pdf" in forms else None


def _kinds(corpus: Corpus, language: str) -> dict[str, str]:
    """Kind of tool, by key of its page."""
    return {f"{FOLDER}/{tool.id}.md": tool.kind for tool in tools(corpus, language)}
