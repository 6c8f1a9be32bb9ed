"""The words a glossary discourages, as tables: for a concept, for the whole glossary, for any page.

A line `[[say/avoid]]` on a page becomes the short table of the page's language. Checks never see
the words in it: they read what people wrote.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from living_guide.corpus import Corpus
from living_guide.glossary import Concept, Discouraged, Entry, Form
from living_guide.messages import Text, catalogue
from living_guide.pages import Page
from living_guide.stage.made_pages import Words, plain, sort_key

ANCHOR = "words-to-prefer"
MOST_FORMS = 3
"""How many forms of a concept the short table names."""
_LEVELS = {"error": Text("Replace"), "warning": Text("Prefer"), "info": Text("Advice")}
_NONE = "–"


def concept_table(entry: Entry, words: Words) -> list[str]:
    """Everything the glossary says of a concept's discouraged words."""
    if not entry.discouraged:
        return []
    rows = ((_listed(item.forms), _listed(item.use), _why(item, words)) for item in entry.discouraged)
    return [
        f"## {Text('Words to prefer').said(words)} {{ #{ANCHOR} }}",
        "",
        *_table([Text("Rather avoid"), Text("Say"), Text("Why")], rows, words),
    ]


def glossary_table(shown: Mapping[str, Concept], language: str, words: Words) -> list[str]:
    """The section of the glossary with every discouraged word, its reason, and how firm we are."""
    rows = [
        (
            _listed(without_inflections(item.forms)),
            f"[{_listed(without_inflections(item.use or tuple(entry.names())))}]({concept.id}.md)",
            _why(item, words, allowed=False),
        )
        for concept in _with_advice(shown.values(), language)
        for entry in [concept.entries[language]]
        for item in entry.discouraged
    ]
    if not rows:
        return []
    legend = Text(
        "“Replace” mends a mistake, “Prefer” is our choice for public words, “Advice” is for you to test. "
        "Official names, laws and quotations keep their words, and a threat made to a person keeps its name."
    )
    return [
        f"## {Text('Words to prefer').said(words)} {{ #{ANCHOR} }}",
        "",
        plain(legend.said(words)),
        "",
        *_table([Text("Rather avoid"), Text("Say"), Text("Why")], rows, words),
    ]


def short_table(corpus: Corpus, page: Page) -> list[str]:
    """A row for each concept with discouraged words in a page's language, with links from that page."""
    language, folder = page.language, posixpath.relpath("glossary", posixpath.dirname(page.key) or ".")
    words = catalogue(language)
    shown = (concept for concept in corpus.concepts.values() if is_shown(concept, language))
    rows = (
        (
            _some(without_inflections(avoided(concept.entries[language]))),
            f"[{plain(concept.term(language))}]({folder}/{concept.id}.md)",
        )
        for concept in _with_advice(shown, language)
    )
    return _table([Text("Rather avoid"), Text("Say")], rows, words)


def avoided(entry: Entry) -> list[Form]:
    """Every form a concept's entry discourages."""
    return [form for item in entry.discouraged for form in item.forms]


def is_shown(concept: Concept, language: str) -> bool:
    """Whether a concept has a page in a language."""
    entry = concept.entries.get(language)
    return entry is not None and entry.term is not None and concept.status != "draft"


def without_inflections(forms: Iterable[Form]) -> list[Form]:
    """Forms, less those that differ from an earlier one in the endings of words alone."""
    kept: list[Form] = []
    for form in forms:
        if not any(_is_inflection(form.folded.split(), other.folded.split()) for other in kept):
            kept.append(form)
    return kept


def _is_inflection(words: list[str], others: list[str]) -> bool:
    return len(words) == len(others) and all(map(_same_stem, words, others))


def _same_stem(word: str, other: str) -> bool:
    stem = max(4, min(len(word), len(other)) - 2)
    return word[:stem].startswith(other[:stem]) or other[:stem].startswith(word[:stem])


def _with_advice(concepts: Iterable[Concept], language: str) -> list[Concept]:
    found = (concept for concept in concepts if avoided(concept.entries[language]))
    return sorted(found, key=lambda concept: sort_key(avoided(concept.entries[language])[0].text))


def _listed(forms: Iterable[Form]) -> str:
    return ", ".join(plain(form.text) for form in forms) or _NONE


def _some(forms: list[Form]) -> str:
    return _listed(forms[:MOST_FORMS]) + ("…" if len(forms) > MOST_FORMS else "")


def _why(item: Discouraged, words: Words, *, allowed: bool = True) -> str:
    level = _LEVELS.get(item.level, _LEVELS["warning"]).said(words)
    said = f"**{plain(level)}.** {plain(item.reason)}".rstrip()
    if allowed and item.allow:
        right = ", ".join(f"*{plain(form.text)}*" for form in item.allow)
        said += f" {plain(Text('Right in:').said(words))} {right}."
    return said


def _table(heads: list[Text], rows: Iterable[tuple[str, ...]], words: Words) -> list[str]:
    written = [f"| {' | '.join(row)} |" for row in rows]
    names = " | ".join(head.said(words) for head in heads)
    return [f"| {names} |", "|---" * len(heads) + "|", *written, ""] if written else []
