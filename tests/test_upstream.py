"""A city and upstream through git: what `guide upstream` says, and that a merge is quiet."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from living_guide.cli import main
from projects import SETTINGS
from repositories import commit, git
from test_city import TOLD
from trees import CLEAN, REPOSITORY

TERM = (
    "id: lead\nstatus: approved\nen: {{term: city lead, definition: {}}}\n"
    "fr: {{term: référente, definition: Une personne.}}\n"
)


def _page(name: str, words: str = "Some words.") -> str:
    return f"# {name}\n\nOne line of {name} that stays.\n\nAnother line of {name} that stays.\n\n{words}\n"


FIRST = {
    **CLEAN,
    **{name: path.read_text("utf-8") for name, path in SETTINGS.items()},
    ".gitattributes": (REPOSITORY / ".gitattributes").read_text("utf-8"),
    "docs/en/guides/kept.md": _page("Kept"),
    "docs/en/guides/changed.md": _page("Changed"),
    "docs/en/guides/gone.md": _page("Gone"),
    "docs/en/guides/old.md": _page("Old"),
    "docs/en/guides/fixed.md": _page("Fixed"),
    "docs/en/guides/theirs.md": _page("Theirs"),
    "docs/data/glossary/lead.yml": TERM.format("A person."),
}
OWN = {
    "local/en/guides/kept.md": _page("Kept here"),
    "local/en/guides/changed.md": _page("Changed here"),
    "local/en/guides/gone.md": _page("Gone here"),
    "local/en/guides/old.md": _page("Old here"),
    "local/en/guides/fixed.md": _page("Fixed", "Right words."),
    "local/en/guides/ours.md": _page("Ours"),
    "local/data/glossary/lead.yml": TERM.format("Our person."),
}
LATER = {
    "docs/en/guides/changed.md": _page("Changed", "Better words."),
    "docs/en/guides/fixed.md": _page("Fixed", "Right words."),
    "docs/en/guides/theirs.md": _page("Theirs", "Better words."),
    "docs/en/guides/new.md": _page("New"),
    "docs/data/glossary/lead.yml": TERM.format("Somebody."),
}
TOLD_OF = [
    "docs/en/guides/gone.md is gone; local/en/guides/gone.md goes on as a page of your own: "
    "keep it or remove it",
    "docs/en/guides/old.md is docs/en/guides/moved.md now; move local/en/guides/old.md to the same place",
    "docs/data/glossary/lead.yml has changed beneath local/data/glossary/lead.yml: "
    "take over what you want, then run `guide adapt local/data/glossary/lead.yml`",
    "docs/en/guides/changed.md has changed beneath local/en/guides/changed.md: "
    "take over what you want, then run `guide adapt local/en/guides/changed.md`",
    "local/en/guides/fixed.md says what docs/en/guides/fixed.md says: you can remove yours",
    "docs/en/guides/new.md is new",
]


def _fork(tmp_path: Path) -> tuple[Path, Path]:
    """Upstream, and a city that has made the guide its own."""
    upstream, city = tmp_path / "upstream", tmp_path / "city"
    upstream.mkdir()
    git(upstream, "init", "-q", "-b", "main")
    commit(upstream, FIRST, "2026-03-01")
    git(tmp_path, "clone", "-q", "--origin", "upstream", str(upstream), str(city))
    git(city, "config", "user.name", "Zoé Unsaid")
    git(city, "config", "user.email", "zoe@unsaid.example")
    return upstream, city


def _renamed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_a_merge_keeps_the_citys_lines_and_nobody_elses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where both changed a line of mkdocs.yml: upstream's gives way, a colleague's is a conflict as ever."""
    upstream, city = _fork(tmp_path)
    assert _said(city, capsys, "init", *TOLD)[0] == 0
    git(city, "config", "--remove-section", "merge.living-guide-city")  # a colleague's clone
    first = SETTINGS["mkdocs.yml"].read_text("utf-8")
    address = "site_url: https://living-guide.example/ "
    told = _renamed(_renamed(first, address, address.replace("guide.", "book.")), "a slash", "`/`")
    commit(
        upstream,
        {"mkdocs.yml": _renamed(told, "# 3. Looks and sections ---", "# 3. Looks, sections ---")},
        "2026-04-01",
    )
    git(city, "fetch", "-q")

    status, said = _said(city, capsys, "upstream", "upstream/main")
    assert (
        status == 0 and "Where upstream and you change the same lines of mkdocs.yml, git keeps yours." in said
    )
    assert "mkdocs.yml has changed upstream" in said and "-# 3. Looks and sections ---" in said
    assert "git keeps yours" not in _said(city, capsys, "upstream", "upstream/main")[1]
    git(city, "merge", "-q", "--no-edit", "upstream/main")
    text = (city / "mkdocs.yml").read_text("utf-8")
    assert 'site_url: "https://guide.lake-city.org/hub/"' in text and "# 3. Looks, sections ---" in text

    contact = "    contact: guide@lake-city.org"
    git(city, "switch", "-q", "-c", "colleague")
    commit(city, {"mkdocs.yml": _renamed(text, contact, contact.replace("guide@", "she@"))}, "2026-04-02")
    git(city, "switch", "-q", "main")
    commit(city, {"mkdocs.yml": _renamed(text, contact, contact.replace("guide@", "he@"))}, "2026-04-03")
    with pytest.raises(subprocess.CalledProcessError):
        git(city, "merge", "-q", "--no-edit", "colleague")
    text = (city / "mkdocs.yml").read_text("utf-8")
    assert "<<<<<<<" in text and "he@lake-city.org" in text and "she@lake-city.org" in text


