"""What every template can ask for, whatever page it makes: words, the language, the policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension

from living_guide.language import Language, theme_templates
from living_guide.messages import catalogue, said_in
from living_guide.publish.policy import page_policy

BASE = "base.html"
"""The theme's own page, which ours fill."""
_OPENED_BY_THE_THEME = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner[^>]*></div>\s*</div>'
)


class WithoutTheThemesScripts(Extension):
    """Takes out of the theme's page what only its own scripts would use: drawer, search, messages.

    They would be boxes to tick that nobody sees and that say nothing.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _OPENED_BY_THE_THEME.sub("", source) if name == BASE else source


def furnish(env: Environment, code: str, plan: Mapping[str, Any]) -> Environment:
    """Templates that speak a language.

    `_('…')` says a sentence in it, `said_in(code, '…')` in another; `spoken` is the language itself,
    `theme_words` the theme's own template of words, `archived` the day since which the site is an archive.
    """
    words = catalogue(code)
    env.add_extension("jinja2.ext.i18n")
    env.add_extension(WithoutTheThemesScripts)
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        lambda text: words.get(text, text), lambda one, many, n: one if n == 1 else many
    )
    env.globals.update(
        page_policy=page_policy(),
        said_in=said_in,
        archived=plan["archived"].get(code),
        spoken=Language(code, code, is_first=False),
        theme_words=env.select_template(theme_templates(code)),
    )
    return env
