"""The contributor's handbook: every rule explained, a page a family, from the rules' own manuals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from living_guide.language import base_of
from living_guide.manual import HANDBOOK, Manual, manual_of, waiver_of
from living_guide.messages import Text, catalogue, languages
from living_guide.stage.made_pages import Words, fenced, front_matter, plain, plain_but_code

if TYPE_CHECKING:
    from living_guide.checks import Rule
    from living_guide.corpus import Corpus

INDEX = f"{HANDBOOK}.md"
ORDER = 25
_SECTION, _, _FOLDER = HANDBOOK.rpartition("/")

_TITLE = Text("What the checks ask for")
TITLES: Mapping[str, Text] = {
    "accessibility": Text("Rules on access for everybody"),
    "city": Text("Rules on the city’s file"),
    "coverage": Text("Rules on what the guide must carry"),
    "files": Text("Rules on files"),
    "front-matter": Text("Rules on the lines at the top of a page"),
    "glossary": Text("Rules on the glossary"),
    "links": Text("Rules on links and images"),
    "redirects": Text("Rules on former addresses"),
    "safety": Text("Rules on safety"),
    "search": Text("Rules on what readers type"),
    "terms": Text("Rules on words to prefer"),
    "text": Text("Rules on what machines leave in a text"),
    "toolbox": Text("Rules on the toolbox"),
    "translation": Text("Rules on translations"),
    "typography": Text("Rules on typography"),
    "waiver": Text("Rules on exceptions"),
}
"""What each family of rules is about."""


def handbook_pages(corpus: Corpus, language: str) -> Iterator[tuple[str, str, str]]:
    """Key, path and Markdown of each page; they belong to the section about the guide, where there is one."""
    from living_guide.checks import all_rules

    if f"{_SECTION}/index.md" not in corpus.keys or base_of(language) not in languages():
        return  # manuals are long to translate: few languages have them
    words = catalogue(language)
    families: dict[str, list[Rule]] = {}
    for rule in all_rules().values():
        families.setdefault(rule.family, []).append(rule)
    yield INDEX, "docs/", _index(families, words)
    for number, (family, rules) in enumerate(families.items(), 1):
        path = rules[0].checker.__code__.co_filename
        yield f"{HANDBOOK}/{family}.md", _source(path), _family(family, rules, number, words)


def _source(path: str) -> str:
    """The module a rule is written in, from the project's folder."""
    return "hooks" + path.rpartition("hooks")[2].replace("\\", "/")


def _title(family: str, words: Words) -> str:
    title = TITLES.get(family)
    return title.said(words) if title else family.replace("-", " ").capitalize()


def _index(families: Mapping[str, list[Rule]], words: Words) -> str:
    title = _TITLE.said(words)
    description = Text("Every rule that pages are checked by, why it is there, how to keep it.").said(words)
    count = sum(len(rules) for rules in families.values())
    lines = [*front_matter(title, description, ORDER), f"# {plain(title)}", ""]
    for text in (
        Text("There are {count} rules. Each says where, what, why, and how to mend it.", count=count),
        Text(
            "An error keeps the site from being published. A warning does not, and advice is yours to decide."
        ),
    ):
        lines += [plain(text.said(words)), ""]
    for family, rules in families.items():
        lines += [f"## [{plain(_title(family, words))}]({_FOLDER}/{family}.md) {{ #{family} }}", ""]
        for rule in rules:
            summary = plain_but_code(manual_of(rule, words).summary)
            lines.append(
                f"- [{rule.name}]({_FOLDER}/{family}.md#{rule.name}){Text(': ').said(words)}{summary}"
            )
        lines.append("")
    return "\n".join(lines)


def _family(family: str, rules: list[Rule], number: int, words: Words) -> str:
    title = _title(family, words)
    summaries = (manual_of(rule, words).summary for rule in rules)
    lines = [*front_matter(title, " ".join(summaries), number), f"# {plain(title)}", ""]
    lines += [f"[{plain(_TITLE.said(words))}](../{_FOLDER}.md)", ""]
    for rule in rules:
        lines += [f"## {rule.name} {{ #{rule.name} }}", ""]
        lines += _rule(rule, manual_of(rule, words), words)
    return "\n".join(lines)


def _rule(rule: Rule, manual: Manual, words: Words) -> Iterator[str]:
    levels = {"error": Text("error"), "warning": Text("warning"), "info": Text("advice")}
    yield from (f"**{plain_but_code(manual.summary)}** ({levels[rule.severity].said(words)})", "")
    for paragraph in manual.why:
        yield from (plain_but_code(paragraph), "")
    for label, example in manual.examples:
        yield from (f"{label}{Text(': ').said(words).rstrip()}", "", *fenced(example), "")
    waiver = waiver_of(rule, words)
    exception = f"`{waiver}`" if waiver else Text("none.").said(words)
    yield from (f"{Text('Exception').said(words)}{Text(': ').said(words)}{exception}", "")
