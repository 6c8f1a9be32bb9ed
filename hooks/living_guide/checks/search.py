"""What readers type, in `data/asked/`: the words by which search finds a page."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.schema import ASKED, PAGE
from living_guide.search.analyser import fold
from living_guide.search.asked import FOLDER, asked, files
from living_guide.shapes import Keyed, Mapped, validate


@check(Severity.ERROR)
def invalid_value(corpus: Corpus) -> Iterator[Finding]:
    """Something in readers' words stands where search does not look for it.

    Under each page's path stands a list for each language; nothing else is read.

    Bad:
        guides/choose-your-words.md: [vocabulary, jargon]
    Good:
        guides/choose-your-words.md: {en: [vocabulary, jargon], fr: [vocabulaire, jargon]}
    """
    languages = Mapped(dict.fromkeys(corpus.spoken, ASKED.value))
    for root in files(corpus):
        yield from (misfit.finding for misfit in validate(root, Keyed(PAGE, languages), FOLDER))


@check(Severity.ERROR)
def unknown_page(corpus: Corpus) -> Iterator[Finding]:
    """Readers' words for a page that no language has.

    They lead nobody anywhere. Perhaps the page was moved or renamed.

    Bad:
        guides/chose-your-words.md: {en: [vocabulary], fr: [vocabulaire]}
    Good:
        guides/choose-your-words.md: {en: [vocabulary], fr: [vocabulaire]}
    """
    known = {page.key for language in corpus.settings.codes for page in corpus.all_pages(language)}
    for entry in asked(corpus):
        if entry.page.written not in known and not corpus.hides(entry.page.written):
            near = corpus.nearest(entry.page.written, sorted(known))
            yield entry.page.finding(
                Text("no language has a page `{page}`", page=entry.page.written),
                Text("did you mean `{name}`?", name=near)
                if near
                else Text("write the page’s path below its language, or take these words out"),
                about=entry.page.written,
            )


@check(Severity.WARNING)
def asked_twice(corpus: Corpus) -> Iterator[Finding]:
    """The same of readers' words twice for one page.

    Search counts them once; capitals and accents make no difference to it.

    Bad:
        guides/choose-your-words.md: {en: [vocabulary, Vocabulary], fr: [vocabulaire]}
    Good:
        guides/choose-your-words.md: {en: [vocabulary], fr: [vocabulaire]}
    """
    seen: set[tuple[str, str, str]] = set()
    for entry in asked(corpus):
        for language, texts in entry.texts.items():
            for text in texts:
                key = (entry.page.written, language, fold(text.written).strip())
                if key in seen:
                    yield text.finding(
                        Text("`{text}` is asked twice for this page", text=text.written),
                        Text("take one of them out"),
                    )
                seen.add(key)


@check(Severity.WARNING)
def missing_language(corpus: Corpus) -> Iterator[Finding]:
    """Readers' words in one language, where readers of another find nothing.

    A page that is found in one language only is lost to the others. Languages in preparation, and a
    region’s variant of another, are not asked for.

    Bad:
        guides/choose-your-words.md: {en: [vocabulary]}
    Good:
        guides/choose-your-words.md: {en: [vocabulary], fr: [vocabulaire]}
    """
    told: dict[str, set[str]] = {}
    for entry in asked(corpus):
        filled = {language for language, texts in entry.texts.items() if texts}
        told.setdefault(entry.page.written, set()).update(filled)
    for entry in asked(corpus):
        for language in corpus.settings.promised:
            if language not in told[entry.page.written] and corpus.any_page(language, entry.page.written):
                told[entry.page.written].add(language)
                yield entry.page.finding(
                    Text("nothing is said here of how readers ask in `{language}`", language=language),
                    Text("add `{language}: [\u2026]`", language=language),
                )
