"""How hard the pages are to read, by a formula for each language: a report, never a verdict.

English: Flesch–Kincaid grade level, 0.39 × words/sentences + 11.8 × syllables/words − 15.59
(Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75, Naval Technical Training
Command, 1975); it counts years of school, so lower is easier. French: Kandel and Moles' version of
Flesch's reading ease, 207 − 1.015 × words/sentences − 73.6 × syllables/words ("Application de
l'indice de Flesch à la langue française", Cahiers d'études de radio-télévision 19, 1958); higher is
easier. Both are one straight line, whose numbers and aim stand in `languages/<code>.yml`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from statistics import median

from living_guide.corpus import Corpus
from living_guide.lexicon import facts
from living_guide.messages import Text
from living_guide.pages import Page
from living_guide.sentences import sentences
from living_guide.syllables import syllables


@dataclass(frozen=True, slots=True)
class Formula:
    """A score from average lengths, and what to aim at: at most so much, or at least."""

    name: str
    base: float
    words_per_sentence: float
    syllables_per_word: float
    at_most: float | None = None
    at_least: float | None = None

    def score(self, words: int, sentences: int, syllables: int) -> float:
        """The score of a text, to one decimal."""
        return round(
            self.base
            + self.words_per_sentence * words / sentences
            + self.syllables_per_word * syllables / words,
            1,
        )

    def misses(self, score: float) -> bool:
        """Whether a score lies on the wrong side of the aim."""
        too_high = self.at_most is not None and score > self.at_most
        return too_high or (self.at_least is not None and score < self.at_least)


def formula(language: str) -> Formula | None:
    """The formula of a language; None where nobody has named one."""
    known = facts(language).get("readability")
    return Formula(**known) if known else None


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in the running text of a page. Lengths of sentences are in words."""

    path: str
    language: str
    words: int
    sentences: int
    syllables: int
    average: float
    longest: int
    line: int
    """Where the longest sentence begins, from 1."""
    score: float | None
    """None in a language without a formula."""
    misses: bool


def measure(page: Page) -> Measure | None:
    """Count a page; None when it has no sentence."""
    found = list(sentences(page))
    if not found:
        return None
    words = [word for sentence in found for word in sentence.words]
    spoken = sum(syllables(word, page.language) for word in words)
    longest = max(found, key=lambda sentence: len(sentence.words))
    judged = formula(page.language)
    score = judged.score(len(words), len(found), spoken) if judged else None
    return Measure(
        path=page.path,
        language=page.language,
        words=len(words),
        sentences=len(found),
        syllables=spoken,
        average=round(len(words) / len(found), 1),
        longest=len(longest.words),
        line=longest.line,
        score=score,
        misses=judged is not None and score is not None and judged.misses(score),
    )


def measures(corpus: Corpus) -> dict[str, list[Measure]]:
    """The pages people wrote, by language, the hardest first."""
    found = {}
    for code in corpus.settings.codes:
        judged = formula(code)
        easier_when_high = judged is not None and judged.at_least is not None
        counted = [item for page in corpus.pages_in(code) if (item := measure(page))]
        counted.sort(key=lambda item: item.path)
        counted.sort(key=lambda item: item.score or 0, reverse=not easier_when_high)
        found[code] = counted
    return found


def as_json(found: Mapping[str, list[Measure]], words: Mapping[str, str]) -> str:
    """The whole report as one object; `words` are not needed, numbers have no language."""
    languages = {}
    for code, counted in found.items():
        judged = formula(code)
        known = {name: value for name, value in asdict(judged).items() if value is not None} if judged else {}
        languages[code] = {"formula": known, **_summary(counted)}
    pages = [asdict(item) for counted in found.values() for item in counted]
    return json.dumps({"languages": languages, "pages": pages}, ensure_ascii=False, indent=2)


def _summary(counted: list[Measure]) -> dict[str, float]:
    scores = [item.score for item in counted if item.score is not None]
    if not scores:
        return {"pages": len(counted)}
    return {
        "pages": len(counted),
        "min": min(scores),
        "median": round(median(scores), 1),
        "max": max(scores),
        "missing_the_aim": sum(item.misses for item in counted),
    }


def as_text(found: Mapping[str, list[Measure]], words: Mapping[str, str]) -> str:
    """The report for people: a table a language, an asterisk at pages that miss the aim."""
    return "\n\n".join("\n".join(_table(code, found[code], words)) for code in found if found[code])


def _table(code: str, counted: list[Measure], words: Mapping[str, str]) -> Iterator[str]:
    judged = formula(code)
    aim = Text("no formula for this language")
    if judged and judged.at_most is not None:
        aim = Text("{formula}, aim: at most {score}", formula=judged.name, score=judged.at_most)
    elif judged:
        aim = Text("{formula}, aim: at least {score}", formula=judged.name, score=judged.at_least)
    yield f"{code} – {aim.said(words)}"
    heads = (Text("score"), Text("words"), Text("sentences"), Text("average"), Text("longest"))
    titles = [head.said(words) for head in heads]
    width = max(map(len, titles))
    yield "  ".join(f"{title:>{width}}" for title in titles)
    for item in counted:
        score = "–" if item.score is None else f"{item.score}{'*' if item.misses else ' '}"
        numbers = (score, item.words, item.sentences, item.average, item.longest)
        yield _row(numbers, width) + f"  {item.path}:{item.line}"
    known = _summary(counted)
    if "median" in known:
        yield Text(
            "{pages} pages: from {min} to {max}, median {median}; * beyond the aim: {missing_the_aim}",
            **known,
        ).said(words)


def _row(numbers: Iterable[object], width: int) -> str:
    return "  ".join(f"{number:>{width}}" for number in numbers)


REPORTS = {"text": as_text, "json": as_json}
"""How the report can be printed."""
