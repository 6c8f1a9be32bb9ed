"""What is new, for feed readers: one Atom feed a language, and one for each kind of reader (RFC 4287)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from living_guide.corpus import Corpus
from living_guide.history import read_history
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.news import News, feed_roles, feed_url, news

MOST_ENTRIES = 30
_ATOM = "http://www.w3.org/2005/Atom"


def write_feeds(corpus: Corpus, site: Path) -> None:
    """Write every feed. A site that does not know its own address has none: entries could lead nowhere."""
    if not corpus.settings.address:
        return
    history = read_history(corpus.root)
    for language in corpus.settings.languages:
        items = news(corpus, language.code, history)
        for role in ("", *feed_roles(corpus)):
            chosen = [item for item in items if not role or role in item.page.texts("audience")]
            (site / feed_url(language, role)).write_bytes(
                _feed(corpus, language, role, chosen[:MOST_ENTRIES])
            )


def _feed(corpus: Corpus, language: Language, role: str, items: list[News]) -> bytes:
    words, settings = catalogue(language.code), corpus.settings
    own = settings.address + feed_url(language, role)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language.code})
    name = settings.name_in(language.code)
    label = corpus.facets.label("roles", role, language.code) if role else Text("What’s new").said(words)
    _add(feed, "title", f"{name} – {label}")
    _add(feed, "subtitle", settings.description_in(language.code))
    _add(feed, "id", own)
    _link(feed, "self", own, "application/atom+xml")
    _link(feed, "alternate", settings.address + language.prefix, "text/html")
    _add(feed, "updated", _moment(items[0].day if items else date(1970, 1, 1)))
    author = ET.SubElement(feed, "author")
    _add(author, "name", settings.publisher_in(language.code))
    for item in items:
        _entry(feed, item, settings.address + language.prefix + item.page.url)
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(feed: ET.Element, item: News, url: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "title", item.page.title)
    _add(entry, "id", f"{url}#{item.day.isoformat()}")
    _link(entry, "alternate", url, "text/html")
    _add(entry, "updated", _moment(item.day))
    _add(entry, "summary", item.page.text("description") or item.page.title)


def _add(parent: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, url: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": url})


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
