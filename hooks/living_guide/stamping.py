"""Stamping translations: writing down which state of the original they were made from.

Two things are written: `translation.of` in the page's front matter, every other byte left as it is,
and the record beside it. A translation that says what it said at the last stamp is refused while its
original has changed, unless somebody says why nothing had to change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from living_guide.content import Content
from living_guide.corpus import DATA, Corpus
from living_guide.fixes import Change, Edit
from living_guide.located import Node
from living_guide.messages import Text, Told
from living_guide.pages import Page, read_page
from living_guide.source import Source
from living_guide.translations import Record, plain_words, provenance, record, record_name, seal, stamp


class NotStamped(Told):
    """A translation cannot be stamped; the message says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is to be written: the page's new text, and its record's place and text."""

    page: Change
    record_path: str
    record: str
    of: str


def stamped(corpus: Corpus, page: Page, *, unchanged: str = "", by: str = "") -> Stamp:
    """A translation as it is when it has been stamped for its original of today.

    Raises:
        NotStamped: it is no translation, cannot be read, or did not change since the last stamp.
    """
    original = corpus.original(page.key)
    if original is None or original is page:
        message = Text("`{path}` is an original: name its translations", path=page.path)
        raise NotStamped(message)
    if page.unclosed or page.front.problems or (page.front.root is not None and page.meta is None):
        raise NotStamped(_unreadable(page))
    made, now, kept = corpus.content(original), corpus.content(page), record(corpus, page)
    behind = kept is not None and made.hash not in (kept.of, kept.unchanged_of)
    if kept is not None and behind and kept.itself == now.hash and not unchanged:
        raise NotStamped(
            Text(
                "`{path}` still says what it said when it was last stamped, and `{original}` has changed: "
                'translate the change, or say why nothing has to change: --unchanged "reason"',
                path=page.path,
                original=original.path,
            )
        )
    layer = page.path.partition("/")[0]
    return Stamp(
        Change(page.path, page.source.text, _with_stamp(page, made.hash, by)),
        f"{layer}/{DATA}/{record_name(page.language, page.key)}.yml",
        _record(page, original, made, now, kept, unchanged),
        made.hash,
    )


def _with_stamp(page: Page, of: str, by: str) -> str:
    """The page's text with its stamp written anew; nothing else in it is touched."""
    text = page.source.text
    missing = {"by": by} if by and not provenance(page).by else {}
    for start, end, words in sorted(_edits(page, {"of": of, **missing}), reverse=True):
        text = text[:start] + words + text[end:]
    again = read_page(Source(page.path, text), page.language, page.key)
    if stamp(again) != of or not text.endswith(page.source.text[page.body :]):
        raise NotStamped(_unreadable(page))
    return text


def _unreadable(page: Page) -> Text:
    return Text("the lines between the two `---` of `{path}` cannot be read: mend them first", path=page.path)


def _edits(page: Page, fields: Mapping[str, str]) -> Iterator[Edit]:
    """What to write where, so that `translation` holds these fields; each on a line if the others are."""
    ending = "\r\n" if "\r\n" in page.source.text else "\n"
    block = "".join(f"{ending}  {name}: {value}" for name, value in fields.items())
    root = page.meta
    if not page.body:
        yield 0, 0, f"---{ending}translation:{block}{ending}---{ending}{ending}"
        return
    key = root.keys.get("translation") if root else None
    if root is None or (key is None and not _in_braces(root)):
        at = page.source.text[: page.body].rstrip("\r\n").rfind("\n") + 1
        yield at, at, f"translation:{block}{ending}"
    elif key is None:
        inside = ", ".join(f"{name}: {value}" for name, value in fields.items())
        yield root.start + 1, root.start + 1, f"translation: {{{inside}}}" + (", " if root.value else "")
    else:
        node = root.get("translation")
        if node is None:
            yield key.end, page.source.text.index(":", key.end) + 1, f":{block}"
        elif isinstance(node.value, dict):
            yield from _fields(node, fields, ending)


def _fields(node: Node, fields: Mapping[str, str], ending: str) -> Iterator[Edit]:
    """Fields of a mapping that has some already: written over, or put before the first."""
    mapping = node.value if isinstance(node.value, dict) else {}
    first = min((key.start for key in node.keys.values()), default=node.start + 1)
    indent = " " * (node.source.position(first)[1] - 1)
    between = ", " if _in_braces(node) else ending + indent
    for name, value in fields.items():
        if name in mapping:
            key = node.keys[name]
            yield key.end, max(mapping[name].end, node.source.text.index(":", key.end) + 1), f": {value}"
        else:
            yield first, first, f"{name}: {value}" + (between if mapping else "")


def _in_braces(node: Node) -> bool:
    return node.source.text.startswith("{", node.start)


def _record(
    page: Page, original: Page, made: Content, now: Content, kept: Record | None, unchanged: str
) -> str:
    """The record as YAML: one line a block, so that two people's stamps merge where they can."""
    lines = [
        f"# guide translated {page.path}",
        f"itself: {now.hash}",
        f'seal: "{seal(original, made.hash)}"',
    ]
    if unchanged:
        reason = json.dumps(unchanged, ensure_ascii=False)
        lines += ["unchanged:", f"  of: {made.hash}", f"  because: {reason}"]
    elif kept is not None and kept.unchanged_of == made.hash:
        reason = json.dumps(kept.unchanged_because, ensure_ascii=False)
        lines += ["unchanged:", f"  of: {kept.unchanged_of}", f"  because: {reason}"]
    lines += ["blocks: |", *(f"  {block.hash} {plain_words(block.text)}" for block in made.blocks), ""]
    return "\n".join(lines)
