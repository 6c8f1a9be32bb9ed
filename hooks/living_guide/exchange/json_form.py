"""The glossary as JSON: everything the YAML files say."""

from __future__ import annotations

import json

from living_guide.exchange import TOO_DEEP, Concepts, ExchangeError
from living_guide.messages import Text


def write(concepts: Concepts, languages: tuple[str, ...]) -> str:
    """Concepts as one JSON document, keys in the order of the files."""
    document = {"languages": list(languages), "concepts": concepts}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read(text: str, languages: tuple[str, ...]) -> Concepts:
    """Concepts from a document that `write` made.

    Raises:
        ExchangeError: it is not JSON, or not of that shape.
    """
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise ExchangeError(TOO_DEEP) from error
    except ValueError as error:
        raise ExchangeError(Text("not JSON: {reason}", reason=error)) from error
    concepts = document.get("concepts") if isinstance(document, dict) else None
    if not isinstance(concepts, list) or not all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in concepts
    ):
        raise ExchangeError(Text("`concepts` must be a list, each item with an `id`"))
    return concepts
