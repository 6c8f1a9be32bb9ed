# ruff: noqa: E501 - a table of what is counted reads best with one on a line
"""What the engines to come can do with our pages, measured: renews deploy/ENGINES.md and its French.

`make engines` prepares the engines and calls this. It builds a copy of the project with each engine; nothing
that is published depends on it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ROOT / "build/engines"
PARTS = ("docs", "local", "hooks", "overrides", "mkdocs.yml", "mkdocs.base.yml")
LANGUAGES = [
    item["locale"]
    for item in yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["plugins"]["i18n"]["languages"]
]
OTHERS = tuple(f"{code}/" for code in LANGUAGES[1:])
START, END = "<!-- measured -->", "<!-- end -->"
HOST = "https://a.invalid/"


class _Page(HTMLParser):
    """Ids, links and headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.headings: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if "id" in values:
            self.ids.add(values["id"])
            if tag in ("h2", "h3"):
                self.headings.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])


def copied(folder: Path) -> Path:
    """What a build reads, elsewhere."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / part, folder / part)
    return folder


def built(project: Path, engine: str) -> Path:
    """The whole site, with an engine that runs our hooks."""
    lies = ENGINES / engine
    path = os.pathsep.join([str(project / "hooks"), *([str(lies)] if lies.is_dir() else [])])
    environment = {
        **os.environ,
        "LIVING_GUIDE_ENGINE": engine,
        "PYTHONPATH": path,
        "SOURCE_DATE_EPOCH": "1790000000",
    }
    subprocess.run(
        [sys.executable, "-m", "living_guide.cli", "build"],
        cwd=project,
        env=environment,
        check=True,
        timeout=900,
    )
    return Path(shutil.copytree((project / "build/site").resolve(), project / f"site-{engine}"))


def zensical(project: Path, language: str) -> tuple[Path, str]:
    """One language of the staged tree, with Zensical: no hooks there, so Markdown and the menu alone."""
    base = yaml.safe_load((ROOT / "mkdocs.base.yml").read_text("utf-8"))
    plan = json.loads((project / "build/plan.json").read_text("utf-8"))
    settings = {
        "site_name": "Trial",
        "site_url": HOST,
        "docs_dir": f"build/docs/{language}",
        "site_dir": "site-zensical",
        "theme": {"name": "material", "language": language},
        "nav": plan["navigation"][language],
        "markdown_extensions": base["markdown_extensions"],
    }
    (project / "zensical.yml").write_text(
        yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8"
    )
    ended = subprocess.run(
        [str(ENGINES / "zensical/bin/zensical"), "build", "--clean", "--config-file", "zensical.yml"],
        cwd=project, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    return project / "site-zensical", f"{ended.stdout}{ended.stderr}" if ended.returncode else ""


def digests(site: Path) -> dict[str, str]:
    """The content of every file."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in site.rglob("*")
        if file.is_file()
    }


def pages(site: Path, others: tuple[str, ...] = ()) -> dict[str, str]:
    """Every page by its place, those of other languages left out."""
    found = {
        file.relative_to(site).as_posix(): file.read_text("utf-8") for file in sorted(site.rglob("*.html"))
    }
    return {
        place: html for place, html in found.items() if not place.startswith(others) and place != "404.html"
    }


def lost(site: dict[str, str], others: tuple[str, ...]) -> Iterator[str]:
    """Links between pages of one language that lead nowhere."""
    read = {place: _Page(html) for place, html in site.items()}
    for place, page in read.items():
        for link in page.links:
            target = urlsplit(urljoin(HOST + place, link))
            if target.netloc != urlsplit(HOST).netloc or target.scheme != "https":
                continue
            path = unquote(target.path).lstrip("/")
            path += "index.html" if path.endswith("/") or not path else ""
            if (
                path.endswith(".html")
                and not path.startswith(others)
                and (path not in read or (target.fragment and unquote(target.fragment) not in read[path].ids))
            ):
                yield f"{place}: {link}"


def _count(sought: str) -> Callable[[dict[str, str]], int]:
    return lambda site: sum(html.count(sought) for html in site.values())


COUNTED: tuple[tuple[str, str, Callable[[dict[str, str]], int]], ...] = (
    ("Pages", "Pages", len),
    ("Links that lead nowhere", "Liens qui ne mènent nulle part", lambda site: len(set(lost(site, OTHERS)))),
    (
        "Headings with an id",
        "Intertitres avec un identifiant",
        lambda site: sum(len(_Page(html).headings) for html in site.values()),
    ),
    ("Callouts", "Encadrés", _count('class="admonition')),
    ("Tables", "Tableaux", _count("<table")),
    (
        "Links from terms to the glossary, with their definition",
        "Liens des termes vers le glossaire, avec leur définition",
        _count('class="lg-term"'),
    ),
    (
        "The policy for browsers",
        "La politique destinée aux navigateurs",
        _count('http-equiv="Content-Security-Policy"'),
    ),
    (
        "Links to the same page in another language",
        "Liens vers la même page dans une autre langue",
        _count('rel="alternate" hreflang='),
    ),
)


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows as Markdown, the first of them as the head."""
    head, *rest = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rest))


def main() -> int:
    """Measure, write, print; 1 when an engine failed."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder))
        ours, theirs = built(project, "mkdocs"), built(project, "properdocs")
        one, two = digests(ours), digests(theirs)
        same = sum(two.get(place) == digest for place, digest in one.items())
        site, trouble = zensical(project, LANGUAGES[0])
        usual, trial = pages(ours, OTHERS), pages(site) if site.is_dir() else {}
        numbers = [
            (english, french, str(count(usual)), str(count(trial))) for english, french, count in COUNTED
        ]
    versions = {
        name: re.search(
            rf"^{name}==(\S+)", (ROOT / f".ci/engines/{name}.lock").read_text("utf-8"), re.MULTILINE
        )
        for name in ("properdocs", "zensical")
    }
    named = {name: found[1] if found else "?" for name, found in versions.items()}
    whole = f"{same} / {len(one)}"
    said = {
        "ENGINES.md": [
            f"ProperDocs {named['properdocs']}: {whole} files of the whole site are the same, byte for byte.",
            "",
            table([(f"The staged pages of one language, `{LANGUAGES[0]}`", "MkDocs, with our hooks", f"Zensical {named['zensical']}, alone"),
                   *((english, a, b) for english, _, a, b in numbers)]),
        ],
        "ENGINES.fr.md": [
            f"ProperDocs {named['properdocs']} : {whole} fichiers du site entier sont les mêmes, octet pour octet.",
            "",
            table([(f"Les pages préparées d’une langue, `{LANGUAGES[0]}`", "MkDocs, avec nos crochets", f"Zensical {named['zensical']}, seul"),
                   *((french, a, b) for _, french, a, b in numbers)]),
        ],
    }  # fmt: skip
    for name, lines in said.items():
        path = ROOT / "deploy" / name
        before, _, after = path.read_text("utf-8").partition(START)
        text = "\n".join(lines)
        path.write_text(f"{before}{START}\n{text}\n{END}{after.partition(END)[2]}", "utf-8")
        print(path.relative_to(ROOT), text, sep="\n")
    if trouble:
        print(trouble, file=sys.stderr)
    return 1 if trouble else 0


if __name__ == "__main__":
    raise SystemExit(main())
