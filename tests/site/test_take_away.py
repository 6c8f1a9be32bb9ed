"""The files that `guide build --pdf` publishes beside its pages."""

from __future__ import annotations

from pathlib import Path

from built_site import Built, digests
from projects import edit, guide, small_project

GUIDE = "---\ntitle: {title}\ndescription: {title}.\ntype: guide\n---\n\n# {title}\n\n{title}.\n"
TOOL = """id: agenda
order: 1
kind: document
guides: [guides/words.md]
en: {title: Agenda, description: For a meeting., blocks: [{heading: First}, {fill: Place}]}
fr: {title: Ordre du jour, description: Pour une réunion., blocks: [{heading: Début}, {fill: Lieu}]}
"""


def test_files_lie_beside_the_pages_that_offer_them(tmp_path: Path) -> None:
    files = {
        f"docs/{code}/guides/words.md": GUIDE.format(title=title)
        for code, title in (("en", "Words"), ("fr", "Mots"))
    }
    project = small_project(tmp_path, {**files, "docs/data/toolbox/agenda.yml": TOOL})
    assert guide(project, "build").status == 0
    site = project / "build/site"
    office = {"toolbox/agenda/agenda-en.docx", "fr/toolbox/agenda/agenda-fr.docx"}
    prints = {"guides/words/words-en.pdf", "fr/guides/words/words-fr.pdf", "guide-en.pdf", "fr/guide-fr.pdf"}
    assert _files(site) == office
    assert not [
        link for link in Built((site / "guides/words/index.html").read_text()).links if ".pdf" in link
    ]

    ended = guide(project, "build", "--pdf")
    assert ended.status == 0, ended.said
    assert _files(site) == office | prints
    assert "words-fr.pdf" in Built((site / "fr/guides/words/index.html").read_text()).links
    assert "../../guide-fr.pdf" in Built((site / "fr/guides/words/index.html").read_text()).links

    before = {path.name: path.stat().st_mtime_ns for path in (project / "build/take-away").iterdir()}
    edit(project / "docs/fr/guides/words.md", "\n\nMots.\n", "\n\nDes mots.\n")
    printed = digests(site)
    assert guide(project, "build", "--pdf").status == 0
    after = {path.name: path.stat().st_mtime_ns for path in (project / "build/take-away").iterdir()}
    assert len(after) == len(before) == 4
    assert len(before.items() & after.items()) == 2, "what did not change is not printed again"
    changed = {name for name in prints if digests(site)[name] != printed[name]}
    assert changed == {"fr/guides/words/words-fr.pdf", "fr/guide-fr.pdf"}


def _files(site: Path) -> set[str]:
    return {name for name in digests(site) if name.endswith((".pdf", ".docx", ".xlsx"))}
