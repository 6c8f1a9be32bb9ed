"""The pages for machines that read: each page's Markdown at its own path, and a list of them.

The list has the form of https://llmstxt.org/: a title, a sentence, and links with what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.stage.navigation import keys_of, navigation
from living_guide.stage.tree import staged_text

LIST = "llms.txt"
_MARKS = re.compile(r"[\[\]<>\\]")


def write_plain_pages(corpus: Corpus, site: Path) -> None:
    """Write the Markdown of every live page, and the list of each language."""
    for language in corpus.settings.languages:
        pages = [page for page in corpus.all_pages(language.code) if page.text("status") != "draft"]
        for page in pages:
            place = site / language.prefix / page.key
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(plain_page(corpus, page), "utf-8")
        (site / language.prefix / LIST).write_text(plain_list(corpus, language), "utf-8")


def plain_page(corpus: Corpus, page: Page) -> str:
    """A page's Markdown with its title and without its front matter; links lead to other such files."""
    text = staged_text(corpus, page, page.language)
    body = text[text.index("\n---", 3) + 4 :] if text.startswith("---") and "\n---" in text[3:] else text
    body = body.strip() + "\n"
    has_title = any(heading.level == 1 for heading in page.document.headings)
    return body if has_title else f"# {page.title}\n\n{body}"


def plain_list(corpus: Corpus, language: Language) -> str:
    """The list of a language's pages, in the order of its menu, then the glossary's."""
    words, settings = catalogue(language.code), corpus.settings
    name, description = settings.name_in(language.code), settings.description_in(language.code)
    lines = [f"# {_on_one_line(name)}", "", f"> {_on_one_line(description)}", ""]
    told: set[str] = set()
    for entry in navigation(corpus, language.code):
        title = next(iter(entry)) if isinstance(entry, dict) else ""
        keys = list(keys_of(entry))
        lines += [f"## {_on_one_line(title or keys[0])}", "", *_lines(corpus, language, keys), ""]
        told.update(keys)
    rest = [page.key for page in corpus.all_pages(language.code) if page.key not in told]
    rest = [key for key in rest if key.startswith("glossary/")]
    if rest:
        lines += [f"## {Text('Words of the glossary').said(words)}", "", *_lines(corpus, language, rest), ""]
    return "\n".join(lines)


def _lines(corpus: Corpus, language: Language, keys: list[str]) -> Iterator[str]:
    for key in keys:
        page = corpus.any_page(language.code, key)
        if page is not None and page.text("status") != "draft":
            said = page.text("description")
            address = corpus.settings.address + language.prefix + key if corpus.settings.address else key
            said = f": {_on_one_line(said)}" if said else ""
            yield f"- [{_on_one_line(page.title)}]({address}){said}"


def _on_one_line(words: str) -> str:
    """Words that stay words: no line, link or tag of their own."""
    return _MARKS.sub(r"\\\g<0>", " ".join(words.split()))
