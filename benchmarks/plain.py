"""The same pages for MkDocs, Material and static-i18n alone: what our figures are held against.

Plain MkDocs gets the very tree that we stage, glossary pages included, with the menus that we derive,
and this project's own configuration: same Markdown extensions, same theme features, same plugins.
Taken away are our hook and our templates, styles and fonts.

Material writes the whole menu into every page, which at 500 pages takes most of its time; our templates
write only its open branch. So there is a second plain build with `navigation.prune`, which makes
Material do so too: that one is the harder to be held against.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from mergedeep import merge

from living_guide.stage.prepare import TREE, read_plan


def write_plain(project: Path, folder: Path, *, prune: bool) -> Path:
    """Make a folder that plain MkDocs builds from a project that is already staged; return it."""
    inherited, own = (
        yaml.safe_load((project / name).read_text("utf-8")) for name in ("mkdocs.base.yml", "mkdocs.yml")
    )
    config: dict[str, Any] = dict(merge({}, inherited, own))
    for name in ("INHERIT", "hooks", "extra_css"):
        config.pop(name, None)
    for name in ("custom_dir", "favicon"):
        config["theme"].pop(name, None)
    if prune:
        config["theme"]["features"].append("navigation.prune")
    config["site_dir"] = "site"
    menus = read_plan(project)["navigation"]
    for language in config["plugins"]["i18n"]["languages"]:
        language["nav"] = menus[language["locale"]]
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")
    shutil.copytree(project / TREE, folder / "docs")
    return folder
