"""What search engines and other sites may know of a page: schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.pages import HOME, Page
from living_guide.reviews import day_of
from living_guide.stage.glossary_pages import FOLDER, INDEX

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def linked_data(corpus: Corpus, page: Page, language: Language, changed: str | None) -> dict[str, Any] | None:
    """The page as data; `changed` is the day of its last change, `2024-12-03`.

    None where the site does not know its own address, and on pages that only stand in for another.
    """
    address = corpus.settings.address
    if not address or page.language != language.code:
        return None
    home = address + language.prefix
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": home + page.url,
        "url": home + page.url,
        "headline": page.title,
        "description": page.text("description"),
        "inLanguage": language.code,
        "license": _LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": corpus.settings.publisher_in(language.code)},
        "isPartOf": {"@type": "WebSite", "@id": home, "name": corpus.settings.name_in(language.code)},
    }
    if page.key == HOME:
        data |= {"@type": "WebSite", "name": corpus.settings.name_in(language.code)}
        del data["headline"], data["isPartOf"]
    elif page.generated and page.key.startswith(f"{FOLDER}/") and page.key != INDEX:
        data |= {
            "@type": "DefinedTerm",
            "name": page.title,
            "inDefinedTermSet": f"{home}{FOLDER}/",
        }
        del data["headline"]
    published = day_of(page, "published")
    if published:
        data["datePublished"] = published.isoformat()
    if changed:
        data["dateModified"] = changed
    original = corpus.original(page.key)
    if page.field("translation") is not None and original is not None and original is not page:
        own = corpus.settings.language(original.language)
        data["translationOfWork"] = {"@id": address + own.prefix + original.url}
    return {name: value for name, value in data.items() if value not in ("", None)}
