"""The policy for readers' browsers, in each form that somebody reads: pages, hosts, Caddy, nginx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import yaml

POLICY = Path(__file__).parents[1] / "safety/policy.yml"
HEADERS = Path("build/headers")
HTTPS_ONLY = MappingProxyType({"Strict-Transport-Security": "max-age=63072000"})
"""Once seen over https, only over https, for two years; this host alone, not those below it."""
HOSTS_FILE = "_headers"
"""At the site's root: hosts such as Netlify and Cloudflare Pages read it."""


@cache
def _written() -> Mapping[str, Any]:
    written: dict[str, Any] = yaml.safe_load(POLICY.read_text("utf-8"))
    return written


def page_policy() -> str:
    """What each page says in its first `<meta>`."""
    return _joined(but=frozenset(_written()["header_only"]))


def headers() -> dict[str, str]:
    """Every header of an answer, by name."""
    own = {name: " ".join(str(value).split()) for name, value in _written()["headers"].items()}
    return {"Content-Security-Policy": _joined(), **own}


def _joined(but: frozenset[str] = frozenset()) -> str:
    return "; ".join(f"{name} {value}" for name, value in _written()["content"].items() if name not in but)


def for_hosts(address: str) -> str:
    """The form of Netlify, Cloudflare Pages and others: https://docs.netlify.com/manage/routing/headers/

    Below a path, the host is somebody else's too: whether it is only asked for over https is not ours to say.
    """
    own = {} if urlsplit(address).path.strip("/") else HTTPS_ONLY
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in {**headers(), **own}.items())])


def for_caddy() -> str:
    """A snippet for a Caddyfile: `import` it inside a site."""
    lines = [f'\t{name} "{value}"\n' for name, value in headers().items()]
    return "".join(["header {\n", *lines, "\t-Server\n", "}\n"])


def for_nginx() -> str:
    """Lines to `include` in each block that has an `add_header` of its own: nginx inherits none there."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers().items())


SERVERS: Mapping[str, Callable[[], str]] = {"caddy.conf": for_caddy, "nginx.conf": for_nginx}


def write_server_files(folder: Path, more: Mapping[str, str]) -> None:
    """The snippets for servers, beside the site, and `more` of them: each is whole at any moment.

    Those that have nothing to say are empty: a server may ask for them all the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**{name: make() for name, make in SERVERS.items()}, **more}.items():
        temporary = folder / f"{name}.new"
        temporary.write_text(text, "utf-8")
        temporary.replace(folder / name)
