"""Made-up guides as strangers would lay them down, and what becomes of one: told by the checks, or built.

A number makes a guide: the same everywhere, so that a counterexample can be named and kept.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import random
import shutil
import struct
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from fuzzing import MARKDOWN
from living_guide.checks import run_checks
from living_guide.corpus import read_corpus
from living_guide.diagnostics import Severity
from living_guide.language import Language
from living_guide.publish import engines, making
from projects import REPOSITORY, SETTINGS, edit
from trees import write_tree

Files = dict[str, str | bytes]
CODES = ("en", "fr", "nl", "es")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"".join(b"\0" + b"\x20\x60\x50" * 8 for _ in range(8)))),
        _chunk(b"IEND", b""),
    )
)
"""A picture of eight by eight points."""
NAMES = [
    *(
        "équipe",
        "une page",
        "l'eau",
        "l’eau",
        "a&b",
        "a+b",
        "a%20b",
        "a#b",
        "a?b",
        "_notes",
        ".cache",
        "UPPER",
        "a.b",
    ),
    *(
        "con",
        "NUL",
        "README",
        "readme",
        "index",
        "404",
        "search",
        "sitemap",
        "robots",
        "long" * 30,
        "œuvre",
        "日本",
    ),
    *(
        "a ",
        "a.",
        "-a",
        "a'b\"c",
        "(a)",
        "a,b",
        "a;b",
        "a=b",
        "a@b",
        "a~b",
        "a!b",
        "[a]",
        "{a}",
        "fr",
        "assets",
        "1",
    ),
    *(
        "index.html",
        "404.html",
        "sitemap.xml",
        "_redirects",
        "_headers",
        "feed",
        "glossary",
        "status",
        "e\u0301cole",
    ),
]
"""Names of pages, pictures and folders, without what says of which type they are."""
SECTIONS = [
    "",
    "guides/",
    "about/",
    "about/rules/",
    "glossary/",
    "toolbox/",
    "lessons/",
    "a/b/c/",
    "assets/",
    "search/",
]
ENCODINGS: list[Callable[[str], bytes]] = [
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "\r").encode(),
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("cp1252", "replace"),
    lambda text: unicodedata.normalize("NFD", text).encode(),
    lambda text: text.rstrip("\n").encode(),
    lambda text: ("\n\n" + text).encode(),
    lambda text: (" " + text).encode(),
    lambda text: (text + "\f\v\u2028\u0085end").encode(),
    lambda text: text.replace(" ", "\u00a0").encode(),
    lambda text: text.replace("\n", "\n\t").encode(),
    lambda text: b"",
    lambda text: b"\n\n",
    lambda text: " \u00a0\t\n".encode(),
    lambda text: b"---\ntitle: Only fields\n---\n",
    lambda text: b"---\n---\n",
    lambda text: b"---\n",
    lambda text: b"---\ntitle: Never closed\n",
]
FRONT = [
    *(
        "title: 12:30",
        "title: no",
        "title: ~",
        "title: 2026-01-01",
        "title: 0x10",
        "title: ''",
        "title: '\"'",
        "title: 😀",
    ),
    *(
        "title: a: b",
        "title: '{{ x }}'",
        "title: <b>x</b>",
        "title: &a b",
        "title: [a, b]",
        "title: >\n  a\n  b",
        "title: 1e3",
    ),
    *(
        "title: 'C:\\a\\b'",
        "title: |\n  a\n  b",
        "title: a\ntitle: b",
        "description: 1_000",
        "description: on",
        "order: 1e9",
    ),
    *(
        "order: first",
        "order: -1",
        "order: .nan",
        "order: 1:30",
        "status: draft",
        "status: live",
        "status: archived",
    ),
    *(
        "published: 2026-02-30",
        "published: 2026-01-05",
        "reviewed: 2026-01-05 10:00",
        "review_every: 12 months",
    ),
    *(
        "type: guide",
        "type: event",
        "type: tool",
        "type: nope",
        "template: x.html",
        "hide: [toc]",
        "search: {exclude: true}",
    ),
    *(
        "redirect_from: [404.html]",
        "redirect_from: [index.md]",
        "redirect_from: index.html",
        "redirect_from: [old.md, old.md]",
    ),
    *(
        "redirect_from: [old.html, old/]",
        "redirect_from: [fr/old.md]",
        "redirect_from: [sitemap.xml]",
        "redirect_from: [search/]",
    ),
    *(
        "redirect_from: [assets/]",
        "redirect_from: [guides/index.html]",
        "redirect_from: [/old]",
        "redirect_from: ['https://x.example/']",
    ),
    *(
        "redirect_from: [assets/stylesheets/a.html]",
        "redirect_from: [OLD.md]",
        "redirect_from: [a/b/c/d/e/]",
        "redirect_from: [old.md]",
    ),
    *(
        "original: fr",
        "original: xx",
        "translation: {by: human}",
        "translation: {of: v1-0123456789abcdef, by: machine}",
    ),
    *(
        "related: [guides/page.md]",
        "related: [nope.md]",
        "sources: [nope]",
        "sources: [{title: A, url: 'https://x.example/'}]",
    ),
    *(
        "audience: [mayor]",
        "topics: [x]",
        "places: [y]",
        "owner: The office",
        "license: CC0",
        "emergency: yes",
        "emergency: 1",
    ),
]
BLOCKS = [
    *(
        "A note.[^1]\n\n[^1]: Said here.",
        "[^4]: Nothing refers to it.",
        "A note.[^9]",
        "[^a]: One\n[^a]: Two\n\nA[^a]",
        "- item[^n]\n\n[^n]: x",
    ),
    *(
        "A[^2] B[^2]\n\n[^2]: Twice.",
        "[^3]: In\n\n    two parts.[^3]",
        "`[^5]`",
        "> quote[^q]\n\n[^q]: > deep",
        "[^]: x",
        "A[^x y]",
    ),
    *(
        "```\n[o](nowhere.md)",
        "~~~\n# not\n~~~",
        "````\n```\n````",
        '```python title="x" hl_lines="1"\nx\n```',
        "    [x](nowhere.md)",
        "- a\n\n  ```\n  [x](nowhere.md)\n",
    ),
    *(
        "```{.x #y}\nx\n```",
        "``` mermaid\ngraph\n```",
        "<div><![ x]></div>",
        "<!-- a -- b -->",
        "<!-- open",
        "<!--> x",
        "<?php x ?>",
        "<!DOCTYPE x>",
    ),
    *(
        "<details><summary>x</summary>\n\ny\n\n</details>",
        "<details>\n<summary>x",
        "<br>",
        "</p>",
        "<b>x",
        "<p>x</p>",
        "a < b > c",
        "<x@y.example>",
        "<https://x.example/>",
    ),
    *(
        "## A {hreflang=fr}",
        "## A {#a}\n\n## B {#a}",
        "## A\n\n## B {#a}",
        "## A\n\n## A",
        "## {#x}",
        "##",
        "# Second",
        "A\n===",
        "B\n---",
        "## [x](page.md)",
    ),
    *(
        "## `x` {.y}",
        '## A {: #b .c title="t" }',
        "## A {data-x=1}",
        "*x*{.y}",
        "x\n{: .y }",
        "- a {.b}\n- c",
        "![x](p.png){width=3}",
        "{: #z }",
        "## A { #à }",
        "## A {#a b}",
    ),
    *(
        "[x](page.md)",
        "[x](page.md#nope)",
        "[x](#a)",
        "[x](nope.md)",
        "[x](/page/)",
        "[x](../../../etc.md)",
        "[x](page)",
        "[x](page/)",
        "[x](../en/page.md)",
    ),
    *(
        "[x](../fr/page.md){ hreflang=fr }",
        "[x](../fr/nope.md){ hreflang=fr }",
        "[x](<page.md>)",
        "[x](page.md 'title')",
        "[x][y]\n\n[y]: page.md",
        "[x][nope]",
        "[x] (page.md)",
    ),
    *(
        "(x)[page.md]",
        "[](page.md)",
        "[x]()",
        "[x](.)",
        "[x](..)",
        "[x](?a=b)",
        "[x](page.md?x=1#a)",
        "[x](mailto:a@b.example)",
        "[x](tel:+1)",
        "[x](javascript:a)",
        "[x](https://x.example/é)",
    ),
    *(
        "![x](../assets/images/p.png)",
        "![](../assets/images/p.png)",
        "![x](p.png)",
        "![x](../assets/images/nope.png)",
        "[![x](../assets/images/p.png)](page.md)",
        "[x](../assets/images/p.png)",
    ),
    *(
        "![x](../assets/images/P.PNG)",
        "<img src='../assets/images/p.png' alt='x'>",
        "<a href='page.md'>x</a>",
        "<a href='page/'>x</a>",
        "<a name='q'></a>[x](#q)",
        "<a href='nope'>x</a>",
    ),
    *(
        "!!! note\n    x",
        '!!! note ""\n    x',
        "!!! <b>\n    x",
        '??? warning "T"\n    x',
        '=== "a"\n    x\n=== "b"\n    y',
        "!!! note\nx",
        "- [ ] a\n- [x] b",
        "1. a\n3. b",
    ),
    *(
        "| a | b |\n|---|--:|\n| c | d | e |",
        "| a |\n|---|",
        "|a|\n|-|\n|[x](page.md)|",
        "Term\n:   Def",
        "*[HTML]: x",
        "[[hate]]",
        "[[nope]]",
        "[[say/avoid]]",
        "[[list/guides]]",
        "{{ x }}",
    ),
    *(
        "$x$",
        "--8<-- 'a'",
        "<!-- term-ok: x -- y -->",
        "<!-- guide-ok: links-missing-page -- y -->\n[x](nope.md)",
        "<!-- guide-ok: nope -->",
        "&lt;b&gt; &#0; &nope;",
        "\\[x\\](y)",
        "***",
        "- - - -",
    ),
    *(
        "a  \nb",
        "a\\\nb",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x",
        "=======",
        "\u202ex",
        "a\u200bb",
        "https://bank.example @evil.example/",
        "[x](https://a@b.example/)",
        "* a\n  * b\n      * c",
        "1) a",
    ),
]
CONCEPTS = [
    "id: hate\nstatus: approved\nen: {term: hate, definition: D.}\nfr: {term: haine, definition: D.}\n",
    "id: hate\nstatus: draft\nnl: {term: haat, definition: D.}\n",
    "id: hate\nstatus: approved\nen:\n  term: hate\n  definition: D.\n  discouraged:\n"
    "  - {forms: [loathing], use: hate, reason: R., level: error}\n",
    "id: hate\nen: {term: hate}\nen: {term: other}\n",
    "id: other\nstatus: approved\nes: {term: odio, definition: D., sources: [https://x.example/]}\n",
    "id: hate\nstatus: approved\nconsistency: required\nen: {term: 'no', definition: 12:30}\n"
    "fr: {term: 1, definition: D.}\n",
    "",
    "- a\n",
]
CITY = [
    ("extra:\n  city:\n", "extra:\n  city:\n    hidden: [guides]\n"),
    ("extra:\n  city:\n", "extra:\n  city:\n    in_preparation: [fr]\n"),
    ("extra:\n  city:\n", "extra:\n  city:\n    link_terms: section\n"),
    ("extra:\n  city:\n", "extra:\n  city:\n    archived: 2026-01-01\n"),
    ("site_url: https://living-guide.example/", "site_url: https://living-guide.example/a/b/"),
    ("site_name: Living Guide", "site_name: 12:30"),
]


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide in the making: its files, and what stands otherwise in the city's file."""

    languages: tuple[str, ...]
    files: Files
    city: tuple[tuple[str, str], ...]


