"""When what happens in a build: MkDocs' events, and nothing else. The work is in `living_guide`."""

import logging
import os
from pathlib import Path

import mkdocs.utils
from mkdocs.plugins import event_priority

from living_guide.formats import log_findings
from living_guide.messages import catalogue
from living_guide.publish.build import LANGUAGE_VARIABLE
from living_guide.publish.finish import finish
from living_guide.publish.page import finish_page
from living_guide.stage.prepare import TREE, prepare, read_plan

log = logging.getLogger("mkdocs.hooks.living_guide")
clean_directory = mkdocs.utils.clean_directory
state = {"serving": False}


def on_startup(command, dirty):
    state["serving"] = command == "serve"


def on_config(config):
    i18n, root = config.plugins["i18n"], Path(config.config_file_path).parent
    only = os.environ.get(LANGUAGE_VARIABLE)
    if not i18n.building and not only:
        mkdocs.utils.clean_directory = clean_directory  # a failed nested build leaves its own behind
        state["prepared"] = prepare(root, drafts=state["serving"])
        log_findings(state["prepared"].findings, log)
    elif only:
        i18n.current_language, i18n.building = only, True
    state["plan"] = read_plan(root)
    config.docs_dir = str(root / TREE)
    for language in i18n.config.languages:
        language.nav = state["plan"]["navigation"].get(language.locale)
    return config


def on_env(env, config, files):
    words = catalogue(config.plugins["i18n"].current_language, Path(config.theme.custom_dir, "locale"))
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(
        lambda text: words.get(text, text), lambda one, many, n: one if n == 1 else many
    )


def on_page_content(html, page, config, files):
    view = state["plan"]["pages"].get(page.file.src_uri)
    page.meta["search"] = {"exclude": bool(view and view["noindex"])}
    return finish_page(html, view)


def on_page_context(context, page, config, nav):
    context["guide"] = state["plan"]["pages"].get(page.file.src_uri)


def on_post_template(output, template_name, config):
    i18n = config.plugins["i18n"]
    if template_name != "404.html" or i18n.is_default_language_build:
        return output
    path = Path(config.site_dir, i18n.current_language, template_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output, "utf-8")
    return ""


@event_priority(-200)
def on_post_build(config):
    if not config.plugins["i18n"].building:
        finish(state["prepared"].corpus, Path(config.site_dir))


def on_serve(server, config, builder):
    root = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    for layer in ("docs", "local"):
        server.watch(str(root / layer))
