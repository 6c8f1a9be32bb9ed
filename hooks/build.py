"""When what happens in a build: MkDocs' events, and nothing else. The work is in `living_guide`."""

import logging
import os
from pathlib import Path

import mkdocs.utils
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from living_guide.formats import log_findings
from living_guide.messages import told_as
from living_guide.publish.engines import LANGUAGE_VARIABLE
from living_guide.publish.finish import finish, seal
from living_guide.publish.live_reload import serve_while_writing
from living_guide.publish.take_away import take_away
from living_guide.stage.prepare import TREE, prepare, read_plan
from living_guide.takeaway import usual_forms

log = logging.getLogger("mkdocs.hooks.living_guide")
clean_directory = mkdocs.utils.clean_directory
state = {"serving": False}


def on_startup(command, dirty):
    state["serving"] = command == "serve"
    logging.getLogger("mkdocs.plugins.mkdocs_static_i18n").setLevel(logging.WARNING)  # it prints whole menus


def on_config(config):
    i18n, root = config.plugins["i18n"], Path(config.config_file_path).parent
    if only := os.environ.get(LANGUAGE_VARIABLE):
        i18n.current_language, i18n.building = only, True
    elif not i18n.building:
        mkdocs.utils.clean_directory = clean_directory  # a failed nested build leaves its own behind
        forms = frozenset() if state["serving"] else usual_forms()
        with told_as(PluginError):
            state["prepared"] = prepare(root, serving=state["serving"], forms=forms)
        log_findings(state["prepared"].findings, log)
    config.docs_dir = str(root / TREE)
    plan = read_plan(root)
    for language in i18n.config.languages:
        language.nav = plan["navigation"].get(language.locale)
    config.extra_css = list(dict.fromkeys([*config.extra_css, *plan["styles"]]))
    return config


@event_priority(-200)  # behind static-i18n, which builds the other languages at -100
def on_post_build(config):
    if not config.plugins["i18n"].building:
        finish(state["prepared"].corpus, Path(config.site_dir))
        if not state["serving"]:
            take_away(state["prepared"].corpus, Path(config.site_dir), usual_forms())
            seal(state["prepared"].corpus, Path(config.site_dir))


def on_serve(server, config, builder):
    server.unwatch(config.docs_dir)
    serve_while_writing(server, Path(config.config_file_path).parent, log)