def _move_on(upstream: Path) -> None:
    git(upstream, "rm", "-q", "docs/en/guides/gone.md")
    git(upstream, "mv", "docs/en/guides/old.md", "docs/en/guides/moved.md")
    commit(upstream, LATER, "2026-04-01")


def _said(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en"
) -> tuple[int, str]:
    capsys.readouterr()
    status = main([*arguments, "--root", str(root), "--lang", lang])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def test_a_citys_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upstream, city = _fork(tmp_path)
    assert _said(city, capsys, "init", *TOLD)[0] == 0
    commit(city, OWN, "2026-03-02")
    status, said = _said(city, capsys, "upstream")
    assert status == 2 and "nothing has been merged here yet" in said
    assert _said(city, capsys, "upstream", "upstream/main") == (
        0,
        "Upstream changed nothing beneath your own files, and added nothing.\n",
    )

    _move_on(upstream)
    git(city, "fetch", "-q")
    before = _said(city, capsys, "upstream", "upstream/main", "--no-diff")
    assert before == (0, "\n".join(TOLD_OF) + "\n")

    git(city, "merge", "-q", "--no-edit", "upstream/main")  # fails on any conflict
    assert _said(city, capsys, "upstream", "--no-diff") == before
    said = _said(city, capsys, "upstream")[1]
    assert (
        "-Some words.\n+Better words.\n" in said and "-en: {term: city lead, definition: A person.}" in said
    )
    assert "Theirs" not in said, "upstream's own pages need nobody"
    assert "site_name: Guide of the lake" in (city / "mkdocs.yml").read_text("utf-8")
    status, said = _said(city, capsys, "check")
    assert status == 0, said


def test_it_is_said_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upstream, city = _fork(tmp_path)
    _move_on(upstream)
    git(city, "fetch", "-q")
    assert _said(city, capsys, "upstream", "upstream/main", "--no-diff", lang="fr")[1].splitlines() == [
        "docs/en/guides/new.md est nouveau",
        "docs/data/glossary/lead.yml parle au nom de votre ville, et le dit maintenant autrement\u00a0: "
        "quelqu’un est-il d’accord\u202f?",
        "`guide upstream --sign-off` note que quelqu’un est d’accord\u202f; rien n’attend ce mot.",
    ]


REFINED = "en: {definition: Our person.}\n"
HOME = {"docs/en/index.md": "# Home\n\nWelcome.\n", "docs/en/about/index.md": "# About\n\nSomething new.\n"}


def test_only_the_fields_that_a_city_says_otherwise_concern_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upstream, city = _fork(tmp_path)
    commit(city, {"local/data/glossary/lead.yml": REFINED}, "2026-03-02")
    assert _said(city, capsys, "adapt", str(city / "local/data/glossary/lead.yml"))[0] == 0
    other = TERM.format("A person.").replace("Une personne.", "Quelqu’un.")
    commit(upstream, {"docs/data/glossary/lead.yml": other}, "2026-04-01")
    git(city, "fetch", "-q")
    said = _said(city, capsys, "upstream", "upstream/main", "--no-diff")[1].splitlines()
    assert len(said) == 2 and said[0].startswith("docs/data/glossary/lead.yml speaks in your city’s name")
    commit(upstream, {"docs/data/glossary/lead.yml": TERM.format("Our person.")}, "2026-04-02")
    git(city, "fetch", "-q")
    said = _said(city, capsys, "upstream", "upstream/main", "--no-diff")[1].splitlines()
    assert said[0].startswith("local/data/glossary/lead.yml says what docs/data/glossary/lead.yml says")


