"""Former addresses go on leading somewhere: as pages, and as the rules that each kind of server reads.

The pages work everywhere, without a script. Where a server knows the rules it answers with 301
instead, which search engines prefer and which keeps the `#section` of an address.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from living_guide.corpus import Corpus
from living_guide.messages import Text, catalogue
from living_guide.publish.policy import page_policy
from living_guide.publish.sites import BuildFailed
from living_guide.redirects import Redirect, redirects
from living_guide.stage.addresses import relative_address

RULES = "_redirects"
"""At the site's root: Cloudflare Pages, Netlify and GitLab Pages read it. The one source of the others.

Netlify and GitLab give out a file that is there before they look here: their readers get the page.
"""

_HEAD = "# Addresses that have moved; the site is at "
_HEADED = re.compile(re.escape(_HEAD) + r"(/\S*)\n")
_RULE = re.compile(r"(/\S*) (/\S*) 301\n")


def write_redirects(corpus: Corpus, site: Path) -> None:
    """Write a page at every former address, and the rules.

    Raises:
        BuildFailed: something else is published there.
    """
    found = redirects(corpus)
    for redirect in found:
        path = site / redirect.old / ("index.html" if redirect.old.endswith("/") else "")
        if path.exists():
            raise BuildFailed(
                Text(
                    "{path}: nothing can lead here from `{old}`: a file is published there",
                    path=redirect.page.path,
                    old=redirect.old,
                )
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(redirect_page(corpus, redirect), "utf-8")
    if found:
        (site / RULES).write_text(_rules(corpus, found), "utf-8")


def redirect_page(corpus: Corpus, redirect: Redirect) -> str:
    """A page that leads on at once, and says so to whoever it does not: in the language of its address."""
    language, page = redirect.language, redirect.page
    words, settings = catalogue(language.code), corpus.settings
    folder = redirect.old[: redirect.old.rfind("/") + 1]
    way = escape(relative_address(folder, redirect.new))
    canonical = settings.address + settings.language(page.language).prefix + page.url
    title = Text("This page has moved").said(words)
    foreign = f' lang="{escape(page.language)}"' if page.language != language.code else ""
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(language.code)}" dir="{language.direction}">',
        "<head>",
        f'<meta http-equiv="Content-Security-Policy" content="{escape(page_policy(), quote=False)}">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="robots" content="noindex">',
        f'<meta http-equiv="refresh" content="0; url={way}">',
        f'<link rel="canonical" href="{escape(canonical)}">' if settings.address else "",
        f"<title>{escape(title)} – {escape(settings.name_in(language.code))}</title>",
        "</head>",
        "<body>",
        f"<main><h1>{escape(title)}</h1>",
        f'<p><a href="{way}"{foreign}>{escape(page.title)}</a></p></main>',
        "</body>",
        "</html>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _rules(corpus: Corpus, found: list[Redirect]) -> str:
    base = urlsplit(corpus.settings.address).path or "/"
    lines = [f"{base}{item.old} {base}{item.new} 301\n" for item in found]
    return "".join([f"{_HEAD}{base}\n", *lines])


def rules_of(site: Path) -> tuple[str, list[tuple[str, str]]]:
    """Where a site is published, `/` or `/some/path/`, and its rules, as whole paths from and to."""
    path = site / RULES
    text = path.read_text("utf-8") if path.is_file() else ""
    headed = _HEADED.match(text)
    return (headed[1], _RULE.findall(text)) if headed else ("/", [])


def for_nginx(rules: list[tuple[str, str]]) -> str:
    """Lines for a server's block. Each looks whether its target is there: a site is swapped at any moment."""
    return "".join(
        f"location = {old} {{\n\tif (-f $document_root{new}index.html) {{\n\t\treturn 301 {new};\n\t}}\n}}\n"
        for old, new in rules
    )


def for_caddy(rules: list[tuple[str, str]]) -> str:
    """Lines for a site of a Caddyfile, with the same look."""
    if not rules:
        return "# Nothing has moved.\n"
    return "".join(
        [
            "map {path} {living_guide_moved} {\n",
            *(f"\t{old} {new}\n" for old, new in rules),
            "\tdefault -\n}\n",
            "@living_guide_moved file {living_guide_moved}index.html\n",
            "redir @living_guide_moved {living_guide_moved} permanent\n",
        ]
    )


def server_rules(site: Path) -> dict[str, str]:
    """The rules of a published site in the form of each server, by the name of their file."""
    _, rules = rules_of(site)
    return {"redirects.caddy": for_caddy(rules), "redirects.nginx": for_nginx(rules)}
