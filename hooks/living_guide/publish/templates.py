"""What every template can ask for, whatever page it makes: words, the language, the policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from living_guide.language import Language, theme_templates
from living_guide.messages import catalogue, said_in
from living_guide.publish.policy import page_policy


def furnish(env: Environment, code: str, plan: Mapping[str, Any]) -> Environment:
    """Templates that speak a language.

    `_('…')` says a sentence in it, `said_in(code, '…')` in another; `spoken` is the language itself,
    `theme_words` the theme's own template of words, `archived` the day since which the site is an archive.
    """
    words = catalogue(code)
    env.add_extension("jinja2.ext.i18n")
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