def made_guide(number: int) -> Guide:
    """The guide of a number: two to five odd things in one to four languages."""
    chance = random.Random(number)
    languages = tuple(chance.sample(CODES, chance.choice((1, 2, 2, 2, 3, 4))))
    files = base(languages)
    for _ in range(chance.randint(2, 6)):
        chance.choice(_ODDITIES)(chance, languages, files)
    city = tuple(chance.sample(CITY, chance.choice((0, 0, 0, 1, 2))))
    return Guide(languages, files, city)


def base(languages: tuple[str, ...]) -> Files:
    """What every guide begins with."""
    files: Files = {"docs/assets/images/p.png": PICTURE}
    for code in languages:
        files |= {
            f"docs/{code}/{key}": f"# {key}\n\nWords.\n" for key in ("index.md", "page.md", "guides/page.md")
        }
    return files


def _page(chance: random.Random, languages: tuple[str, ...]) -> str:
    """Where a page may well stand."""
    folder = chance.choice(("", "guides/", "about/", chance.choice(SECTIONS)))
    return f"docs/{chance.choice(languages)}/{folder}{chance.choice(('page', 'index', 'other'))}.md"


def _named(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A page, or a folder with a page, of an odd name, in one or all languages."""
    name, folder = chance.choice(NAMES), chance.choice(SECTIONS)
    key = chance.choice(
        (f"{folder}{name}.md", f"{folder}{name}/index.md", f"{name}/{folder}page.md", f"{folder}{name}.MD")
    )
    for code in chance.choice((languages, languages[:1], languages[-1:])):
        files[f"docs/{code}/{key}"] = f"# {name.capitalize()}\n\nOf it.\n"
    if chance.random() < 0.5:
        files[f"docs/{languages[0]}/guides/page.md"] = f"# Page\n\n[x](<../{key}>)\n"


def _pictured(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A picture or document of an odd name, and pages that show it."""
    name = chance.choice((*NAMES, "IMG_2034", "Photo de réunion")) + chance.choice(
        (".png", ".PNG", ".jpg", ".txt", ".svg", ".pdf", "")
    )
    folder = chance.choice(
        (
            "docs/assets/images",
            "docs/assets",
            f"docs/{languages[0]}/guides",
            f"docs/{languages[-1]}",
            "docs",
            "local/assets/images",
        )
    )
    files[f"{folder}/{name}"] = PICTURE
    below = folder.partition("/")[2]
    way = os.path.relpath(f"{below}/{name}", f"{languages[0]}/guides")
    mark = chance.choice(("![x](<{}>)", "![x]({})", "[x](<{}>)", "<img src='{}' alt='x'>"))
    for code in chance.choice((languages, languages[:1])):
        files[f"docs/{code}/guides/page.md"] = f"# Page\n\n{mark.format(way)}\n"


def _encoded(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A page saved in another way."""
    text = "---\ntitle: Été\n---\n# Été\n\nDes mots, « ici », et [là](page.md).\n"
    files[_page(chance, languages)] = chance.choice(ENCODINGS)(text)


def _fielded(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A page with odd fields."""
    lines = chance.sample(FRONT, chance.choice((1, 1, 2)))
    files[_page(chance, languages)] = "\n".join(["---", *lines, "---", "# Page", "", "Words.", ""])


def _written(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A page of odd blocks."""
    blocks = chance.sample(BLOCKS, chance.randint(1, 2))
    files[_page(chance, languages)] = "# Page\n\n" + "\n\n".join(blocks) + "\n"


def _scattered(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A page of Markdown's signs in any order."""
    files[_page(chance, languages)] = (
        "# Page\n\n" + "".join(chance.choices(MARKDOWN, k=chance.randint(2, 12))) + "\n"
    )


def _termed(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """A glossary."""
    text = chance.choice(CONCEPTS)
    name = chance.choice(("hate", "hate", "other", "é"))
    files[f"docs/data/glossary/{name}.yml"] = text
    files[f"docs/{languages[0]}/guides/page.md"] = "# Page\n\nOf [[hate]], haine, haat and odio: hate.\n"


def _lacking(chance: random.Random, languages: tuple[str, ...], files: Files) -> None:
    """Something that others lead to is not there, or only in the city's layer."""
    place = chance.choice([place for place in files if place.endswith(".md")])
    text = files.pop(place)
    if chance.random() < 0.5:
        files[place.replace("docs/", "local/", 1)] = text


_ODDITIES = (
    _named,
    _named,
    _pictured,
    _encoded,
    _fielded,
    _fielded,
    _written,
    _written,
    _written,
    _scattered,
    _termed,
    _lacking,
)


def lay(guide: Guide, folder: Path) -> Path:
    """Write a guide with the real settings, hooks and templates around it."""
    write_tree(folder, guide.files)
    (folder / "overrides").symlink_to(REPOSITORY / "overrides")
    (folder / "hooks").symlink_to(REPOSITORY / "hooks")
    _settings(guide.languages, guide.city, folder)
    return folder


def _settings(languages: tuple[str, ...], changes: tuple[tuple[str, str], ...], folder: Path) -> None:
    """Upstream's settings with these languages and without numbers to call, and what stands otherwise."""
    for name, path in SETTINGS.items():
        shutil.copyfile(path, folder / name)
    city = folder / "mkdocs.yml"
    text = city.read_text("utf-8")
    start, end = text.index("      - locale: en"), text.index("# 3. ")
    listed = [
        f"      - locale: {code}\n        name: {code}\n" + ("        default: true\n" if number == 0 else "")
        for number, code in enumerate(languages)
    ]
    text = text[:start] + "".join(listed) + "\n" + text[end:]
    city.write_text(text[: text.index("    # Shown as “If someone")], "utf-8")
    for old, new in changes:
        edit(city, old, new)


def mend(guide: Guide, folder: Path) -> bool:
    """Take out, as often as it takes, every file that the checks call wrong; whether there was any.

    What is left is what they accept.
    """
    usual = base(guide.languages)
    for _ in range(10):
        wrong = {found.path for found in run_checks(read_corpus(folder)) if found.severity is Severity.ERROR}
        if not wrong:
            break
        if "mkdocs.yml" in wrong:
            _settings(guide.languages, (), folder)
        for place in wrong - {"mkdocs.yml"}:
            if usual.get(place) in (None, guide.files.get(place)):
                (folder / place).unlink(missing_ok=True)
            else:
                write_tree(folder, {place: usual[place]})
    return wrong != set()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a guide; `said` is what people were told."""

    status: int
    began: bool
    """Whether the checks let the engine begin."""
    said: str

    @property
    def is_right(self) -> bool:
        """Told by the checks, or built."""
        return self.status == 0 if self.began else self.status != 0


def outcome(folder: Path) -> Outcome:
    """Make a guide's site, all in this process: a build by the command takes ten times as long."""
    began: list[Path] = []

    def in_this_process(root: Path, place: Path, languages: tuple[Language, ...], *_: object) -> Path:
        began.append(place)
        parts = {language: place / f"part-{language.code}" for language in languages}
        for language, part in parts.items():
            os.environ[engines.LANGUAGE_VARIABLE] = language.code
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(part), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        return engines._merged(parts)

    said, here = io.StringIO(), Path.cwd()
    handler = logging.StreamHandler(said)
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    usual = making.build_languages, making.usual_forms
    making.build_languages, making.usual_forms = in_this_process, frozenset  # type: ignore[assignment]
    logger.addHandler(handler)
    os.chdir(folder)
    try:
        with contextlib.redirect_stderr(said):
            (folder / "build").mkdir(exist_ok=True)
            status = making.main([str(folder / "build"), "en"])
    except Exception as error:
        status = -1
        print(f"{type(error).__module__}.{type(error).__name__}: {error}", file=said)
    finally:
        os.chdir(here)
        os.environ.pop(engines.LANGUAGE_VARIABLE, None)
        logger.removeHandler(handler)
        making.build_languages, making.usual_forms = usual
    return Outcome(status, bool(began), said.getvalue())
