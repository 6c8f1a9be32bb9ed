"""The glossary as TBX-Basic (ISO 30042:2008), which translators' tools read.

A concept is a `termEntry`, a language a `langSet`, each form a `tig` with its administrative status:
preferred, admitted or deprecated. What TBX-Basic has no element for travels in typed notes.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

from living_guide.exchange import TOO_DEEP, Concepts, ExchangeError
from living_guide.messages import SOURCE_LANGUAGE, Text

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
_OF_CONCEPT = ("status", "consistency", "related")


def write(concepts: Concepts, languages: tuple[str, ...]) -> str:
    """Concepts as a TBX-Basic document."""
    martif = ET.Element(
        "martif", {"type": "TBX-Basic", _LANG: languages[0] if languages else SOURCE_LANGUAGE}
    )
    header = ET.SubElement(martif, "martifHeader")
    description = ET.SubElement(ET.SubElement(header, "fileDesc"), "sourceDesc")
    ET.SubElement(description, "p").text = "Living Guide"
    encoding = ET.SubElement(header, "encodingDesc")
    ET.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    body = ET.SubElement(ET.SubElement(martif, "text"), "body")
    for concept in concepts:
        _write_concept(body, concept, languages)
    ET.indent(martif)
    return _HEAD + ET.tostring(martif, encoding="unicode") + "\n"


def _write_concept(body: ET.Element, concept: dict[str, Any], languages: tuple[str, ...]) -> None:
    entry = ET.SubElement(body, "termEntry", {"id": str(concept["id"])})
    own = {name: concept[name] for name in _OF_CONCEPT if name in concept}
    if own:
        _note(entry, own)
    for language in languages:
        said = concept.get(language)
        if not isinstance(said, dict):
            continue
        group = ET.SubElement(entry, "langSet", {_LANG: language})
        if said.get("definition"):
            ET.SubElement(group, "descrip", {"type": "definition"}).text = str(said["definition"])
        rest = {name: said[name] for name in ("note", "sources", "discouraged") if said.get(name)}
        if rest:
            _note(group, rest)
        if said.get("term"):
            _term(group, str(said["term"]), _PREFERRED)
        if said.get("abbr"):
            _term(group, str(said["abbr"]), _ADMITTED, kind="abbreviation")
        for form in said.get("forms") or ():
            _term(group, str(form), _ADMITTED)
        for words in said.get("discouraged") or ():
            for form in words.get("forms") or ():
                _term(group, str(form), _DEPRECATED, usage=str(words.get("reason") or ""))


def _note(parent: ET.Element, values: dict[str, Any]) -> None:
    ET.SubElement(parent, "note").text = json.dumps(values, ensure_ascii=False)


def _term(group: ET.Element, text: str, status: str, kind: str = "", usage: str = "") -> None:
    tig = ET.SubElement(group, "tig")
    ET.SubElement(tig, "term").text = text
    if kind:
        ET.SubElement(tig, "termNote", {"type": "termType"}).text = kind
    ET.SubElement(tig, "termNote", {"type": "administrativeStatus"}).text = status
    if usage:
        ET.SubElement(tig, "note").text = usage


def read(text: str, languages: tuple[str, ...]) -> Concepts:
    """Concepts from a TBX-Basic document; our own notes are understood, others' are left aside.

    Raises:
        ExchangeError: it is not XML, or a concept has no id.
    """
    try:
        martif = ET.fromstring(text)  # noqa: S314 - expat refuses entity bombs, external ones are not read
    except ET.ParseError as error:
        raise ExchangeError(Text("not XML: {reason}", reason=error)) from error
    concepts = []
    for entry in martif.iter("termEntry"):
        identifier = entry.get("id")
        if not identifier:
            raise ExchangeError(Text("a termEntry has no id"))
        concept: dict[str, Any] = {"id": identifier, **_read_note(entry)}
        for group in entry.findall("langSet"):
            language = group.get(_LANG, "")
            if language in languages:
                concept[language] = _read_language(group)
        concepts.append(concept)
    return concepts


def _read_note(parent: ET.Element) -> dict[str, Any]:
    for note in parent.findall("note"):
        try:
            values = json.loads(note.text or "")
        except RecursionError as error:
            raise ExchangeError(TOO_DEEP) from error
        except ValueError:  # somebody else's note: words for people
            continue
        if isinstance(values, dict):
            return values
    return {}


def _read_language(group: ET.Element) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    forms: list[str] = []
    for tig in group.iter("tig"):
        term = (tig.findtext("term") or "").strip()
        notes = {note.get("type"): (note.text or "").strip() for note in tig.findall("termNote")}
        status = notes.get("administrativeStatus", "")
        if not term or status == _DEPRECATED:
            continue
        if notes.get("termType") == "abbreviation" and "abbr" not in entry:
            entry["abbr"] = term
        elif "term" not in entry and status in (_PREFERRED, ""):
            entry["term"] = term
        else:
            forms.append(term)
    if forms:
        entry["forms"] = forms
    definition = next(
        (item.text for item in group.findall("descrip") if item.get("type") == "definition"), ""
    )
    if definition:
        entry["definition"] = definition
    return {**entry, **_read_note(group)}
