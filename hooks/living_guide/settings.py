"""What a city decides, read from its `mkdocs.yml` and what that inherits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from mergedeep import merge

from living_guide.city.choices import (
    ARCHIVED,
    HIDDEN,
    IN_PREPARATION,
    SettingsError,
    archived,
    begun,
    hidden,
    typography,
)
from living_guide.forge import Forge, forge_of
from living_guide.language import Language, base_of
from living_guide.messages import SOURCE_LANGUAGE, Text
from living_guide.source import Source, decode
from living_guide.typography import Profile, default_profile
from living_guide.yaml_faults import unreadable

LANGUAGE_FOLDER = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
FILE_NAME = "mkdocs.yml"

__all__ = [
    "FILE_NAME",
    "IN_PREPARATION",
    "LANGUAGE_FOLDER",
    "Settings",
    "SettingsError",
    "read_configuration",
    "read_settings",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """The site as a whole. `address` ends with a slash, or is empty when unknown."""

    languages: tuple[Language, ...]
    address: str = ""
    name: str = ""
    description: str = ""
    city: Mapping[str, Any] = field(default_factory=dict)
    share: Mapping[str, str] = field(default_factory=dict)
    """Networks on which a page may be passed on: name -> address with `{url}` and `{title}` in it."""
    typography: Mapping[str, Profile] = field(default_factory=dict)
    """By language, how the city has chosen to typeset it."""
    forge: Forge | None = None
    """Where the project's files are edited, if the city says so and still looks after them."""
    archived: date | None = None
    """Since when it is an archive: nobody answers, nothing is edited, and search engines are told."""
    hidden: tuple[str, ...] = ()
    """Folders and pages below a language's folder that readers are not shown."""
    upstream: str = ""
    """The address of the guide that this one started from, ending with a slash; empty when unknown."""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.languages)

    @property
    def first(self) -> Language | None:
        return next((item for item in self.languages if item.is_first), None)

    @property
    def promised(self) -> tuple[str, ...]:
        """Languages in which readers may expect every page and concept.

        Not those in preparation, and no variant (`fr-CA`) of a language that stands in for it.
        """
        return tuple(
            language.code
            for language in self.languages
            if not language.is_in_preparation and self.base(language.code) is None
        )

    def hides(self, key: str) -> bool:
        """Whether readers are not shown what has this path below a language's folder."""
        return any(key == place or key.startswith(f"{place}/") for place in self.hidden)

    def base(self, code: str) -> str | None:
        """The language of the site that one is a variant of: `fr` for `fr-CA`."""
        base = base_of(code)
        return base if base != code and base in self.codes else None

    def by_language(self, told: Any, code: str) -> Any:
        """What is said in a language, else in the one that it is a variant of."""
        return told.get(code, told.get(self.base(code)))

    def language(self, code: str) -> Language:
        return next(item for item in self.languages if item.code == code)

    def name_in(self, code: str) -> str:
        """What the site is called in a language."""
        return self.language(code).site_name or self.name

    def description_in(self, code: str) -> str:
        """What the site is, in a language."""
        return self.language(code).description or self.description

    def publisher_in(self, code: str) -> str:
        """Who publishes, as a language knows it: the city, or the guide where both have one name."""
        name = self.city.get("name")
        return name if isinstance(name, str) and name not in ("", self.name) else self.name_in(code)

    def profile(self, code: str) -> Profile | None:
        """How a language is typeset; None for one nobody has described yet."""
        return self.typography.get(code) or default_profile(code)


class _Loader(yaml.SafeLoader):
    """Reads the engine's configuration without acting on its tags (`!ENV`, `!!python/name:`)."""


def _ignored(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("!", _ignored)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)


def read_configuration(root: Path) -> dict[str, Any]:
    """What the city's file and those it inherits say, merged; nothing where there is no such file.

    Raises:
        SettingsError: a file is missing or is not YAML.
    """
    path = root / FILE_NAME
    return _read(path, set()) if path.is_file() else {}


def configuration_files(root: Path) -> list[Path]:
    """The city's file and those that it inherits, below the root, as far as they can be read."""
    root = root.resolve()
    found: list[Path] = []
    name: Any = FILE_NAME
    while isinstance(name, str):
        path = (root / name if not found else found[-1].parent / name).resolve()
        if path in found or not path.is_file() or not path.is_relative_to(root):
            break
        found.append(path)
        written = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
        name = written.get("INHERIT") if isinstance(written, dict) else None
    return found


