"""Makes MkDocs' live reload work under a policy that runs no script standing in a page.

MkDocs puts a script into each page it serves. Here the same script is a file of the server's own, which
`script-src 'self'` allows: the policy of the published site stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from logging import Logger
from pathlib import Path
from typing import Any

from living_guide.corpus import LAYERS
from living_guide.formats.report import one_line
from living_guide.messages import Text, Told, catalogue, language_of_environment
from living_guide.settings import read_settings

_SCRIPT_ADDRESS = re.compile(r"/livereload/(\d+)\.js")
_INLINE_SCRIPT = re.compile(rb"<script>(.*)</script>", re.DOTALL)
_NO_PAGE = b"<!doctype html><title>404</title><p>404\n"

StartResponse = Callable[[str, list[tuple[str, str]]], object]
"""WSGI's: status and headers of an answer."""


def serve_while_writing(server: Any, root: Path, log: Logger) -> None:
    """Have MkDocs' `LiveReloadServer`, changed in place, watch what people write and show it in open tabs.

    While a build fails, what there is is served (MkDocs would let every tab wait): the open tab goes on
    asking, and shows the page as soon as it is mended. So does a tab on a page not there yet.
    """
    inline, build, find = server._inject_js_into_html, server.builder, server._serve_request

    def with_script(html: bytes, epoch: int) -> bytes:
        return html + b'<script src="/livereload/%d.js"></script>\n' % epoch

    def rebuild() -> None:
        try:
            read_settings(root)  # says in people's language what an engine would say in its own
            build()
        except Exception as error:
            server._wanted_epoch = server._visible_epoch
            log.error(_failure(error))

    def answer(environ: dict[str, str], start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if asked := _SCRIPT_ADDRESS.fullmatch(path):
            script = _INLINE_SCRIPT.search(inline(b"", int(asked[1])))
            start("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-store")])
            return [script[1] if script else b""]
        found: Iterable[bytes] | None = find(environ, start)
        place = path.removeprefix(server.mount_path)
        pages = (Path(server.root, folder, "404.html") for folder in (place.partition("/")[0], ""))
        page = next(filter(Path.is_file, pages), None)  # in the language of the address, if it has one
        if found is not None:
            return found
        start("404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
        html = page.read_bytes() if page else _NO_PAGE  # a build that fails half-way leaves none
        return [with_script(html, server._visible_epoch)]

    for layer in LAYERS:
        if (root / layer).is_dir():
            server.watch(str(root / layer))
    server._inject_js_into_html = with_script
    server.builder = rebuild
    server._serve_request = answer


def _failure(error: Exception) -> str:
    words = catalogue(language_of_environment())
    reason = error.message.said(words) if isinstance(error, Told) else one_line(str(error))
    message = Text("{reason}; pages in the browser stay as they were until this is mended", reason=reason)
    return message.said(words)
