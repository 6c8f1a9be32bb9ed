"""A copy of the site that opens by double-click: no server, no network, the same pages.

Where a server answers `guides/x/` with `guides/x/index.html`, files have nobody to ask; so every
address of this kind is written out. What only servers and search engines need is left away.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from living_guide.cards import FOLDER as CARDS
from living_guide.messages import Text, Told
from living_guide.publish.redirects import rules_of

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r"""(?<=\s)(href|src|action)=("[^"]*"|'[^']*')""")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|$")
_PRELOAD = re.compile(r'<link\b[^>]*\brel="preload"[^>]*>\s*')
"""A browser may not fetch ahead from files, and says so on every page."""
_SERVERS = (".gz", ".br", "_headers", "_redirects", "404.html", "sitemap.xml", "robots.txt", "CNAME")
_START = "index.html"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, so that the same site gives the same zip."""


class OfflineError(Told):
    """No copy can be made; the message says why."""


def offline_copy(site: Path, target: Path) -> int:
    """Write a copy of a built site to a folder, or to a `.zip`; how many files it has.

    What is there already is replaced; nothing is left half-written under its name.

    Raises:
        OfflineError: there is no site, or the target is no folder of ours.
        OSError: it cannot be written.
    """
    site = site.resolve()
    if not (site / _START).is_file():
        raise OfflineError(Text("there is no site in `{path}`: run `guide build` first", path=site))
    if target.is_dir() and any(target.iterdir()) and not (target / _START).is_file():
        raise OfflineError(Text("`{path}` holds something else: name a new folder", path=target))
    temporary = target.with_name(f".{target.name}.new")
    _remove(temporary)
    target.parent.mkdir(parents=True, exist_ok=True)
    write = _write_zip if target.suffix == ".zip" else _write_folder
    try:
        count = write(site, temporary, target.stem)
        _remove(target)
        temporary.rename(target)
    finally:
        _remove(temporary)
    return count


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write_folder(site: Path, target: Path, name: str) -> int:
    count = 0
    for place, data in _files(site):
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    return count


def _write_zip(site: Path, target: Path, name: str) -> int:
    """Everything below one folder, so that unpacking does not litter."""
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in _files(site):
            entry = zipfile.ZipInfo(f"{name}/{place}", _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
            count += 1
    return count


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