def read_settings(root: Path) -> Settings:
    """Read the settings of a project folder.

    Without a `mkdocs.yml` the languages are the folders below `docs/` and `local/` that are named
    like one; the first is English where there is one.

    Raises:
        SettingsError: the file is not YAML, or what it says of languages cannot be understood.
    """
    written = read_configuration(root)
    configured = written.get("plugins")
    languages: Any = []
    if isinstance(configured, dict) and isinstance(configured.get("i18n"), dict):
        languages = configured["i18n"].get("languages") or []
    if languages:
        found = _languages(languages)
    else:
        folders = sorted(
            folder.name
            for layer in ("docs", "local")
            if (root / layer).is_dir()
            for folder in (root / layer).iterdir()
            if LANGUAGE_FOLDER.fullmatch(folder.name) and folder.is_dir()
        )
        codes = sorted(set(folders), key=lambda code: (code != SOURCE_LANGUAGE, code))
        found = tuple(Language(code, code, number == 0) for number, code in enumerate(codes))
    extra = written.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    city = extra.get("city")
    city = city if isinstance(city, dict) else {}
    in_preparation, since = begun(city.get(IN_PREPARATION), found), archived(city.get(ARCHIVED))
    found = tuple(replace(item, is_in_preparation=item.code in in_preparation) for item in found)
    return Settings(
        languages=found,
        address=_address(written.get("site_url")),
        name=str(written.get("site_name") or ""),
        description=str(written.get("site_description") or ""),
        city={name: value for name, value in city.items() if name != ARCHIVED},
        share=_share(extra.get("share")),
        typography=typography(city.get("typography")),
        forge=forge_of(written) if since is None else None,
        archived=since,
        hidden=hidden(city.get(HIDDEN)),
        upstream=_address(extra.get("upstream")),
    )


def _address(written: Any) -> str:
    return written.rstrip("/") + "/" if isinstance(written, str) and written else ""


def _share(written: Any) -> dict[str, str]:
    return {str(name): str(way) for name, way in written.items()} if isinstance(written, dict) else {}


def _languages(written: Any) -> tuple[Language, ...]:
    if not isinstance(written, list) or not all(isinstance(item, dict) for item in written):
        raise SettingsError(Text("plugins: i18n: languages: must be a list of languages"))
    for item in written:
        if not LANGUAGE_FOLDER.fullmatch(str(item.get("locale"))):
            raise SettingsError(
                Text("plugins: i18n: languages: each needs a `locale` such as `fr` or `fr-CA`")
            )
    languages = tuple(
        Language(
            code=str(item.get("locale")),
            name=str(item.get("name") or item["locale"]),
            is_first=item.get("default") is True,
            site_name=str(item.get("site_name") or ""),
            description=str(item.get("site_description") or ""),
        )
        for item in written
        if item.get("build", True)
    )
    if len({language.code for language in languages}) != len(languages):
        raise SettingsError(Text("plugins: i18n: languages: a `locale` stands twice"))
    if sum(language.is_first for language in languages) != 1:
        raise SettingsError(
            Text(
                "mkdocs.yml, below `languages`: one language, and one only, has `default: true`, and "
                "{names}; take the line out of those that do not come first",
                names=", ".join(language.code for language in languages if language.is_first) or "—",
            )
        )
    return languages


def _read(path: Path, seen: set[Path]) -> dict[str, Any]:
    path = path.resolve()
    if path in seen:
        raise SettingsError(Text("{name} inherits itself", name=path.name))
    try:
        written = yaml.load(path.read_text("utf-8"), _Loader) or {}  # noqa: S506 - a safe loader
    except OSError as error:
        message = Text("{name} cannot be read: {reason}", name=path.name, reason=error.strerror)
        raise SettingsError(message) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = Text("{name} cannot be read: {reason}", name=path.name, reason=_reason(path, error))
        raise SettingsError(message) from error
    if not isinstance(written, dict):
        raise SettingsError(Text("{name} must hold names and values", name=path.name))
    parent = written.pop("INHERIT", None)
    if parent is None:
        return written
    inherited = _read(path.parent / str(parent), seen | {path})
    merged: dict[str, Any] = dict(merge({}, inherited, written))
    return merged


def _reason(path: Path, error: Exception) -> Text | str:
    """What is wrong in a YAML file, on one line, and how to mend it."""
    source = decode(path.name, path.read_bytes())
    if isinstance(error, yaml.MarkedYAMLError) and isinstance(source, Source):
        found = unreadable(source, 0, error)
        return Text(
            "line {line}: {message}; {hint}", line=found.span.line, message=found.message, hint=found.hint
        )
    return " ".join(str(error).split())
