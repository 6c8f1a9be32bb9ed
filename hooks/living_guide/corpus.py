"""Everything the guide says, in all languages, read once: what checks and staging work on."""

from __future__ import annotations

import difflib
import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from living_guide.content import Content, content
from living_guide.facets import Facets, read_facets
from living_guide.files import File, Unreadable, list_files
from living_guide.garbage import uncollected
from living_guide.glossary import Concept
from living_guide.holdings import DATA, GLOSSARY, LAYERS, gather, not_offered
from living_guide.located import Yaml
from living_guide.pages import MadePages, Page
from living_guide.relations import Relations, relations
from living_guide.settings import LANGUAGE_FOLDER, Settings, read_settings
from living_guide.source import Source

__all__ = ["DATA", "GLOSSARY", "LAYERS", "Beneath", "Corpus", "known_language_folder", "read_corpus"]


@dataclass(frozen=True, slots=True)
class Beneath:
    """What of upstream's the city has its own version of, or does not show."""

    pages: tuple[Page, ...] = ()
    concepts: Mapping[str, tuple[Concept, Concept]] = field(default_factory=dict)
    """By id, upstream's concept and what the city says over it."""
    hidden: frozenset[str] = frozenset()
    """Keys of the pages that the city does not show."""

    def page(self, language: str, key: str) -> Page | None:
        """Upstream's page beneath the city's own."""
        return next((page for page in self.pages if (page.language, page.key) == (language, key)), None)


NOTHING = Beneath()


class Corpus:
    """The pages, concepts and data of a project folder. Read through `read_corpus`; never changes."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        files: tuple[File, ...],
        pages: dict[tuple[str, str], Page],
        concepts: dict[str, Concept],
        data: dict[str, Yaml],
        unreadable: tuple[Unreadable, ...],
        beneath: Beneath = NOTHING,
    ) -> None:
        self.root = root
        self.settings = settings
        self.files = files
        self._pages = pages
        self.concepts = concepts
        self.data = data
        self.unreadable = unreadable
        self.beneath = beneath
        self._contents: dict[Page, Content] = {}

    def with_pages(self, pages: Iterable[Page]) -> Corpus:
        """The same corpus with these pages in the place of those they are versions of."""
        changed = {(page.language, page.key): page for page in pages}
        return Corpus(
            self.root,
            self.settings,
            self.files,
            {**self._pages, **changed},
            self.concepts,
            self.data,
            self.unreadable,
            self.beneath,
        )

    @property
    def pages(self) -> Iterator[Page]:
        """Pages people wrote, by language and path."""
        return iter(self._pages.values())

    def pages_in(self, language: str) -> list[Page]:
        return [page for page in self.pages if page.language == language]

    def page(self, language: str, key: str) -> Page | None:
        return self._pages.get((language, key))

    @cached_property
    def unread(self) -> set[tuple[str, str]]:
        """Language and key of pages that are there but could not be read: told once, as that."""
        places = (item.file.place.partition("/") for item in self.unreadable)
        return {(language, key) for language, _, key in places} - self._pages.keys()

    @cached_property
    def keys(self) -> dict[str, dict[str, Page]]:
        """For each page's key, the languages it exists in."""
        found: dict[str, dict[str, Page]] = {}
        for page in self.pages:
            found.setdefault(page.key, {})[page.language] = page
        return found

    def original(self, key: str) -> Page | None:
        """The page others are translated from: the one that is no translation, else the first.

        A page that names another (`original: fr`) decides, when that one exists.
        """
        pages = self.keys.get(key, {})
        for page in pages.values():
            named = page.text("original")
            if named in pages:
                return pages[named]
        for page in pages.values():
            if page.field("translation") is None:
                return page
        return next(iter(pages.values()), None)

    def shown(self, language: str, key: str, *, drafts: bool = False) -> Page | None:
        """The page that readers of a language are given: their own, that of the language theirs is a
        variant of (`fr` for `fr-CA`), else the original. A draft is passed over unless `drafts` are shown.
        """
        base = self.settings.base(language)
        inherited = self.page(base, key) if base else None
        for page in (self.page(language, key), inherited, self.original(key)):
            if page is not None and (drafts or page.text("status") != "draft"):
                return page
        return None

    def content(self, page: Page) -> Content:
        """What a page says, worked out once."""
        if page not in self._contents:
            self._contents[page] = content(page)
        return self._contents[page]

    @cached_property
    def generated(self) -> Mapping[tuple[str, str], Page]:
        """Pages made from data, by language and key: what `stage/makers.py` lists and the city shows."""
        return MadePages(
            {place: made for place, made in self.made.items() if not self.settings.hides(place[1])}
        )

    @cached_property
    def made(self) -> Mapping[tuple[str, str], tuple[str, Source]]:
        """What could be made from data, shown or not, and the language it speaks."""
        from living_guide.stage.makers import made

        return made(self)

    def hides(self, key: str) -> bool:
        """Whether there is a page of this path, and the city does not show it."""
        is_made = self.settings.hides(key) and any(made == key for _, made in self.made)
        return key in self.beneath.hidden or is_made

    def any_page(self, language: str, key: str) -> Page | None:
        """A page, written or generated."""
        return self._pages.get((language, key)) or self.generated.get((language, key))

    def all_pages(self, language: str) -> list[Page]:
        """Written and generated pages of a language."""
        made = [page for (code, _), page in self.generated.items() if code == page.language == language]
        return [*self.pages_in(language), *made]

    def inherited(self, language: str) -> list[Page]:
        """Pages that a variant of a language takes from it: those it has no version of."""
        base = self.settings.base(language)
        return (
            [page for page in self.pages_in(base) if (language, page.key) not in self._pages] if base else []
        )

    @cached_property
    def assets(self) -> dict[str, File]:
        """Files that are neither pages nor data, by place; the city's layer wins."""
        return {
            file.place: file
            for file in self.files
            if file.suffix != ".md" and file.folder != DATA and not file.is_symlink
        }

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The site's languages, then those in which only upstream speaks: its data may, too."""
        return (*self.settings.codes, *not_offered(self.root, self.settings))

    @cached_property
    def relations(self) -> Relations:
        return relations(self)

    @cached_property
    def facets(self) -> Facets:
        return read_facets(self.data)

    def nearest(self, wanted: str, choices: Iterator[str] | list[str], alike: float = 0.6) -> str | None:
        """The choice that looks most like what was written, if any does; of paths, the last part counts."""
        for choice in difflib.get_close_matches(wanted, list(choices), 3, alike):
            one, other = (path.rpartition("/")[2].removesuffix(".md") for path in (wanted, choice))
            if "/" not in wanted or difflib.SequenceMatcher(None, one, other).ratio() >= 0.65:
                return choice
        return None


