"""`guide init` and the city's file: what is written is there, and what was there stays."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from living_guide.checks import run_checks
from living_guide.city.file import CityFileError, places, value_at, with_value, without
from living_guide.city.founding import Answers, founded
from living_guide.city.languages import codes
from living_guide.city.legal import KEYS, legal_pages, mark
from living_guide.city.values import (
    contact_problem,
    is_nobodys,
    is_upstreams_name,
    public_address_problem,
)
from living_guide.cli import main
from living_guide.corpus import read_corpus
from living_guide.settings import read_settings
from living_guide.stage.city_words import city_values
from living_guide.stage.plan import view
from projects import SETTINGS, small_project
from repositories import git
from trees import REPOSITORY, corpus_of, write_tree

OWN = SETTINGS["mkdocs.yml"].read_text("utf-8")
TOLD = [
    *("--name", "Guide of the lake", "--name-in", "fr=Guide du lac"),
    *("--address", "https://guide.lake-city.org/hub", "--contact", "guide@lake-city.org"),
    *("--call", "en=Call 911.", "--report", "en=Call the desk: 555.", "--support", "en=Ask the service."),
    *("--call", "fr=Appelez le 911.", "--report", "fr=Appelez le guichet."),
    *("--support", "fr=Demandez au service."),
    *("--distress", "en=Call 988.", "--distress", "fr=Appelez le 988."),
]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
WAYS: list[tuple[str | int, ...]] = [
    ("site_name",),
    ("site_description",),
    ("repo_url",),
    ("extra", "city", "contact"),
    ("extra", "city", "typography", "fr"),
    ("extra", "city", "typography", "es"),
    ("extra", "city", "emergency", "fr", "call"),
    ("extra", "city", "emergency", "es", "call"),
    ("plugins", "i18n", "languages", 1, "site_name"),
    ("plugins", "i18n", "languages", 1, "site_description"),
    ("new", "room"),
]


def _plain(text: str) -> Any:
    return yaml.safe_load(text)


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


def _put(plain: Any, way: tuple[str | int, ...], value: Any) -> None:
    for name in way[:-1]:
        plain = plain[name] if isinstance(name, int) else plain.setdefault(name, {})
    plain[way[-1]] = value


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(WAYS), WORDS), max_size=5))
def test_a_value_is_written_and_nothing_else_changes(
    changes: list[tuple[tuple[str | int, ...], str]],
) -> None:
    text, expected = OWN, _plain(OWN)
    for way, value in changes:
        text = with_value(text, way, value)
        _put(expected, way, value)
    assert _plain(text) == expected
    assert _comments(text) == _comments(OWN)
    assert {way: place.value for way, place in places(text).items()}.keys() >= {way for way, _ in changes}


@pytest.mark.parametrize(
    "text", ["extra:\n", "extra: {}\n", "extra:\n  city:\nlast: 1\n", "extra: {city: {}}\n", "a: 1"]
)
def test_a_value_finds_a_place_in_any_file(text: str) -> None:
    assert _plain(with_value(text, ("extra", "city", "name"), "x"))["extra"] == {"city": {"name": "x"}}


@pytest.mark.parametrize("text", ["- 1\n", "a: [\n", "extra: 3\n"])
def test_what_would_be_harmed_is_left_alone(text: str) -> None:
    with pytest.raises(CityFileError):
        with_value(text, ("extra", "city", "name"), "x")


def test_an_item_and_a_key_are_taken_out() -> None:
    text = without(OWN, ("plugins", "i18n", "languages", 1))
    assert [item["locale"] for item in _plain(text)["plugins"]["i18n"]["languages"]] == ["en"]
    text = without(text, ("extra", "city", "emergency", "fr"))
    assert list(_plain(text)["extra"]["city"]["emergency"]) == ["en"]
    assert without(text, ("nothing", "here")) == text


@pytest.mark.parametrize(
    "value",
    [
        "http://a.org/",
        "https://a/",
        "https://a.org/?x/",
        "a.org/",
        "https://a .org/",
        "https://[/",
    ],
)
def test_an_address_that_is_none(value: str) -> None:
    assert public_address_problem(value) is not None


@pytest.mark.parametrize(
    "value", ["https://a.org/", "https://guide.ville.quebec/hub/", "https://a.org:8443/x/"]
)
def test_an_address(value: str) -> None:
    assert public_address_problem(value) is None


@pytest.mark.parametrize(
    ("value", "is_good"),
    [
        ("a@b.org", True),
        ("à.b+c@ville.sn", True),
        ("a@b", False),
        ("a b@c.org", False),
        ("<a@b.org>", False),
        ("a@b.org, c@d.org", False),
    ],
)
def test_an_address_for_letters(value: str, is_good: bool) -> None:
    assert (contact_problem(value) is None) == is_good


@pytest.mark.parametrize(
    ("value", "is_so"),
    [
        ("https://living-guide.example/", True),
        ("contact@living-guide.example", True),
        ("a@example.com", True),
        ("https://myexample.com/", False),
        ("guide@ville.example.ca", False),
        ("https://[/", False),
    ],
)
def test_addresses_of_nobody(value: str, is_so: bool) -> None:
    assert is_nobodys(value) == is_so


def _said(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en"
) -> tuple[int, str]:
    status = main([*arguments, "--root", str(root), "--lang", lang])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def _committed(root: Path) -> Path:
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Zoé Unsaid")
    git(root, "config", "user.email", "zoe@unsaid.example")
    git(root, "add", "--", *SETTINGS, "docs")
    git(root, "commit", "-m", "feat: a guide")
    return root


def _log(root: Path) -> list[str]:
    ended = subprocess.run(
        ["git", "log", "-1", "--format=%s", "--name-only"], cwd=root, capture_output=True, check=True
    )
    return ended.stdout.decode().splitlines()


def test_init_makes_a_guide_the_citys_and_commits_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _committed(small_project(tmp_path, {}))
    status, said = _said(root, capsys, "init", *TOLD, "--first", "fr", "--typography", "fr=fr-CA")
    assert status == 0 and "+site_name: Guide of the lake" in said
    begun = [f"local/{code}/{key}" for code in ("en", "fr") for key in sorted(KEYS)]
    assert _log(root) == ["chore: Guide of the lake", "", *begun, "mkdocs.yml"]
    text = (root / "mkdocs.yml").read_text("utf-8")
    assert _comments(text) == _comments(OWN)
    settings = read_settings(root)
    assert (settings.name_in("en"), settings.name_in("fr")) == ("Guide of the lake", "Guide du lac")
    assert settings.first is not None and settings.first.code == "fr"
    status, said = _said(root, capsys, "check")
    assert status == 0 and {line.split(" ")[-1] for line in said.splitlines() if ": warning " in line} == {
        "(city-unfinished)"
    }
    again = _said(root, capsys, "init", lang="fr")
    assert again == (0, "mkdocs.yml dit déjà tout cela\u00a0: rien à changer\n")
    status, said = _said(root, capsys, "init", "--contact", "new@lake-city.org", "--dry-run")
    assert status == 0 and "+    contact: new@lake-city.org" in said
    assert (root / "mkdocs.yml").read_text("utf-8") == text


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{}" d="M0 0h9v9z"/></svg>'
AT = "local/assets/images/lake.svg"


@pytest.mark.parametrize("typed", ["assets/images/lake.svg", AT, f"./{AT}"])
def test_init_commits_the_logo_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    root = _committed(small_project(tmp_path, {}))
    status, said = _said(root, capsys, "init", *TOLD, "--logo", typed)
    assert (status, said.splitlines()[0]) == (
        2,
        f"`--logo`: there is no file `{AT}`; put it there first",
    )
    assert (root / "mkdocs.yml").read_text("utf-8") == OWN
    write_tree(root, {AT: LOGO.format("#757575"), "local/assets/images/other.svg": LOGO.format("#757575")})
    status, said = _said(root, capsys, "init", *TOLD, "--logo", typed)
    assert status == 0, said
    assert AT in _log(root) and "local/assets/images/other.svg" not in _log(root)
    assert value_at((root / "mkdocs.yml").read_text("utf-8"), ("theme", "logo")) == "assets/images/lake.svg"


def test_init_again_does_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _committed(small_project(tmp_path, {AT: LOGO.format("#757575")}))
    told = [*TOLD, "--logo", AT]
    assert _said(root, capsys, "init", *told)[0] == 0
    before = _log(root)
    (root / AT).write_text(LOGO.format("#767676"), "utf-8")
    assert _said(root, capsys, "init", *told)[0] == 0
    assert _log(root) == [before[0], "", AT], "a new drawing under the same name"
    (root / "local/fr/about/privacy.md").unlink()
    assert "is begun" in _said(root, capsys, "init", *told)[1]
    assert _said(root, capsys, "init", *told) == (0, "mkdocs.yml says all this already: nothing to change\n")


def test_init_reads_again_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the check refuses is said at once, and not committed; so is what was wrong in the pages before."""
    root = _committed(small_project(tmp_path, {AT: LOGO.format("#fdfdfd")}))
    status, said = _said(root, capsys, "init", *TOLD, "--logo", AT)
    assert status == 1 and "(city-contrast)" in said, said
    assert said.endswith("mkdocs.yml is written, not committed: correct first what is told above\n")
    assert _log(root)[0] == "feat: a guide"
    other = _committed(
        small_project(tmp_path / "other", {"docs/fr/index.md": "# Accueil\n\n[x](perdu.md)\n"})
    )
    status, said = _said(other, capsys, "init", *TOLD)
    assert status == 1 and "docs/fr/index.md:3:5: error" in said, said
    assert "`guide check` tells them again" in said
    assert _log(other)[0] == "chore: Guide of the lake"


