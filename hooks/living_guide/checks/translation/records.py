"""What is written down about translations: in front matter, and beside in `data/translations/`."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text
from living_guide.schema import RECORD
from living_guide.shapes import Mapped, validate
from living_guide.translations import RECORDS


@check(Severity.ERROR)
def unknown_original(corpus: Corpus) -> Iterator[Finding]:
    """A page that names as its original a language in which it does not exist, or two that disagree.

    Which of the pages the others are translated from decides who is told of a change.

    Bad:  `original: fr` in docs/en/guides/words.md, and no docs/fr/guides/words.md
    Good: `original: fr`, and the French page is there
    """
    for page in corpus.pages:
        node = page.field("original")
        if node is None or node.written not in corpus.settings.codes:
            if node is not None:
                yield node.finding(
                    Text("`{language}` is no language of this site", language=node.written),
                    Text("write one of: {values}", values=", ".join(corpus.settings.codes)),
                )
            continue
        chosen = corpus.original(page.key)
        if corpus.page(node.written, page.key) is None:
            yield node.finding(
                Text("there is no `docs/{language}/{key}`", language=node.written, key=page.key),
                Text("name the language this page was written in first, or remove the line"),
            )
        elif chosen is not None and chosen.language != node.written:
            yield node.finding(
                Text(
                    "another page of the same name says that its original is `{language}`",
                    language=chosen.language,
                ),
                Text("let all of them name the same language"),
            )


@check(Severity.ERROR)
def broken_record(corpus: Corpus) -> Iterator[Finding]:
    """A file below `data/translations` that cannot be used, or belongs to no page.

    These files are written by `guide translated`. Without a good one, a change in the original cannot
    be shown block by block.

    Bad:  docs/data/translations/fr/guides/word.yml, and the page is docs/fr/guides/words.md
    Good: docs/data/translations/fr/guides/words.yml
    """
    for name, parsed in corpus.data.items():
        folder, _, place = name.partition("/")
        if folder != RECORDS:
            continue
        language, _, path = place.partition("/")
        root = parsed.root
        if root is None:
            continue
        for misfit in validate(root, Mapped(RECORD), f"{place}.yml"):
            yield misfit.finding
        is_ours = language in corpus.settings.codes and not corpus.hides(f"{path}.md")
        if is_ours and corpus.page(language, f"{path}.md") is None:
            yield Finding(
                root.source.span(root.start, root.end),
                Text("there is no page `docs/{place}.md` for this record", place=place),
                Text("move it to where the page is now, or delete it"),
                Severity.WARNING,
                about=f"{path}.md",
            )
