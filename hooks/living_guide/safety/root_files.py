"""Names by which servers, search engines and applications find a file: no page, no picture, no download."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

_ASSETS = "assets"


class RootFile(StrEnum):
    """What such a file is for, which says what to do instead."""

    DOMAIN = "domain"
    HOST = "host"
    ICON = "icon"
    MADE = "made"
    MOVED = "moved"
    PAGE = "page"


_NAMES = {
    RootFile.DOMAIN: r"cname",
    RootFile.MOVED: r"_redirects",
    RootFile.PAGE: r"(?:index|default|404|403|500|home)\.(?:x?html?|php|aspx?)",
    RootFile.MADE: (
        r"_headers|sitemap(?:[_-]?index)?\.(?:xml|xml\.gz|txt)|(?:feed|atom|rss|index)\.(?:xml|rss|atom)|feed"
        r"|(?:sw|service-?worker)\.js|(?:manifest|site)\.(?:json|webmanifest)|sha256sums"
    ),
    RootFile.HOST: (
        r"(?:robots|security|humans|ads|app-ads|llms|llms-full|trust)\.txt|\.htaccess|\.htpasswd|\.user\.ini"
        r"|\.well-known|\.nojekyll|_config\.yml|web\.config|_routes\.json|_worker\.js|netlify\.toml|vercel\.json"
        r"|staticwebapp\.config\.json|caddyfile|nginx\.conf|crossdomain\.xml|clientaccesspolicy\.xml"
        r"|browserconfig\.xml|bingsiteauth\.xml|google[0-9a-f]{16}\.html|yandex_[0-9a-f]{16}\.html"
    ),
}
_ANYWHERE = re.compile("|".join(f"(?P<{kind}>{names})" for kind, names in _NAMES.items()), re.IGNORECASE)
_ICON = re.compile(
    r"(?:favicon(?:-\d+x\d+)?|apple-touch-icon(?:-[\w-]+)?|mstile-[\dx]+)\.(?:ico|png|svg|gif)", re.IGNORECASE
)
_MADE_AT_ROOT = re.compile(r"glossary\.(?:csv|json)", re.IGNORECASE)


def root_file(place: str) -> RootFile | None:
    """What a file would do at the root of a host, from its place below `docs/` or `local/`; most do nothing.

    >>> root_file("fr/robots.txt"), root_file("en/.well-known/security.txt"), root_file("assets/menu.txt")
    (<RootFile.HOST: 'host'>, <RootFile.HOST: 'host'>, None)
    """
    path = PurePosixPath(place)
    for part in path.parts:
        found = _ANYWHERE.fullmatch(part)
        if found and (part == path.name or part.startswith(".")):
            return RootFile(str(found.lastgroup))
    if path.parts[0] == _ASSETS or len(path.parts) > 2:
        return None  # a picture or a table like others
    if _ICON.fullmatch(path.name):
        return RootFile.ICON
    return RootFile.MADE if _MADE_AT_ROOT.fullmatch(path.name) else None
