"""What a reader may do about a page: say what is wrong, edit it, translate it, see how it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from living_guide.corpus import Corpus
from living_guide.language import Language
from living_guide.messages import Text, catalogue
from living_guide.pages import Page

FORMS = ".github/ISSUE_TEMPLATE"
"""Folder of the issue forms, one a kind and language: `wording-fr.yml`."""

PROPOSED = frozenset(["lessons", "spotlights"])
"""Sections whose readers are asked for more of the kind."""


def answers(corpus: Corpus, page: Page, language: Language) -> dict[str, str]:
    """Addresses by what they are for; only those there are.

    `mail` needs nothing but an e-mail program, and `section` is what a script that knows the reader's
    section puts it behind, in `mail`; `problem`, `wording`, `translation` and `proposal` are
    issue forms; `edit` opens the file this very page is made from, `translate` begins the missing one,
    `versions` lists all the file's versions.
    """
    if corpus.settings.archived:
        return {}
    contact, forge = corpus.settings.city.get("contact"), corpus.settings.forge
    found = {}
    if contact:
        found = {"mail": _mail(corpus, str(contact), page, language), "section": quote(_section(language))}
    if forge is None:
        return found
    words = catalogue(language.code)
    about = {"page": _address(corpus, page, language), "language": language.name}
    kinds = {"problem": Text("Problem"), "wording": Text("Better wording")}
    if page.language != language.code or page.field("translation"):
        kinds["translation"] = Text("Translation")
    if page.key.partition("/")[0] in PROPOSED:
        kinds["proposal"] = Text("Proposal")
    for kind, name in kinds.items():
        title = f"{name.said(words)}{Text(': ').said(words)}{page.title} ({language.code})"
        fields = {**about, "section": ""} if kind == "problem" else about
        found[kind] = forge.issue(f"{kind}-{_language_of_form(corpus, kind, language)}", title, fields)
    way = act(corpus, page, language)
    if way:
        found["edit" if page.language == language.code else "translate"] = way
    if "edit" in found:
        found["versions"] = forge.history(page.path)
    return found


def act(corpus: Corpus, page: Page, language: Language) -> str | None:
    """Where a page is edited, or its missing translation begun; None where no forge is named.

    What is made from a whole folder has no file of its own.
    """
    forge = corpus.settings.forge
    if forge is None or page.path.endswith("/"):
        return None
    if page.language != language.code:
        return forge.create(translation_path(page, language), _begun(page))
    return forge.edit(page.path)


def translation_path(page: Page, language: Language) -> str:
    """The file in which a page's translation belongs: in the original's layer."""
    return f"{page.path.partition('/')[0]}/{language.code}/{page.key}"


def _begun(page: Page) -> str:
    """The first lines of a translation: what a page cannot be without."""
    kind = page.text("type")
    lines = [
        f"title: {json.dumps(page.title, ensure_ascii=False)}",
        *([f"type: {kind}"] if kind else []),
        "translation:",
        "  by: human",
    ]
    return "\n".join(["---", *lines, "---", "", f"# {page.title}", "", ""])


def _language_of_form(corpus: Corpus, kind: str, language: Language) -> str:
    """The reader's language where the form exists in it, else the first."""
    has_own = (corpus.root / FORMS / f"{kind}-{language.code}.yml").is_file()
    first = corpus.settings.first
    return language.code if has_own or first is None else first.code


def _address(corpus: Corpus, page: Page, language: Language) -> str:
    return corpus.settings.address + language.prefix + page.url


def _section(language: Language) -> str:
    """The beginning of the letter's line about the section."""
    words = catalogue(language.code)
    return Text("Section").said(words) + Text(": ").said(words)


def _mail(corpus: Corpus, contact: str, page: Page, language: Language) -> str:
    """A letter about the page, begun: subject, page and language are filled in (RFC 6068)."""
    words = catalogue(language.code)
    colon = Text(": ").said(words)
    said: Mapping[Text, str] = {
        Text("Page"): page.title,
        Text("Address"): _address(corpus, page, language),
        Text("Language"): f"{language.name} ({language.code})",
    }
    lines = [
        *(f"{name.said(words)}{colon}{value}" for name, value in said.items()),
        _section(language),
        "",
        Text("What is wrong, and what would be right?").said(words),
        "",
        "",
    ]
    subject = f"{page.title} ({language.code})"
    body = quote("\r\n".join(lines), safe="")
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject, safe='')}&body={body}"
