"""A contributor's day, from clone to summary: every command's words, as a person reads them.

The transcripts in `data/day/` are what the terminal shows. After a change that is meant:

    pytest tests/test_day.py --update-expected

rewrites them and fails; read them whole before you keep them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from clones import commit, git, repository
from projects import edit
from trees import REPOSITORY, run_guide, write_tree

DAY = Path(__file__).parent / "data/day"
GUIDE = "guides/hold-a-listening-session.md"
UPSTREAM = {
    "docs/en/index.md": "# Home\n\n- [Guides](guides/index.md)\n",
    "docs/fr/index.md": "# Accueil\n\n- [Les guides](guides/index.md)\n",
    "docs/en/guides/index.md": "# Guides\n\n- [Engage stakeholders](engage-stakeholders.md)\n",
    "docs/fr/guides/index.md": "# Guides\n\n- [Mobiliser les parties prenantes](engage-stakeholders.md)\n",
    "docs/en/guides/engage-stakeholders.md": "# Engage stakeholders\n\nVisit before you invite.\n",
    "docs/fr/guides/engage-stakeholders.md": (
        "---\ntranslation:\n  by: human\n---\n# Mobiliser les parties prenantes\n\n"
        "Rendez visite avant d’inviter.\n"
    ),
    "docs/data/facets.yml": (REPOSITORY / "docs/data/facets.yml").read_text("utf-8"),
    ".gitignore": "build/\n",
}
ENGLISH = """
Listen before you plan... It's the cheapest step, and [people](engage-stakeholder.md) notice.

## Steps { #steps }

- Fill 12 000 chairs, or 12.
"""
FRENCH = """
Écoutez avant de planifier... C'est l'étape la moins chère, et [les gens](engage-stakeholders.md) le voient.

## Étapes { #steps }

- Remplissez 12 000 chaises, ou 12 : pourquoi pas ?
"""
INDEX = {"en": "- [Hold a listening session]({})\n", "fr": "- [Tenir une séance d’écoute]({})\n"}


class Terminal:
    """What is typed and what is shown, in one language."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language, self.shown = folder, language, ""

    def guide(self, *arguments: str, status: int = 0) -> str:
        ended = run_guide(*arguments, folder=self.folder, environment={"LANG": f"{self.language}_CA.UTF-8"})
        words = " ".join(f'"{word}"' if " " in word else word for word in arguments)
        self.shown += f"$ guide {words}\n{ended.out}{ended.err}"
        assert ended.status == status, self.shown
        return ended.said

    def does(self, what: str) -> None:
        self.shown += f"# {what}\n"


def _written(path: Path, title: str, body: str) -> None:
    """The skeleton, filled in: what a person leaves who has read its notes."""
    head, _, _ = path.read_text("utf-8").partition("\n---\n")
    fields = [line for line in head.splitlines()[1:] if not line.startswith(("#", "title:", "status:"))]
    front = "\n".join(["---", f"title: {title}", *fields, "status: live", "---"])
    path.write_text(f"{front}\n\n# {title}\n{body}", "utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Upstream, stamped and whole, cloned."""
    upstream = write_tree(tmp_path / "upstream", UPSTREAM)
    assert run_guide("translated", "docs/fr/guides", folder=upstream).status == 0
    git(repository(upstream), "clone", "--quiet", ".", str(tmp_path / "clone"))
    return tmp_path / "clone"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_day(clone: Path, language: str, request: pytest.FixtureRequest) -> None:
    terminal = Terminal(clone, language)
    terminal.guide("check")
    title = "Hold a listening session"
    terminal.guide("new", "guide", "hold-a-listening-session", "--title", title)
    terminal.guide("check", "--strict")
    terminal.guide("new", "guide", "hold-a-listening-session", status=2)

    terminal.does("write both pages, mention them on their section's page")
    _written(clone / f"docs/en/{GUIDE}", title, ENGLISH)
    _written(clone / f"docs/fr/{GUIDE}", "Tenir une séance d’écoute", FRENCH)
    for code, line in INDEX.items():
        index = clone / f"docs/{code}/guides/index.md"
        index.write_text(index.read_text("utf-8") + line.format(Path(GUIDE).name), "utf-8")
    terminal.guide("check", "--changed-since", "HEAD", status=1)
    terminal.guide("explain", "links-missing-page")
    terminal.guide("fix", "--dry-run", status=1)
    terminal.guide("fix", status=1)

    terminal.does("mend the link by hand")
    edit(clone / f"docs/en/{GUIDE}", "(engage-stakeholder.md)", "(engage-stakeholders.md)")
    terminal.guide("translated", "--by", "human", f"docs/fr/{GUIDE}", "docs/fr/guides/index.md")
    terminal.guide("check", "--strict")
    commit(clone, "a guide on listening")
    terminal.guide("check", "--strict", "--changed-since", "origin/main")

    terminal.does("the next day, change one sentence of the English page only")
    edit(clone / f"docs/en/{GUIDE}", "or 12.", "or ten.")
    commit(clone, "ten chairs will do")
    terminal.guide("check", "--changed-since", "HEAD~1", "--format", "markdown")
    terminal.guide("translated", f"docs/fr/{GUIDE}", status=1)

    terminal.does("the same in French, and say so")
    edit(clone / f"docs/fr/{GUIDE}", "ou 12", "ou dix")
    terminal.guide("translated", f"docs/fr/{GUIDE}")
    terminal.guide("check", "--strict", "--changed-since", "origin/main")

    kept = DAY / f"{language}.txt"
    if request.config.getoption("--update-expected"):
        kept.write_text(terminal.shown, "utf-8")
        pytest.fail(f"rewrote {kept.name}: read it, and run again without --update-expected")
    assert terminal.shown == kept.read_text("utf-8")
