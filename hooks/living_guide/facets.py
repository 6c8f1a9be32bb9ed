"""What pages share besides concepts: roles, topics, practices, places, people, sources.

Read from `data/facets.yml`, `data/names.yml` and `data/sources.yml`; ids are the same in every
language, labels are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from living_guide.language import base_of
from living_guide.located import Yaml


@dataclass(frozen=True, slots=True)
class Facets:
    """Group (`roles`, `topics`, `places`…) -> id -> what is known of it, as plain values."""

    groups: Mapping[str, Mapping[str, Any]]

    def known(self, group: str) -> Mapping[str, Any] | None:
        """The ids of a group; None where the project does not define the group at all."""
        return self.groups.get(group)

    def label(self, group: str, identifier: str, language: str) -> str:
        """What an id is called in a language; the id itself where nobody said."""
        entry = self.groups.get(group, {}).get(identifier)
        if isinstance(entry, Mapping):
            label = entry.get(language, entry.get(base_of(language)))
            if isinstance(label, list):
                label = label[0] if label else None
            if isinstance(label, str):
                return label
        return identifier.replace("-", " ")

    def place(self, identifier: str, part: str) -> Mapping[str, Any]:
        """A place's `country` or `region`, by language; empty where nobody said."""
        entry = self.groups.get("places", {}).get(identifier)
        found = entry.get(part) if isinstance(entry, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def source(self, identifier: str) -> Mapping[str, Any] | None:
        """A source by id: title, publisher, url, date, note."""
        entry = self.groups.get("sources", {}).get(identifier)
        return entry if isinstance(entry, Mapping) else None


def read_facets(data: Mapping[str, Yaml]) -> Facets:
    """Gather the groups of the data files; malformed ones are for the checks to report."""
    groups: dict[str, Mapping[str, Any]] = {}
    for name in ("facets", "names"):
        plain = _plain(data.get(name))
        groups.update({key: value for key, value in plain.items() if isinstance(value, dict)})
    if "sources" in data:
        groups["sources"] = _plain(data["sources"])
    return Facets(groups)


def _plain(parsed: Yaml | None) -> dict[str, Any]:
    plain = parsed.root.plain() if parsed and parsed.root else None
    return plain if isinstance(plain, dict) else {}
