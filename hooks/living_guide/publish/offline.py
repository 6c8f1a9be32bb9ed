"""A copy of the site that opens by double-click: no server, no network, the same pages.

Where a server answers `guides/x/` with `guides/x/index.html`, files have nobody to ask; so every
address of this kind is written out. What only servers and search engines need is left away.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from living_guide.cards import FOLDER as CARDS
from living_guide.messages import Text
from living_guide.publish.copies import CopyError, write_copy
from living_guide.publish.redirects import rules_of

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r"""(?<=\s)(href|src|action)=("[^"]*"|'[^']*')""")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|$")
_PRELOAD = re.compile(r'<link\b[^>]*\brel="preload"[^>]*>\s*')
"""A browser may not fetch ahead from files, and says so on every page."""
_SERVERS = (".gz", ".br", "_headers", "_redirects", "404.html", "sitemap.xml", "robots.txt", "CNAME")
_START = "index.html"


def offline_copy(site: Path, target: Path) -> int:
    """Write a copy of a built site to a folder, or to a `.zip`; how many files it has.

    Raises:
        CopyError: there is no site, or the target is no folder of ours.
        OSError: it cannot be written.
    """
    site = site.resolve()
    if not (site / _START).is_file():
        raise CopyError(Text("there is no site in `{path}`: run `guide build` first", path=site))
    return write_copy(_files(site), target, _START)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Place and bytes of each file of the copy, in a fixed order. Nobody comes to it by a former address."""
    base, rules = rules_of(site)
    former = {old.removeprefix(base) + ("index.html" if old.endswith("/") else "") for old, _ in rules}
    for folder, folders, names in os.walk(site):
        folders[:] = sorted(name for name in folders if Path(folder, name) != site / CARDS)
        for name in sorted(names):
            path = Path(folder, name)
            if not name.endswith(_SERVERS):
                place = path.relative_to(site).as_posix()
                if place in former:
                    continue
                data = path.read_bytes()
                yield place, _page(site, place, data) if name.endswith(".html") else data


def _page(site: Path, place: str, data: bytes) -> bytes:
    html = _PRELOAD.sub("", data.decode("utf-8"))
    return _TAG.sub(lambda tag: _written_out(site, place, tag.group()), html).encode()


def _written_out(site: Path, place: str, tag: str) -> str:
    def rewritten(found: re.Match[str]) -> str:
        name, quote, address = found[1], found[2][0], found[2][1:-1]
        if _ELSEWHERE.match(address):
            return found.group()
        return f"{name}={quote}{file_address(site, place, address)}{quote}"

    return _ADDRESS.sub(rewritten, tag)


def file_address(site: Path, place: str, address: str) -> str:
    """An address on the page at `place`, relative and ending in the file that a server would send."""
    path, mark, rest = _parted(address)
    folder = "" if path.startswith("/") else posixpath.dirname(place)
    wanted = posixpath.normpath(posixpath.join(folder, path.lstrip("/") or "."))
    if wanted.startswith(".."):
        return address
    if (site / wanted / _START).is_file():
        wanted = posixpath.normpath(posixpath.join(wanted, _START))
    elif not path.startswith("/"):
        return address
    relative = posixpath.relpath(wanted, posixpath.dirname(place) or ".")
    return PurePosixPath(relative).as_posix() + mark + rest


def _parted(address: str) -> tuple[str, str, str]:
    """The path, and what follows it from the first `?` or `#` on."""
    found = re.search(r"[?#]", address)
    return (address[: found.start()], found.group(), address[found.end() :]) if found else (address, "", "")
