"""How a page is cited and passed on: plain words and plain links, no script of anybody's."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page


def sharing(corpus: Corpus, page: Page, language: Language, changed: str | None) -> dict[str, Any] | None:
    """The citation, and for each way to pass a page on its name and address.

    `changed` is the day of its last change as readers write it. None where the site does not know
    its own address: nobody could follow a link.
    """
    address = corpus.settings.address
    if not address or page.generated:
        return None
    own, words = corpus.settings.language(page.language), catalogue(language.code)
    url, title, site = address + own.prefix + page.url, page.title, corpus.settings.name_in(own.code)
    cited = Text(
        "{site}, “{title}”, version of {day}, {url}", site=site, title=title, day=changed or "", url=url
    )
    undated = Text("{site}, “{title}”, {url}", site=site, title=title, url=url)
    known = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    body = Text("{title}: {url}", title=title, url=url).said(words)
    mail = f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"
    return {
        "citation": (cited if changed else undated).said(words),
        "url": url,
        "ways": [
            {"name": Text("By e-mail").said(words), "url": mail},
            *({"name": name, "url": way.format_map(known)} for name, way in _networks(corpus)),
        ],
    }


def _networks(corpus: Corpus) -> list[tuple[str, str]]:
    """The city's choice of networks: addresses with `{url}` and `{title}` in them."""
    chosen = corpus.settings.share
    return [(name, way) for name, way in chosen.items() if way.startswith("https://") and "{url}" in way]
