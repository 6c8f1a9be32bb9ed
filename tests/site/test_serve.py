"""`mkdocs serve`, as `make serve` runs it: read while you write."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from projects import PATIENCE, small_project
from serving import serving


def test_edits_show_and_faults_are_told(tmp_path: Path) -> None:
    concept = "id: hate\nstatus: draft\n"
    files = {"docs/data/glossary/hate.yml": concept, "local/en/ours.md": "# Ours\n\n[Home](index.md)\n"}
    with serving(small_project(tmp_path / "project", files)) as server:
        assert server.shows("/", '<html lang="en"') and server.shows("/fr/", '<html lang="fr"')
        assert server.shows("/fr/ours/", 'lang="en"')

        server.write("docs/en/index.md", "# Home\n\nSomething new.\n")
        server.wait(lambda: server.shows("/", "Something new."))
        server.write("docs/fr/index.md", "# Accueil\n\nDu nouveau.\n")
        server.wait(lambda: server.shows("/fr/", "Du nouveau."))
        server.write("local/en/ours.md", "# Ours\n\nThe city edits. [Home](index.md)\n")
        server.wait(lambda: server.shows("/ours/", "The city edits."))
        server.write("docs/en/draft.md", "---\nstatus: draft\ntitle: Draft\n---\n# Draft\n\nA plan.\n")
        server.wait(lambda: server.shows("/draft/", "A plan."))

        # A fault is told with its place, once a build, and its page shows.
        server.write("docs/fr/index.md", "# Accueil\n\nUn [lien](perdu.md) perdu.\n")
        server.wait(lambda: server.shows("/fr/", "Un lien perdu."))  # a link that leads nowhere is its words
        assert server.said.count("docs/fr/index.md:3:11: error") == 1, server.said
        assert server.shows(
            "/fr/", "<strong>Erreur</strong>, ligne 3\u00a0: il n’y a pas de page <code>perdu.md</code>"
        )
        assert server.shows("/", "Checks: nothing found on this page")
        server.write("docs/fr/index.md", "# Accueil\n\nRetrouvé.\n")
        server.wait(lambda: server.shows("/fr/", "Retrouvé."))
        assert server.shows("/fr/", "rien à signaler sur cette page")
        assert server.said.count("docs/fr/index.md:3:11: error") == 1, server.said

        # Bytes that are no text would stop an engine; here the server lives on.
        (server.project / "docs/en/index.md").write_bytes(b"# Home\n\n\xff\n")
        server.wait(lambda: "docs/en/index.md:3:1: error" in server.said)
        server.write("docs/en/index.md", "# Home\n\nWell again.\n")
        server.wait(lambda: server.shows("/", "Well again."))

        # What staging writes starts no build: all is quiet once the last edit shows.
        server.wait(lambda: server.is_at_rest)
        builds = server.begun
        time.sleep(3)
        assert server.begun == builds, server.said

        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.said, server.said
