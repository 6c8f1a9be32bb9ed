"""What readers are told of a page or a term that the city says its own way."""

from __future__ import annotations

from living_guide.city.values import is_nobodys, upstreams_first_language
from living_guide.corpus import LAYERS, Corpus
from living_guide.pages import Page
from living_guide.stage.glossary_pages import FOLDER


def adapted(corpus: Corpus, page: Page) -> dict[str, str | None] | None:
    """Where the original can be read; None for what is as upstream has it, or the city's alone.

    On upstream's site where it has an address, else as upstream's file in the city's own project; `url` is
    None where there is neither.
    """
    path = _original(corpus, page)
    if path is None:
        return None
    address, forge = corpus.settings.upstream, corpus.settings.forge
    if address and not is_nobodys(address):
        is_first = page.language == upstreams_first_language()
        return {"url": f"{address}{'' if is_first else f'{page.language}/'}{page.url}"}
    return {"url": forge.show(path) if forge else None}


def _original(corpus: Corpus, page: Page) -> str | None:
    """Upstream's file beneath the one that a page comes from."""
    if not page.generated:
        if not page.path.startswith(f"{LAYERS[-1]}/"):
            return None
        original = corpus.beneath.page(page.language, page.key)
        return original.path if original else None
    folder, _, name = page.key.rpartition("/")
    refined = corpus.beneath.concepts.get(name.removesuffix(".md")) if folder == FOLDER else None
    return refined[0].source.path if refined else None
