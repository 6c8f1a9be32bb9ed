"""What the checks accept is built: odd names, shared files and front matter, as people write them."""

from __future__ import annotations

from pathlib import Path

from made_guides import PICTURE
from projects import guide
from trees import write_tree

PAGE = "---\ntitle: 12:30\ndescription: 1_000\n---\n# Noon\n\n![{alt}](../../assets/images/meeting.png)\n"
BESIDE = "# Minutes\n\n![A room](Photo de réunion.png) and [the minutes](<Compte rendu d’équipe (1).txt>).\n"
FILES: dict[str, str | bytes] = {
    "docs/en/guides/page.md": PAGE.format(alt="A meeting"),
    "docs/fr/guides/page.md": PAGE.format(alt="Une réunion"),
    "docs/assets/images/meeting.png": PICTURE,
    "docs/en/guides/minutes.md": BESIDE,
    "docs/en/guides/Photo de réunion.png": PICTURE,
    "docs/en/guides/Compte rendu d’équipe (1).txt": "Minutes.\n",
}


def test_pictures_and_documents_are_found_from_every_language(project: Path) -> None:
    write_tree(project, FILES)
    ended = guide(project, "build")
    assert ended.status == 0, ended.said
    site = project / "build/site"
    assert (site / "assets/images/meeting.png").read_bytes() == PICTURE
    assert (site / "fr/guides/Photo de réunion.png").read_bytes() == PICTURE, "for the page that stands in"
    assert (site / "fr/guides/Compte rendu d’équipe (1).txt").is_file()
    french = (site / "fr/guides/page/index.html").read_text("utf-8")
    assert 'src="../../../assets/images/meeting.png"' in french
    assert "<title>12:30 " in french and 'name="description" content="1_000"' in french
