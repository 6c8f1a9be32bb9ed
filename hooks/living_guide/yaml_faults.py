"""What a YAML parser complains of, in words for people who have never heard of YAML.

libyaml names what it expected; people need to know what to type. The reason is read off the line.
"""

from __future__ import annotations

import re

import yaml

from living_guide.diagnostics import Finding
from living_guide.messages import Text
from living_guide.source import Source

_FIELD = re.compile(r"(?P<name>[ \t]*(?:- )?[\w-]+):[ \t]+(?P<value>\S.*?)[ \t\r]*$")
_CUT = re.compile(
    r"(?P<name>[ \t]*(?:- )?[\w-]+):[ \t]+(?P<sign>['\"])"
    r"(?P<value>(?P<inside>(?:(?!(?P=sign)).)+)(?P=sign)[ \t]*+\w.*?)(?P=sign)?$"
)
"""A quoted value that ends before its line does."""
_CURLY = re.compile(r"[“„«](?P<words>[^“”„«»]+)[”“»]")
_IN_FRENCH = re.compile(r"(?:[^/]+/)?fr(?:-[^/]+)?/")
_BARE_COLOUR = re.compile(r"(?<=\s)#[0-9A-Fa-f]{3,8}\b")
_SHOWN = 90
"""Code points of a corrected line that are shown."""


def unreadable(source: Source, base: int, error: yaml.MarkedYAMLError) -> Finding:
    """What is wrong where libyaml stopped; `base` is the source offset of the text it read."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    offset = min(base + (mark.index if mark else 0), len(source.text))
    begun = min(base + error.context_mark.index, len(source.text)) if error.context_mark else offset
    if "quoted scalar" in context:
        return _at(
            source,
            begun,
            Text("a quotation mark opens here and is never closed"),
            Text("add the same sign at the end of the value, or take this one out"),
        )
    cut = _cut_by_a_quote(source, source.position(offset)[0])
    if cut is not None:
        return cut
    if "flow" in context or "',' or" in problem:
        number, _ = source.position(begun)
        for one in range(number, max(number - 2, 0), -1):  # the parser may have gone on to the next line
            if _BARE_COLOUR.search(source.line(one)):
                return _at(
                    source,
                    source.offset(one),
                    Text("in this line `#` begins a remark, and what stands behind it is lost"),
                    Text(
                        "put the colour in straight quotes: `{line}`",
                        line=_BARE_COLOUR.sub(r'"\g<0>"', source.line(one)).strip()[:_SHOWN],
                    ),
                )
        return _at(
            source,
            begun,
            Text("the list or bracket that opens here is not closed, or a comma is missing in it"),
            Text("write it like this: `[one, two, three]`"),
        )
    if "expected ':'" in problem:
        return _without_colon(source, begun)
    line = source.line(source.position(offset)[0])
    if "cannot start any token" in problem or "found character" in problem or line.startswith("\t"):
        return _sign(source, offset, line)
    return _cut_or_set_in(source, offset, line)


def _at(source: Source, offset: int, message: Text, hint: Text) -> Finding:
    return Finding(source.span(offset, min(offset + 1, len(source.text))), message, hint)


def _cut_by_a_quote(source: Source, number: int) -> Finding | None:
    """A value that its own quotation marks cut, on the line where the parser stopped or the next."""
    for line_number in range(number, min(number + 2, source.line_count + 1)):
        line = source.line(line_number).rstrip()
        found = _CUT.match(line)
        if found:
            raw = line[found.start("sign") :] if _is_pair(found, line) else found["value"]
            value = raw.replace("\\", "\\\\").replace('"', "’’")
            if found["sign"] == '"':
                opening, closing = "«»" if _IN_FRENCH.match(source.path) else "“”"
                space = "\u202f" if opening == "«" else ""
                value = re.sub("’’ ?(.*?) ?’’", rf"{opening}{space}\1{space}{closing}", value)
            return _at(
                source,
                source.offset(line_number) + found.end("inside"),
                Text("this sign ends the value that the same sign began, and words follow"),
                Text("write: `{line}`", line=f'{found["name"].lstrip()}: "{value[:_SHOWN]}"'),
            )
    return None


def _is_pair(found: re.Match[str], line: str) -> bool:
    """Whether the first quotation mark and the one that cut the value stand about some of its words."""
    signs = line.count('"', found.start("sign"))
    return (
        found["sign"] == '"' and signs % 2 == 0 and not line[: found.end("inside")].endswith((" ", "\u00a0"))
    )


def _without_colon(source: Source, offset: int) -> Finding:
    number, _ = source.position(offset)
    first = source.line(number).split()
    return _at(
        source,
        source.offset(number),
        Text("in this line a colon is missing after the name of the field"),
        Text("write `{name}: …`, with the colon and a space", name=first[0] if first else "title"),
    )


def _sign(source: Source, offset: int, line: str) -> Finding:
    sign = source.text[offset : offset + 1]
    if "\t" in line[: len(line) - len(line.lstrip())] or sign == "\t":
        return _at(
            source,
            offset,
            Text("this line begins with a tab, which may not stand here"),
            Text("delete it and press the space bar twice instead: `  {words}`", words=line.strip()[:_SHOWN]),
        )
    return _at(
        source,
        offset,
        Text("a value cannot begin with “{sign}”", sign=sign),
        Text("put the value in straight quotes: `{line}`", line=_quoted(line)),
    )


def _cut_or_set_in(source: Source, offset: int, line: str) -> Finding:
    number, column = source.position(offset)
    field = _FIELD.match(line)
    if field and re.search(r":(\s|$)", field["value"]):
        return _at(
            source,
            offset,
            Text("a second colon in this line cuts the value in two"),
            Text("put the value in straight quotes: `{line}`", line=_quoted(line)),
        )
    above = _above(source, number)
    if column > 1 and above and line.strip() and ":" in line and not _FIELD.match(above) and ":" not in above:
        return _without_colon(source, source.offset(_number_above(source, number)))
    if not line.strip():
        message = Text("something is missing in this line or the one above it")
    elif field and _FIELD.match(above):
        return _at(
            source,
            offset,
            Text("this line and the one above do not begin under each other: spaces are missing or too many"),
            Text(
                "let both begin at the same place, or this one two spaces to the right of the field it "
                "belongs to: `{above}`, `{line}`",
                above=above.strip()[:_SHOWN],
                line=line.strip()[:_SHOWN],
            ),
        )
    else:
        message = Text("this line is not set in as it should be: spaces are missing or too many")
    return _at(
        source,
        offset,
        message,
        Text(
            "names of fields begin at the very left; what belongs to one stands below it, two spaces to the "
            "right; after each name comes a colon and a space"
        ),
    )


def _number_above(source: Source, number: int) -> int:
    for above in range(number - 1, 0, -1):
        if source.line(above).strip() and not source.line(above).startswith("#"):
            return above
    return number


def _above(source: Source, number: int) -> str:
    """The last line before this one that says something."""
    above = _number_above(source, number)
    return source.line(above) if above != number else ""


def _quoted(line: str) -> str:
    """The line with its value in straight quotes; apostrophes and other signs may stand in those."""
    field = _FIELD.match(line)
    if field is None:
        return f'title: "{line.strip()[:_SHOWN]}"'
    curly = _CURLY.fullmatch(field["value"])
    value = (
        (curly["words"].strip() if curly else field["value"].strip("\"'"))
        .replace("\\", "\\\\")
        .replace('"', "’’")
    )
    shown = value if len(value) <= _SHOWN else value[:_SHOWN].rstrip() + "…"
    return f'{field["name"].lstrip()}: "{shown}"'
