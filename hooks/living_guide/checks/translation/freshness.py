"""Pages that are missing in a language, and translations that fell behind their original."""

from __future__ import annotations

from collections.abc import Iterator

from living_guide.beside import all_beside
from living_guide.checks import check
from living_guide.corpus import LAYERS, Corpus
from living_guide.diagnostics import Finding, Severity
from living_guide.language import named
from living_guide.messages import Text
from living_guide.moves import was_deleted
from living_guide.pages import Page
from living_guide.source import Span
from living_guide.translations import Change, Freshness, State, all_freshness, plain_words, record, stamp
from living_guide.untranslated import KINDS
from living_guide.untranslated import untranslated as untranslated_runs

SHOWN = 5
"""So many changed blocks are named; the rest is counted."""
EXCERPT = 100
"""Code points of a block that are shown."""
AROUND = 4
"""Words shown before and behind those that changed."""


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
        if original is None or original.is_draft:
            continue
        for code in corpus.settings.promised:
            page = corpus.page(code, key)
            if page is not None and page.is_draft:
                status = page.field("status")
                yield Finding(
                    page.source.span(status.start, status.end) if status else page.start(),
                    Text(
                        "this page is a draft: readers do not see it, but the one in {language}",
                        language=named(original.language),
                    ),
                    Text(
                        "write `status: live` when it is finished; notes to yourself can be read by whoever "
                        "sees the file; for the page of before to stay online, undo this change (the forge "
                        "keeps it, in the page’s history)"
                    ),
                    Severity.INFO,
                    about=key,
                )
            if page is None and (code, key) not in corpus.unread:
                path = f"{original.path.partition('/')[0]}/{code}/{key}"
                message = Text("this page does not exist in {language} yet", language=named(code))
                hint = Text(
                    "a translator writes it as `{path}`, or you do; until then readers see this one with a "
                    "notice",
                    path=path,
                )
                if was_deleted(corpus, code, key):
                    message = Text("this page was deleted in {language}", language=named(code))
                    hint = Text(
                        "to keep it, put `{path}` back (where it was deleted, choose “Revert”); for the page "
                        "to leave the site, delete this version too: until then readers see it with a notice",
                        path=path,
                    )
                yield Finding(original.start(), message, hint, about=key)


@check(Severity.WARNING)
def untranslated(corpus: Corpus) -> Iterator[Finding]:
    """A page, or a passage of it, that is still in the language of its original.

    Readers came for their own language, and screen readers read the words with the wrong voice. Names,
    titles and quotations may stay as they are.

    Bad:  docs/fr/guides/words.md, copied from docs/en/guides/words.md and not translated yet
    Good: no page yet: readers then see the original, with a notice in their language
    """
    for beside in all_beside(corpus):
        path = beside.original.path
        runs = list(untranslated_runs(beside.original, beside.page))
        count = sum(prose.kind in KINDS for run in runs for prose in run)
        total = sum(prose.kind in KINDS for prose in beside.page.document.prose)
        if count > 1 and 2 * count >= total:
            yield Finding(
                runs[0][0].span(0, len(runs[0][0].text)),
                Text(
                    "{count} of the {total} paragraphs of this page are still in the language of `{path}`",
                    count=count,
                    total=total,
                    path=path,
                ),
                Text("translate it; or delete it for now: readers then see the original, with a notice"),
            )
            continue
        for first, *_, last in ((run[0], *run) for run in runs):
            start, end = first.span(0, len(first.text)), last.span(0, len(last.text))
            yield Finding(
                Span(beside.page.source, start.start, end.end),
                Text(
                    "this paragraph is still in {language}, as in `{path}`",
                    language=named(beside.original.language),
                    path=path,
                )
                if first is last
                else Text(
                    "this passage, down to line {line}, is still in {language}, as in `{path}`",
                    language=named(beside.original.language),
                    line=beside.page.source.position(end.start)[0],
                    path=path,
                ),
                Text(
                    "translate it; if that has to wait, put back the words that stood here: the forge keeps "
                    "them, in the page’s history"
                ),
            )


@check(Severity.WARNING)
def unstamped(corpus: Corpus) -> Iterator[Finding]:
    """A translation that does not say which state of the original it was made from.

    Nobody is told, then, when the original goes on and the translation stays behind. `guide
    translated` writes the line; it can be pasted by hand as well, in a web editor. A page without
    any front matter is only begun, as a draft is, and left alone.

    Bad:
        translation: {by: human}
    Good:
        translation: {of: v1-9fdf4310d6987928, by: human}
    """
    differing = {beside.page.path for beside in all_beside(corpus) if beside.are_far_apart}
    for found in all_freshness(corpus):
        page = found.page
        if found.state is not State.UNSTAMPED or page is None or page.meta is None or page.is_draft:
            continue
        key = page.meta.keys.get("translation")
        made = corpus.content(found.original).hash
        stamping = (
            Text(
                "below `translation:`, add the line `  of: {hash}`, or have `guide translated {path}` run",
                hash=made,
                path=page.path,
            )
            if key
            else Text(
                "between the two lines `---` at the top, add: `translation: {{of: {hash}, by: human}}`",
                hash=made,
            )
        )
        yield Finding(
            page.start() if key is None else page.source.span(key.start, key.end),
            Text(
                "nobody will be told when `{original}` changes: this translation does not say which version "
                "it was made from",
                original=found.original.path,
            ),
            Text("first bring it up to date, for the two differ; only then: {stamping}", stamping=stamping)
            if page.path in differing
            else stamping,
        )


