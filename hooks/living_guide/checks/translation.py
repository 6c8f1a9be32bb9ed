"""The languages beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.checks import check
from living_guide.corpus import Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.messages import Text


@check(Severity.WARNING)
def missing(corpus: Corpus) -> Iterator[Finding]:
    """A page that does not exist yet in another language of the site.

    Its readers are shown the original with a notice in their own language. This is a warning and
    never more: nobody's edit has to wait for a translation.

    Bad:  docs/en/guides/words.md without docs/fr/guides/words.md
    Good: both
    """
    for key in corpus.keys:
        original = corpus.original(key)
        if original is None or original.text("status") == "draft":
            continue
        for code in corpus.settings.codes:
            if corpus.page(code, key) is None and (code, key) not in corpus.unread:
                path = f"docs/{code}/{key}"
                yield Finding(
                    original.start(),
                    Text("this page does not exist in `{language}`", language=code),
                    Text("write it as `{path}`; until then readers see this one with a notice", path=path),
                )
