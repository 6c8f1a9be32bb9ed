"""What is saved shows in the open tab by itself, under the policy readers have."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from projects import small_project
from serving import serving

PATIENCE = 60_000
"""Milliseconds a build of two pages may take on a busy machine."""


def test_a_saved_page_shows_in_the_open_tab(browser: Browser, tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {})
    settings = (project / "mkdocs.yml").read_text("utf-8")
    errors: list[str] = []
    with serving(project, LANG="fr_FR.UTF-8") as server:
        page = browser.new_context(base_url=server.address).new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        body = page.locator("body")

        page.goto("/fr/")
        server.write("docs/fr/index.md", "# Accueil\n\nDu nouveau.\n")
        expect(body).to_contain_text("Du nouveau.", timeout=PATIENCE)
        page.goto("/")
        server.write("docs/en/index.md", "# Home\n\nSomething new.\n")
        expect(body).to_contain_text("Something new.", timeout=PATIENCE)

        # A page with a fault shows it; a fault that stops the build is told in the terminal, in plain words.
        server.write("docs/en/index.md", "---\ntitle: [a\n---\n# Home\n\nBroken.\n")
        expect(body).to_contain_text("the list or bracket that opens here is not closed", timeout=PATIENCE)
        server.write("mkdocs.yml", settings + "\nsite_name: [x\n")
        server.wait(lambda: "restent telles qu’elles étaient" in server.said)
        page.reload()
        expect(body).to_contain_text("the list or bracket that opens here is not closed")
        server.write("docs/en/index.md", "# Home\n\nWell again.\n")
        server.write("mkdocs.yml", settings)
        expect(body).to_contain_text("Well again.", timeout=PATIENCE)
        assert errors == []

        # A template that breaks half-way through a build: the same, even in a tab loaded anew meanwhile.
        server.write("overrides/partials/footer.html", "{% if %}")
        server.write("docs/en/index.md", "# Home\n\nWith a foot.\n")
        server.wait(lambda: server.said.count("restent telles qu’elles étaient") > 1)
        page.reload()
        server.write("overrides/partials/footer.html", "<p>A foot of our own.</p>")
        server.write("docs/en/index.md", "# Home\n\nWith another foot.\n")
        expect(body).to_contain_text("A foot of our own.", timeout=PATIENCE)
        assert "Traceback" not in server.said, server.said

        # A page that is not there yet: its language says so, until it comes.
        page.goto("/fr/nouvelle/")
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        server.write("docs/fr/nouvelle.md", "# Nouvelle\n\nElle arrive.\n")
        expect(body).to_contain_text("Elle arrive.", timeout=PATIENCE)
    assert [error for error in errors if "404" not in error] == []
