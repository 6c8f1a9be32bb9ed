"""What an engine says of a page, as people are told it."""

from __future__ import annotations

from pathlib import Path

import pytest

from living_guide.messages import catalogue
from living_guide.publish.engine_log import explained, source_of
from trees import write_tree

PLAN = {"pages": {"fr/a.md": {"path": "docs/fr/a.md", "address": "fr/a/"}}}
PAGE = "# A\n\nDes mots[^1].\n\n[un lien](nulle-part.md)\n\n[^4]: Rien n’y renvoie.\n"
OF_A_LINK = (
    "WARNING -  Doc file 'fr/a.md' contains a link 'nulle-part.md', but the target 'fr/nulle-part.md' is not "
    "found among documentation files."
)
OF_A_NOTE = (
    "WARNING -  Doc file 'fr/a.md' contains a link '#fnref:4', but there is no such anchor on this page. "
    "This seems to be a footnote that is never referenced."
)
OF_A_TAG = "ERROR   -  docs/fr/a.md: `<b>` is not allowed in a page"
ABORTED = "Aborted with 1 warnings in strict mode!"


@pytest.mark.parametrize(
    ("said", "first", "whole"),
    [
        (
            [OF_A_LINK, ABORTED],
            "docs/fr/a.md:5: le site lit ici un lien vers `nulle-part.md`, qui ne mène",
            True,
        ),
        ([OF_A_NOTE, OF_A_NOTE], "docs/fr/a.md:7: rien ne renvoie à la note `4`", True),
        ([OF_A_TAG, ABORTED], "docs/fr/a.md: `<b>` is not allowed in a page", True),
        (
            ["ERROR   -  Config value 'theme': Unrecognised theme"],
            "Config value 'theme': Unrecognised",
            False,
        ),
        (["CRITICAL - Something else"], "CRITICAL - Something else", False),
    ],
)
def test_what_an_engine_says_is_explained(tmp_path: Path, said: list[str], first: str, whole: bool) -> None:
    write_tree(tmp_path, {"docs/fr/a.md": PAGE})
    lines, understood = explained(tmp_path, PLAN, said, catalogue("fr"))
    assert lines[0].startswith(first)
    assert understood is whole
    assert not any("strict mode" in line for line in lines)
    assert len(lines) == len(set(lines))


def test_a_built_page_is_told_as_the_file_it_comes_from() -> None:
    assert source_of(PLAN, "fr/a/index.html") == "docs/fr/a.md"
    assert source_of(PLAN, "404.html") is None
