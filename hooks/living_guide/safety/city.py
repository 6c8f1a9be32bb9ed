"""The words of a city's own file that every page shows, with their places."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

_SHOWN = (("site_name",), ("site_description",), ("extra", "city"), ("plugins", "i18n", "languages"))
"""Where in `mkdocs.yml` words for readers stand. `copyright` may hold HTML: it is the theme's."""


def city_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word or sentence with its offsets; nothing when the text is not YAML."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return  # the settings tell
    waiting = [node for path in _SHOWN if (node := _at(root, path)) is not None]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # an alias
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.ScalarNode):
            yield node.start_mark.index, node.end_mark.index, str(node.value)


def _at(node: yaml.Node | None, path: tuple[str, ...]) -> yaml.Node | None:
    for name in path:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for key, value in node.value if key.value == name), None)
    return node
