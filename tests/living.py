"""A small guide with a past: written by somebody, changed, renamed, half translated, under git."""

from __future__ import annotations

from pathlib import Path

from living_guide.content import Content
from living_guide.corpus import read_corpus
from projects import edit, small_project
from repositories import WHO, commit, git

ORIGINAL = (
    "---\ntitle: Steps\npublished: 2025-01-10\nreview_every: 12 months\n---\n# Steps\n\nOpening words.\n\n"
    "## First { #first }\n\nCall the *twelve* members of the group by Friday at noon, and write it down.\n\n"
    "## Second { #second }\n\nMeet them.\n"
)
TRANSLATION = (
    "---\ntitle: Étapes\ntranslation:\n  of: {of}\n  by: machine\n---\n# Étapes\n\nOuverture.\n\n"
    "## D’abord {{ #first }}\n\nAppelez les douze membres.\n\n## Ensuite {{ #second }}\n\nVoyez-les.\n"
)
REVIEWED = (
    "---\ntitle: Relue\nreviewed: 2026-02-03\nreviewed_by: Zoé Unsaid\n"
    "translation:\n  of: {of}\n  by: human\n  reviewed_by: translator\n---\n# Relue\n\nVoilà.\n"
)
FACETS = "reviewers:\n  translator: {en: a translator, fr: une traductrice ou un traducteur}\n"
CONCEPT = "id: hate\nstatus: approved\nen: {term: hate, definition: D.}\nfr: {term: haine, definition: D.}\n"
SECRETS = (WHO["GIT_AUTHOR_NAME"], "Zoé", "Unsaid", WHO["GIT_AUTHOR_EMAIL"], "unsaid.example")
FILES = {
    "docs/en/guides/index.md": "# Guides\n\n[Steps](steps.md), [checked](checked.md), [new](new.md)\n",
    "docs/fr/guides/index.md": "# Les guides\n\n[Étapes](steps.md), [relue](checked.md), [new](new.md)\n",
    "docs/en/guides/steps.md": ORIGINAL,
    "docs/en/guides/earlier.md": "---\ntitle: Checked\ntype: guide\n---\n# Checked\n\nHere it is.\n",
    "docs/en/guides/new.md": "---\ntitle: New\n---\n# New\n\nOnly English so far. [Home](../index.md)\n",
    "docs/en/about/index.md": "# About\n\n[Guides](../guides/index.md)\n",
    "docs/fr/about/index.md": "# À propos\n\n[Guides](../guides/index.md)\n",
    "docs/data/facets.yml": FACETS,
    "docs/data/glossary/hate.yml": CONCEPT,
}


def living_project(folder: Path) -> Path:
    """The guide, one commit a day; its English moved on after the French was made."""
    project = small_project(folder, FILES)
    for line in ("repo_url: https://git.example/your-city/living-guide", "edit_uri: edit/main/docs/"):
        edit(project / "mkdocs.yml", f"# {line}", line)
    git(project, "init", "--quiet")
    (project / ".gitignore").write_text("build/\n", "utf-8")
    commit(project, {}, "2026-01-10")
    (project / "docs/en/guides/earlier.md").rename(project / "docs/en/guides/checked.md")
    now = {name: _content(project, f"guides/{name}.md") for name in ("steps", "checked")}
    blocks = "".join(f"  {block.hash} {block.text}\n" for block in now["steps"].blocks)
    translated = {
        "docs/fr/guides/steps.md": TRANSLATION.format(of=now["steps"].hash),
        "docs/fr/guides/checked.md": REVIEWED.format(of=now["checked"].hash),
        "docs/data/translations/fr/guides/steps.yml": f"itself: '000000000000'\nblocks: |\n{blocks}",
    }
    commit(project, translated, "2026-02-20")
    changed = ORIGINAL.replace("*twelve* members", "*thirteen* members")
    commit(project, {"docs/en/guides/steps.md": changed}, "2026-03-09")
    return project


def _content(project: Path, key: str) -> Content:
    corpus = read_corpus(project)
    page = corpus.page("en", key)
    assert page is not None
    return corpus.content(page)