@pytest.mark.parametrize("asked", [["fr", "en"], ["en", "fr"]])
@pytest.mark.parametrize(
    "listed",
    [
        "",
        "languages: [{locale: en, name: English, default: true}, {locale: fr, name: Français}]\n",
        "languages:\n    # one\n    - {locale: fr, name: F}  # two\n\n"
        "    - locale: en\n      name: E\n      default: true # x\n",
    ],
    ids=["as upstream", "on one line", "mixed"],
)
def test_languages_stand_in_the_order_in_which_they_were_said(asked: list[str], listed: str) -> None:
    text = f"site_name: x\nplugins:\n  i18n:\n    {listed}" if listed else OWN
    changed = founded(text, Answers(languages=tuple(asked), first=asked[0]))
    assert codes(changed) == asked
    languages = yaml.safe_load(changed)["plugins"]["i18n"]["languages"]
    assert [item.get("default") is True for item in languages] == [True, False]
    assert _comments(changed) == _comments(text)
    assert founded(changed, Answers(languages=tuple(asked), first=asked[0])) == changed


def test_init_commits_nothing_that_was_not_committed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _committed(small_project(tmp_path, {}))
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    assert _said(root, capsys, "init", *TOLD)[0] == 0
    assert path.read_text("utf-8").endswith("# mine\n")
    assert _log(root)[0] == "feat: a guide"


