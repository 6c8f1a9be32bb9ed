# ruff: noqa: E501 - sentences and tables
"""What lychee found of the web pages we cite, as a report: where each stands, and an archived copy to look at.

    python .ci/external_links.py build/links.json build/links.md

Writes nothing when every page answers. Each copy is only suggested: nobody has looked at it yet.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ARCHIVE = "https://web.archive.org/web/"
MOST = 200
"""So many addresses fit into an issue."""
HEAD = """These pages did not answer when they were last asked. Look at each: has it moved, then change the link; is it gone, \
then cite the archived copy if it says the same, or another source. This report is renewed every week; close it when \
nothing is left.

Ces pages n’ont pas répondu la dernière fois. Voyez chacune : si elle a déménagé, changez le lien ; si elle a disparu, \
citez la copie archivée si elle dit la même chose, ou une autre source. Ce rapport est renouvelé chaque semaine ; \
fermez-le quand il ne reste rien.
"""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!@$&])")
_UNSAFE = re.compile(r"[\s<>()\[\]\"'`\\|]")


def report(found: Mapping[str, Any]) -> str:
    """The report in Markdown; empty when nothing is broken."""
    places: dict[str, list[str]] = {}
    reasons: dict[str, str] = {}
    for path, errors in sorted(found.get("error_map", {}).items()):
        for error in errors:
            url = str(error["url"])
            line = error.get("span", {}).get("line")
            places.setdefault(url, []).append(f"{path}:{line}" if line else path)
            reasons[url] = _reason(error.get("status", {}))
    return "\n".join(_lines(places, reasons)) if places else ""


def _lines(places: Mapping[str, list[str]], reasons: Mapping[str, str]) -> Iterator[str]:
    yield HEAD
    for url in sorted(places)[:MOST]:
        address = _UNSAFE.sub(_encoded, url)
        yield f"- [{_as_words(url)}]({address}) – {_as_words(reasons[url])}"
        yield f"  - {', '.join(f'`{place}`' for place in dict.fromkeys(places[url]))}"
        yield f"  - archived / archivée : {ARCHIVE}{address}"
    if len(places) > MOST:
        yield f"\n… {len(places) - MOST} more / de plus."
    yield ""


def _reason(status: Mapping[str, Any]) -> str:
    if "code" in status:
        return str(status["code"])
    return " ".join(str(status.get("details") or status.get("text") or "?").split())[:120]


def _as_words(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())


def main(arguments: list[str]) -> int:
    """Read lychee's JSON, write the report or take an old one away."""
    source, target = map(Path, arguments)
    text = report(json.loads(source.read_text("utf-8")))
    if text:
        target.write_text(text, "utf-8")
        print(f"{text.count(ARCHIVE)} cited pages do not answer: {target}")
    else:
        target.unlink(missing_ok=True)
        print("every cited page answers")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
