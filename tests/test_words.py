"""Discouraged words, found where they stand: hand-made cases, and every form of the real glossary.

A case marks what is to be found ⟦like this⟧; see `data/words/cases.yml`. Recall is the share of the
marked words that were found at their exact place, precision the share of what was found that is right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from living_guide.checks import all_rules, run_checks
from living_guide.corpus import Corpus, read_corpus
from living_guide.diagnostics import Severity
from living_guide.folding import fold_form, without_accents
from living_guide.source import Source
from trees import CLEAN, REPOSITORY, marked, write_tree

DATA = Path(__file__).parent / "data" / "words"
SHARED = REPOSITORY.parent / "shared" / "cases"
REACHED = 0.98

Place = tuple[int, int]
"""Line and column of a word's first character."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    language: str
    page: str
    expected: frozenset[Place]
    shown: str
    """What a person wants to see when the case fails."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many words were right, missed and wrongly found, and which."""

    right: int
    missed: int
    wrong: int
    mismatches: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    def __str__(self) -> str:
        figures = f"recall {self.recall:.4f}, precision {self.precision:.4f} of {self.right + self.missed}"
        return "\n".join([figures, *self.mismatches])


def _own_cases() -> list[Case]:
    cases = []
    for written in yaml.safe_load((DATA / "cases.yml").read_text("utf-8")):
        front = written.get("front_matter")
        whole = (f"---\n{front}\n---\n\n" if front else "") + written["markdown"]
        cases.append(_case(written["id"], written["lang"], whole if whole.endswith("\n") else whole + "\n"))
    return cases


def _case(name: str, language: str, whole: str) -> Case:
    page, spans = marked(whole)
    bom = page.startswith("\ufeff")
    source = Source("", page.removeprefix("\ufeff"))
    return Case(name, language, page, frozenset(source.position(start - bom) for start, _ in spans), whole)


def _shared_cases() -> list[Case]:
    return [
        Case(
            case["id"],
            case["lang"],
            case["markdown"],
            frozenset((item["line"], item["col"]) for item in case["expected"]),
            case["markdown"],
        )
        for case in json.loads((SHARED / "terms.json").read_text("utf-8"))
    ]


def _found(corpus: Corpus) -> dict[str, set[Place]]:
    """By path, where the rule finds something."""
    found: dict[str, set[Place]] = {}
    for diagnostic in run_checks(corpus, [all_rules()["terms-discouraged"]]):
        found.setdefault(diagnostic.path, set()).add((diagnostic.line, diagnostic.column))
    return found


def _score(root: Path, cases: list[Case], glossary: Path, names: str | None = None) -> Score:
    files: dict[str, str | bytes] = {f"docs/{case.language}/{case.id}.md": case.page for case in cases}
    files |= {f"docs/data/glossary/{path.name}": path.read_bytes() for path in glossary.glob("*.yml")}
    if names is not None:
        files["docs/data/names.yml"] = names
    found = _found(read_corpus(write_tree(root, {**CLEAN, **files})))
    right = missed = wrong = 0
    mismatches = []
    for case in cases:
        here = frozenset(found.get(f"docs/{case.language}/{case.id}.md", ()))
        right += len(here & case.expected)
        missed += len(case.expected - here)
        wrong += len(here - case.expected)
        if here != case.expected:
            lost, extra = sorted(case.expected - here), sorted(here - case.expected)
            mismatches.append(f"{case.id}: missed {lost}, wrongly found {extra} in {case.shown!r}")
    return Score(right, missed, wrong, tuple(mismatches))


def _assert_reached(score: Score) -> None:
    if score.recall < REACHED or score.precision < REACHED or score.mismatches:
        pytest.fail(str(score), pytrace=False)


def test_own_cases(tmp_path: Path) -> None:
    cases = _own_cases()
    assert len(cases) >= 260 and len({case.id for case in cases}) == len(cases)
    for language in ("en", "fr"):
        assert sum(case.language == language for case in cases) >= 0.45 * len(cases)
    _assert_reached(_score(tmp_path, cases, DATA / "glossary", (DATA / "names.yml").read_text("utf-8")))


@pytest.mark.skipif(not (SHARED / "terms.json").exists(), reason="the shared cases lie beside the checkout")
def test_shared_cases(tmp_path: Path) -> None:
    _assert_reached(_score(tmp_path, _shared_cases(), SHARED / "glossary"))