TOLD_MORE = [
    *("--publisher", "the City of the Lake", "--privacy", "privacy@lake-city.org"),
    *("--accessibility", "access@lake-city.org", "--colour", "#0b3f9c"),
]


def test_init_begins_the_pages_that_a_city_must_answer_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_project(tmp_path, {})
    assert _said(root, capsys, "init", *TOLD, *TOLD_MORE)[0] == 0
    corpus = read_corpus(root)
    assert corpus.settings.city["colours"] == {"light": "#0b3f9c"}
    for code in ("en", "fr"):
        texts = [page.source.text for key in KEYS if (page := corpus.page(code, key))]
        assert len(texts) == len(KEYS)
        whole = "".join(texts)
        for said in (
            "the City of the Lake",
            "<privacy@lake-city.org>",
            "<access@lake-city.org>",
            "<guide@lake-city.org>",
        ):
            assert said in whole
        assert "$" not in whole and len(mark(code).findall(whole)) == 8
        home = corpus.page(code, "index.md")
        assert home is not None
        assert len(view(corpus, home, corpus.settings.language(code))["legal"]) == 3
    findings = {item.rule for item in run_checks(corpus) if item.severity != "info"}
    assert findings == {"city-unfinished"}
    mine = root / "local/fr/about/privacy.md"
    mine.write_text("# Relue\n", "utf-8")
    assert _said(root, capsys, "init", "--contact", "new@lake-city.org")[0] == 0
    assert mine.read_text("utf-8") == "# Relue\n", "what is there is never written over"


def test_a_city_called_like_its_guide_is_called_so_in_each_language(tmp_path: Path) -> None:
    root = small_project(tmp_path, {})
    assert main(["init", *TOLD, *TOLD_MORE, "--root", str(root), "--lang", "en"]) == 0
    corpus = read_corpus(root)
    names = {code: city_values(corpus, code)["name"] for code in ("en", "fr")}
    assert names == {"en": "Guide of the lake", "fr": "Guide du lac"}
    path = root / "mkdocs.yml"
    path.write_text(with_value(path.read_text("utf-8"), ("extra", "city", "name"), "Lake City"), "utf-8")
    assert city_values(read_corpus(root), "fr")["name"] == "Lake City"


def test_a_variant_and_a_language_without_models(tmp_path: Path) -> None:
    said = {"fr": {"name": "Guide", "contact": "a@b.org"}}
    assert list(legal_pages(["fr", "fr-CA", "ar"], said)) == [f"local/fr/{key}" for key in KEYS]
    alone = legal_pages(["fr-CA"], {"fr-CA": {"name": "Guide", "contact": "a@b.org"}})
    assert list(alone) == [f"local/fr-CA/{key}" for key in KEYS]
    assert "[À compléter\u00a0: le nom de l’éditeur]" in alone["local/fr-CA/about/legal-notice.md"]


