"""What the theme brings and no page asks for is not published: its scripts, its search, most of its rules.

Its style sheet is written for every site there may be. A rule that names a class which stands on no page
and in no script can match nothing here, so readers are spared it. Sheets of the city and of this guide
stay as they are.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from living_guide.corpus import Corpus

ASSETS = "assets"
_FOLDERS = ("javascripts/lunr", "javascripts/workers")
_FILES = ("javascripts/bundle.*", "stylesheets/palette.*")
_SHEET = "stylesheets/main.*.css"
_CLASSES = re.compile(r"""\bclass=(["'])(.*?)\1""", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_WITH_RULES_INSIDE = ("media", "supports")


def leave_out_theme(corpus: Corpus, site: Path) -> None:
    """Take away what no page asks for: two megabytes, most of it for debuggers."""
    for folder in _FOLDERS:
        shutil.rmtree(site / ASSETS / folder, ignore_errors=True)
    for unused in _FILES:
        for path in (site / ASSETS).glob(unused):
            path.unlink()


def shorten_theme(corpus: Corpus, site: Path) -> None:
    """Take the rules that can match nothing out of the theme's style sheet, and its map with them."""
    used = classes(site)
    for path in (site / ASSETS).glob(_SHEET):
        path.write_text(shortened(path.read_text("utf-8"), used), "utf-8")
        path.with_name(path.name + ".map").unlink(missing_ok=True)


def classes(site: Path) -> set[str]:
    """Every class on a page of the site, and every word of a script: scripts set classes too."""
    found: set[str] = set()
    for page in site.rglob("*.html"):
        for _, names in _CLASSES.findall(page.read_text("utf-8")):
            found.update(names.split())
    for script in (site / ASSETS).rglob("*.js"):
        found.update(_WORD.findall(script.read_text("utf-8")))
    return found


def shortened(css: str, used: Collection[str]) -> str:
    """A style sheet without the selectors that name a class which is not `used`."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    written: str = tinycss2.serialize(list(_kept(rules, used)))
    return written


def _kept(rules: Iterable[Node], used: Collection[str]) -> Iterator[Node]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            rule.prelude = _living(rule.prelude, used)
            if rule.prelude:
                yield rule
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _WITH_RULES_INSIDE:
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = list(_kept(inside, used))
            if rule.content:
                yield rule
        else:
            yield rule


def _living(selectors: Sequence[Node], used: Collection[str]) -> list[Node]:
    """Those of a list of selectors that can match; what is in brackets, as in `:not(…)`, is not judged."""
    kept: list[Node] = []
    commas = [place for place, node in enumerate(selectors) if node == ","]
    for start, end in pairwise([-1, *commas, len(selectors)]):
        selector = selectors[start + 1 : end]
        if all(node.value in used for dot, node in pairwise(selector) if dot == "." and node.type == "ident"):
            kept += [*([selectors[start]] if kept else []), *selector]
    return kept
