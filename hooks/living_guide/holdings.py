"""What lies in a project's folders, read file by file, the city's layer over upstream's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from living_guide.city.merging import merged
from living_guide.files import File, Unreadable, read_source
from living_guide.glossary import Concept, read_concept
from living_guide.located import Yaml, parse_yaml
from living_guide.pages import Page, read_page
from living_guide.settings import LANGUAGE_FOLDER, Settings
from living_guide.source import Source

LAYERS = ("docs", "local")
"""Folders of content, later ones winning: upstream's, then the city's own."""
DATA = "data"
GLOSSARY = f"{DATA}/glossary"
_WHOLE = f"{DATA}/translations/"
"""What is noted of one page's translation: of the city's page or of upstream's, never of both."""


@dataclass(slots=True)
class Holdings:
    """Everything that was read, in the order of the files."""

    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    """By language and key."""
    concepts: dict[str, Concept] = field(default_factory=dict)
    data: dict[str, Yaml] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    shadowed: list[Page] = field(default_factory=list)
    """Upstream's pages that one of the city's replaces."""
    hidden: list[Page] = field(default_factory=list)
    """Pages that the city does not show."""
    refined: dict[str, tuple[Concept, Concept]] = field(default_factory=dict)
    """By id, upstream's concept and what the city says over it, each as its file has it."""


def not_offered(root: Path, settings: Settings) -> tuple[str, ...]:
    """The languages that upstream has and this guide does not offer; shared data may speak them, too."""
    return tuple(
        sorted(
            home.parent.name
            for home in (root / LAYERS[0]).glob("*/index.md")
            if home.parent.name not in settings.codes and LANGUAGE_FOLDER.fullmatch(home.parent.name)
        )
    )


def gather(files: Iterable[File], settings: Settings) -> Holdings:
    """Read the files of every layer, upstream's before the city's."""
    held = Holdings()
    for file in files:
        language, _, key = file.place.partition("/")
        is_page = file.suffix == ".md" and language in settings.codes and key
        is_data = file.folder == DATA and file.suffix in (".yml", ".yaml")
        if file.is_symlink:
            held.unreadable.append(Unreadable(file, "symlink", Source(file.path, "")))
            continue
        if not is_page and not is_data:
            continue
        source = read_source(file)
        if isinstance(source, Unreadable):
            held.unreadable.append(source)
        elif is_page:
            _keep_page(held, settings, read_page(source, language, key))
        elif file.place.startswith(GLOSSARY + "/"):
            _keep_concept(held, settings, source)
        else:
            place = PurePosixPath(file.place).relative_to(DATA).with_suffix("").as_posix()
            read, beneath = parse_yaml(source), held.data.get(place)
            is_whole = beneath is None or file.place.startswith(_WHOLE)
            held.data[place] = read if is_whole or beneath is None else merged(beneath, read)
    return held


def _keep_page(held: Holdings, settings: Settings, page: Page) -> None:
    place = page.language, page.key
    if settings.hides(page.key):
        held.hidden.append(page)
        return
    if place in held.pages:
        held.shadowed.append(held.pages[place])
    held.pages[place] = page


def _keep_concept(held: Holdings, settings: Settings, source: Source) -> None:
    concept = read_concept(source, settings.codes)
    beneath = held.concepts.get(concept.id)
    if beneath is not None and beneath.source.path.partition("/")[0] != source.path.partition("/")[0]:
        held.refined[concept.id] = beneath, concept
        concept = read_concept(source, settings.codes, beneath)
    held.concepts[concept.id] = concept
