"""What happens to each page: MkDocs' events, and nothing else. The work is in `living_guide`."""

import logging
from pathlib import Path

from living_guide.formats import log_faults
from living_guide.markup.alignment import Alignment
from living_guide.markup.concepts import ConceptLinks
from living_guide.publish.page import Pages, known_fields
from living_guide.publish.templates import furnish
from living_guide.safety.sanitise import sanitised
from living_guide.stage.prepare import read_plan

log = logging.getLogger("mkdocs.hooks.living_guide")
concepts, alignment = ConceptLinks(), Alignment()
state = {}


def on_config(config):
    state["pages"] = Pages(read_plan(Path(config.config_file_path).parent))
    if concepts not in config.markdown_extensions:
        config.markdown_extensions += [concepts, alignment]
    return config


def on_env(env, config, files):
    plan = read_plan(Path(config.config_file_path).parent)
    return furnish(env, config.plugins["i18n"].current_language, plan)


def on_page_markdown(markdown, page, config, files):
    page.meta = known_fields(page.meta)
    state["pages"].begin(page.file.src_uri, concepts)


def on_page_content(html, page, config, files):
    clean = sanitised(html)
    log_faults(state["pages"].path(page.file.src_uri), clean.faults, log)
    return state["pages"].finish(page.file.src_uri, clean.html, concepts)


def on_page_context(context, page, config, nav):
    context["guide"] = state["pages"].view(page.file.src_uri)


def on_post_template(output, template_name, config):
    i18n = config.plugins["i18n"]
    if template_name != "404.html" or i18n.is_default_language_build:
        return output
    path = Path(config.site_dir, i18n.current_language, template_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output, "utf-8")
    return ""
