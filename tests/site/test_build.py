"""`guide build` and `guide rollback`: the new site in one step, and a way back."""

from __future__ import annotations

import gzip
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from built_site import digests, published
from projects import environment, guide, small_project
from trees import REPOSITORY


def test_warnings_count_when_asked(project: Path) -> None:
    before = published(project)
    (project / "docs/en/new.md").write_text("# New\n\n[Home](index.md)\n", "utf-8")
    ended = guide(project, "build", "--strict")
    assert ended.status == 1
    assert published(project) == before
    assert guide(project, "build").status == 0
    assert published(project) != before


def test_the_site_is_swapped_and_two_before_it_are_kept(project: Path) -> None:
    link = project / "build/site"
    targets = [link.readlink()]
    content = digests(link)
    for _ in range(3):
        assert guide(project, "build").status == 0
        targets.append(link.readlink())
    assert len(set(targets)) == 4
    kept = {path.name for path in (project / "build/sites").iterdir()}
    assert kept == {target.name for target in targets[1:]}
    assert digests(link) == content, "the same pages give the same site"


def test_going_back_and_forward(project: Path) -> None:
    link = project / "build/site"
    sites = {link.readlink().name: digests(link)}
    for title in ("Second", "Third"):
        (project / "docs/en/index.md").write_text(f"# {title}\n", "utf-8")
        assert guide(project, "build").status == 0
        sites[link.readlink().name] = digests(link)
    first, second, third = sites
    for name in (second, first):
        ended = guide(project, "rollback")
        assert (ended.status, ended.lines[-1]) == (
            0,
            f"build/site is the site before again (build/sites/{name})",
        )
        assert published(project) == (f"sites/{name}", sites[name])
    ended = guide(project, "rollback")
    assert ended.status == 1
    assert "there is no earlier site to go back to" in ended.lines[0]
    assert published(project) == (f"sites/{first}", sites[first])
    assert guide(project, "build").status == 0  # what was left behind is not gone back to
    assert digests(link) == sites[third]
    assert not (project / "build/sites" / third).exists()


def test_a_damaged_site_is_not_gone_back_to(project: Path) -> None:
    first = (project / "build/site").resolve()
    assert guide(project, "build").status == 0
    now = published(project)
    (first / "fr/index.html").write_text("<html>", "utf-8")
    ended = guide(project, "rollback", LANGUAGE="fr")
    assert ended.status == 1
    assert f"build/sites/{first.name} n’est plus tel qu’il a été publié" in ended.lines[0]
    assert ended.lines[0].endswith("(fichiers changés\u00a0: 1, dont `fr/index.html`)")
    assert published(project) == now


def test_a_lost_site_can_be_gone_back_from(project: Path) -> None:
    link = project / "build/site"
    first = published(project)
    assert guide(project, "build").status == 0
    shutil.rmtree(link.resolve())
    assert guide(project, "rollback").status == 0
    assert published(project) == first


def _copying(project: Path, server: Path) -> list[Callable[[], object]]:
    """The steps that `deploy/README.md` has people take, in turn; by other means where there is no rsync."""
    written = re.findall(r"^rsync .+", (REPOSITORY / "deploy/README.md").read_text("utf-8"), re.MULTILINE)
    steps = [shlex.split(line.replace("server:/srv/living-guide", str(server))) for line in written]
    assert [("--delete" in step, "build/site" in step) for step in steps] == [
        (False, False),
        (False, True),
        (True, False),
    ]
    if shutil.which("rsync"):
        return [partial(subprocess.run, step, cwd=project, check=True) for step in steps]
    mine, theirs, link = project / "build", server / "build", server / "build/site.new"

    def lead() -> None:
        link.symlink_to((mine / "site").readlink())
        link.replace(theirs / "site")

    def remove() -> None:
        for name in {*_names(server)} - {*_names(project)}:
            shutil.rmtree(theirs / "sites" / name)

    copy = partial(shutil.copytree, mine / "sites", theirs / "sites", dirs_exist_ok=True, symlinks=True)
    return [copy, lead, remove]


def _names(project: Path) -> list[str]:
    return [path.name for path in (project / "build/sites").iterdir()]


def test_a_fresh_clone_is_copied_beside_what_is_served(tmp_path: Path) -> None:
    """As pipelines do, each from a clone of its own: the live folder is never written into."""
    server = tmp_path / "server"
    (server / "build").mkdir(parents=True)
    withdrawn = {"docs/en/old.md": "# Old\n", "docs/fr/old.md": "# Vieux\n"}
    first = small_project(tmp_path / "one", withdrawn)
    second = small_project(tmp_path / "other", {"docs/en/index.md": "# Another home\n"})
    for project in (first, second):
        assert guide(project, "build").status == 0
    assert not {*_names(first)} & {*_names(second)}
    for step in _copying(first, server):
        step()
    live = server / "build/site"
    before = digests(live)
    assert (live / "old/index.html").is_file()
    copy, lead, remove = _copying(second, server)
    copy()
    assert digests(live) == before, "copying changed what readers see"
    lead()
    assert digests(live) == digests(second / "build/site")
    assert not (live / "old").exists()
    remove()
    assert digests(live) == digests(second / "build/site")
    assert _names(server) == _names(second)


def test_a_site_of_before_folders_had_names_of_their_own(project: Path) -> None:
    """An update of the project finds folders called `site-000001`, and goes back to them."""
    link, sites = project / "build/site", project / "build/sites"
    old = link.resolve().rename(sites / "site-000007")
    link.unlink()
    link.symlink_to("sites/site-000007")
    before = digests(old)
    assert guide(project, "build").status == 0
    assert link.readlink().name.startswith("site-000008-")
    assert guide(project, "rollback").status == 0
    assert (link.readlink().name, digests(link)) == ("site-000007", before)


def test_readers_find_a_page_at_every_moment(project: Path) -> None:
    home = project / "build/site/index.html"
    command = [sys.executable, "-m", "living_guide.cli", "build"]
    with subprocess.Popen(command, cwd=project, env=environment(project), stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            assert b"</html>" in home.read_bytes()
            time.sleep(0.002)
    assert run.returncode == 0


def test_nothing_but_pages_is_published(project: Path) -> None:
    site = project / "build/site"
    assert {path.suffix for path in site.rglob("*") if path.is_file()} <= {
        ".html", ".css", ".js", ".json", ".jsonl", ".map", ".xml", ".svg", ".png", ".woff2", ".txt",
        ".webmanifest", ".md", ".gz", ".br", "",
    }  # fmt: skip
    unnamed = {path.name for path in site.rglob("*") if path.is_file() and not path.suffix}
    assert unnamed == {"SHA256SUMS", "_headers"}
    for name in ("data", "__pycache__", ".git"):
        assert not [*site.rglob(name)]


def test_compressed_copies_begin_alike_whatever_made_them(project: Path) -> None:
    """Pythons name different systems in a gzip file; the sums of a site would differ."""
    copies = [*(project / "build/site").rglob("*.gz")]
    assert copies
    for copy in copies:
        data = copy.read_bytes()
        assert data[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
        assert gzip.decompress(data) == copy.with_suffix("").read_bytes()