def read_corpus(root: Path, settings: Settings | None = None) -> Corpus:
    """Read a project folder: `docs/<lang>/`, `docs/data/`, and `local/` over them.

    Files that cannot be read are kept in `unreadable`, for the checks to report.

    Raises:
        OSError: the folder itself cannot be listed.
        SettingsError: its `mkdocs.yml` cannot be used.
    """

    from living_guide.shared_ids import with_shared_ids

    with uncollected():
        corpus = with_shared_ids(_read_corpus(root, settings or read_settings(root)))
        gc.freeze()
    return corpus


def _read_corpus(root: Path, settings: Settings) -> Corpus:
    listed = (file for layer in LAYERS if (root / layer).is_dir() for file in list_files(root / layer, layer))
    others = not_offered(root, settings)
    files = tuple(file for file in listed if file.layer != LAYERS[0] or file.folder not in others)
    held = gather(files, settings)
    ordered = dict(sorted(held.pages.items(), key=lambda item: _page_order(settings, *item[0])))
    return Corpus(
        root,
        settings,
        files,
        ordered,
        dict(sorted(held.concepts.items())),
        held.data,
        tuple(held.unreadable),
        Beneath(tuple(held.shadowed), held.refined, frozenset(page.key for page in held.hidden)),
    )


def _page_order(settings: Settings, language: str, key: str) -> tuple[int, str]:
    return settings.codes.index(language), key


def known_language_folder(name: str) -> bool:
    """Whether a folder at the top of a layer would be taken for a language."""
    return LANGUAGE_FOLDER.fullmatch(name) is not None
