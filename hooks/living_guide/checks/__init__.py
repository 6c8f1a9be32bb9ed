"""The rules. One module or folder a family, one generator a rule, its manual in its docstring.

A rule's name is its family and its function: `missing_page` in `links` is `links-missing-page`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from living_guide.corpus import Corpus
from living_guide.diagnostics import Diagnostic, Finding, Severity

Checker = Callable[[Corpus], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its public name, its usual severity and its manual."""

    name: str
    severity: Severity
    checker: Checker
    manual: str

    @property
    def summary(self) -> str:
        return self.manual.partition("\n")[0]

    @property
    def family(self) -> str:
        """What its name begins with: the module or folder it is in."""
        return self.checker.__module__.split(".")[2].replace("_", "-")

    def __call__(self, corpus: Corpus) -> Iterator[Diagnostic]:
        for finding in self.checker(corpus):
            yield Diagnostic.of(finding, self.name, self.severity)


RULES: dict[str, Rule] = {}


def check(severity: Severity) -> Callable[[Checker], Checker]:
    """Register a generator of findings as a rule."""

    def register(checker: Checker) -> Checker:
        family = checker.__module__.split(".")[2].replace("_", "-")
        name = f"{family}-{checker.__name__.strip('_').replace('_', '-')}"
        RULES[name] = Rule(name, severity, checker, inspect.cleandoc(checker.__doc__ or ""))
        return checker

    return register


def all_rules() -> dict[str, Rule]:
    """Every rule by name, in alphabetical order."""
    from living_guide.checks import (  # noqa: F401 - importing a family registers its rules
        accessibility,
        city,
        coverage,
        files,
        front_matter,
        glossary,
        links,
        redirects,
        safety,
        search,
        terms,
        text,
        toolbox,
        translation,
        typography,
        waiver,
    )

    return dict(sorted(RULES.items()))


def run_checks(corpus: Corpus, rules: Iterable[Rule] | None = None) -> list[Diagnostic]:
    """Every finding about the corpus, waivers applied, in reading order."""
    from living_guide.causes import with_causes
    from living_guide.checks.waiver import silence

    chosen = list(all_rules().values()) if rules is None else list(rules)
    found = {diagnostic for rule in chosen for diagnostic in rule(corpus)}
    return with_causes(corpus, silence(corpus, found))