@check(Severity.WARNING)
def outdated(corpus: Corpus) -> Iterator[Finding]:
    """A translation whose original has changed since.

    Its readers are told less, or something else, than others. The blocks that changed are named:
    bring them into the translation, then stamp it with `guide translated PATH`, or paste the hash.
    A hash that is only written anew does not make a translation fresh; where nothing has to change,
    `guide translated PATH --unchanged "reason"` says why. An edit that means nothing to readers of
    other languages, such as a typing error, can say so itself, among the first lines of the original:
    `minor_edits: [{was: A, now: B, because: "a typing error"}]`, where A is the mark of the translation
    and B the one that is to take its place.

    Bad:  a hash of last year, and an original that says more by now
    Good: the new paragraph translated, and `of` with the hash that the original has today
    """
    for found in all_freshness(corpus):
        if found.state is State.OUTDATED and found.page is not None:
            now = corpus.content(found.original).hash
            if _is_upstreams(found.page) and not _is_upstreams(found.original):
                yield Finding(
                    found.original.start(),
                    Text(
                        "`{path}` translates upstream’s version of this page, not yours", path=found.page.path
                    ),
                    Text(
                        "run `guide adapt {path}`, and say in the copy what you say here",
                        path=found.page.path,
                    ),
                )
                continue
            yield Finding(
                _stamped(found.page), *(_of_both(corpus, found) or (_message(found), _hint(found, now)))
            )


def _of_both(corpus: Corpus, found: Freshness) -> tuple[Text, Text] | None:
    """What is said where the translation has changed, too, and no passage stands on one side only."""
    kept = record(corpus, found.page) if found.page else None
    if found.page is None or kept is None or corpus.content(found.page).hash == kept.itself:
        return None
    pair = next((item for item in all_beside(corpus) if item.page is found.page), None)
    if pair is None or pair.are_far_apart or pair.gaps or not found.changes:
        return None
    return (
        Text(
            "this page and `{original}` have both changed since they were last compared; there: {blocks}",
            original=found.original.path,
            blocks=_listed(found.changes[:SHOWN], len(found.changes) - SHOWN),
        ),
        Text(
            "if both say the same, nothing is left to do: whoever looks after the guide notes it "
            "(`guide translated {path}`)",
            path=found.page.path,
        ),
    )


def _is_upstreams(page: Page) -> bool:
    return page.path.startswith(f"{LAYERS[0]}/")


def _stamped(page: Page) -> Span:
    """Where a page's stamp is written."""
    translation = page.field("translation")
    node = translation.get("of") if translation else None
    return page.source.span(node.start, node.end) if node else page.start()


def _message(found: Freshness) -> Text:
    original = found.original.path
    if not found.changes:
        return Text("`{original}` has changed since this translation was made", original=original)
    blocks = _listed(found.changes[:SHOWN], len(found.changes) - SHOWN)
    if found.restamped:
        return Text(
            "the hash was renewed, but the translation still says what it said when `{original}` "
            "was otherwise: {blocks}",
            original=original,
            blocks=blocks,
        )
    return Text(
        "`{original}` has changed since this translation was made: {blocks}", original=original, blocks=blocks
    )


def _listed(changes: tuple[Change, ...], more: int) -> Text:
    first, *others = (_shown(change) for change in changes)
    listed = first
    for other in others:
        listed = Text("{first}; {other}", first=listed, other=other)
    return Text("{first}; and {count} more", first=listed, count=more) if more > 0 else listed


def _shown(change: Change) -> Text:
    if change.block is None:
        return Text("gone: “{words}”", words=_excerpt(change.was))
    line = change.block.lines[0]
    if change.kind == "added":
        return Text("line {line} is new: “{words}”", line=line, words=_excerpt(change.block.text))
    was, words = _different(change.was, plain_words(change.block.text))
    return Text("line {line}: “{words}” (before: “{was}”)", line=line, words=words, was=was)


def _excerpt(words: str) -> str:
    return words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"


def _different(before: str, after: str) -> tuple[str, str]:
    """Two texts from where they part to where they meet again, with a few words around."""
    old, new = before.split(), after.split()
    shorter = min(len(old), len(new))
    ahead = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - ahead
    behind = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)

    def around(words: list[str]) -> str:
        start, end = max(0, ahead - AROUND), min(len(words), len(words) - behind + AROUND)
        kept = _excerpt(" ".join(words[start:end]))
        return ("… " if start else "") + kept + (" …" if end < len(words) else "")

    return around(old), around(new)


def _hint(found: Freshness, now: str) -> Text:
    path = found.page.path if found.page else ""
    if found.restamped:
        return Text(
            "translate what changed; if nothing has to change here, run "
            '`guide translated {path} --unchanged "why"`',
            path=path,
        )
    return Text(
        "say the same here, then write `{hash}` in the place of `{was}` on this line: it notes that this is "
        "done; if you do not write this language, leave both: a translator will see to it",
        hash=now,
        was=stamp(found.page) if found.page else "",
    )
