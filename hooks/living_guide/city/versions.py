"""Versions of one file compared by what they say: the city's, and upstream's then and now. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from living_guide.city.adapting import without_note
from living_guide.city.merging import REPLACES, said_by
from living_guide.content import PAGE_DIGITS, VERSION, content
from living_guide.located import Node, parse_yaml
from living_guide.pages import read_page
from living_guide.source import Source, Undecodable, decode

_MERGED = "local/data/"
_WHOLE = "local/data/translations/"
_YAML = (".yml", ".yaml")


def is_merged(place: str) -> bool:
    """Whether a city's file is merged with upstream's field by field."""
    return place.startswith(_MERGED) and place.endswith(_YAML) and not place.startswith(_WHOLE)


def replaced(own: bytes, upstream: bytes) -> str:
    """Those of upstream's values that the city says otherwise; comparable with one another."""
    mine, theirs = _root(own), _root(upstream)
    said = dict(_said(mine, theirs)) if mine and theirs else {}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)


def is_covered(own: bytes, upstream: bytes) -> bool:
    """Whether upstream says everything that the city's file of data says, and the city's can go."""
    mine, theirs = _root(own), _root(upstream)
    return mine is not None and theirs is not None and _within(_plain(mine), theirs.plain())


def without_notes(place: str, own: bytes) -> bytes:
    """A city's page without the line that notes what it replaces."""
    source = decode(place, own)
    if not place.endswith(".md") or isinstance(source, Undecodable):
        return own
    page = read_page(source, "", place)
    return without_note(source.text, page.field(REPLACES)).encode()


def wording(path: str, data: bytes) -> str:
    """A hash of what a file says to people: of a page's content, of a data file's values."""
    source = decode(path, data)
    if isinstance(source, Undecodable):
        return hashlib.sha256(data).hexdigest()
    if path.endswith(".md"):
        return content(read_page(source, "", path)).hash
    root = parse_yaml(source).root
    said = json.dumps(root.plain() if root else None, ensure_ascii=False, sort_keys=True, default=str)
    return VERSION + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:PAGE_DIGITS]


def _root(data: bytes) -> Node | None:
    source = decode("", data)
    read = parse_yaml(Source("", "") if isinstance(source, Undecodable) else source).root
    return read if read is not None and isinstance(read.value, dict) else None


def _said(own: Node, upstream: Node) -> list[tuple[str, Any]]:
    return [("/".join(way), value.plain()) for way, value in said_by(own, upstream) if way != ("id",)]


def _plain(own: Node) -> Any:
    plain = own.plain()
    return {name: value for name, value in plain.items() if name != REPLACES}


def _within(own: Any, upstream: Any) -> bool:
    if isinstance(own, dict) and isinstance(upstream, dict):
        return all(name in upstream and _within(value, upstream[name]) for name, value in own.items())
    return bool(own == upstream)
