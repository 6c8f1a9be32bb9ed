"""What somebody agreed to say in the city's name: upstream's files, by the hash of their wording. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from living_guide.city.file import CityFileError
from living_guide.messages import Text

SIGN_OFFS = "local/data/sign-offs.yml"


def agreed(text: str) -> dict[str, str]:
    """Path -> hash of the wording that was agreed to.

    Raises:
        CityFileError: the file is not what this program writes.
    """
    return {path: str(entry.get("wording")) for path, entry in _read(text).items()}


def with_agreement(text: str, wordings: Mapping[str, str], day: date, role: str) -> str:
    """The file with these wordings agreed to on a day, by a role: never by a name."""
    signed = {
        path: {"wording": wording, "on": day, **({"by": role} if role else {})}
        for path, wording in wordings.items()
    }
    written: str = yaml.safe_dump(
        dict(sorted({**_read(text), **signed}.items())), allow_unicode=True, width=10**6
    )
    return written


def _read(text: str) -> dict[str, dict[str, Any]]:
    try:
        read = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError) as error:
        raise CityFileError(Text("{path} cannot be read as YAML", path=SIGN_OFFS)) from error
    if not isinstance(read, dict) or not all(isinstance(entry, dict) for entry in read.values()):
        raise CityFileError(
            Text("{path} must hold a path and what was agreed to, line by line", path=SIGN_OFFS)
        )
    return read