def test_wordings_are_agreed_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upstream, city = _fork(tmp_path)
    commit(upstream, {**HOME, **LATER}, "2026-04-01")
    git(city, "fetch", "-q")
    ask = ("upstream", "upstream/main", "--no-diff")
    waiting = [line for line in _said(city, capsys, *ask)[1].splitlines() if "in your city’s name" in line]
    assert [line.split()[0] for line in waiting] == ["docs/data/glossary/lead.yml", "docs/en/index.md"]
    assert _said(city, capsys, *ask, "--sign-off", "docs/en/guides/changed.md")[0] == 2
    signed = _said(city, capsys, *ask, "--by", "communications", "--sign-off", "docs/en/index.md")
    assert signed == (0, "1 wordings agreed to, in local/data/sign-offs.yml\n")
    written = yaml.safe_load((city / "local/data/sign-offs.yml").read_text("utf-8"))
    assert list(written) == ["docs/en/index.md"] and written["docs/en/index.md"]["by"] == "communications"
    waiting = [line for line in _said(city, capsys, *ask)[1].splitlines() if "in your city’s name" in line]
    assert [line.split()[0] for line in waiting] == ["docs/data/glossary/lead.yml"]
    assert _said(city, capsys, *ask, "--sign-off")[0] == 0
    assert "in your city’s name" not in _said(city, capsys, *ask)[1]
    commit(upstream, {"docs/en/index.md": "# Home\n\nWelcome all.\n"}, "2026-04-02")
    git(city, "fetch", "-q")
    assert "docs/en/index.md speaks in your city’s name" in _said(city, capsys, *ask)[1]
    assert _said(city, capsys, "check")[0] == 0, "what is recorded is no finding"


def test_a_change_outside_of_the_citys_files_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upstream, city = _fork(tmp_path)
    commit(city, {"docs/en/guides/kept.md": _page("Kept here"), **OWN}, "2026-03-02")
    commit(upstream, {"docs/en/guides/new.md": _page("New")}, "2026-04-01")
    git(city, "fetch", "-q")
    said = _said(city, capsys, "upstream", "upstream/main", "--no-diff")[1]
    assert [line for line in said.splitlines() if "merging may meet" in line] == [
        "docs/en/guides/kept.md is changed here and is upstream’s: merging may meet your change there"
    ]


PAGE = "---\ntitle: Changed\nowner: {owner}\nreplaces: v1-0123456789abcdef\n---\n# Changed\n\n{words}\n"


def test_an_improvement_is_given_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upstream, city = _fork(tmp_path)
    own = {
        "local/en/guides/changed.md": PAGE.format(owner="City of the Lake", words="Better."),
        "local/data/glossary/lead.yml": "replaces: v1-0123456789abcdef\n"
        "en:\n  definition: Our person.\n  forms: [head]\n",
    }
    commit(city, own, "2026-03-02")
    before = _listed(city, "status", "--porcelain"), _listed(city, "rev-parse", "HEAD")
    status, said = _said(city, capsys, "give-back", *own)
    assert status == 0, said
    assert before == (_listed(city, "status", "--porcelain").replace("?? build/\n", ""), before[1])
    branch = "give-back/en-guides-changed"
    assert "git push origin " + branch in said
    given = _listed(city, "show", f"{branch}:docs/en/guides/changed.md")
    assert given == "---\ntitle: Changed\n---\n# Changed\n\nBetter.\n"
    assert yaml.safe_load(_listed(city, "show", f"{branch}:docs/data/glossary/lead.yml")) == {
        **yaml.safe_load(TERM.format("A person.")),
        "en": {"term": "city lead", "definition": "Our person.", "forms": ["head"]},
    }
    git(upstream, "checkout", "-q", "-b", "proposed")
    git(upstream, "am", "-q", str(city / "build/give-back/en-guides-changed.patch"))
    git(upstream, "checkout", "-q", "main")
    git(upstream, "merge", "-q", "proposed")
    git(city, "fetch", "-q")
    said = _said(city, capsys, "upstream", "upstream/main", "--no-diff")[1]
    assert "local/data/glossary/lead.yml says what docs/data/glossary/lead.yml says" in said
    assert _said(city, capsys, "give-back", *own)[0] == 2, "upstream says all this already"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["docs/en/guides/kept.md"], "is no page and no data of your own"),
        (["local/en/none.md"], "is no page and no data of your own"),
        (["local/en/guides/ours.md", "--onto", "nowhere"], "git knows no `nowhere`"),
    ],
)
def test_what_cannot_be_given_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    _, city = _fork(tmp_path)
    commit(city, OWN, "2026-03-02")
    status, answer = _said(city, capsys, "give-back", *asked)
    assert status == 2 and said in answer


def _listed(root: Path, *arguments: str) -> str:
    ended = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True, timeout=60)
    return ended.stdout.decode()


def test_what_git_cannot_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, city = _fork(tmp_path)
    assert "git knows no commit `nowhere`" in _said(city, capsys, "upstream", "nowhere")[1]
    (tmp_path / "bare/docs").mkdir(parents=True)
    assert "is in no git repository" in _said(tmp_path / "bare", capsys, "upstream")[1]