def test_what_is_left_open_is_not_published(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = small_project(tmp_path, {})
    assert main(["init", *TOLD, *TOLD_MORE, "--root", str(root), "--lang", "en"]) == 0
    assert main(["build", "--root", str(root), "--lang", "en", "--for-publication"]) == 1
    said = capfd.readouterr().err
    assert "local/fr/about/privacy.md:31:1: error this is still to be completed (city-unfinished)" in said
    assert "(city-placeholder)" not in said


def test_init_for_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_project(tmp_path, {})
    status, said = _said(
        root, capsys, "init", *TOLD[:8:], "--languages", "fr", "--name-in", "fr=Guide du lac"
    )
    assert status == 0, said
    settings = read_settings(root)
    assert settings.codes == ("fr",) and settings.first is not None
    assert set(settings.city["emergency"]) == {"fr"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["--address", "http://x.org"], "`--address` “http://x.org”: an address begins with `https://`"),
        (["--contact", "x"], "this is no e-mail address"),
        (["--languages", "en,xx"], "there is no page in `xx`; there are pages in: en, fr"),
        (["--languages", "en", "--first", "fr"], "`fr` is not among the languages"),
        (["--typography", "fr=de"], "no profile `de` for `fr`"),
        (["--call", "911"], "`--call 911`: write a language"),
        (["--name", "<b>x</b>"], "plain words on one line"),
        (["--privacy", "nobody"], "`--privacy` “nobody”: this is no e-mail address"),
        (["--colour", "blue"], "a colour is written in quotes"),
        (["--colour", "#f0b429"], "`#835f07` is the nearest that does"),
    ],
)
def test_init_refuses_what_nobody_could_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: list[str], said: str
) -> None:
    root = small_project(tmp_path, {})
    status, answer = _said(root, capsys, "init", *TOLD, *told)
    assert status == 2 and said in answer
    assert (root / "mkdocs.yml").read_text("utf-8") == OWN


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_init_asks_again_until_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_project(tmp_path, {})
    monkeypatch.setattr(
        "sys.stdin",
        _Terminal(
            "Guide du lac\nlac.org\nhttps://lac.org/\nici@lac.org\n"
            "la Ville du Lac\nx\nvie@lac.org\n\nCall 911.\n\n\n\nAppelez le 911.\n"
        ),
    )
    status, said = _said(root, capsys, "init", lang="fr")
    assert status == 0
    assert "Comment s’appelle votre guide\u202f?" in said and "une adresse commence par `https://`" in said
    settings = read_settings(root)
    assert settings.address == "https://lac.org/"
    assert (settings.city["publisher"], settings.city["privacy"]) == ("la Ville du Lac", "vie@lac.org")
    assert "accessibility" not in settings.city
    told = settings.city["emergency"]
    assert (told["en"]["call"], told["fr"]["call"]) == ("Call 911.", "Appelez le 911.")
    assert told["en"]["report"].startswith("Report what happened"), "what is left for later stays"
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert _said(small_project(tmp_path / "other", {}), capsys, "init")[0] == 2


def test_publishing_refuses_the_example(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = small_project(tmp_path, {})
    assert main(["build", "--root", str(root), "--lang", "en", "--for-publication"]) == 1
    said = capfd.readouterr().err
    assert re.search(r"mkdocs\.yml:\d+:\d+: error \d+ values in this file are still the example’s", said)
    assert said.endswith("nothing was published; the site is as it was\n")


def test_upstreams_file_stays_as_cities_know_it() -> None:
    """Cities change `mkdocs.yml`: were upstream to change it too, merging would meet both.

    What is new belongs into `mkdocs.base.yml`. Where the file must change nevertheless, say so in the
    change log, and change `tests/data/mkdocs.yml` alike.
    """
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    is_upstreams = is_upstreams_name(places(text)["site_name",].value)
    assert text == OWN if is_upstreams else read_settings(REPOSITORY).name


def test_upstreams_own_file_is_an_example_and_known_as_one() -> None:
    found = {way: place.value for way, place in places(OWN).items()}
    read = yaml.safe_load((REPOSITORY / "hooks/living_guide/city/upstream.yml").read_text("utf-8"))
    names = [
        value
        for way, value in found.items()
        if way[-1] == "site_name" or way[:3] == ("extra", "city", "name")
    ]
    assert set(names) == set(read["names"])
    assert [value for way, value in found.items() if way[:3] == ("extra", "city", "emergency")] == read[
        "emergency"
    ]


def test_a_page_in_the_place_of_upstreams_says_so(tmp_path: Path) -> None:
    files = {
        "docs/en/a.md": "# A\n",
        "local/en/a.md": "# Ours\n",
        "local/en/b.md": "# B\n",
        "docs/fr/a.md": "# A\n",
    }
    corpus = corpus_of(tmp_path, files)
    told = {
        page.path: view(corpus, page, corpus.settings.language(page.language))["adapted"]
        for page in corpus.pages
        if page.key != "index.md"
    }
    assert told == {"local/en/a.md": {"url": None}, "local/en/b.md": None, "docs/fr/a.md": None}
