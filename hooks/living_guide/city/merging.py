"""A city's data over upstream's, field by field: what it does not say stays upstream's.

Names and values are merged at every depth; a text or a number takes the place of upstream's, an empty
value takes it away, and a list takes the place of the whole list. A list grows or shrinks instead where
the city writes `{add: […], remove: […]}`. Every value keeps its place in the file it comes from, so that
what is said of it names the file that people can edit.
"""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.located import Node, Yaml

ADD, REMOVE = "add", "remove"
REPLACES = "replaces"
"""Field in which a city notes what it knew of upstream's when it wrote its own."""


def merged(beneath: Yaml, own: Yaml) -> Yaml:
    """One document from upstream's and the city's; whichever can be read where the other cannot."""
    problems = (*beneath.problems, *own.problems)
    if beneath.root is None or own.root is None:
        return Yaml(own.root or beneath.root, problems)
    return Yaml(laid(beneath.root, own.root), problems)


def said_by(own: Node, beneath: Node, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The ways to what a city's file says over something of upstream's, and upstream's value there."""
    for name, value in (own.value if isinstance(own.value, dict) else {}).items():
        under = beneath.value.get(name) if isinstance(beneath.value, dict) else None
        if under is None:
            continue
        if isinstance(under.value, dict) and isinstance(value.value, dict):
            yield from said_by(value, under, (*way, name))
        else:
            yield (*way, name), under


def laid(beneath: Node, own: Node) -> Node:
    """A value of the city's over one of upstream's."""
    if isinstance(beneath.value, list) and _changes_list(own):
        return _changed(beneath, own)
    if not isinstance(beneath.value, dict) or not isinstance(own.value, dict):
        return own
    value, keys = dict(beneath.value), dict(beneath.keys)
    for name, said in own.value.items():
        value[name] = laid(value[name], said) if name in value else said
        keys[name] = own.keys[name]
    return own._replace(value=value, keys=keys)


def _changes_list(own: Node) -> bool:
    return isinstance(own.value, dict) and bool(own.value) and set(own.value) <= {ADD, REMOVE}


def _changed(beneath: Node, own: Node) -> Node:
    """Upstream's list without what the city removes, and with what it adds behind."""
    removed, added = own.get(REMOVE), own.get(ADD)
    gone = [item.plain() for item in removed.items()] if removed else []
    kept = [item for item in beneath.items() if not _is_among(item, gone)]
    more = added.items() if added and not isinstance(added.value, dict) else [added] if added else []
    return own._replace(value=[*kept, *more], keys={})


def _is_among(item: Node, gone: list[object]) -> bool:
    """Whether an item is removed: by itself, or by any of its `forms` where it has some."""
    forms = item.texts("forms") if isinstance(item.value, dict) else []
    return item.plain() in gone or any(form in gone for form in forms)