WRAPPINGS = {
    # what is written around a form: `{form}`, with a `{line}` break, with `{bold}` in it, after `{of}`
    "paragraph": "🌍 {the}{form} {here}.",
    "elision": "Été {of}{form} {here}.",
    "list": "- {the}{line:  } {here}",
    "cell": "| é | b |\n|---|---|\n| 🌍 | {the}{form} {here} |",
    "callout": "!!! note\n\n    {the}{line:    } {here}.",
    "tab": '=== "🌍 {the}{form} {here}"\n\n    {the}{line:    } {here}.',
    "quote": "> {the}{line:> } {here}.",
    "footnote": "A[^1].\n\n[^1]: {the}{form} {here}.",
    "definition": "A\n:   {the}{line:    } {here}.",
    "link": "[{the}{form}](index.md) {here}.",
    "emphasis": "🌍 {the}{bold} {here}.",
    "alt": "![{the}{form} {here}](a.png)",
    "heading": "## {the}{form} {here} {{ #a }}",
    "no-break": "{the}{fixed} {here}.",
    "capitals": "{the}{capitals} {here}.",
}
FOUND = 0.99


class _Broken(str):
    """A form whose first space becomes a line break and the format's margin."""

    def __format__(self, margin: str) -> str:
        return self.replace(" ", "\n" + margin, 1)


def _wrapped(form: str, language: str, after_determiner: bool, near: str) -> dict[str, str]:
    """By name of a wrapping, a page with a marked form in it, and behind it the word it needs `near`."""
    first, space, rest = form.partition(" ")
    french = language == "fr"
    elided = "l’" if form[0].lower() in "aeéiouy" else "de "
    parts = {
        "form": f"⟦{form}⟧",
        "line": _Broken(f"⟦{form}⟧"),
        "bold": f"**⟦{first}** {rest}⟧" if space else f"_⟦{form}⟧_",
        "fixed": f"⟦{form}⟧".replace(" ", "\u00a0", 1).replace(" ", "\u202f").replace("’", "'"),
        "capitals": f"⟦{without_accents(form).upper()}⟧",
        "the": "la " if after_determiner else "",
        "of": elided if french else "the ",
        "here": near or ("ici" if french else "here"),
    }
    return {name: template.format_map(parts) for name, template in WRAPPINGS.items()}


def test_every_discouraged_form_of_the_real_glossary(tmp_path: Path) -> None:
    data = REPOSITORY / "docs" / "data"
    real = read_corpus(REPOSITORY)
    cases: list[Case] = []
    for concept in real.concepts.values():
        for language, entry in concept.entries.items():
            for words in entry.discouraged:
                verbs = {fold_form(form.text) for form in words.only_after_determiner}
                near = words.only_near[0].text if words.only_near else ""
                for form in words.forms:
                    wrapped = _wrapped(form.text, language, fold_form(form.text) in verbs, near)
                    for name, whole in wrapped.items():
                        cases.append(_case(f"{len(cases)}-{name}", language, whole + "\n"))
    assert len(cases) >= 100 * len(WRAPPINGS)
    names = (data / "names.yml").read_text("utf-8")
    score = _score(tmp_path, cases, data / "glossary", names)
    if score.recall < FOUND or score.precision < FOUND:
        pytest.fail(str(score), pytrace=False)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The ⟦extremist threat⟧ was discussed at the workshop."),
        ("en", "Residents worry about the ⟦threat of extremism⟧ and the ⟦threat landscape⟧."),
        ("en", "A plan against ⟦threats to social cohesion⟧."),
        ("en", "If there is a threat to physical safety, the committee acts at once."),
        ("en", "Assault, harassment, threats and intimidation are not tolerated."),
        ("en", "Agencies can be a threat to journalists, and digital threats are common."),
        ("en", "Extremists sent threats to the mayor; network threat detection, under legal threat."),
        ("en", "A ⟦mapping of local groups⟧, or ⟦stakeholder mapping⟧, and the mapping of bus services."),
        ("en", "Residents spoke of the ⟦threats⟧ that drugs are to our community."),
        ("fr", "La mise en application de la loi date de 2016 ; parlez à l’⟦application de la loi⟧."),
        ("fr", "Une ⟦cartographie des partenaires⟧, et la cartographie dynamique des aides des acteurs."),
        ("fr", "On a parlé de la ⟦menace extrémiste⟧ et du ⟦paysage des menaces⟧."),
        ("fr", "Contre les ⟦menaces pour la cohésion sociale⟧."),
        ("fr", "Les journalistes affrontent de nombreuses menaces et des attaques numériques."),
        ("fr", "Votre modèle de menace dépend du niveau de la menace terroriste."),
        ("fr", "Elle a subi des insultes, des coups et des menaces ; ces agences sont une menace."),
    ],
)
def test_plain_words_keep_their_sense(tmp_path: Path, language: str, sentence: str) -> None:
    """The guide's glossary steers what a city says of its communities, not every use of a common word."""
    glossary = REPOSITORY / "docs" / "data" / "glossary"
    assert _score(tmp_path, [_case("page", language, sentence + "\n")], glossary).mismatches == ()


def test_nothing_is_discouraged_on_the_real_pages() -> None:
    found = run_checks(read_corpus(REPOSITORY), [all_rules()["terms-discouraged"]])
    assert [item for item in found if item.severity is not Severity.INFO] == []
