"""Addresses of what is published. Pages are folders: theirs end with a slash."""

from __future__ import annotations

import posixpath


def relative_address(here: str, there: str) -> str:
    """The way from a page's address to a page's or a file's, both below the site's root without a slash.

    >>> relative_address("fr/guides/words/", "guides/words/")
    '../../../guides/words/'
    >>> relative_address("guides/words/", "guide.pdf")
    '../../guide.pdf'
    """
    way = posixpath.relpath("/" + there, "/" + here)
    return way if there and not there.endswith("/") else way + "/"
